// Schedules beside the closed forms of the textbook, recomputed with fractions and in another way.
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { expectSame, itHoldsTogether } from '../../kit/laws-together.test.ts';
import type { Result } from '../../kit/result.ts';
import {
  addFractions,
  divideFractions,
  type Fraction,
  fraction,
  multiplyFractions,
  ONE_FRACTION,
  ZERO_FRACTION,
} from '../../money/fraction.ts';
import { fromFraction, minorUnits, plus } from '../../money/minor-units.ts';
import { ROUNDINGS } from '../../money/rounding.ts';
import { dayOf } from '../../time/day.ts';
import { yearFraction } from '../../time/day-count.ts';
import { anyTerms, itHolds, withRow } from './any-terms.test.ts';
import { makeSchedule } from './make-schedule.ts';
import type { Schedule, ScheduleTerms } from './terms.ts';

const ONE = minorUnits(1n);

/** Ordinary loans: 100.00 to 10 million, up to 60 months, up to 48 % a year. */
const ordinaryTerms: fc.Arbitrary<ScheduleTerms> = fc
  .record({
    principal: fc
      .oneof(fc.bigInt(10_000n, 10n ** 6n), fc.bigInt(10_000n, 10n ** 9n))
      .map(minorUnits),
    annualRate: fc.bigInt(0n, 4_800n).map((hundredths) => fraction(hundredths, 10_000n)),
    valueDay: fc.integer({ min: 1, max: 28 }).map((day) => dayOf(2026, 1, day)),
    instalmentCount: fc.integer({ min: 1, max: 60 }),
    every: fc.integer({ min: 1, max: 3 }),
    unit: fc.constantFrom('weeks' as const, 'months' as const, 'months' as const),
    repaymentMethod: fc.constant('equal_instalments' as const),
    interestBasis: fc.constantFrom<ScheduleTerms['interestBasis']>(
      { kind: 'equal_periods', daysInYear: 360 },
      { kind: 'equal_periods', daysInYear: 360 },
      { kind: 'day_count', dayCount: 'thirty_e_360' },
      { kind: 'day_count', dayCount: 'actual_365_fixed' },
    ),
    rounding: fc.record({
      interest: fc.constantFrom('half_even' as const, 'half_up' as const),
      instalment: fc.constantFrom(...ROUNDINGS),
    }),
  })
  .map((terms) => ({
    ...terms,
    instalmentCount: Math.ceil(terms.instalmentCount / terms.every),
  }));

function accepted(made: Result<Schedule>): Schedule {
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value;
}

/** The interest of one unit of principal in each period. */
function rates(schedule: Schedule): Fraction[] {
  const { annualRate, interestBasis: basis, every, unit } = schedule.terms;
  const regular = fraction(BigInt(every), unit === 'months' ? 12n : 52n);
  return schedule.rows.map(({ fromDay, dueDay }) =>
    multiplyFractions(
      annualRate,
      basis.kind === 'equal_periods' ? regular : yearFraction(basis.dayCount, fromDay, dueDay),
    ),
  );
}

/** P divided by the present value of one in each period, from the end: the definition of an annuity. */
function annuityByPresentValue(principal: bigint, periodRates: readonly Fraction[]): Fraction {
  const presentValue = periodRates.reduceRight(
    (later, rate) =>
      divideFractions(addFractions(ONE_FRACTION, later), addFractions(ONE_FRACTION, rate)),
    ZERO_FRACTION,
  );
  return divideFractions(fraction(principal), presentValue);
}

/** Terms for each method, and how the one law of two methods takes them. */
const ordinary = fc.tuple(
  ordinaryTerms,
  fc.constantFrom('interest_first' as const, 'bullet' as const),
);

describe('closed forms', () => {
  itHolds(ordinary, [
    {
      name: 'equal instalments are the annuity, row by row, to the minor unit',
      about: ([terms]) => terms,
      holds: (made, terms) => {
        const schedule = accepted(made);
        const { interest: rounding, instalment } = terms.rounding;
        const periodRates = rates(schedule);
        const annuity = annuityByPresentValue(terms.principal, periodRates);
        const amount = fromFraction(annuity, instalment);
        let balance: bigint = terms.principal;
        schedule.rows.forEach((row, index) => {
          const rate = periodRates[index] ?? ZERO_FRACTION;
          const interest = fromFraction(multiplyFractions(fraction(balance), rate), rounding);
          expectSame(row.interest, interest);
          const isLast = index === schedule.rows.length - 1;
          expectSame(row.principal, isLast ? balance : amount - interest);
          balance -= row.principal;
        });
      },
      planted: withRow((row, index) =>
        index === 0 ? { ...row, principal: plus(row.principal, ONE) } : row,
      ),
    },
    {
      name: 'equal principals are P / n, with interest on P − (k − 1) P / n',
      about: ([terms]) => ({ ...terms, repaymentMethod: 'equal_principal' }),
      holds: (made, terms) => {
        const schedule = accepted(made);
        const count = BigInt(terms.instalmentCount);
        const part = fromFraction(fraction(terms.principal, count), terms.rounding.instalment);
        const periodRates = rates(schedule);
        schedule.rows.forEach((row, index) => {
          const balance = terms.principal - BigInt(index) * part;
          const rate = periodRates[index] ?? ZERO_FRACTION;
          const interest = multiplyFractions(fraction(balance), rate);
          expectSame(row.interest, fromFraction(interest, terms.rounding.interest));
          expectSame(row.principal, index === schedule.rows.length - 1 ? balance : part);
        });
      },
      planted: withRow((row) => ({ ...row, interest: plus(row.interest, ONE) })),
    },
    {
      name: 'interest first pays P r in each row; a single payment P r n',
      about: ([terms, repaymentMethod]) => ({ ...terms, repaymentMethod }),
      holds: (made, terms) => {
        const schedule = accepted(made);
        const isBullet = terms.repaymentMethod === 'bullet';
        const equal = terms.interestBasis.kind === 'equal_periods';
        const periods = fraction(BigInt(isBullet && equal ? terms.instalmentCount : 1));
        rates(schedule).forEach((rate, index) => {
          const exact = multiplyFractions(
            multiplyFractions(fraction(terms.principal), rate),
            periods,
          );
          const interest = fromFraction(exact, terms.rounding.interest);
          expectSame(schedule.rows[index]?.interest, interest);
        });
        expectSame(schedule.rows.length, isBullet ? 1 : terms.instalmentCount);
      },
      planted: withRow((row) => ({ ...row, interest: plus(row.interest, ONE) })),
    },
  ]);
});

/** What one unit paid in each row comes to at maturity, rounded up: how far a rounding error can grow. */
function growthOf(schedule: Schedule): bigint {
  const precision = 10n ** 12n;
  let growth = 0n;
  for (const rate of ratesWithin(schedule)) {
    growth += (growth * rate.numerator) / rate.denominator + 1n + precision;
  }
  return growth / precision + 1n;
}

function lesser(left: bigint, right: bigint): bigint {
  return left > right ? right : left;
}

/** A rate of each period that is not less than the true one. */
function ratesWithin({ rows, terms }: Schedule): Fraction[] {
  return rows.map(({ fromDay, dueDay }) =>
    multiplyFractions(terms.annualRate, fraction(BigInt(dueDay - fromDay + 4), 360n)),
  );
}

/** Without relief, fees, or anything that is custom. */
function levelTerms(terms: ScheduleTerms): ScheduleTerms {
  const { custom: _, graceOnPrincipal: __, graceOnInterest: ___, holidays: ____, ...rest } = terms;
  return { ...rest, repaymentMethod: 'equal_instalments' };
}

/** Terms of which the rate does not change how much principal each row repays. */
function fixedTerms({ custom: _, ...terms }: ScheduleTerms): ScheduleTerms {
  const fixed = ['equal_principal', 'interest_first', 'bullet', 'flat'] as const;
  const repaymentMethod =
    fixed.find((method) => method === terms.repaymentMethod) ?? 'equal_principal';
  return { ...terms, repaymentMethod };
}

/** One loan at two rates, the second one higher; nothing where one of them cannot be made. */
function atTwoRates(lower: ScheduleTerms, more: bigint): [Schedule, Schedule] | undefined {
  const annualRate = addFractions(lower.annualRate, fraction(more, 10_000n));
  const [cheap, dear] = [makeSchedule(lower), makeSchedule({ ...lower, annualRate })];
  return cheap.ok && dear.ok ? [cheap.value, dear.value] : undefined;
}

describe('rounding', () => {
  itHolds(anyTerms, [
    {
      name: 'leaves the last instalment no further from the others than the errors of all rows can grow',
      about: levelTerms,
      holds: (made, terms) => {
        if (!made.ok) return;
        const rows = made.value.rows.filter(({ kind }) => kind === 'instalment');
        const totals = rows.map((row) => row.principal + row.interest);
        const amount = totals.slice(0, -1).reduce(lesser, totals.at(-1) ?? 0n);
        const apart = (totals.at(-1) ?? 0n) - amount;
        const errorOfRow = 2n * (terms.instalmentMultiple ?? ONE) + 2n;
        expect(apart < 0n ? -apart : apart).toBeLessThanOrEqual(errorOfRow * growthOf(made.value));
      },
      planted: (terms) => {
        const made = makeSchedule({
          ...terms,
          instalmentMultiple: minorUnits(terms.principal / 50n + 1n),
        });
        return made.ok ? { ok: true, value: { ...made.value, terms } } : made;
      },
    },
  ]);

  itHoldsTogether({
    drawn: fc.tuple(anyTerms, fc.bigInt(1n, 5_000n)),
    make: (drawn) => drawn,
    laws: [
      {
        name: 'never lets a higher rate cost less interest where the principal of each row is fixed',
        holds: ([terms, more]) => {
          const [cheap, dear] = atTwoRates(fixedTerms(terms), more) ?? [];
          cheap?.rows.forEach((row, index) => {
            const interest = dear?.rows[index]?.interest ?? -1n;
            if (interest < row.interest) expect(interest).toBeGreaterThanOrEqual(row.interest);
          });
        },
      },
      {
        name: 'never lets a higher rate cost less interest in equal instalments, but for what rounding can do',
        holds: ([terms, more]) => {
          const { instalmentMultiple: _, ...lower } = levelTerms(terms);
          const [cheap, dear] = atTwoRates(lower, more) ?? [];
          if (!cheap || !dear) return;
          const total = ({ rows }: Schedule) => rows.reduce((sum, row) => sum + row.interest, 0n);
          const slack = 8n * (growthOf(cheap) + growthOf(dear));
          expect(total(dear) + slack).toBeGreaterThanOrEqual(total(cheap));
        },
      },
    ],
  });
});
