// Figures that others published, through the command as anyone would run it, each within its own tolerance.
import { describe, expect, it } from 'vitest';
import dayCounts from '../vectors/day-counts.json' with { type: 'json' };
import loanLives from '../vectors/loan-lives.json' with { type: 'json' };
import officialRates from '../vectors/official-rates.json' with { type: 'json' };
import returns from '../vectors/returns.json' with { type: 'json' };
import schedules from '../vectors/schedules.json' with { type: 'json' };
import {
  type Case,
  differsBy,
  type Fields,
  firstDifference,
  firstOf,
  missesOf,
} from './published.ts';

/** There, a charge counted as earned on the day on which it came, and the case does not say so. */
const SETTING_UNTOLD = 'fl-0416';

describe('mutua calc agrees with published figures', () => {
  it('day-count: 74 of 74', async () => {
    const cases: readonly DayCountCase[] = dayCounts.cases;
    expect(cases).toHaveLength(74);
    expect(
      await missesOf('day-count', cases, ['days', 'yearFraction', 'tolerance'], dayCountDifference),
    ).toEqual([]);
  });

  it('schedule: 58 of 58, every row to the cent', async () => {
    const cases: readonly ScheduleCase[] = schedules.cases;
    expect(cases).toHaveLength(58);
    expect(await missesOf('schedule', cases, ['expected'], scheduleDifference)).toEqual([]);
  });

  it('returns: 82 of 82 within the stated tolerance; one more is ambiguous by its own source', async () => {
    const cases: readonly ReturnCase[] = returns.cases;
    expect(cases).toHaveLength(83);
    const scored = cases.filter(({ ambiguous }) => !ambiguous);
    expect(scored).toHaveLength(82);
    expect(await missesOf('returns', scored, ['expected'], returnDifference)).toEqual([]);
  });

  it('apr: 32 of 32 of its kinds, to the published digits or 0.0002 percentage points', async () => {
    const cases: readonly RateCase[] = officialRates.examples.filter(
      ({ kind }) => !NOT_OF_APR.includes(kind),
    );
    expect(cases).toHaveLength(32);
    expect(await missesOf('apr', cases, ['expected'], rateDifference)).toEqual([]);
  });

  it('life: 28 of 29 as they stand, every row, total and transaction at every checkpoint', async () => {
    const cases: readonly LifeCase[] = loanLives.cases;
    expect(cases).toHaveLength(29);
    const missed = await missesOf('life', cases, ['checkpoints'], lifeDifference);
    expect(missed.map((miss) => miss.split(':')[0])).toEqual([SETTING_UNTOLD]);
  });

  it('life: the 29th too, once it is told a setting that its figures follow from', async () => {
    const cases: readonly LifeCase[] = loanLives.cases.filter(({ id }) => id === SETTING_UNTOLD);
    const told = cases.map((one) => {
      return { ...one, terms: { ...one.terms, chargeAccrual: 'SUBMITTED_DATE' } };
    });
    expect(told).toHaveLength(1);
    expect(await missesOf('life', told, ['checkpoints'], lifeDifference)).toEqual([]);
  });
});

interface DayCountCase extends Case {
  readonly days?: number;
  readonly yearFraction?: string;
  readonly tolerance: string;
}

function dayCountDifference(published: DayCountCase, answer: Fields): string | undefined {
  const { days, yearFraction, tolerance } = published;
  return firstOf([
    days === undefined ? undefined : firstDifference({ days }, answer),
    yearFraction === undefined
      ? undefined
      : differsBy(answer.yearFraction, Number(yearFraction), Number(tolerance)),
  ]);
}

interface ScheduleCase extends Case {
  readonly expected: { readonly rows: readonly Fields[]; readonly totals?: Fields | null };
}

function scheduleDifference({ expected }: ScheduleCase, answer: Fields): string | undefined {
  const rows = (answer.rows ?? []) as readonly Fields[];
  // Of two schedules only the first rows were published.
  const toTheEnd = expected.rows.at(-1)?.balance === '0.00';
  const published = {
    rows: expected.rows.map(({ n, due, principal, interest, total, balance }) => {
      return { n, due, principal, interest, total, balance };
    }),
    ...(expected.totals && {
      totals: {
        principal: expected.totals.principal,
        interest: expected.totals.interest,
        total: expected.totals.total,
      },
    }),
  };
  const compared = toTheEnd ? rows : rows.slice(0, expected.rows.length);
  return firstDifference(published, { ...answer, rows: compared });
}

interface ReturnCase extends Case {
  readonly expected: number | null;
  /** `1e-8 abs`, `1e-6 rel` or `exact abs`; of a case without a value it says nothing. */
  readonly tolerance: string;
  readonly ambiguous?: boolean;
}

function returnDifference({ expected, tolerance }: ReturnCase, answer: Fields): string | undefined {
  if (expected === null) {
    return answer.refusal === undefined ? `${JSON.stringify(answer)} is no refusal` : undefined;
  }
  const [size = '', kind = ''] = tolerance.split(' ');
  const share = size === 'exact' ? 0 : Number(size);
  return differsBy(answer.value, expected, kind === 'rel' ? share * Math.abs(expected) : share);
}

interface RateCase extends Case {
  readonly kind: string;
  readonly expected: Fields;
}

/** Published examples of other things: a schedule, an instalment, totals of a form. */
const NOT_OF_APR = ['schedule', 'level_payment', 'disclosure_totals'];

/** Where each kind's figure stands, the one with the most digits first. */
const PUBLISHED = [
  'apr_percent_6dp',
  'apr_percent_2dp',
  'cet_annual_percent',
  'percent_per_day_4dp',
  'default_rate_percent_2dp',
  'one_decimal',
];

const PERCENTAGE_POINTS = 0.0002;

function rateDifference({ kind, expected }: RateCase, { value }: Fields): string | undefined {
  if (kind === 'eu_time_interval') {
    return differsBy(value, Number(expected.interval_years), 1e-12);
  }
  if (expected.rate_decimal !== undefined) {
    return differsBy(value, 100 * Number(expected.rate_decimal), PERCENTAGE_POINTS);
  }
  const published = String(expected[PUBLISHED.find((name) => name in expected) ?? ''] ?? '');
  const decimals = published.split('.')[1]?.length ?? 0;
  const sameDigits = Number(value).toFixed(decimals) === published;
  return sameDigits ? undefined : differsBy(value, Number(published), PERCENTAGE_POINTS);
}

interface Checkpoint extends Fields {
  readonly afterEvent: number;
}

interface LifeCase extends Case {
  readonly terms: Fields;
  readonly checkpoints: readonly Checkpoint[];
}

/** A checkpoint after an event that changed nothing is the one before it. */
function lifeDifference({ checkpoints }: LifeCase, answer: Fields): string | undefined {
  const reached = (answer.checkpoints ?? []) as readonly Checkpoint[];
  return firstOf(
    checkpoints.map(({ afterEvent, rows, totals, transactions }) => {
      const actual = reached.findLast((checkpoint) => checkpoint.afterEvent <= afterEvent);
      const published = { rows, totals, ...(transactions !== undefined && { transactions }) };
      const difference = firstDifference(published, actual);
      return difference === undefined ? undefined : `after event ${afterEvent} ${difference}`;
    }),
  );
}
