// What an instalment that is asked for on another day than its own means for whoever pays around it.
import { accruedToLenders } from '@mutua/core/loan/repay/accrued.ts';
import { payoffOf } from '@mutua/core/loan/repay/payoff.ts';
import { placesInOrder } from '@mutua/core/loan/repay/waterfall.ts';
import { CHANGE_COUNT_MAX } from '@mutua/core/loan/schedule/apply-change.ts';
import { minorUnits, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type { WorkingDayRule } from '@mutua/core/time/calendar.ts';
import { addDays, type Day, dayOf } from '@mutua/core/time/day.ts';
import { writeSchedule } from '@mutua/server/loan/schedule-read.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyPockets } from '../trial-collection.ts';
import { TrialLoan, type TrialTerms } from '../trial-loan.ts';

/** 10,000 yuan at 10 % for a year, disbursed on 2 March 2026: 2 April is a Thursday, 2 May a Saturday. */
function aLoanUnder(workingDayRule: WorkingDayRule, terms: Partial<TrialTerms> = {}): TrialLoan {
  const loan = new TrialLoan({ ...terms, product: { ...SMALL_CREDIT_LOAN, workingDayRule } });
  loan.disburse();
  return loan;
}

const ASKED: Day = dayOf(2026, 5, 1);
const DUE: Day = dayOf(2026, 5, 2);
/** 87,916 of principal and interest, 1,000 of fee. */
const INSTALMENT = 88_916n;

/** On the Friday on which the instalment of Saturday is asked for, with money that came after that. */
function aLoanAskedEarly(day: Day = ASKED): TrialLoan {
  const loan = aLoanUnder('preceding');
  loan.goTo(addDays(ASKED, -1));
  emptyPockets(loan);
  loan.goTo(day);
  loan.topUpBorrower(2_000_000n);
  return loan;
}

describe('an instalment that is asked for before its own day', () => {
  it('is paid whole when it is asked for, with the interest of the schedule', () => {
    const loan = aLoanUnder('preceding');
    loan.goTo(ASKED);
    expect(loan.servicing.accounts[1]).toMatchObject({ dueDay: DUE, settledDay: ASKED });
    expect(loan.cashOf('borrower', loan.borrower)).toBe(1_000_000n - 2n * INSTALMENT);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('can be paid by the borrower on the days between', () => {
    for (const day of [ASKED, DUE, addDays(DUE, 1)]) {
      const loan = aLoanAskedEarly(day);
      const amount = minorUnits(INSTALMENT);
      loan.done(loan.borrower, { kind: 'RepayLoan', loanId: loan.loanId, amount });
      loan.answerAll();
      expect(loan.servicing.accounts[1]).toMatchObject({ settledDay: day });
      expect(loan.loan.state).toBe('repaying');
      expect(loan.brokenLaws()).toEqual([]);
    }
  });

  it('is overdue the day after it was asked for', () => {
    const loan = aLoanAskedEarly();
    const stateOn = (day: Day) => writeSchedule(loan.servicing, day)[1]?.state;
    expect([addDays(ASKED, -1), ASKED, DUE].map(stateOn)).toEqual(['to_come', 'due', 'late']);
    loan.topUpBorrower(-2_000_000n);
    loan.goTo(addDays(ASKED, SMALL_CREDIT_LOAN.penalty.graceDays + 1));
    expect(loan.loan.state).toBe('overdue');
  });

  it('is part of the payoff, and the rest bears no interest a second time', () => {
    const loan = aLoanAskedEarly();
    const payoff = payoffOf(loan.servicing, ASKED);
    expect(payoff).toMatchObject({
      due: INSTALMENT,
      early: { principal: 840_171n, interest: ZERO, fee: 4_201n },
    });
    expect(payoff.total).toBe(payoffOf(loan.servicing, DUE).total);
    const payoffAmount = payoff.total;
    const asked = { kind: 'RepayEarly', loanId: loan.loanId, how: 'in_full' } as const;
    loan.done(loan.borrower, { ...asked, payoffAmount });
    loan.answerAll();
    expect(loan.loan).toMatchObject({ state: 'closed', closeReason: 'repaid_early' });
    expect(loan.cashOf('borrower', loan.borrower)).toBe(2_000_000n - payoffAmount);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('stands before an early repayment of those days, and before a second one', () => {
    const loan = aLoanAskedEarly();
    const part = {
      ...({ kind: 'RepayEarly', loanId: loan.loanId, how: 'in_part' } as const),
      amount: minorUnits(200_000n),
    };
    for (let time = 0; time < 2; time += 1) {
      loan.done(loan.borrower, part);
      loan.answerAll();
      expect(loan.brokenLaws()).toEqual([]);
    }
    expect(loan.servicing.accounts.slice(0, 5)).toMatchObject([
      { dueDay: dayOf(2026, 4, 2) },
      { dueDay: DUE, due: { principal: 80_246n, interest: 7_670n } },
      { dueDay: DUE, due: { principal: 200_000n, interest: ZERO }, settledDay: ASKED },
      { dueDay: DUE, due: { principal: 200_000n, interest: ZERO }, settledDay: ASKED },
      { dueDay: dayOf(2026, 6, 2) },
    ]);
    expect(loan.servicing.fallenDue).toBe(4);
  });

  it('has no interest that accrues besides, and one that waits for Monday accrues until it is asked for', () => {
    const early = aLoanAskedEarly();
    expect(accruedToLenders(early.servicing, ASKED)).toBe(ZERO);
    const late = aLoanUnder('following');
    late.goTo(DUE);
    expect(late.servicing.fallenDue).toBe(1);
    expect(accruedToLenders(late.servicing, DUE)).toBe(7_670n);
    // 840,171 from 2 May to 2 June: one of 31 days of the month's interest.
    expect(accruedToLenders(late.servicing, addDays(DUE, 1))).toBe(7_670n + 226n);
    const last = aLoanUnder('following', { months: 2 });
    last.goTo(addDays(DUE, 1));
    expect(accruedToLenders(last.servicing, last.today)).toBe(4_184n);
  });

  it('leaves one change of the schedule for the repayment in full', () => {
    const loan = aLoanUnder('none');
    const { loanId, servicing, today: day } = loan;
    const change = { kind: 'early_repayment', day, effect: 'smaller_instalment' } as const;
    const changes = new Array(CHANGE_COUNT_MAX - 1).fill({ ...change, principal: minorUnits(1n) });
    loan.given('servicing', { ...servicing, changes });
    const amount = minorUnits(100_000n);
    expect(loan.asBorrower({ kind: 'RepayEarly', loanId, how: 'in_part', amount })).toMatchObject({
      refusal: { code: 'invalid_input', data: { field: 'how' } },
    });
  });

  it('is due, and never in advance, where the waterfall has no place for that', () => {
    const { waterfall, ...product } = SMALL_CREDIT_LOAN;
    const places = placesInOrder(['past_due', 'due'], ['penalty', 'fee', 'interest', 'principal']);
    const loan = new TrialLoan({
      product: { ...product, workingDayRule: 'preceding', waterfall: { ...waterfall, places } },
    });
    loan.disburse();
    loan.goTo(ASKED);
    expect(loan.servicing.accounts[1]).toMatchObject({ settledDay: ASKED });
  });
});

describe('whoever pays on any day under any working-day rule', () => {
  const RULES = [
    'none',
    'following',
    'modified_following',
    'preceding',
    'modified_preceding',
  ] as const;
  const METHODS = ['equal_instalments', 'equal_principal', 'interest_first', 'bullet'] as const;
  const step = fc.record({
    /** Around the next instalment, or any. */
    day: fc.oneof(
      fc.integer({ min: -3, max: 3 }).map((fromDue) => ({ fromDue })),
      fc.nat(40).map((later) => ({ later })),
    ),
    pay: fc.constantFrom('due', 'too_much', 'part', 'full', 'nothing'),
    amount: fc.bigInt(1n, 400_000n),
    cash: fc.bigInt(0n, 300_000n),
    bank: fc.constantFrom('confirmed', 'refused', 'silent'),
  });
  type Step = Parameters<Parameters<typeof step.map>[0]>[0];

  function dayOfStep({ servicing, today }: TrialLoan, { day }: Step): Day {
    if ('later' in day) return addDays(today, day.later);
    const next = servicing.accounts.find(({ dueDay }) => dueDay > addDays(today, 3));
    return next === undefined ? today : addDays(next.dueDay, day.fromDue);
  }

  function payment({ loanId }: TrialLoan, one: Step): AnyCommand | undefined {
    const amount = minorUnits(one.pay === 'too_much' ? 9_000_000n : one.amount);
    switch (one.pay) {
      case 'due':
      case 'too_much':
        return { kind: 'RepayLoan', loanId, amount };
      case 'part':
        return { kind: 'RepayEarly', loanId, how: 'in_part', amount };
      case 'full':
        return { kind: 'RepayEarly', loanId, how: 'in_full' };
      case 'nothing':
        return undefined;
    }
  }

  /** What is refused changes nothing; the bank may say yes, no, or nothing for a while. */
  function take(loan: TrialLoan, one: Step): void {
    loan.isSilent = one.bank === 'silent';
    loan.bank = () => (one.bank === 'refused' ? 'refused' : 'confirmed');
    loan.goTo(dayOfStep(loan, one));
    loan.topUpBorrower(one.cash);
    const command = payment(loan, one);
    if (command !== undefined) loan.asBorrower(command);
    loan.answerAll();
    expect(loan.brokenLaws()).toEqual([]);
  }

  /** Everything is confirmed and paid in the end. */
  function finish(loan: TrialLoan, cash: bigint): void {
    loan.isSilent = false;
    loan.bank = () => 'confirmed';
    loan.answerAll();
    loan.topUpBorrower(cash);
    loan.goTo(addDays(loan.today, 130));
    expect(loan.loan.state).toBe('closed');
    expect(loan.brokenLaws()).toEqual([]);
  }

  it('is refused, or leaves a loan that balances to the cent until it ends', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RULES),
        fc.constantFrom(...METHODS),
        fc.nat(30),
        fc.array(step, { minLength: 1, maxLength: 6 }),
        (workingDayRule, method, start, steps) => {
          const product = { ...SMALL_CREDIT_LOAN, workingDayRule };
          const loan = new TrialLoan({ months: 4, method, product });
          loan.isReminding = false;
          loan.today = addDays(loan.today, start);
          loan.disburse();
          emptyPockets(loan);
          for (const one of steps) take(loan, one);
          finish(loan, 2_000_000n);
          const received = sum(loan.lenders.map((one) => loan.cashOf('lender', one)));
          const fees = loan.booked.filter(({ credit }) => credit.kind === 'platform_fees');
          const left = loan.cashOf('borrower', loan.borrower);
          expect(sum([left, received, ...fees.map(({ amount }) => amount)])).toBe(
            sum([minorUnits(2_000_000n), ...steps.map(({ cash }) => minorUnits(cash))]),
          );
        },
      ),
      // Each case is a loan's whole life.
      { numRuns: 200 },
    );
  });
});
