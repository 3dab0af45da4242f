// A full loan that is taken back: never while the custodian may be paying it out, and otherwise with all bids back.
import { refuse } from '@mutua/core/kit/result.ts';
import { ZERO } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import { expect, it } from 'vitest';
import { TrialLoan } from '../trial-loan.ts';
import { newTrialId } from '../trial-world.ts';

const CHECKER: Actor = {
  kind: 'person',
  id: newTrialId(),
  roles: ['staff'],
  positions: ['loan_officer_lead'],
};

it('a full loan is not taken back while the custodian is asked to disburse it', () => {
  const loan = new TrialLoan();
  const lender = loan.aLender(1_000_000n);
  loan.bid(lender, 1_000_000n);
  loan.answerAll();
  loan.authorise();
  loan.done(loan.borrower, { kind: 'SignContract', loanId: loan.loanId });
  const withdraw = { kind: 'WithdrawLoan', loanId: loan.loanId, reason: '资料有误' } as const;
  expect(loan.ask(CHECKER, withdraw)).toEqual(refuse('money_in_transit'));
  loan.bank = () => 'refused';
  loan.answerAll();
  loan.bank = () => 'confirmed';
  loan.done(CHECKER, withdraw);
  loan.answerAll();
  expect(loan.loan).toMatchObject({ state: 'withdrawn', accepted: ZERO, frozen: ZERO });
  expect(loan.cashOf('lender', lender)).toBe(1_000_000n);
  expect(loan.bids).toMatchObject([{ state: 'returned', freezeState: 'released' }]);
  expect(loan.brokenLaws()).toEqual([]);
});
