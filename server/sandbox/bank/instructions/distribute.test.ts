import { randomUUID } from 'node:crypto';
import type { DistributeInstruction } from '@mutua/contract/custodian/instructions.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { brokenLaws } from '../books/check-books.ts';
import { LOAN, OTHER_LOAN, TrialBooks, yuan } from '../trial-books.ts';

let trial: TrialBooks;
let borrower: string;
let lenders: readonly [string, string];
let platform: string;
let mandate: string;
beforeEach(() => {
  trial = new TrialBooks();
  borrower = trial.funded('borrower', '9998');
  lenders = [trial.account('lender'), trial.account('lender')];
  trial.lend(borrower, ...lenders);
  platform = trial.account('platform');
  mandate = trial.mandate(borrower, { scope: 'repayment', loanId: LOAN });
});

function distributing(change: Partial<DistributeInstruction> = {}): DistributeInstruction {
  return {
    kind: 'distribute',
    id: randomUUID(),
    payer: borrower,
    loanId: LOAN,
    authorisation: mandate,
    shares: [
      { account: lenders[0], amount: yuan('667') },
      { account: lenders[1], amount: yuan('333') },
    ],
    total: yuan('1000'),
    ...change,
  };
}

/** One share of 1,000 for an account. */
function shareFor(account: string): Pick<DistributeInstruction, 'shares'> {
  return { shares: [{ account, amount: yuan('1000') }] };
}

describe('a distribution', () => {
  it('pays every share, to the cent', () => {
    expect(trial.outcome(distributing())).toBe('confirmed');
    expect(trial.standing(borrower)).toEqual([9_000n, 0n]);
    expect(trial.standing(lenders[0])).toEqual([667n, 0n]);
    expect(trial.standing(lenders[1])).toEqual([333n, 0n]);
    expect(brokenLaws(trial.books)).toEqual([]);
  });

  it('is refused without the payer’s word, or under a mandate for something else', () => {
    const { authorisation: _none, ...without } = distributing();
    expect(trial.outcome(without)).toBe('authorisation_missing');
    const outcome = (authorisation: string) => trial.outcome(distributing({ authorisation }));
    expect(outcome(randomUUID())).toBe('authorisation_missing');
    const bids = trial.mandate(borrower, { scope: 'bid' });
    expect(outcome(bids)).toBe('authorisation_differs');
    const other = trial.mandate(borrower, { scope: 'repayment', loanId: OTHER_LOAN });
    expect(outcome(other)).toBe('authorisation_differs');
    const lenderOwn = trial.mandate(lenders[0], { scope: 'repayment', loanId: LOAN });
    expect(outcome(lenderOwn)).toBe('authorisation_differs');
    const small = { scope: 'repayment', loanId: LOAN, cap: yuan('999') } as const;
    expect(outcome(trial.mandate(borrower, small))).toBe('mandate_cap_exceeded');
  });

  it('happens wholly or not at all', () => {
    const unknown = { account: 'nobody', amount: yuan('333') };
    const shares = [{ account: lenders[0], amount: yuan('667') }, unknown];
    expect(trial.outcome(distributing({ shares }))).toBe('account_unknown');
    expect(trial.outcome(distributing({ total: yuan('1001') }))).toBe('amount_differs');
    const large = {
      shares: [{ account: lenders[0], amount: yuan('10001') }],
      total: yuan('10001'),
    };
    expect(trial.outcome(distributing(large))).toBe('insufficient_funds');
    expect(trial.standing(borrower)).toEqual([10_000n, 0n]);
    expect(trial.standing(lenders[0])).toEqual([0n, 0n]);
  });

  it('goes from borrowers and partners to lenders, partners and the platform, and no other way', () => {
    const rich = trial.funded('lender', '10000');
    const lent = trial.mandate(rich, { scope: 'repayment', loanId: LOAN });
    const byLender = distributing({ payer: rich, authorisation: lent });
    expect(trial.outcome(byLender)).toBe('class_differs');
    expect(trial.outcome(distributing(shareFor(trial.account('borrower'))))).toBe('class_differs');
    const partner = trial.funded('partner', '10000');
    const paid = trial.mandate(partner, { scope: 'repayment', loanId: LOAN });
    const byPartner = distributing({ payer: partner, authorisation: paid });
    expect(trial.outcome(byPartner)).toBe('confirmed');
    const toItself = { ...byPartner, id: randomUUID(), ...shareFor(partner) };
    expect(trial.outcome(toItself)).toBe('class_differs');
    const euro = { account: lenders[0], amount: { minorUnits: '1000', currency: 'EUR' } };
    expect(trial.outcome(distributing({ shares: [euro] }))).toBe('currency_differs');
  });

  it('goes to no lender who lent nothing of the loan', () => {
    const stranger = trial.account('lender');
    expect(trial.outcome(distributing(shareFor(stranger)))).toBe('payee_differs');
    const once = trial.mandate(borrower, { scope: 'repayment', loanId: OTHER_LOAN });
    const otherLoan = distributing({ loanId: OTHER_LOAN, authorisation: once });
    expect(trial.outcome(otherLoan)).toBe('payee_differs');
  });

  it('goes to a partner who paid instead of the borrower, and to another only as a fee', () => {
    const partner = trial.funded('partner', '1000');
    expect(trial.outcome(distributing(shareFor(partner)))).toBe('authorisation_missing');
    const authorisation = trial.mandate(partner, { scope: 'repayment', loanId: LOAN });
    expect(trial.outcome(distributing({ payer: partner, authorisation }))).toBe('confirmed');
    expect(trial.outcome(distributing(shareFor(partner)))).toBe('confirmed');
  });

  it('gives the platform nothing under a mandate to repay alone', () => {
    expect(trial.outcome(distributing(shareFor(platform)))).toBe('authorisation_missing');
    const small = { scope: 'fees', loanId: LOAN, cap: yuan('999') } as const;
    const feesAuthorisation = trial.mandate(borrower, small);
    const exceeded = distributing({ ...shareFor(platform), feesAuthorisation });
    expect(trial.outcome(exceeded)).toBe('mandate_cap_exceeded');
    const enough = trial.mandate(borrower, { ...small, cap: yuan('1000') });
    const allowed = () => distributing({ ...shareFor(platform), feesAuthorisation: enough });
    expect(trial.outcome(allowed())).toBe('confirmed');
    expect(trial.outcome(allowed())).toBe('mandate_cap_exceeded');
  });

  it('gives the platform what the payer saw and agreed to in a one-time authorisation', () => {
    const asked = (fees?: string) => {
      const id = randomUUID();
      const authorisation = trial.once({
        instructionId: id,
        kind: 'distribute',
        account: borrower,
        loanId: LOAN,
        amount: yuan('1000'),
        ...(fees !== undefined && { fees: yuan(fees) }),
      });
      return distributing({ id, authorisation, ...shareFor(platform) });
    };
    expect(trial.outcome(asked())).toBe('authorisation_differs');
    expect(trial.outcome(asked('999'))).toBe('authorisation_differs');
    expect(trial.outcome(asked('1000'))).toBe('confirmed');
  });
});
