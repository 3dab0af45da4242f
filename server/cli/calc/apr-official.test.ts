import { readFileSync } from 'node:fs';
import { ok, type Result } from '@mutua/core/kit/result.ts';
import { formatMajor, parseMajor } from '@mutua/core/money/minor-units.ts';
import { percentText, roundPercent } from '@mutua/core/rate/all-in/published-percent.ts';
import { type Annuity, futureValueOf, paymentOf } from '@mutua/core/rate/annuity.ts';
import {
  interestPart,
  principalOfRange,
  principalPart,
} from '@mutua/core/rate/instalment-parts.ts';
import { describe, expect, it } from 'vitest';
import { aprCalculation } from './apr.ts';

interface Example {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
}

const { examples } = JSON.parse(
  readFileSync(new URL('../../../tests/vectors/official-rates.json', import.meta.url), 'utf8'),
) as { readonly examples: readonly Example[] };

/** What authorities print may be off by this much in percentage points. */
const TOLERANCE = 0.0002;

function calculate(kind: string, inputs: Readonly<Record<string, unknown>>) {
  return aprCalculation.calculate({ id: 'a', kind, inputs });
}

function percentOf({ kind, inputs }: Example): number {
  const answer = calculate(kind, inputs);
  return answer.ok ? Number(answer.value.value) : Number.NaN;
}

function ofKind(...kinds: readonly string[]): Example[] {
  return examples.filter(({ kind }) => kinds.includes(kind));
}

function numberIn(result: Result<number>): number {
  return result.ok ? result.value : Number.NaN;
}

describe('an official example', () => {
  it('is one of those that are looked at here', () => {
    const kinds = ['eu_apr', 'eu_time_interval', 'us_actuarial_apr', 'india_kfs_apr', 'brazil_cet'];
    const inside = ['schedule', 'rounding', 'level_payment', 'disclosure_totals'];
    const shares = ['daily_economic_benefit', 'ecspr_default_rate'];
    expect(ofKind(...kinds, ...inside, ...shares)).toHaveLength(35);
    expect(examples).toHaveLength(35);
  });

  it.each(ofKind('eu_apr'))('of the European APRC agrees: $id $title', (example) => {
    const { apr_percent_6dp, rate_decimal, apr_percent_1dp } = example.expected;
    const exact =
      apr_percent_6dp === undefined ? 100 * Number(rate_decimal) : Number(apr_percent_6dp);
    expect(Math.abs(percentOf(example) - exact)).toBeLessThanOrEqual(TOLERANCE);
    // With one decimal too, where the document prints what its own rule gives (remark (d)).
    expect(roundPercent(`${percentOf(example)}`, 1)).toEqual(ok(apr_percent_1dp));
  });

  it.each(ofKind('us_actuarial_apr'))('of Regulation Z agrees: $id $title', (example) => {
    expect(percentOf(example).toFixed(2)).toBe(example.expected.apr_percent_2dp);
  });

  it.each(ofKind('us_actuarial_apr').filter(({ inputs }) => inputs.dates))(
    'of Regulation Z agrees from its days alone: $id',
    (example) => {
      expect(numberFromDays(example).toFixed(2)).toBe(example.expected.apr_percent_2dp);
    },
  );

  it.each(ofKind('eu_time_interval'))('of European time agrees: $title', (example) => {
    const { interval_years, interval_years_expression } = example.expected;
    const { kind, inputs } = example;
    expect(calculate(kind, inputs)).toEqual(
      ok({ value: interval_years, expression: interval_years_expression }),
    );
  });

  it.each(ofKind('india_kfs_apr'))(
    'of the Indian Key Facts Statement agrees: $title',
    (example) => {
      const { apr_percent_2dp, epi, total_paid_by_borrower, first_row } = example.expected;
      expect(percentOf(example).toFixed(2)).toBe(apr_percent_2dp);
      const loan = {
        rate: 0.15 / 12,
        periods: 24,
        presentValue: 20_000,
        futureValue: 0,
        begin: false,
      };
      const instalment = -numberIn(paymentOf(loan));
      expect(instalment.toFixed(0)).toBe(epi);
      expect((24 * instalment).toFixed(0)).toBe(total_paid_by_borrower);
      const { interest, principal } = first_row as Readonly<Record<string, string>>;
      expect((-numberIn(interestPart(loan, 1))).toFixed(0)).toBe(interest);
      expect((-numberIn(principalPart(loan, 1))).toFixed(0)).toBe(principal);
    },
  );

  it.each(ofKind('brazil_cet'))('of the Brazilian total cost agrees: $title', (example) => {
    const { cet_annual_percent, cet_monthly_percent, instalment } = example.expected;
    expect(percentOf(example).toFixed(2)).toBe(cet_annual_percent);
    const monthly = (1 + percentOf(example) / 100) ** (1 / 12) - 1;
    expect(percentText(monthly, 2)).toBe(cet_monthly_percent);
    const loan = { rate: 1.12 ** (1 / 12) - 1, periods: 5, presentValue: 1000, futureValue: 0 };
    expect((-numberIn(paymentOf({ ...loan, begin: false }))).toFixed(2)).toBe(instalment);
    const { instalment: _, net_received: __, ...rest } = example.inputs;
    expect(calculate('brazil_cet', rest)).toMatchObject(ok({ value: expect.closeTo(43.93, 1) }));
  });

  it.each(ofKind('schedule'))('of a schedule agrees: $title', ({ expected }) => {
    const loan = { rate: 0.06, periods: 2, presentValue: 10_000, futureValue: 0, begin: false };
    const payment = numberIn(paymentOf(loan));
    expect((-payment).toFixed(2)).toBe(expected.instalment);
    const rows = [1, 2].map((period) => ({
      period,
      interest: (-numberIn(interestPart(loan, period))).toFixed(2),
      principal: (-numberIn(principalPart(loan, period))).toFixed(2),
      payment: (-payment).toFixed(2),
      balance: balanceAfter(loan, payment, period).toFixed(2),
    }));
    expect(rows).toEqual(expected.rows);
  });

  it.each(ofKind('level_payment'))('of a level payment agrees: $title', ({ expected }) => {
    const loan = {
      rate: 0.03875 / 12,
      periods: 360,
      presentValue: 162_000,
      futureValue: 0,
      begin: false,
    };
    expect((-numberIn(paymentOf(loan))).toFixed(2)).toBe(expected.instalment);
    const paid = -numberIn(principalOfRange(loan, { start: 1, end: 60 }));
    expect(paid.toFixed(0)).toBe(expected.principal_paid_after_60_rounded_to_dollar);
  });

  it.each(ofKind('disclosure_totals'))('of disclosed totals agrees: $title', (example) => {
    const { total_interest_percentage } = example.expected;
    const payments = parseMajor('761.78', 2, 'instalment');
    if (!payments.ok) throw new Error('The instalment is an amount.');
    const interest = (Number(formatMajor(payments.value, 2)) * 360 - 162_000 + 279.04) / 162_000;
    expect(percentText(interest, 2)).toBe(total_interest_percentage);
  });

  it('of rounding, of the default rate and of the daily benefit agrees', () => {
    expect(calculate('rounding', { apr_percent: '3.055' })).toEqual(
      ok({ value: 3.1, twoDecimals: 3.06 }),
    );
    const [defaults] = ofKind('ecspr_default_rate');
    const [benefit] = ofKind('daily_economic_benefit');
    if (!defaults || !benefit) throw new Error('Both are published.');
    expect(percentOf(defaults).toFixed(2)).toBe(defaults.expected.default_rate_percent_2dp);
    expect(percentOf(benefit).toFixed(4)).toBe(benefit.expected.percent_per_day_4dp);
    expect(calculate(benefit.kind, benefit.inputs)).toMatchObject(ok({ withinCap: true }));
  });

  it('would be noticed if it were off', () => {
    const [first] = ofKind('eu_apr');
    if (!first) throw new Error('There is a first.');
    const cheaper = { ...first.inputs, payments: (first.inputs.payments as unknown[]).slice(1) };
    expect(Math.abs(percentOf({ ...first, inputs: cheaper }) - 6.434412)).toBeGreaterThan(
      TOLERANCE,
    );
  });
});

function balanceAfter(loan: Omit<Annuity, 'payment'>, payment: number, period: number): number {
  return Math.abs(numberIn(futureValueOf({ ...loan, payment, periods: period })));
}

/** The rate of an example from the days that stand beside its unit-periods. */
function numberFromDays({ inputs }: Example): number {
  const { advance, first_payment: first } = inputs.dates as Readonly<Record<string, string>>;
  const perYear = Number(inputs.unit_periods_per_year);
  const [every, unit] = perYear === 13 ? [4, 'weeks'] : [12 / perYear, 'months'];
  const [advances, entries] = [inputs.advances, inputs.payments] as Readonly<
    Record<string, unknown>
  >[][];
  const payments: Readonly<Record<string, unknown>>[] = [];
  let passed = 0;
  for (const { n, amount } of entries ?? []) {
    // Each list begins so many periods after the first payment as payments stand before it.
    for (let index = 0; index < Number(n); index++) {
      payments.push({ amount, n: 1, first, every, unit, at: passed + index });
    }
    passed += Number(n);
  }
  const dated = payments.map(({ amount, at }) => ({
    amount,
    date: dayAfter(first ?? '', Number(at) * Number(every), `${unit}`),
  }));
  return percentOf({
    id: '',
    title: '',
    expected: {},
    kind: 'us_actuarial_apr',
    inputs: {
      advances: (advances ?? []).map(({ amount }) => ({ amount, date: advance })),
      payments: dated,
    },
  });
}

function dayAfter(first: string, count: number, unit: string): string {
  const day = new Date(`${first}T00:00:00Z`);
  if (unit === 'weeks') day.setUTCDate(day.getUTCDate() + 7 * count);
  else day.setUTCMonth(day.getUTCMonth() + count);
  return day.toISOString().slice(0, 10);
}
