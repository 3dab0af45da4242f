// A guarantor that pays everything at once: when, how much, and whose the loan is then.
import { refuse } from '@mutua/core/kit/result.ts';
import { sum, ZERO } from '@mutua/core/money/minor-units.ts';
import { GUARANTEED_LOAN } from '@mutua/core/product/safeguarded-loans.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import { CoveredLoan } from '../trial-compensation.ts';
import { aStaff } from '../trial-house.ts';
import { newTrialId } from '../trial-world.ts';

/** The first instalment is due on the second of April. */
const D2 = dayOf(2026, 4, 4);

const TERMS = GUARANTEED_LOAN.safeguardTerms?.guarantee;
const ACCELERATED = {
  ...GUARANTEED_LOAN,
  safeguardTerms: TERMS && { guarantee: { ...TERMS, cover: 'accelerated' as const } },
} as typeof GUARANTEED_LOAN;

describe('accelerated cover', () => {
  it('pays all outstanding principal and the interest to the day at once, and everything later is the payer’s', () => {
    const trial = new CoveredLoan('guarantee', { product: ACCELERATED });
    const guarantor = trial.aGuarantor(2_000_000n);
    trial.disburse();
    const [first] = trial.servicing.accounts;
    trial.goTo(D2);
    const [paid] = trial.compensations;
    expect(paid).toMatchObject({ state: 'paid', cover: 'accelerated', principal: 1_000_000n });
    expect((paid?.interest ?? ZERO) > (first?.due.interest ?? ZERO)).toBe(true);
    expect(trial.claims.filter(({ origin }) => origin === 'disbursement')).toMatchObject([
      { state: 'compensated', outstanding: ZERO },
      { state: 'compensated', outstanding: ZERO },
    ]);
    expect(trial.loan.compensationDay).toBeUndefined();
    expect(trial.brokenLaws()).toEqual([]);
    const pay = { kind: 'PayCompensation', commitmentId: guarantor.commitmentId } as const;
    expect(trial.ask(guarantor, pay)).toEqual(refuse('nothing_owed'));
    const lenders = trial.lenders.map((lender) => trial.cashOf('lender', lender));
    trial.topUpBorrower(1_100_000n);
    trial.goTo(dayOf(2026, 4, 10));
    trial.done(trial.borrower, { kind: 'RepayEarly', loanId: trial.loanId, how: 'in_full' });
    trial.answerAll();
    expect(trial.loan.state).toBe('closed');
    expect(trial.lenders.map((lender) => trial.cashOf('lender', lender))).toEqual(lenders);
    expect(trial.claimOf(guarantor)).toMatchObject({ state: 'closed', outstanding: ZERO });
    expect(trial.brokenLaws()).toEqual([]);
  });

  it('is paid by hand only when something is unpaid', () => {
    const trial = new CoveredLoan('guarantee', { product: ACCELERATED });
    const guarantor = trial.aGuarantor(2_000_000n);
    trial.disburse();
    const pay = { kind: 'PayCompensation', commitmentId: guarantor.commitmentId } as const;
    expect(trial.ask(guarantor, pay)).toEqual(refuse('nothing_owed'));
    trial.topUpBorrower(400_000n);
    trial.goTo(dayOf(2026, 4, 6));
    expect(trial.ask(guarantor, pay)).toEqual(refuse('nothing_owed'));
    expect(trial.compensations).toEqual([]);
  });

  it('is paid between a due day and the working day on which it is asked for', () => {
    const trial = new CoveredLoan('guarantee', { product: ACCELERATED });
    const guarantor = trial.aGuarantor(0n);
    trial.disburse();
    trial.goTo(D2);
    trial.endDay();
    expect(trial.compensations).toMatchObject([{ state: 'missed' }]);
    trial.topUp(trial.cashAccountOf(guarantor), 2_000_000n);
    // The second instalment is due on a Saturday.
    trial.goTo(dayOf(2026, 5, 3));
    const interest = sum(trial.servicing.accounts.slice(0, 2).map(({ due }) => due.interest));
    trial.done(guarantor, { kind: 'PayCompensation', commitmentId: guarantor.commitmentId });
    trial.answerAll();
    expect(trial.servicing.fallenDue).toBe(1);
    const paid = trial.compensations.at(-1);
    expect(paid).toMatchObject({ state: 'paid', principal: 1_000_000n });
    // One day of the third instalment with it.
    const ofDay = (paid?.interest ?? ZERO) - interest;
    expect(ofDay > 0n && ofDay < interest / 20n).toBe(true);
    expect(trial.brokenLaws()).toEqual([]);
  });

  it('stays the guarantor’s when the arrears are planned anew', () => {
    const trial = new CoveredLoan('guarantee', { product: ACCELERATED });
    const guarantor = trial.aGuarantor(5_000_000n);
    trial.disburse();
    trial.goTo(dayOf(2026, 4, 8));
    const lenders = trial.lenders.map((lender) => trial.cashOf('lender', lender));
    const maker = aStaff(newTrialId(), 'risk_analyst');
    const checker = aStaff(newTrialId(), 'risk_analyst_lead');
    const step = { loanId: trial.loanId, reason: '住院' } as const;
    trial.done(maker, { kind: 'ProposeReschedule', ...step, plan: { how: 'reschedule' } });
    trial.done(trial.borrower, { kind: 'AcceptReschedule', loanId: trial.loanId });
    trial.done(checker, { kind: 'RescheduleLoan', ...step });
    expect(trial.brokenLaws()).toEqual([]);
    // The first new instalment is late as well, and nobody is asked for it.
    trial.goTo(dayOf(2026, 5, 20));
    expect(trial.compensations).toHaveLength(1);
    trial.topUpBorrower(1_500_000n);
    trial.goTo(dayOf(2026, 9, 1));
    expect(trial.loan.state).toBe('closed');
    expect(trial.lenders.map((lender) => trial.cashOf('lender', lender))).toEqual(lenders);
    expect(trial.claimOf(guarantor)).toMatchObject({ state: 'closed', outstanding: ZERO });
    expect(trial.brokenLaws()).toEqual([]);
  });
});
