// Schedules a second: 36 equal monthly instalments, our exact engine beside decimal.js.
import { makeSchedule } from '@mutua/core/loan/schedule/make-schedule.ts';
import type { Instalment, ScheduleTerms } from '@mutua/core/loan/schedule/terms.ts';
import { fraction } from '@mutua/core/money/fraction.ts';
import { formatMajor, minorUnits } from '@mutua/core/money/minor-units.ts';
import { divideRounded } from '@mutua/core/money/rounding.ts';
import { addDays, type Day, dayOf } from '@mutua/core/time/day.ts';
import type { Agreement, Benchmark } from './benchmark.ts';
import {
  type DecimalRow,
  type DecimalTerms,
  decimalSchedule,
  decimalTerms,
} from './schedule-decimal.ts';

const INSTALMENTS = 36;

/** Loans that are compared before anything is timed, and of these so many that are timed. */
const COMPARED = 5_000;
const TIMED = 64;

/** One loan, as each side takes it. */
interface Loan {
  readonly ours: ScheduleTerms;
  readonly decimal: DecimalTerms;
}

export const scheduleBenchmark: Benchmark = {
  name: 'schedule',
  summary: `${INSTALMENTS} equal monthly instalments with their due days, ${TIMED} loans in turn, so that each rate comes back`,
  unit: 'schedules/s',
  goal: 25,
  limitName: 'decimal.js with 20 digits',
  compare: () => compareSchedules(randomLoans(COMPARED)),
  prepare() {
    const loans = randomLoans(TIMED);
    return {
      ours: inTurn(loans, ({ ours }) => makeSchedule(ours)),
      limit: inTurn(loans, ({ decimal }) => decimalSchedule(decimal)),
    };
  },
};

/** Where they differ, whole numbers say who is right: the rate over 1200 does not terminate in decimals. */
export function compareSchedules(loans: readonly Loan[]): Agreement {
  let same = 0;
  let limitRoundedWrong = 0;
  for (const { ours, decimal } of loans) {
    const made = makeSchedule(ours);
    const rows = made.ok ? made.value.rows : [];
    if (sameAsDecimal(rows, decimalSchedule(decimal))) same += 1;
    else if (sameAsWholeNumbers(rows, ours)) limitRoundedWrong += 1;
  }
  const unexplained = loans.length - same - limitRoundedWrong;
  return { cases: loans.length, same, limitRoundedWrong, unexplained };
}

function sameAsDecimal(rows: readonly Instalment[], others: readonly DecimalRow[]): boolean {
  return (
    rows.length === others.length &&
    rows.every((row, index) => {
      const other = others[index];
      return (
        other !== undefined &&
        row.number === other.number &&
        row.fromDay === other.fromDay &&
        row.dueDay === other.dueDay &&
        formatMajor(row.principal, 2) === other.principal.toFixed(2) &&
        formatMajor(row.interest, 2) === other.interest.toFixed(2) &&
        formatMajor(row.balance, 2) === other.balance.toFixed(2)
      );
    })
  );
}

/** The textbook once more, on nothing but whole numbers and straight from its formula. */
function sameAsWholeNumbers(rows: readonly Instalment[], terms: ScheduleTerms): boolean {
  const { numerator, denominator } = terms.annualRate;
  const perMonth = { over: numerator, under: denominator * 12n };
  const growth = (perMonth.over + perMonth.under) ** BigInt(INSTALMENTS);
  const still = perMonth.under ** BigInt(INSTALMENTS);
  const instalment = divideRounded(
    terms.principal * perMonth.over * growth,
    perMonth.under * (growth - still),
    'half_even',
  );
  let balance: bigint = terms.principal;
  return (
    rows.length === INSTALMENTS &&
    rows.every((row, index) => {
      const interest = divideRounded(balance * perMonth.over, perMonth.under, 'half_even');
      const principal = index === INSTALMENTS - 1 ? balance : instalment - interest;
      balance -= principal;
      return row.interest === interest && row.principal === principal && row.balance === balance;
    })
  );
}

/** One loan after the other, and then from the first again. */
function inTurn(loans: readonly Loan[], work: (loan: Loan) => unknown): () => unknown {
  let next = 0;
  return () => {
    const loan = loans[next % loans.length];
    next += 1;
    return loan === undefined ? undefined : work(loan);
  };
}

/** The same loans in every run: 100.00 to 1,000,000.00 at 0.01 % to 36 % a year, in steps of 0.01. */
export function randomLoans(count: number): readonly Loan[] {
  const random = randomBelow(20_261_121);
  const firstDay = dayOf(2024, 1, 1);
  return Array.from({ length: count }, () =>
    loanOf(10_000 + random(99_990_001), 1 + random(3_600), addDays(firstDay, random(1_461))),
  );
}

function loanOf(cents: number, hundredthsOfPercent: number, valueDay: Day): Loan {
  const principal = minorUnits(BigInt(cents));
  const ours: ScheduleTerms = {
    principal,
    annualRate: fraction(BigInt(hundredthsOfPercent), 10_000n),
    valueDay,
    instalmentCount: INSTALMENTS,
    every: 1,
    unit: 'months',
    repaymentMethod: 'equal_instalments',
    interestBasis: { kind: 'equal_periods', daysInYear: 360 },
    rounding: { interest: 'half_even', instalment: 'half_even' },
  };
  const percent = (hundredthsOfPercent / 100).toFixed(2);
  return { ours, decimal: decimalTerms(formatMajor(principal, 2), percent, INSTALMENTS, valueDay) };
}

/** Evenly enough distributed for choosing cases (a linear congruential generator modulo 2^32). */
function randomBelow(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}
