import { readFileSync } from 'node:fs';
import type { ScheduleAnswer } from '@mutua/contract/calculator/schedule.ts';
import { describe, expect, it } from 'vitest';
import { scheduleCalculation } from './schedule.ts';

type Inputs = Readonly<Record<string, unknown>>;

interface PublishedRow {
  readonly n: number;
  readonly due: string;
  readonly principal: string;
  readonly interest: string;
  readonly total: string;
  readonly balance: string;
}

interface PublishedCase {
  readonly id: string;
  readonly inputs: Inputs;
  readonly expected: {
    readonly rows: readonly PublishedRow[];
    readonly totals?: Readonly<Record<string, string>> | null;
  };
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../../tests/vectors/schedules.json', import.meta.url), 'utf8'),
) as { readonly cases: readonly PublishedCase[] };

const plain = { principal: '10000.00', annualRatePercent: '12', installments: 3 };
const dated = { ...plain, submittedOn: '2026-11-21' };
const progressive = { ...dated, engine: 'PROGRESSIVE' };
const cumulative = { ...dated, engine: 'CUMULATIVE' };

function calculate(inputs: Inputs) {
  return scheduleCalculation.calculate({ id: 'a', inputs });
}

function answer(inputs: Inputs): ScheduleAnswer {
  const read = calculate(inputs);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value as unknown as ScheduleAnswer;
}

/** The amounts of each row: principal and interest. */
function amounts(inputs: Inputs): string[] {
  return answer(inputs).rows.map(({ principal, interest }) => `${principal} + ${interest}`);
}

describe('mutua calc schedule', () => {
  it('agrees with every published schedule', () => {
    const differing = cases.filter((published) => !agrees(published)).map(({ id }) => id);
    expect(differing).toEqual([]);
    expect(`${cases.length - differing.length} of ${cases.length}`).toBe('58 of 58');
  });

  it('notices a published schedule that is off by one cent or by one day', () => {
    const published = cases.find(({ id }) => id === 'fp-001');
    for (const change of [{ due: '2024-02-02' }, { interest: '0.59' }, { balance: '83.58' }]) {
      const rows = published?.expected.rows.map((row) =>
        row.n === 1 ? { ...row, ...change } : row,
      );
      expect(
        published && agrees({ ...published, expected: { rows: rows ?? [], totals: null } }),
      ).toBe(false);
    }
  });

  it('says nothing of fields that it has taken into account', () => {
    const ignored = cases.filter(({ inputs }) => 'ignored' in answer(inputs)).map(({ id }) => id);
    expect(ignored).toEqual([]);
  });

  it('runs its own example', () => {
    const read = scheduleCalculation.calculate(JSON.parse(scheduleCalculation.example));
    expect(read.ok && (read.value as unknown as ScheduleAnswer).totals).toEqual({
      principal: '10000.00',
      interest: '661.86',
      total: '10661.86',
    });
  });
});

describe('the schedule of the house', () => {
  it('takes the product’s defaults for what is left out: equal months, no day where none is named', () => {
    expect(answer(plain)).toEqual({
      rows: [
        { n: 1, principal: '3300.22', interest: '100.00', total: '3400.22', balance: '6699.78' },
        { n: 2, principal: '3333.22', interest: '67.00', total: '3400.22', balance: '3366.56' },
        { n: 3, principal: '3366.56', interest: '33.67', total: '3400.23', balance: '0.00' },
      ],
      totals: { principal: '10000.00', interest: '200.67', total: '10200.67' },
    });
    expect(amounts({ ...plain, engine: 'MUTUA' })).toEqual(amounts(plain));
    expect(answer(dated).rows.map(({ due }) => due)).toEqual([
      '2026-12-21',
      '2027-01-21',
      '2027-02-21',
    ]);
  });

  it('takes null for left out', () => {
    expect(answer({ ...plain, dayCount: null, engine: null, rounding: null })).toEqual(
      answer(plain),
    );
  });

  it.each([
    ['EQUAL_PRINCIPAL', ['3333.33 + 100.00', '3333.33 + 66.67', '3333.34 + 33.33']],
    ['INTEREST_FIRST', ['0.00 + 100.00', '0.00 + 100.00', '10000.00 + 100.00']],
    ['BULLET', ['10000.00 + 300.00']],
    ['FLAT', ['3333.33 + 100.00', '3333.33 + 100.00', '3333.34 + 100.00']],
  ])('repays by %s', (amortization, expected) => {
    expect(amounts({ ...plain, amortization })).toEqual(expected);
  });

  it('repays flat, whichever field says so', () => {
    const flat = amounts({ ...plain, amortization: 'FLAT' });
    expect(amounts({ ...plain, interestMethod: 'FLAT' })).toEqual(flat);
    expect(amounts({ ...plain, interestMethod: 'FLAT', amortization: 'EQUAL_PRINCIPAL' })).toEqual(
      flat,
    );
  });

  it.each([
    [{ kind: 'BALLOON', percent: '50' }, '6666.66'],
    [{ kind: 'BALLOON', amount: '5000.00' }, '6666.66'],
    [{ kind: 'PRINCIPALS', principals: ['1000.00', '2000.00', '7000.00'] }, '7000.00'],
    [{ kind: 'STEPPED', steps: [{ from: 3, percent: 100 }] }, '5000.00'],
  ])('repays by the custom repayment %j', (custom, last) => {
    const rows = answer({ ...plain, annualRatePercent: '0', amortization: 'CUSTOM', custom }).rows;
    expect(rows.at(-1)?.principal).toBe(last);
  });

  it('repays in season, where the due days say which rows are in it', () => {
    const custom = { kind: 'SEASONAL', months: [1] };
    expect(amounts({ ...dated, amortization: 'CUSTOM', custom, installments: 2 })).toEqual([
      '0.00 + 100.00',
      '10000.00 + 100.00',
    ]);
  });

  it.each([
    [{ year: '365', month: 'ACTUAL' }, '98.63'],
    [{ year: 360, month: 'ACTUAL' }, '100.00'],
    [{ year: '364', month: 'ACTUAL' }, '98.90'],
    [{ year: 'ACTUAL', month: 'ACTUAL' }, '98.63'],
    [{ year: '360', month: '30' }, '100.00'],
    ['Actual/365F', '98.63'],
  ])('charges interest by the day count %j', (dayCount, interest) => {
    expect(answer({ ...dated, dayCount }).rows[0]?.interest).toBe(interest);
  });

  it('charges whole periods where interest goes by the repayment period', () => {
    const byPeriods = { interestCalculationPeriod: 'SAME_AS_REPAYMENT_PERIOD' };
    const dayCount = { year: 'ACTUAL', month: 'ACTUAL' };
    expect(answer({ ...dated, ...byPeriods, dayCount }).rows[0]?.interest).toBe('100.00');
    expect(answer({ ...plain, unit: 'WEEKS', every: 2 }).rows[0]?.interest).toBe('46.15');
    expect(answer({ ...plain, unit: 'YEARS' }).rows[0]?.interest).toBe('1200.00');
  });

  it('rounds by name, in the decimals of the currency', () => {
    const third = { ...plain, principal: '1000', annualRatePercent: '15' };
    expect(answer({ ...third, currency: 'JPY' }).rows[0]?.interest).toBe('12');
    expect(answer({ ...third, currency: 'JPY', rounding: 'HALF_UP' }).rows[0]?.interest).toBe('13');
    expect(answer({ ...third, currencyDecimals: 3 }).rows[0]?.interest).toBe('12.500');
    expect(answer({ ...third, currency: 'KWD' }).rows[0]?.interest).toBe('12.500');
  });

  it('takes a down payment, grace, a multiple and a first due date', () => {
    const downPaid = answer({ ...dated, downPaymentPercent: '25' }).rows;
    expect(downPaid.map(({ n, due, principal }) => [n, due, principal]).slice(0, 2)).toEqual([
      [1, '2026-11-21', '2500.00'],
      [2, '2026-12-21', '2475.17'],
    ]);
    expect(amounts({ ...plain, graceOnPrincipal: 1 })[0]).toBe('0.00 + 100.00');
    expect(amounts({ ...plain, graceOnInterest: 1 })[0]).toMatch(/\+ 0\.00$/);
    expect(amounts({ ...plain, graceOnInterestCharged: 1 })[0]).toMatch(/\+ 0\.00$/);
    expect(answer({ ...plain, installmentMultipleOf: 100 }).rows[0]?.total).toBe('3400.00');
    expect(
      answer({ ...dated, firstRepaymentDate: '2027-01-05' }).rows.map(({ due }) => due),
    ).toEqual(['2027-01-05', '2027-02-05', '2027-03-05']);
  });

  it('counts from the application where that is agreed, and lends on the day of the disbursement', () => {
    const disbursements = [{ date: '2026-12-01', amount: '10000.00' }];
    expect(answer({ ...dated, disbursements }).rows[0]?.due).toBe('2027-01-01');
    expect(
      answer({ ...dated, disbursements, repaymentStartDate: 'SUBMITTED_ON' }).rows[0]?.due,
    ).toBe('2026-12-21');
  });

  it('shows fees: at disbursement in a row 0, in each instalment, or financed', () => {
    const fees = [
      { charged: 'AT_DISBURSEMENT', percentOfPrincipal: '1' },
      { charged: 'EACH_INSTALLMENT', amount: '5.00' },
    ];
    const charged = answer({ ...dated, fees });
    expect(charged.rows[0]).toEqual({
      n: 0,
      due: '2026-11-21',
      principal: '0.00',
      interest: '0.00',
      fees: '100.00',
      total: '100.00',
      balance: '10000.00',
    });
    expect(charged.rows[1]).toMatchObject({ n: 1, fees: '5.00', total: '3405.22' });
    expect(charged.totals).toMatchObject({ fees: '115.00', total: '10315.67' });
    const financed = [{ charged: 'FINANCED', percentOfPrincipal: '1' }];
    expect(answer({ ...dated, fees: financed }).totals.principal).toBe('10100.00');
  });

  it('levels the instalment anew when the rate changes', () => {
    const rateChanges = [{ date: '2026-12-21', annualRatePercent: '24' }];
    expect(amounts({ ...dated, rateChanges }).map((row) => row.split(' + ')[1])).toEqual([
      '100.00',
      '134.00',
      '67.66',
    ]);
  });

  it('leaves out instalments in a holiday', () => {
    const holidays = [{ from: 2, interest: 'PAID' }];
    expect(amounts({ ...plain, holidays })[1]).toMatch(/^0\.00 \+ /);
    expect(amounts({ ...dated, holidays: [{ months: [1] }] })[1]).toMatch(/^0\.00 \+ /);
  });

  it('says which fields it left out of account', () => {
    expect(answer({ ...plain, colour: 'red', feb29PeriodOnly: true }).ignored).toEqual([
      'inputs.colour',
      'inputs.feb29PeriodOnly',
    ]);
    expect(answer({ ...progressive, fees: [], custom: null }).ignored).toEqual(['inputs.fees']);
    expect(answer({ ...cumulative, feb29PeriodOnly: true }).ignored).toEqual([
      'inputs.feb29PeriodOnly',
    ]);
  });
});

describe('the schedule of a peer', () => {
  it('takes the peer’s defaults for what is left out', () => {
    expect(amounts(progressive)).toEqual([
      '3300.22 + 100.00',
      '3333.22 + 67.00',
      '3366.56 + 33.67',
    ]);
    expect(amounts(cumulative)).toEqual(amounts(progressive));
  });

  it('takes disbursements in any order, and one without an amount as the whole principal', () => {
    const [first, second] = [
      { date: '2026-11-21', amount: '4000.00' },
      { date: '2027-01-05', amount: '6000.00' },
    ];
    const inOrder = amounts({ ...progressive, disbursements: [first, second] });
    expect(amounts({ ...progressive, disbursements: [second, first] })).toEqual(inOrder);
    expect(inOrder[0]).toBe('1320.09 + 40.00');
    expect(amounts({ ...progressive, disbursements: [{ date: '2026-11-21' }] })).toEqual(
      amounts(progressive),
    );
  });

  it('takes the first disbursement for the application where that has no day', () => {
    const { submittedOn: _, ...undated } = progressive;
    const rows = answer({ ...undated, disbursements: [{ date: '2026-11-21' }] }).rows;
    expect(rows[0]?.due).toBe('2026-12-21');
  });
});

function agrees({ inputs, expected }: PublishedCase): boolean {
  const made = answer(inputs);
  const { totals } = expected;
  return (
    expected.rows.every((row) => {
      const own = made.rows.find(({ n }) => n === row.n);
      return (['due', 'principal', 'interest', 'total', 'balance'] as const).every(
        (field) => own?.[field] === row[field],
      );
    }) &&
    (!totals ||
      (made.rows.length === expected.rows.length &&
        (['principal', 'interest', 'total'] as const).every(
          (field) => made.totals[field] === totals[field],
        )))
  );
}
