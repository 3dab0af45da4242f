import { readFileSync } from 'node:fs';
import { invalid, ok, type Result, refuse } from '@mutua/core/kit/result.ts';
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

describe('mutua calc apr', () => {
  const payments = [{ n: 12, first: '1/12', every: '1/12', amount: '900' }];

  it('runs its own example', () => {
    expect(aprCalculation.calculate(JSON.parse(aprCalculation.example))).toEqual(
      ok({ value: expect.closeTo(15.448936, 6), convention: 'eu_aprc' }),
    );
  });

  it('gives both Chinese rates with their labels, and both rise with 砍头息', () => {
    const received = (amount: string) => ({ received: amount, payments });
    expect(calculate('cn_irr', received('10000'))).toEqual(
      ok({
        value: 15.448936,
        convention: 'cn_irr',
        label: { 'zh-CN': '年化综合成本（IRR）', en: expect.any(String) },
      }),
    );
    expect(calculate('cn_simple', received('10000'))).toEqual(
      ok({
        value: 14.452148,
        convention: 'cn_simple',
        label: { 'zh-CN': '单利年化', en: expect.any(String) },
      }),
    );
    expect(calculate('cn_irr', received('9500'))).toMatchObject(ok({ value: 27.280091 }));
    expect(calculate('cn_simple', received('9500'))).toMatchObject(ok({ value: 24.36607 }));
  });

  it.each(['eu_aprc', 'uk_apr', 'us_apr', 'in_kfs', 'br_cet', 'cn_irr', 'cn_simple'])(
    'takes days as well as times: %s',
    (kind) => {
      const dated = calculate(kind, {
        received: [{ date: '2025-01-15', amount: 10_000 }],
        payments: [{ n: 12, first: '2025-02-15', every: 1, unit: 'months', amount: 900 }],
      });
      const timed = calculate(kind, { received: 10_000, payments });
      const close = kind === 'br_cet' ? 0 : 6;
      expect(dated.ok && dated.value.value).toBeCloseTo(
        Number(timed.ok && timed.value.value),
        close,
      );
      expect(dated).toMatchObject(ok({ convention: kind }));
    },
  );

  it('takes weekly payments by the European and the British measure', () => {
    const weekly = {
      received: [{ date: '2025-01-15', amount: '1000' }],
      payments: [{ n: 52, first: '2025-01-22', every: 1, unit: 'weeks', amount: '20' }],
      regular_period: 'week',
    };
    const timed = {
      received: '1000',
      payments: [{ n: 52, first: '1/52', every: '1/52', amount: '20' }],
    };
    for (const kind of ['eu_aprc', 'uk_apr']) {
      const [byDay, byTime] = [calculate(kind, weekly), calculate(kind, timed)];
      expect(byDay).toEqual(byTime);
      expect(byDay.ok).toBe(true);
    }
  });

  it('says which fields it did not use', () => {
    const inputs = { received: '100', payments: [{ t: 1, amount: '110', fee: 3 }], loan: {} };
    expect(calculate('br_cet', inputs)).toMatchObject(
      ok({ value: 10, ignored: ['inputs.payments[0].fee', 'inputs.loan'] }),
    );
    const brazil = { months: 1, instalment: '110', net_received: '100', iof_tax: '3' };
    expect(calculate('brazil_cet', brazil)).toMatchObject(ok({ ignored: ['inputs.iof_tax'] }));
  });

  it('lists the other rates where several fit', () => {
    const amounts = ['10.5', '1', '-8', '1'];
    const several = amounts.map((amount, index) => ({ t: index + 1, amount }));
    expect(calculate('br_cet', { received: '5', payments: several })).toMatchObject(
      ok({ value: 8.859834, otherRates: [-87.020125, 70.955953] }),
    );
  });

  const one = { received: '100', payments: [{ t: 1, amount: '110' }] };
  const us = {
    unit_periods_per_year: 12,
    advances: [{ t: 0, amount: 100 }],
    payments: [{ t: 1, amount: 110 }],
  };
  const entry = (fields: Readonly<Record<string, unknown>>) => ({
    ...one,
    payments: [{ amount: 1, ...fields }],
  });
  const place = 'inputs.payments[0]';
  it.each([
    ['apr', one, refuse('unknown_convention', { name: 'apr' })],
    ['constructor', one, refuse('unknown_convention', { name: 'constructor' })],
    ['eu_apr', { payments: [] }, invalid('inputs.received', 'It is missing.')],
    [
      'eu_apr',
      { ...one, drawdowns: [] },
      invalid('inputs.received', 'What is received stands in drawdowns already.'),
    ],
    [
      'eu_apr',
      { received: '100' },
      invalid('inputs.payments', 'It is missing; it must be a list.'),
    ],
    [
      'eu_apr',
      { ...one, received: 'a lot' },
      invalid('inputs.received', 'It must be a decimal number such as 12.5.'),
    ],
    [
      'eu_apr',
      { ...one, received: '1/0' },
      invalid(
        'inputs.received',
        'Below the stroke of a fraction stands one number greater than 0.',
      ),
    ],
    [
      'eu_apr',
      { ...one, received: '1/2/3' },
      invalid(
        'inputs.received',
        'Below the stroke of a fraction stands one number greater than 0.',
      ),
    ],
    ['eu_apr', entry({}), invalid(`${place}.t`, 'It is missing, and so is a date.')],
    ['eu_apr', entry({ t: -1 }), invalid(`${place}.t`, 'It must be at least 0.')],
    [
      'eu_apr',
      entry({ t: 1, date: '2025-01-01' }),
      invalid(`${place}.date`, 'There is a time already.'),
    ],
    [
      'eu_apr',
      entry({ date: '2025-13-01' }),
      invalid(`${place}.date`, 'There is no day 2025-13-01.'),
    ],
    [
      'eu_apr',
      entry({ date: '2025-01-01' }),
      invalid('inputs.payments', 'Either all amounts have a time or all have a date.'),
    ],
    [
      'eu_apr',
      entry({ t: 1, every: 1 }),
      invalid(`${place}.n`, 'It is missing; first, every and unit belong to a list of n amounts.'),
    ],
    [
      'eu_apr',
      entry({ n: 2, t: 1 }),
      invalid(`${place}.t`, 'A list of n amounts has first and every instead.'),
    ],
    ['eu_apr', entry({ n: 2, every: 1 }), invalid(`${place}.first`, 'It is missing.')],
    ['eu_apr', entry({ n: 2, first: 1 }), invalid(`${place}.every`, 'It is missing.')],
    [
      'eu_apr',
      entry({ n: 0, first: 1, every: 1 }),
      invalid(`${place}.n`, 'It must be a whole number, at least 1 and at most 100000.'),
    ],
    [
      'eu_apr',
      entry({ n: 2, first: '2025-01-01', every: 0.5, unit: 'days' }),
      invalid(`${place}.every`, 'With a unit it must be a whole number of at least 1.'),
    ],
    [
      'eu_apr',
      entry({ n: 99_999, first: '2025-01-01', every: 1, unit: 'months' }),
      invalid(`${place}.n`, 'The list must end in the year 9998 at the latest.'),
    ],
    [
      'eu_apr',
      { ...one, payments: [1, 2].map(() => ({ n: 60_000, first: 1, every: 1, amount: 1 })) },
      invalid('inputs.payments[1]', 'A line must not stand for more than 100000 amounts.'),
    ],
    ['eu_apr', { received: '100', payments: [] }, refuse('no_solution')],
    [
      'cn_irr',
      { received: '1', payments: [{ t: '1/12', amount: 1e40 }] },
      refuse('number_too_large', { field: 'rate' }),
    ],
    [
      'us_actuarial_apr',
      { ...us, unit_periods_per_year: 0 },
      invalid('inputs.unit_periods_per_year', 'It must be greater than 0.'),
    ],
    [
      'us_actuarial_apr',
      { ...us, payments: [{ amount: 1 }] },
      invalid(`${place}.t`, 'It is missing.'),
    ],
    [
      'us_actuarial_apr',
      { ...us, payments: [{ amount: 1, t: 0.5 }] },
      invalid(`${place}.t`, 'It must be a whole number.'),
    ],
    [
      'us_actuarial_apr',
      { ...us, payments: [{ amount: 1, t: 1, f: '31/30' }] },
      invalid(`${place}.f`, 'It must be less than 1.'),
    ],
    [
      'us_actuarial_apr',
      { ...us, payments: [{ amount: 1, date: '2025-01-01' }] },
      invalid(`${place}.date`, 'With unit_periods_per_year times are t and f.'),
    ],
    [
      'us_actuarial_apr',
      { advances: us.advances, payments: us.payments },
      invalid('inputs.unit_periods_per_year', 'It is missing; only dates do without it.'),
    ],
    [
      'eu_time_interval',
      { from: '2025-01-02', to: '2025-01-01' },
      invalid('inputs.to', 'It must not be before from.'),
    ],
    [
      'eu_time_interval',
      { from: '2025-01-02', to: '2025-01-03', regular_period: 'moon' },
      invalid(
        'inputs.regular_period',
        'It must be one of "day", "week", "month", "quarter", "half_year", "year".',
      ),
    ],
    [
      'india_kfs_apr',
      { sanctioned: 0, months: 12, nominal_annual_rate_percent: 12 },
      invalid('inputs.sanctioned', 'It must be greater than 0.'),
    ],
    [
      'india_kfs_apr',
      { sanctioned: 10, months: 12, nominal_annual_rate_percent: 12, fees_to_lender: 10 },
      refuse('no_solution'),
    ],
    [
      'brazil_cet',
      { months: 5 },
      invalid('inputs.net_received', 'It is missing, and so is financed.'),
    ],
    [
      'brazil_cet',
      { months: 5, net_received: 1 },
      invalid(
        'inputs.instalment',
        'It is missing, and financed and annual_effective_rate_percent are not both there.',
      ),
    ],
    [
      'rounding',
      { apr_percent: 'x' },
      invalid('inputs.apr_percent', 'It must be a decimal number such as 3.055.'),
    ],
    [
      'ecspr_default_rate',
      { windows: [{ numerator: 2, denominator: 1 }] },
      invalid('inputs.windows', 'No window may have more defaults than loans.'),
    ],
    [
      'daily_economic_benefit',
      { funding: 0, tenor_days: 1 },
      invalid('inputs.funding', 'It must be greater than 0.'),
    ],
  ])('refuses %s of %j', (kind, inputs, refusal) => {
    expect(calculate(kind, inputs)).toEqual(refusal);
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
