// A new plan for what is outstanding: proposed by staff, agreed to by the borrower, released by another person.
import { refuse } from '@mutua/core/kit/result.ts';
import { keepingPrincipal, newPlan } from '@mutua/core/loan/new-plan.ts';
import type { PlanAsked } from '@mutua/core/loan/servicing.ts';
import { wholeDebt } from '@mutua/core/loan/written-off.ts';
import { minorUnits, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import { addDays, dayOf } from '@mutua/core/time/day.ts';
import { afterEach, describe, expect, it } from 'vitest';
import {
  accelerate,
  aLoan,
  inDefault,
  lawsHold,
  overdue,
  step,
  told,
  WITH_PENALTY,
} from '../trial-arrears.ts';
import { ANALYST_LEAD, COLLECTOR, COMMITTEE, FIRST_DUE, lifeOf } from '../trial-collection.ts';
import type { WatchedLoan } from '../watched-loan.ts';

afterEach(lawsHold);

describe('a new plan', () => {
  const plan = (asked: PlanAsked) => ({ plan: asked });

  function reschedule(loan: WatchedLoan, asked: PlanAsked): void {
    loan.done(COLLECTOR, step(loan, 'ProposeReschedule', plan(asked)));
    loan.done(loan.borrower, { kind: 'AcceptReschedule', loanId: loan.loanId });
    loan.done(COMMITTEE, step(loan, 'RescheduleLoan'));
  }

  it('takes the arrears in: nothing is overdue any more, the principal is the same, what was owed is carried', () => {
    const loan = overdue(WITH_PENALTY);
    const before = wholeDebt(loan.servicing);
    reschedule(loan, { how: 'reschedule', instalmentCount: 18 });
    const { accounts, fallenDue, planNumber } = loan.servicing;
    expect(planNumber).toBe(2);
    expect(wholeDebt(loan.servicing).principal).toBe(before.principal);
    expect(lifeOf(loan).map(([event]) => event)).toEqual(['LoanFellOverdue', 'ArrearsCleared']);
    expect(loan.loan.assetClass).toBe('normal');
    const [old, carried, ...rest] = accounts;
    expect(old?.settledDay).toBe(loan.today);
    // 50.00 overdue and ten of thirty days on 9,189.34 at 6 %: 15.32.
    expect(carried).toMatchObject({
      ...{ isCarried: true, dueDay: dayOf(2026, 5, 2) },
      due: { principal: ZERO, interest: 6_532n, penalty: 215n, fee: 1_000n },
    });
    expect([rest.length, fallenDue]).toEqual([18, 2]);
    expect(told(loan, 'borrower')).toEqual(
      expect.arrayContaining(['reschedule_proposed', 'loan_rescheduled']),
    );
    expect(told(loan, 'lender').filter((kind) => kind === 'claim_rescheduled')).toHaveLength(2);
    // It is asked for with the first instalment, and not before.
    loan.topUpBorrower(2_000_000n);
    loan.goTo(dayOf(2026, 5, 3));
    expect(loan.servicing.accounts[1]?.settledDay).toBeUndefined();
    loan.goTo(dayOf(2026, 5, 4));
    expect(loan.servicing.accounts[1]?.settledDay).toBe(dayOf(2026, 5, 4));
    expect(loan.loan.nextActionDay).toBe(dayOf(2026, 6, 2));
    loan.goTo(dayOf(2027, 11, 3));
    expect(loan.loan).toMatchObject({ state: 'closed', closeReason: 'repaid' });
    expect(loan.claims.map(({ principalReceived }) => principalReceived)).toEqual([
      ...[400_000n, 600_000n],
    ]);
  });

  it('cures a default, also after an acceleration, and may be repaid early', () => {
    const loan = inDefault();
    accelerate(loan);
    reschedule(loan, { how: 'reschedule', instalmentCount: 12, firstDueDay: dayOf(2026, 8, 10) });
    expect(lifeOf(loan).at(-1)?.[0]).toBe('DefaultCured');
    expect(loan.servicing.accelerated).toBeUndefined();
    loan.topUpBorrower(3_000_000n);
    loan.goTo(dayOf(2026, 8, 20));
    expect(loan.loan.state).toBe('repaying');
    loan.done(loan.borrower, {
      ...{ kind: 'RepayEarly', loanId: loan.loanId, how: 'in_part', amount: minorUnits(200_000n) },
    });
    loan.answerAll();
    loan.done(loan.borrower, { kind: 'RepayEarly', loanId: loan.loanId, how: 'in_full' });
    loan.answerAll();
    expect(loan.loan.closeReason).toBe('repaid_early');
  });

  it('may be repaid in full before its first day: what is carried, and the interest of the new plan so far', () => {
    const loan = overdue(WITH_PENALTY);
    reschedule(loan, { how: 'reschedule', instalmentCount: 18 });
    const owed = wholeDebt(loan.servicing).principal;
    const [, carried] = loan.servicing.accounts;
    loan.topUpBorrower(3_000_000n);
    loan.today = addDays(loan.today, 5);
    loan.done(loan.borrower, { kind: 'RepayEarly', loanId: loan.loanId, how: 'in_full' });
    loan.answerAll();
    expect(loan.loan.closeReason).toBe('repaid_early');
    const paid = loan.servicing.accounts.slice(1).map((account) => account.paid);
    expect(sum(paid.map(({ principal }) => principal))).toBe(owed);
    expect(paid[0]).toEqual(carried?.due);
    // Five of the days up to the first new due day.
    expect(paid[1]?.interest).toBeGreaterThan(ZERO);
  });

  it('falls overdue again by its own days when it is not kept', () => {
    const loan = overdue(WITH_PENALTY);
    reschedule(loan, { how: 'reschedule' });
    loan.goTo(dayOf(2026, 5, 7));
    expect(loan.loan.state).toBe('repaying');
    loan.goTo(dayOf(2026, 5, 8));
    expect(loan.loan.state).toBe('overdue');
    loan.goTo(dayOf(2026, 5, 14));
    // What was carried bears no penalty: 215 is what it was before.
    expect(loan.servicing.accounts[1]?.due.penalty).toBe(215n);
    expect(loan.servicing.accounts[2]?.due.penalty).toBeGreaterThan(ZERO);
  });

  it('of a loan that is paid on time moves its due day or puts principal off', () => {
    const loan = aLoan();
    reschedule(loan, { how: 'reschedule', firstDueDay: dayOf(2026, 4, 15) });
    expect(loan.servicing.accounts.map(({ dueDay }) => dueDay).slice(0, 2)).toEqual([
      ...[dayOf(2026, 4, 15), dayOf(2026, 5, 15)],
    ]);
    const holiday = {
      how: 'payment_holiday',
      instalments: 2,
      interest: 'paid',
      keeps: 'instalment',
    };
    reschedule(loan, holiday as PlanAsked);
    expect(loan.servicing.planNumber).toBe(3);
    expect(loan.servicing.accounts.map(({ due }) => due.principal).slice(0, 2)).toEqual([
      ZERO,
      ZERO,
    ]);
    expect(loan.servicing.accounts).toHaveLength(14);
    expect(lifeOf(loan)).toEqual([]);
  });

  it('waits for the borrower, and for a second person', () => {
    const loan = overdue();
    const { loanId } = loan;
    const accept = { kind: 'AcceptReschedule', loanId } as const;
    expect(loan.asBorrower(accept)).toEqual(refuse('wrong_stage', { state: 'overdue' }));
    const propose = (asked: PlanAsked) => step(loan, 'ProposeReschedule', plan(asked));
    expect(
      loan.ask(COLLECTOR, propose({ how: 'reschedule', firstDueDay: FIRST_DUE })),
    ).toMatchObject({ refusal: { code: 'invalid_input', data: { field: 'firstDueDay' } } });
    const holiday = { how: 'payment_holiday', instalments: 2, interest: 'paid', keeps: 'term' };
    expect(loan.ask(COLLECTOR, propose(holiday as PlanAsked))).toEqual(
      refuse('wrong_stage', { state: 'overdue' }),
    );
    loan.done(ANALYST_LEAD, propose({ how: 'reschedule' }));
    const release = step(loan, 'RescheduleLoan');
    expect(loan.ask(COMMITTEE, release)).toEqual(refuse('reschedule_not_approved'));
    loan.done(loan.borrower, accept);
    expect(loan.asBorrower(accept)).toEqual(refuse('wrong_stage', { state: 'overdue' }));
    expect(loan.ask(ANALYST_LEAD, release)).toEqual(refuse('same_person'));
    loan.done(COMMITTEE, release);
  });

  it('that changed the principal would be refused', () => {
    const loan = overdue();
    const made = newPlan(loan.servicing, { how: 'reschedule' }, loan.today);
    if (!made.ok) throw new Error('It can be made.');
    const accounts = made.value.accounts.slice(0, -1);
    expect(
      keepingPrincipal(loan.servicing, { ok: true, value: { ...made.value, accounts } }),
    ).toEqual(refuse('reschedule_changes_total'));
  });
});
