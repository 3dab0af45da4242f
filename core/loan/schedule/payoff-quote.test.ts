import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectSame } from '../../kit/laws-together.test.ts';
import type { Result } from '../../kit/result.ts';
import { fraction } from '../../money/fraction.ts';
import { minorUnits, minus, plus, scale, sum, ZERO } from '../../money/minor-units.ts';
import { addDays, type Day, dayOf, daysBetween } from '../../time/day.ts';
import { anyWishes, versions } from './any-changes.test.ts';
import { anyTerms } from './any-terms.test.ts';
import { applyChange } from './apply-change.ts';
import { makeSchedule } from './make-schedule.ts';
import { type PayoffQuote, payoffQuote } from './payoff-quote.ts';
import type { Schedule, ScheduleTerms } from './terms.ts';

type Quote = (schedule: Schedule, paidRows: number, day: Day) => Result<PayoffQuote>;

/** A schedule after some changes, and a day of its life not before the last of them. */
const anyMoment = fc.tuple(anyTerms, anyWishes, fc.bigInt(0n, 1_050n), fc.bigInt(0n, 1_000n));

type Moment = typeof anyMoment extends fc.Arbitrary<infer Value> ? Value : never;

/** The quote is what the rows that are not paid cost, once the loan is repaid in full on the day. */
function costsTheSame(quote: Quote, [terms, wishes, at, paid]: Moment): void {
  const schedule = versions(applyChange, terms, wishes).at(-1);
  if (!schedule) return;
  const from = schedule.changes.at(-1)?.day ?? terms.valueDay;
  const life = Math.max(daysBetween(from, schedule.rows.at(-1)?.dueDay ?? from), 0);
  const day = addDays(from, Number((BigInt(life) * at) / 1_000n));
  const due = schedule.rows.filter((row) => row.dueDay <= day).length;
  const paidRows = Number((BigInt(due) * paid) / 1_000n);
  const quoted = quote(schedule, paidRows, day);
  const ended = applyChange(schedule, { kind: 'early_repayment_in_full', day });
  const rows = ended.ok ? ended.value.rows : schedule.rows;
  const unpaid = rows.slice(paidRows);
  const cost = {
    principal: sum(unpaid.map((row) => row.principal)),
    interest: sum(unpaid.map((row) => row.interest)),
    fee: sum(unpaid.map((row) => row.fee)),
  };
  const isRight =
    quoted.ok &&
    quoted.value.day === day &&
    quoted.value.principal === cost.principal &&
    quoted.value.interest === cost.interest &&
    quoted.value.fee === cost.fee;
  if (!isRight) expect(quoted).toMatchObject({ ok: true, value: { day, ...cost } });
  expectSame(quoted.ok && quoted.value.total, sum(Object.values(cost)));
  expectSame(rows.at(-1)?.balance, ZERO);
}

describe('a payoff quote', () => {
  it('is what an early repayment in full on the day costs', () => {
    fc.assert(fc.property(anyMoment, (moment) => costsTheSame(payoffQuote, moment)));
  });

  it('is what an early repayment in full on the day costs: a planted fault is caught', () => {
    const dayLate: Quote = (schedule, paidRows, day) => {
      const quoted = payoffQuote(schedule, paidRows, addDays(day, 1));
      return quoted.ok ? { ...quoted, value: { ...quoted.value, day } } : quoted;
    };
    const property = fc.property(anyMoment, (moment) => costsTheSame(dayLate, moment));
    expect(() => fc.assert(property, { numRuns: 5_000, endOnFailure: true })).toThrow(
      'Property failed',
    );
  });

  const terms: ScheduleTerms = {
    principal: minorUnits(1_200_000n),
    annualRate: fraction(9n, 100n),
    valueDay: dayOf(2026, 1, 15),
    instalmentCount: 12,
    every: 1,
    unit: 'months',
    repaymentMethod: 'equal_principal',
    interestBasis: { kind: 'day_count', dayCount: 'actual_365_fixed' },
    rounding: { interest: 'half_even', instalment: 'half_even' },
    earlyRepaymentFee: { kind: 'share', share: fraction(1n, 100n) },
  };
  const made = makeSchedule(terms);
  const schedule = made.ok ? made.value : undefined;

  it('counts the principal, the days since the last row at the rate of the contract, and the fee', () => {
    if (!schedule) throw new Error('The terms are sound.');
    const quoted = payoffQuote(schedule, 3, dayOf(2026, 4, 25));
    const interest = scale(minorUnits(900_000n), fraction(9n * 10n, 36_500n), 'half_even');
    expect(quoted).toEqual({
      ok: true,
      value: {
        day: dayOf(2026, 4, 25),
        principal: minorUnits(900_000n),
        interest,
        fee: minorUnits(9_000n),
        total: sum([minorUnits(909_000n), interest]),
        accruedInterest: interest,
      },
    });
    expect(interest).toBe(2_219n);
  });

  it('counts what is due and unpaid beside it', () => {
    if (!schedule) throw new Error('The terms are sound.');
    const [paid, unpaid] = [3, 2].map((rows) => payoffQuote(schedule, rows, dayOf(2026, 4, 25)));
    const third = schedule.rows[2];
    if (!paid?.ok || !unpaid?.ok || !third) throw new Error('Both can be quoted.');
    expect(minus(unpaid.value.total, paid.value.total)).toBe(plus(third.principal, third.interest));
  });

  it('is refused before the value day, and for more rows than have fallen due', () => {
    if (!schedule) throw new Error('The terms are sound.');
    const fieldOf = (result: Result<unknown>) =>
      result.ok ? undefined : result.refusal.data.field;
    expect(fieldOf(payoffQuote(schedule, 0, dayOf(2026, 1, 14)))).toBe('day');
    expect(fieldOf(payoffQuote(schedule, 1, dayOf(2026, 2, 14)))).toBe('paidRows');
    expect(fieldOf(payoffQuote(schedule, -1, dayOf(2026, 2, 14)))).toBe('paidRows');
  });
});
