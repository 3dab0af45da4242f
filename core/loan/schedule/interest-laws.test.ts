// Interest and instalments, each recomputed another way: by sums of fractions straight from the definition.
import { describe } from 'vitest';
import { expectSame } from '../../kit/laws-together.test.ts';
import {
  addFractions,
  type Fraction,
  fraction,
  multiplyFractions,
  reduceFraction,
  ZERO_FRACTION,
} from '../../money/fraction.ts';
import type { Rounding } from '../../money/rounding.ts';
import { addDays, addMonths, type Day, daysBetween } from '../../time/day.ts';
import { yearFraction } from '../../time/day-count.ts';
import { addMonthsEndOfMonth, isMonthEnd } from '../../time/period.ts';
import { anyTerms, itHolds } from './any-terms.test.ts';
import { makeSchedule } from './make-schedule.ts';
import type { Instalment, Schedule, ScheduleTerms } from './terms.ts';

/** So many periods before a day, by the terms' own units. */
function periodsBefore(terms: ScheduleTerms, day: Day, periods: number): Day {
  const units = -periods * terms.every;
  if (terms.unit === 'days') return addDays(day, units);
  if (terms.unit === 'weeks') return addDays(day, 7 * units);
  const atEnds = terms.endOfMonth === true && isMonthEnd(terms.firstDueDay ?? terms.valueDay);
  return atEnds ? addMonthsEndOfMonth(day, units) : addMonths(day, units);
}

/** The fraction of a year of a regular period when all periods count the same. */
function regularPeriod({ every, unit, interestBasis }: ScheduleTerms): Fraction {
  const daysInYear = interestBasis.kind === 'equal_periods' ? interestBasis.daysInYear : 365;
  return fraction(BigInt(every), { months: 12n, weeks: 52n, days: BigInt(daysInYear) }[unit]);
}

/** The fraction of a year for which the interest of a row is due, from the words of the contract. */
function yearsOf(terms: ScheduleTerms, row: Instalment, maturityDay: Day): Fraction {
  const { interestBasis: basis, valueDay, firstDueDay, instalmentCount } = terms;
  const isBullet = terms.repaymentMethod === 'bullet';
  const first = firstDueDay ?? periodsBefore(terms, valueDay, -1);
  const isFirst = row.fromDay === valueDay;
  const back = periodsBefore(terms, first, 1);
  const isOdd = isFirst && back !== valueDay && periodsBefore(terms, valueDay, -1) !== first;
  let wholePeriods = 0;
  if (isOdd && terms.oddFirstPeriod === 'periods_and_days') {
    while (periodsBefore(terms, first, wholePeriods + 1) >= valueDay) wholePeriods += 1;
  } else if (!isOdd) {
    wholePeriods = 1;
  }
  const regularFrom = isOdd ? periodsBefore(terms, first, wholePeriods) : row.fromDay;
  const later = isBullet ? instalmentCount - 1 : 0;
  if (basis.kind === 'equal_periods') {
    const days = fraction(BigInt(daysBetween(row.fromDay, regularFrom)), BigInt(basis.daysInYear));
    const whole = multiplyFractions(regularPeriod(terms), fraction(BigInt(wholePeriods + later)));
    return addFractions(days, whole);
  }
  const count = (start: Day, end: Day) => {
    const period = { start: periodsBefore(terms, end, 1), end };
    if (start === end) return ZERO_FRACTION;
    return yearFraction(basis.dayCount, start, end, { period, terminationDay: maturityDay });
  };
  return addFractions(count(row.fromDay, regularFrom), count(regularFrom, row.dueDay));
}

function roundedTo({ numerator, denominator }: Fraction, rounding: Rounding): bigint {
  const floor = numerator / denominator;
  const rest = numerator % denominator;
  if (rest === 0n || rounding === 'down') return floor;
  if (rounding === 'up') return floor + 1n;
  if (2n * rest === denominator) return rounding === 'half_up' ? floor + 1n : floor + (floor % 2n);
  return 2n * rest > denominator ? floor + 1n : floor;
}

/** What every instalment earns by itself, before anything is put off. */
function earned({ rows, principal }: Schedule, terms: ScheduleTerms): bigint[] {
  const maturityDay = rows.at(-1)?.dueDay ?? terms.valueDay;
  const paidDown = rows[0]?.kind === 'down_payment' ? rows[0].principal : 0n;
  const instalments = rows.filter(({ kind }) => kind === 'instalment');
  const years = instalments.map((row) => yearsOf(terms, row, maturityDay));
  const factors = years.map((year) => multiplyFractions(terms.annualRate, year));
  if (terms.repaymentMethod === 'flat') {
    const total = factors.reduce((left, right) => reduceFraction(addFractions(left, right)));
    const share = fraction(principal - paidDown, BigInt(factors.length));
    return factors.map(() => roundedTo(multiplyFractions(total, share), terms.rounding.interest));
  }
  return factors.map((factor, index) => {
    const row = instalments[index];
    const balance = (row?.balance ?? 0n) + (row?.principal ?? 0n);
    return roundedTo(multiplyFractions(fraction(balance), factor), terms.rounding.interest);
  });
}

/** What becomes of each instalment's interest by the words of the contract. */
function reliefOf(
  terms: ScheduleTerms,
  row: Instalment,
  number: number,
): 'paid' | 'deferred' | 'free' {
  const { graceOnInterest, holidays = [] } = terms;
  if (graceOnInterest && number <= graceOnInterest.instalments) return graceOnInterest.relief;
  const month = new Date(row.dueDay * 86_400_000).getUTCMonth() + 1;
  const numbered = holidays.find(
    ({ on }) => on.kind === 'instalments' && on.from <= number && number <= on.to,
  );
  const byMonth = holidays.find(({ on }) => on.kind === 'months' && on.months.includes(month));
  const first = numbered?.interest ?? 'paid';
  return first === 'paid' ? (byMonth?.interest ?? 'paid') : first;
}

describe('interest', () => {
  itHolds(anyTerms, [
    {
      name: 'of each row is what its balance earned in its days, rounded once, put off or let off as agreed',
      about: (terms) => terms,
      holds: (made, terms) => {
        if (!made.ok) return;
        const instalments = made.value.rows.filter(({ kind }) => kind === 'instalment');
        const own = earned(made.value, terms);
        let deferred = 0n;
        instalments.forEach((row, index) => {
          const relief = reliefOf(terms, row, index + 1);
          const interest = own[index] ?? 0n;
          if (relief === 'paid') {
            expectSame(row.interest, interest + deferred);
            deferred = 0n;
          } else {
            expectSame(row.interest, 0n);
            if (relief === 'deferred') deferred += interest;
          }
        });
        expectSame(deferred, 0n);
      },
      planted: (terms) =>
        makeSchedule({
          ...terms,
          oddFirstPeriod: 'by_days',
          rounding: { ...terms.rounding, interest: 'half_up' },
        }),
    },
  ]);
});
