import { randomUUID } from 'node:crypto';
import type { DisburseInstruction } from '@mutua/contract/custodian/instructions.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { brokenLaws } from '../books/check-books.ts';
import { LOAN, OTHER_LOAN, TrialBooks, yuan } from '../trial-books.ts';

let trial: TrialBooks;
let lenders: readonly [string, string];
let borrower: string;
let platform: string;
let freezes: readonly [string, string];
beforeEach(() => {
  trial = new TrialBooks();
  lenders = [trial.funded('lender', '100000'), trial.funded('lender', '50000')];
  borrower = trial.account('borrower');
  platform = trial.account('platform');
  freezes = [
    trial.frozen(lenders[0], borrower, '70000'),
    trial.frozen(lenders[1], borrower, '30000'),
  ];
});

function disbursing(change: Partial<DisburseInstruction> = {}): DisburseInstruction {
  return {
    kind: 'disburse',
    id: randomUUID(),
    payee: borrower,
    loanId: LOAN,
    freezes: [
      { freezeId: freezes[0], amount: yuan('70000') },
      { freezeId: freezes[1], amount: yuan('30000') },
    ],
    total: yuan('100000'),
    ...change,
  };
}

function feeMandate(change = {}): string {
  return trial.mandate(borrower, { scope: 'fees', loanId: LOAN, cap: yuan('2000'), ...change });
}

describe('a disbursement', () => {
  it('moves all that was frozen to the borrower, who then pays the fees', () => {
    const fees = [{ account: platform, amount: yuan('2000'), authorisation: feeMandate() }];
    expect(trial.outcome(disbursing({ fees }))).toBe('confirmed');
    expect(trial.standing(lenders[0])).toEqual([30_000n, 0n]);
    expect(trial.standing(lenders[1])).toEqual([20_000n, 0n]);
    expect(trial.standing(borrower)).toEqual([98_000n, 0n]);
    expect(trial.standing(platform)).toEqual([2_000n, 0n]);
    expect(brokenLaws(trial.books)).toEqual([]);
  });

  it('goes to no other payee and no other loan than it was frozen for', () => {
    const other = trial.account('borrower');
    expect(trial.outcome(disbursing({ payee: other }))).toBe('payee_differs');
    expect(trial.outcome(disbursing({ loanId: OTHER_LOAN }))).toBe('loan_differs');
    expect(trial.outcome(disbursing({ payee: platform }))).toBe('class_differs');
    expect(trial.outcome(disbursing({ payee: 'nobody' }))).toBe('account_unknown');
  });

  it('is refused unless its parts are the freezes in full and come to the total', () => {
    const [first, second] = disbursing().freezes;
    const part = (minorUnits: string) => ({ freezeId: freezes[1], amount: yuan(minorUnits) });
    if (first === undefined || second === undefined) throw new Error('There are two.');
    expect(trial.outcome(disbursing({ total: yuan('99999') }))).toBe('amount_differs');
    const less = { freezes: [first, part('29999')], total: yuan('99999') };
    expect(trial.outcome(disbursing(less))).toBe('amount_differs');
    const twice = { freezes: [first, first], total: yuan('140000') };
    expect(trial.outcome(disbursing(twice))).toBe('amount_differs');
    const euro = { freezeId: freezes[1], amount: { minorUnits: '30000', currency: 'EUR' } };
    expect(trial.outcome(disbursing({ freezes: [first, euro] }))).toBe('currency_differs');
  });

  it('happens wholly or not at all', () => {
    trial.batch({ kind: 'release', id: randomUUID(), freezeId: freezes[1] });
    expect(trial.outcome(disbursing())).toBe('freeze_ended');
    expect(trial.standing(lenders[0])).toEqual([100_000n, 70_000n]);
    const [first] = disbursing().freezes;
    if (first === undefined) throw new Error('There are two.');
    const unknown = { freezeId: randomUUID(), amount: yuan('30000') };
    expect(trial.outcome(disbursing({ freezes: [first, unknown] }))).toBe('freeze_unknown');
    expect(trial.standing(borrower)).toEqual([0n, 0n]);
  });

  it('happens once', () => {
    expect(trial.outcome(disbursing())).toBe('confirmed');
    expect(trial.outcome(disbursing())).toBe('freeze_ended');
  });

  it('takes no fee without the borrower’s mandate for it, and then does not happen at all', () => {
    const fee = (authorisation: string, minorUnits = '2000') =>
      trial.outcome(
        disbursing({ fees: [{ account: platform, amount: yuan(minorUnits), authorisation }] }),
      );
    const once = randomUUID();
    expect(fee(once)).toBe('authorisation_missing');
    expect(fee(trial.mandate(lenders[0]))).toBe('authorisation_differs');
    expect(fee(feeMandate({ loanId: OTHER_LOAN }))).toBe('authorisation_differs');
    expect(fee(feeMandate({ scope: 'repayment' }))).toBe('authorisation_differs');
    expect(fee(feeMandate(), '2001')).toBe('mandate_cap_exceeded');
    const rich = feeMandate({ cap: yuan('900000') });
    expect(fee(rich, '100001')).toBe('insufficient_funds');
    expect(trial.standing(borrower)).toEqual([0n, 0n]);
    expect(trial.standing(lenders[0])).toEqual([100_000n, 70_000n]);
  });

  it('counts several fees under one mandate together', () => {
    const authorisation = feeMandate();
    const fee = { account: platform, amount: yuan('1001'), authorisation };
    expect(trial.outcome(disbursing({ fees: [fee, fee] }))).toBe('mandate_cap_exceeded');
  });

  it('pays fees to the platform or a partner alone', () => {
    const authorisation = feeMandate();
    const to = (account: string) =>
      trial.outcome(disbursing({ fees: [{ account, amount: yuan('1'), authorisation }] }));
    expect(to(lenders[0])).toBe('class_differs');
    expect(to(trial.account('partner'))).toBe('confirmed');
  });
});
