import { invalid, ok, refuse } from '@mutua/core/kit/result.ts';
import { describe, expect, it } from 'vitest';
import { aprCalculation } from './apr.ts';

function calculate(kind: string, inputs: Readonly<Record<string, unknown>>) {
  return aprCalculation.calculate({ id: 'a', kind, inputs });
}

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

  it('takes a field that is null for one that is left out', () => {
    const days = { from: '2013-01-12', to: '2013-02-12', regular_period: null };
    expect(calculate('eu_time_interval', days)).toEqual(
      ok({ value: expect.closeTo(1 / 12, 12), expression: '1/12' }),
    );
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
