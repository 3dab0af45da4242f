// A loan that is taken back while it is being funded: every bid goes back, to the cent.
import { refuse } from '@mutua/core/kit/result.ts';
import { ZERO } from '@mutua/core/money/minor-units.ts';
import { describe, expect, it } from 'vitest';
import { STAFF } from '../trial-house.ts';
import { BANK, TrialLoan } from '../trial-loan.ts';

const REASON = '资料失实';

describe('a loan that is pulled while it is funded', () => {
  it('gives every bid back, and what the bank has frozen is released there', () => {
    const loan = new TrialLoan();
    const [first, second] = [loan.aLender(400_000n), loan.aLender(300_000n)];
    const frozen = loan.bid(first, 400_000n);
    loan.bid(second, 300_000n);
    loan.done(BANK, { kind: 'RecordFreezes', results: [{ bidId: frozen, outcome: 'confirmed' }] });
    const { loanId } = loan;
    loan.done(STAFF.complianceLead, { kind: 'WithdrawLoan', loanId, reason: REASON });
    expect(loan.loan).toMatchObject({ state: 'withdrawn', withdrawReason: 'pulled' });
    expect([loan.loan.accepted, loan.loan.frozen]).toEqual([ZERO, ZERO]);
    expect(loan.bids.map(({ state }) => state)).toEqual(['returned', 'returned']);
    expect([loan.cashOf('lender', first), loan.cashOf('lender', second)]).toEqual([
      400_000n,
      300_000n,
    ]);
    expect(loan.instructions).toMatchObject([{ order: { kind: 'release', freezeId: frozen } }]);
    expect(loan.fact('borrower', loan.borrower.id).openLoanId).toBeUndefined();
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('is the borrower’s to take back only where the pack allows it', () => {
    const loan = new TrialLoan();
    loan.bid(loan.aLender(400_000n), 400_000n);
    const { loanId } = loan;
    loan.done(loan.borrower, { kind: 'WithdrawLoan', loanId, reason: '' });
    expect(loan.loan).toMatchObject({ state: 'withdrawn', withdrawReason: 'by_borrower' });
  });

  it('stays where the custodian may be paying it out', () => {
    const loan = new TrialLoan();
    const { loanId } = loan;
    loan.given('loan', { ...loan.loan, state: 'funded' });
    loan.given('instruction', {
      id: loanId,
      state: 'unknown',
      currency: loan.loan.currency,
      loanId,
      order: { kind: 'disburse', payee: 'B1', freezes: [], fees: ZERO },
      createdAt: loan.now,
    });
    const command = { kind: 'WithdrawLoan', loanId, reason: REASON } as const;
    expect(loan.ask(STAFF.complianceLead, command)).toEqual(refuse('money_in_transit'));
  });
});
