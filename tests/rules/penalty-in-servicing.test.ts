// What lateness costs a live loan: day by day or in one go the same, never above the ceiling, and paid to the lenders.

import { payoffOf } from '@mutua/core/loan/repay/payoff.ts';
import {
  type RepaymentEvent,
  replayRepaymentLife,
  standingOn,
} from '@mutua/core/loan/repay/repayment-life.ts';
import { fraction } from '@mutua/core/money/fraction.ts';
import { minorUnits, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { addDays, type Day, daysBetween } from '@mutua/core/time/day.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPoorLoan, emptyPockets, FIRST_DUE, writeOff } from '../trial-collection.ts';
import { CALENDAR, type TrialLoan } from '../trial-loan.ts';
import { WatchedLoan } from '../watched-loan.ts';

/** 87,916 of principal and interest, 1,000 of fee. */
const INSTALMENT = 88_916n;

/** A loan at 6 % with a penalty of 9 %, far below the cap of the pack. */
const DEAR = { product: SMALL_CREDIT_LOAN, ratePpm: 60_000 };
const NO_GRACE: ProductTerms = {
  ...SMALL_CREDIT_LOAN,
  workingDayRule: 'none',
  penalty: { ...SMALL_CREDIT_LOAN.penalty, graceDays: 0 },
};

function penaltyOf({ servicing }: TrialLoan): bigint {
  return sum(servicing.accounts.map(({ due }) => due.penalty));
}

describe('penalty of a live loan', () => {
  it('of ten days is what a person reckons on paper', () => {
    const loan = aPoorLoan(DEAR);
    loan.goTo(addDays(FIRST_DUE, 3));
    expect(penaltyOf(loan)).toBe(ZERO);
    loan.goTo(addDays(FIRST_DUE, 10));
    // 860.66 a month at 6 %: 810.66 of principal and 50.00 of interest are late; 9 % a year of 360 days, ten days.
    const [first] = loan.servicing.accounts;
    expect(first?.due).toMatchObject({ principal: 81_066n, interest: 5_000n, penalty: 215n });
    expect((86_066 * 0.09 * 10) / 360).toBeCloseTo(215.165);
    expect(loan.booked.filter(({ code }) => code === 'penalty_charged')).toHaveLength(7);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('is the same whether each day was worked or ten were missed', () => {
    const [daily, away] = [aPoorLoan(DEAR), aPoorLoan(DEAR)];
    daily.goTo(addDays(FIRST_DUE, 40));
    away.today = addDays(FIRST_DUE, 40);
    away.done(CALENDAR, { kind: 'WorkLoan', loanId: away.loanId });
    expect(penaltyOf(away)).toBe(penaltyOf(daily));
    expect(away.booked.filter(({ code }) => code === 'penalty_charged')).toHaveLength(1);
    expect(away.servicing.meter).toEqual(daily.servicing.meter);
  });

  it('is within what is due, is paid first, and goes to the lenders', () => {
    const loan = aPoorLoan(DEAR);
    loan.goTo(addDays(FIRST_DUE, 10));
    expect(payoffOf(loan.servicing, loan.today).due).toBe(86_066n + 1_000n + 215n);
    loan.topUpBorrower(100_000n);
    const amount = minorUnits(87_281n);
    loan.done(loan.borrower, { kind: 'RepayLoan', loanId: loan.loanId, amount });
    loan.answerAll();
    expect(loan.claims.map(({ penaltyReceived }) => penaltyReceived)).toEqual([86n, 129n]);
    expect(loan.loan.state).toBe('repaying');
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('stops at the write-off, and none is charged where the contract has no rule for it', () => {
    const loan = aPoorLoan(DEAR);
    loan.goTo(addDays(FIRST_DUE, 92));
    writeOff(loan);
    const before = penaltyOf(loan);
    loan.topUpBorrower(1_000n);
    loan.goTo(addDays(loan.today, 60));
    loan.done(loan.borrower, { kind: 'RepayLoan', loanId: loan.loanId, amount: minorUnits(500n) });
    expect(penaltyOf(loan)).toBe(before);
    const free = aPoorLoan();
    free.goTo(addDays(FIRST_DUE, 30));
    expect(free.servicing.rules.penalty).toBeUndefined();
    expect(free.servicing.meter).toBeUndefined();
  });

  it('waits for a payment under way: it counts as paid on its day, or never was', () => {
    for (const outcome of ['confirmed', 'refused'] as const) {
      const loan = aPoorLoan(DEAR);
      loan.goTo(addDays(FIRST_DUE, 10));
      loan.topUpBorrower(INSTALMENT);
      loan.isSilent = true;
      loan.done(loan.borrower, {
        ...{ kind: 'RepayLoan', loanId: loan.loanId, amount: minorUnits(87_281n) },
      });
      loan.goTo(addDays(FIRST_DUE, 20));
      expect(penaltyOf(loan)).toBe(215n);
      loan.isSilent = false;
      let isFirst = true;
      loan.bank = () => {
        const answer = isFirst ? outcome : 'confirmed';
        isFirst = false;
        return answer;
      };
      loan.answerAll();
      expect(penaltyOf(loan)).toBe(outcome === 'confirmed' ? 215n : 430n);
    }
  });

  it('never takes the price of the loan above the ceiling of the pack', () => {
    const loan = aPoorLoan({ product: SMALL_CREDIT_LOAN, ratePpm: 110_000 });
    for (const days of [10, 45, 80, 120]) {
      loan.goTo(addDays(FIRST_DUE, days));
      // Nothing is paid, so that all 10,000 yuan are outstanding: 12 % a year of them.
      const most =
        (1_000_000 * 0.12 * daysBetween(loan.servicing.terms.valueDay, loan.today)) / 360;
      const { accounts, fallenDue } = loan.servicing;
      const price = accounts
        .slice(0, fallenDue)
        .reduce((total, { due }) => total + due.interest + due.fee + due.penalty, 0n);
      expect(Number(price)).toBeLessThanOrEqual(most);
    }
  });
});

it('charges what the same life tells as a pure fold, for whatever is paid and whenever', () => {
  const step = fc.record({
    days: fc.integer({ min: 1, max: 45 }),
    share: fc.integer({ min: 0, max: 130 }),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), fc.boolean(), (steps, isDaily) => {
      const loan = new WatchedLoan({ product: NO_GRACE, ratePpm: 60_000, months: 6 });
      loan.disburse();
      emptyPockets(loan);
      const { accounts, terms, rules } = loan.servicing;
      const rows = accounts.map(({ fromDay, dueDay, due }) => ({
        ...{ fromDay, dueDay, principal: due.principal, interest: due.interest, fee: due.fee },
      }));
      const events: RepaymentEvent[] = [];
      for (const { days, share } of steps) {
        if (loan.loan.state === 'closed') break;
        const day: Day = addDays(loan.today, days);
        if (isDaily) loan.goTo(day);
        else loan.today = day;
        const amount = minorUnits((BigInt(share) * 180_000n) / 100n);
        loan.topUpBorrower(amount);
        loan.ask(CALENDAR, { kind: 'WorkLoan', loanId: loan.loanId });
        const sent = loan.servicing.underWay?.amount ?? ZERO;
        loan.answerAll();
        emptyPockets(loan);
        if (sent > ZERO) {
          events.push({ kind: 'repayment', id: String(events.length), day, amount: sent });
        }
      }
      const { penalty } = rules;
      if (penalty === undefined) throw new Error('The product has a penalty.');
      const life = replayRepaymentLife(rows, { waterfall: rules.waterfall, penalty }, events);
      if (!life.ok) throw new Error(JSON.stringify(life.refusal));
      expect(terms.annualRate).toEqual(fraction(60_000n, 1_000_000n));
      const told = standingOn(life.value, loan.servicing.meter?.day ?? loan.today);
      expect(loan.servicing.accounts.map(({ due, paid }) => [due.penalty, paid.penalty])).toEqual(
        told.accounts.map(({ due, paid }) => [due.penalty, paid.penalty]),
      );
    }),
    // Each life is some hundred commands.
    { numRuns: Math.max(1, Math.floor(Number(process.env.MUTUA_CASES ?? 10_000) / 50)) },
  );
});
