import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  compareFractions,
  type Fraction,
  formatDecimal,
  fraction,
  parseDecimal,
} from '../../../money/fraction.ts';
import { type MinorUnits, minorUnits, parseMajor } from '../../../money/minor-units.ts';
import { type Day, daysBetween, parseDay } from '../../../time/day.ts';
import type { PeerPeriod } from './due-days.ts';
import { progressiveInterest } from './progressive-period.ts';
import { progressiveRate } from './progressive-rate.ts';
import { PEER_DEFAULTS, type PeerDayCount, type PeerTerms, type PeerUnit } from './terms.ts';

/** 10 % a year, so that a rate is a tenth of the year fraction. */
const annualRate = fraction(1n, 10n);
const actual = { year: 'actual', month: 'actual' } as const;

function day(text: string): Day {
  const read = parseDay(text, 'day');
  if (!read.ok) throw new Error(`${text} is no day.`);
  return read.value;
}

function years(
  terms: Partial<PeerTerms>,
  from: string,
  due: string,
  change: Partial<PeerPeriod & { use: 'instalment' | 'interest'; to: string; start: string }> = {},
): Fraction {
  const period = { fromDay: day(from), dueDay: day(due), isRegular: change.isRegular ?? true };
  const rate = progressiveRate(
    {
      ...PEER_DEFAULTS,
      submittedDay: period.fromDay,
      principal: minorUnits(100n),
      annualRate,
      instalments: 1,
      ...terms,
    },
    period,
    { fromDay: day(change.start ?? from), toDay: day(change.to ?? due) },
    annualRate,
    change.use ?? 'interest',
  );
  return { numerator: rate.numerator * 10n, denominator: rate.denominator };
}

function expectYears(actualYears: Fraction, numerator: number, denominator: number): void {
  const wanted = fraction(BigInt(numerator), BigInt(denominator));
  expect(compareFractions(actualYears, wanted), `${numerator}/${denominator}`).toBe(0);
}

describe('the rate of a period of the progressive engine', () => {
  it('counts a month of 30 days the same whatever its days', () => {
    for (const [from, due] of [
      ['2024-01-31', '2024-02-29'],
      ['2024-02-29', '2024-03-31'],
      ['2024-04-01', '2024-05-01'],
    ] as const) {
      expectYears(years({}, from, due), 30, 360);
      expectYears(years({ dayCount: { year: '365', month: '30' } }, from, due), 30, 365);
    }
    expectYears(years({ every: 3 }, '2024-01-31', '2024-04-30'), 90, 360);
    expectYears(years({ every: 2, unit: 'weeks' }, '2024-01-01', '2024-01-15'), 14, 360);
    expectYears(years({ every: 15, unit: 'days' }, '2024-01-01', '2024-01-16'), 15, 360);
    expectYears(years({ unit: 'years' }, '2024-01-01', '2025-01-01'), 360, 360);
  });

  it('counts a part of a period by its share of the days', () => {
    const part = { start: '2024-01-11', to: '2024-01-31' };
    expectYears(years({}, '2024-01-01', '2024-02-01', part), 30 * 20, 360 * 31);
    expectYears(
      years(
        { interestCalculationPeriod: 'same_as_repayment_period' },
        '2024-01-01',
        '2024-02-01',
        part,
      ),
      20,
      12 * 31,
    );
    expectYears(years({ dayCount: actual }, '2024-01-01', '2024-02-01', part), 20, 366);
  });

  it('counts actual days over the days of the year', () => {
    for (const [year, length] of [
      ['360', 360],
      ['364', 364],
      ['365', 365],
      ['actual', 366],
    ] as const) {
      const dayCount = { year, month: 'actual' } as const;
      expectYears(years({ dayCount }, '2024-01-01', '2024-02-01'), 31, length);
    }
    expectYears(years({ dayCount: actual }, '2023-01-01', '2023-02-01'), 31, 365);
  });

  it('splits an actual period at the end of the year', () => {
    const [from, due] = ['2023-12-12', '2024-01-12'];
    expectYears(years({ dayCount: actual }, from, due), 19 * 366 + 12 * 365, 365 * 366);
    expectYears(
      years({ dayCount: actual, interestOnDisbursementDay: true }, from, due),
      20 * 366 + 11 * 365,
      365 * 366,
    );
    expectYears(years({ dayCount: { year: '365', month: 'actual' } }, from, due), 31, 365);
    expectYears(
      years({ dayCount: actual, unit: 'years', every: 3 }, '2023-07-01', '2026-07-01'),
      // 183 days of 2023, all of 2024 and 2025, and with 31 December 2025 182 days of 2026.
      183 + 365 + 365 + 182,
      365,
    );
  });

  it('gives 366 days only to the period with 29 February, where that is agreed', () => {
    const terms = { dayCount: actual, february29PeriodOnly: true };
    expectYears(years(terms, '2024-01-12', '2024-02-12'), 31, 365);
    expectYears(years(terms, '2024-02-12', '2024-03-12'), 29, 366);
    expectYears(years(terms, '2024-01-31', '2024-02-29'), 29, 366);
    expectYears(years(terms, '2024-02-29', '2024-03-31'), 31, 365);
    expectYears(years(terms, '2023-12-12', '2024-01-12'), 31, 365);
    expectYears(
      years({ ...terms, every: 4 }, '2023-12-12', '2024-04-12'),
      19 * 366 + 103 * 365,
      365 * 366,
    );
  });

  it('counts by periods without any day count', () => {
    const terms = {
      interestCalculationPeriod: 'same_as_repayment_period',
      dayCount: actual,
    } as const;
    expectYears(years(terms, '2024-01-31', '2024-02-29'), 1, 12);
    expectYears(years({ ...terms, every: 3 }, '2023-11-01', '2024-02-01'), 3, 12);
    expectYears(years({ ...terms, every: 2, unit: 'weeks' }, '2024-01-01', '2024-01-15'), 2, 52);
    expectYears(years({ ...terms, unit: 'years' }, '2024-01-01', '2025-01-01'), 1, 1);
    expectYears(years({ ...terms, every: 15, unit: 'days' }, '2024-01-01', '2024-01-16'), 15, 366);
  });

  it('counts an irregular month of 30 days by its length, but as a regular one in the instalment', () => {
    const irregular = { isRegular: false } as const;
    const [from, due] = ['2024-01-01', '2024-02-15'];
    expect(daysBetween(day(from), day(due))).toBe(45);
    expectYears(years({}, from, due, irregular), 30 * 43, 29 * 360);
    expectYears(years({}, from, due, { ...irregular, use: 'instalment' }), 30, 360);
  });

  it('keeps as many decimals as it may have digits', () => {
    const rate = years({ precisionDigits: 12 }, '2024-01-01', '2024-02-01');
    expect(rate).toEqual({ numerator: 83_333_333_330n, denominator: 10n ** 12n });
  });

  it('is nothing for a period without days', () => {
    expectYears(years({}, '2024-01-01', '2024-01-01'), 0, 1);
  });
});

interface PublishedRow {
  readonly from: string;
  readonly due: string;
  readonly balance: string;
  readonly rateFactor?: string;
  readonly interestUnrounded?: string;
}

interface PublishedCase {
  readonly id: string;
  readonly inputs: {
    readonly principal: string;
    readonly annualRatePercent: string;
    readonly every: number;
    readonly unit: string;
    readonly dayCount: { readonly year: string; readonly month: string };
    readonly mathPrecisionDigits?: number;
  };
  readonly expected: { readonly rows: readonly PublishedRow[] };
}

describe('rates and interest that were published before they were rounded', () => {
  const { cases } = JSON.parse(
    readFileSync(new URL('../../../../tests/vectors/schedules.json', import.meta.url), 'utf8'),
  ) as { readonly cases: readonly PublishedCase[] };
  const published = cases.flatMap(({ id, inputs, expected }) =>
    expected.rows.flatMap((row, index) =>
      row.rateFactor === undefined || row.interestUnrounded === undefined
        ? []
        : [
            {
              name: `${id} row ${index + 1}`,
              inputs,
              row,
              opening: expected.rows[index - 1]?.balance ?? inputs.principal,
            },
          ],
    ),
  );

  it('are there', () => {
    expect(published.length).toBe(20);
  });

  it.each(published)('$name', ({ inputs, row, opening }) => {
    const digits = inputs.mathPrecisionDigits ?? 12;
    const terms = {
      ...PEER_DEFAULTS,
      submittedDay: day(row.from),
      principal: major(opening),
      annualRate: percent(inputs.annualRatePercent),
      instalments: 1,
      every: inputs.every,
      unit: inputs.unit.toLowerCase() as PeerUnit,
      dayCount: {
        year: inputs.dayCount.year.toLowerCase() as PeerDayCount['year'],
        month: inputs.dayCount.month.toLowerCase() as PeerDayCount['month'],
      },
      precisionDigits: digits,
    };
    const period = { fromDay: day(row.from), dueDay: day(row.due), isRegular: true };
    const span = { fromDay: period.fromDay, toDay: period.dueDay };
    const rate = progressiveRate(terms, period, span, terms.annualRate, 'interest');
    expect(formatDecimal(rate, digits, 'half_even')).toBe(row.rateFactor);
    const interest = progressiveInterest(terms.principal, rate, period, span, digits);
    const wanted = parseDecimal(row.interestUnrounded ?? '', 'interest');
    const inMajor = { numerator: interest.numerator, denominator: interest.denominator * 100n };
    expect(wanted.ok && compareFractions(inMajor, wanted.value)).toBe(0);
  });
});

function percent(text: string): Fraction {
  const read = parseDecimal(text, 'percent');
  if (!read.ok) throw new Error(`${text} is no number.`);
  return { numerator: read.value.numerator, denominator: read.value.denominator * 100n };
}

function major(text: string): MinorUnits {
  const read = parseMajor(text, 2, 'amount');
  if (!read.ok) throw new Error(`${text} is no amount.`);
  return read.value;
}
