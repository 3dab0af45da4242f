// `mutua calc life` against lives that another loan system's authors published, and against bad lines.
import { describe, expect, it } from 'vitest';
import published from '../../../tests/vectors/loan-lives.json' with { type: 'json' };
import type { Line } from './calculation.ts';
import { lifeCalculation } from './life.ts';

interface Checkpoint extends Line {
  readonly afterEvent: number;
  readonly rows: readonly Line[];
  readonly transactions: readonly Line[];
  readonly totals: Line;
}

/**
 * Figures that follow from a setting of the other system that the case does not tell: there, a charge
 * counted as earned on the day on which it came. Told, they are reproduced.
 */
const UNTOLD: Readonly<Record<string, Line>> = {
  'fl-0416': { chargeAccrual: 'SUBMITTED_DATE' },
};

const TERMS = {
  engine: 'PROGRESSIVE',
  submittedOn: '2026-01-01',
  principal: '300.00',
  annualRatePercent: '0',
  installments: 3,
  strategy: 'ADVANCED_PAYMENT_ALLOCATION',
};

const DISBURSED = [
  { type: 'business_date', date: '2026-01-01' },
  { type: 'disburse', date: '2026-01-01', amount: '300.00' },
];

const PAID = { type: 'payment', kind: 'REPAYMENT', date: '2026-02-01', amount: '100.00' };

const RECALCULATED = { preClosure: 'TILL_PRE_CLOSE_DATE', rest: 'DAILY', compounding: 'NONE' };

function checkpointsOf(terms: Line, events: readonly Line[]): readonly Checkpoint[] {
  const answer = lifeCalculation.calculate({ terms, events });
  expect(answer).toMatchObject({ ok: true });
  return answer.ok ? (answer.value.checkpoints as readonly Checkpoint[]) : [];
}

function refusalOf(terms: unknown, events: unknown): unknown {
  const answer = lifeCalculation.calculate({ terms, events });
  return answer.ok ? 'accepted' : answer.refusal;
}

describe('a published life', () => {
  for (const { id, terms, events, checkpoints } of published.cases) {
    it(`${id} is reproduced at every checkpoint`, () => {
      const ours = checkpointsOf({ ...terms, ...UNTOLD[id] }, events);
      for (const theirs of checkpoints as readonly Partial<Checkpoint>[]) {
        const found = ours.find(({ afterEvent }) => afterEvent === theirs.afterEvent);
        expect(found?.rows).toEqual(theirs.rows);
        expect(found?.totals).toEqual(theirs.totals);
        if (theirs.transactions) expect(found?.transactions).toEqual(theirs.transactions);
      }
    });
  }
});

describe('a life', () => {
  it('shows the loan after every event that changes it, and after no other', () => {
    const checkpoints = checkpointsOf(TERMS, [
      { type: 'approve', date: '2026-01-01', amount: '300.00' },
      { type: 'end_of_day' },
      ...DISBURSED,
      { type: 'set_future_rule', transaction: 'DEFAULT', rule: 'LAST_INSTALLMENT' },
      { type: 'business_date', date: '2026-02-01' },
      PAID,
      { type: 'end_of_day' },
    ]);
    expect(checkpoints.map(({ afterEvent }) => afterEvent)).toEqual([1, 4, 7, 8]);
  });

  it('writes money with the decimals of the currency, and no day of payment while something is open', () => {
    const terms = { ...TERMS, principal: '300', currencyDecimals: 0 };
    const events = [DISBURSED[0] ?? {}, { type: 'disburse', date: '2026-01-01', amount: '300' }];
    expect(checkpointsOf(terms, events)[0]?.rows[0]).toEqual({
      ...{ n: 1, days: 31, due: '2026-02-01', balance: '200', principal: '100', interest: '0' },
      ...{ fees: '0', penalties: '0', total: '100', paid: '0', inAdvance: '0', late: '0' },
      outstanding: '100',
    });
  });

  it('runs on the engine of the house where no other is named', () => {
    const { engine: _, strategy: __, ...terms } = TERMS;
    const [disbursed, paid] = checkpointsOf({ ...terms, annualRatePercent: '12' }, [
      ...DISBURSED,
      { type: 'business_date', date: '2026-02-01' },
      { ...PAID, amount: '50.00' },
    ]);
    expect(disbursed?.totals).toMatchObject({ principal: '300.00', interest: '6.02' });
    expect(paid?.transactions[1]).toMatchObject({ principal: '47.00', interest: '3.00' });
  });

  it('takes a term that is null for one that is left out', () => {
    expect(
      checkpointsOf({ ...TERMS, creditAllocation: null, processing: null }, DISBURSED),
    ).toHaveLength(1);
  });

  it('keeps a reversed payment in the list, marked, and out of everything else', () => {
    const events = [...DISBURSED, PAID];
    const [before] = checkpointsOf(TERMS, events);
    const after = checkpointsOf(TERMS, [...events, { type: 'reverse', event: 3 }]).at(-1);
    expect(after?.rows).toEqual(before?.rows);
    expect(after?.transactions.at(-1)).toMatchObject({ type: 'Repayment', reversed: true });
  });

  it('lets interest follow the payments where the terms ask for it', () => {
    const terms = { ...TERMS, annualRatePercent: '12', interestRecalculation: RECALCULATED };
    const early = { ...PAID, date: '2026-01-16', amount: '102.01' };
    const last = (told: Line) => checkpointsOf(told, [...DISBURSED, early]).at(-1);
    expect(last({ ...terms, interestRecalculation: null })?.rows[0]).toMatchObject({
      interest: '3.00',
    });
    // 15 of 31 days on 300.00: 1.45.
    expect(last(terms)?.rows[0]).toMatchObject({ interest: '1.45', principal: '100.56' });
    expect(last(terms)?.totals).toMatchObject({ principal: '300.00', paid: '102.01' });
  });

  it.each<[string, Line]>([
    ['a flat rate', { interestMethod: 'FLAT' }],
    ['equal principal', { amortization: 'EQUAL_PRINCIPAL' }],
    ['no interest', { annualRatePercent: '0' }],
    ['compounding', { interestRecalculation: { ...RECALCULATED, compounding: 'FEE' } }],
    ['a weekly rest', { interestRecalculation: { ...RECALCULATED, rest: 'WEEKLY' } }],
    ['the older engine', { engine: 'CUMULATIVE', strategy: undefined }],
  ])('says that with %s interest does not follow the payments', (_, change) => {
    const asked = { ...TERMS, annualRatePercent: '12', interestRecalculation: RECALCULATED };
    const answer = lifeCalculation.calculate({
      terms: { ...asked, ...change },
      events: DISBURSED,
    });
    expect(answer).toMatchObject({ value: { ignored: ['terms.interestRecalculation'] } });
  });

  it('says which fields it left out of account', () => {
    const terms = { ...TERMS, colour: 'red', businessDate: '2026-01-01' };
    const [date, disburse] = DISBURSED;
    const answer = lifeCalculation.calculate({ terms, events: [{ ...date, note: 1 }, disburse] });
    expect(answer).toMatchObject({
      value: { ignored: ['terms.colour', 'events[0].note', 'terms.businessDate'] },
    });
  });
});

describe('a line that cannot be calculated', () => {
  const invalid = (field: string) => ({ code: 'invalid_input', data: { field } });

  it.each([
    ['terms', undefined, DISBURSED],
    ['terms', [], DISBURSED],
    ['events', TERMS, undefined],
    ['events', TERMS, 'none'],
    ['terms.principal', { ...TERMS, principal: 300 }, DISBURSED],
    ['terms.principal', { ...TERMS, principal: '-1' }, DISBURSED],
    ['terms.installments', { ...TERMS, installments: 1201 }, DISBURSED],
    [
      'terms.installments',
      {
        ...{ ...TERMS, installments: 361 },
        ...{ annualRatePercent: '12', interestRecalculation: RECALCULATED },
      },
      DISBURSED,
    ],
    ['terms.strategy', { ...TERMS, strategy: 'FIRST_COME' }, DISBURSED],
    ['terms.disbursements', { ...TERMS, disbursements: [{ date: '2026-01-01' }] }, DISBURSED],
    [
      'terms.paymentAllocation[0].order[1]',
      { ...TERMS, paymentAllocation: [{ transaction: 'DEFAULT', order: ['DUE_FEE', 'FEE'] }] },
      DISBURSED,
    ],
    ['events[1].amount', TERMS, [DISBURSED[0], { ...DISBURSED[1], amount: '1.001' }]],
    ['events[1].amount', TERMS, [DISBURSED[0], { ...DISBURSED[1], amount: '0' }]],
    ['events[1].date', TERMS, [DISBURSED[0], { ...DISBURSED[1], date: '2026-02-30' }]],
    ['events[2]', TERMS, [...DISBURSED, { ...DISBURSED[1], date: '2026-04-01' }]],
    ['events[2].kind', TERMS, [...DISBURSED, { ...PAID, kind: 'GIFT' }]],
    ['events[2].type', TERMS, [...DISBURSED, { type: 'eclipse' }]],
    ['events[2].event', TERMS, [...DISBURSED, { type: 'reverse', event: 9 }]],
    ['events[2].date', TERMS, [...DISBURSED, { ...PAID, date: '2025-12-31' }]],
    ['events[0]', TERMS, [PAID]],
  ])('is refused naming %s', (field, terms, events) => {
    expect(refusalOf(terms, events)).toMatchObject(invalid(field));
  });

  it('is refused when it has too many events, rows to show or work to do', () => {
    const days = Array.from({ length: 10_001 }, () => DISBURSED[0]);
    expect(refusalOf(TERMS, days)).toMatchObject(invalid('events'));
    const long = { ...TERMS, installments: 1200 };
    const ends = Array.from({ length: 300 }, () => ({ type: 'end_of_day' }));
    expect(refusalOf(long, [...DISBURSED, ...ends])).toMatchObject(invalid('events'));
    const far = { ...TERMS, every: 1200, installments: 60 };
    const jump = [
      { type: 'end_of_day' },
      { type: 'business_date', date: '8000-01-01' },
      { type: 'end_of_day' },
    ];
    expect(refusalOf(far, [...DISBURSED, ...jump])).toMatchObject(invalid('events'));
  });
});
