import { describe, expect, it } from 'vitest';
import { invalid, type Result } from '../../../kit/result.ts';
import { fraction } from '../../../money/fraction.ts';
import { type MinorUnits, minorUnits } from '../../../money/minor-units.ts';
import { type Day, dayOf, formatDay } from '../../../time/day.ts';
import { PEER_DEFAULTS, type PeerTerms } from '../schedule/terms.ts';
import { type PeerCheckpoint, peerLife } from './peer-life.ts';
import { peerLifeSchedule } from './schedule.ts';
import { type PeerLifeEvent, type PeerLifeTerms, peerLifeTerms } from './terms.ts';

const START = dayOf(2026, 1, 1);
const FEBRUARY = dayOf(2026, 2, 1);
const MARCH = dayOf(2026, 3, 1);
const APRIL = dayOf(2026, 4, 1);
const money = (cents: number): MinorUnits => minorUnits(BigInt(cents));

/** 300.00 without interest, in three monthly rows. */
function lifeTerms(
  schedule: Partial<PeerTerms> = {},
  terms: Partial<PeerLifeTerms> = {},
): PeerLifeTerms {
  const scheduled = peerLifeSchedule({
    ...PEER_DEFAULTS,
    submittedDay: START,
    principal: money(30_000),
    annualRate: fraction(0n),
    instalments: 3,
    ...schedule,
  });
  return { ...peerLifeTerms(scheduled), ...terms };
}

const today = (day: Day): PeerLifeEvent => ({ type: 'business_date', day });
const disburse = (cents = 30_000, day = START): PeerLifeEvent => ({
  ...{ type: 'disburse', day },
  amount: money(cents),
});
const pay = (day: Day, cents: number): PeerLifeEvent => ({
  ...{ type: 'payment', kind: 'repayment', day },
  amount: money(cents),
});
const charge = (component: 'penalty' | 'fee', dueDay: Day, cents: number): PeerLifeEvent => ({
  ...{ type: 'charge', component, dueDay },
  amount: money(cents),
});
const END_OF_DAY: PeerLifeEvent = { type: 'end_of_day' };

function accepted(result: Result<readonly PeerCheckpoint[]>): readonly PeerCheckpoint[] {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

/** The loan after the last event. */
function after(terms: PeerLifeTerms, events: readonly PeerLifeEvent[]): PeerCheckpoint {
  const last = accepted(peerLife(terms, events)).at(-1);
  if (!last) throw new Error('Nothing changed the loan.');
  return last;
}

/** Lines as a bookkeeper writes them: day, type, amount, principal, interest, fee, penalty, balance. */
function lines({ transactions }: PeerCheckpoint): string[] {
  return transactions.map(({ day, type, amount, amounts, balance }) => {
    const { principal, interest, fee, penalty } = amounts;
    return [formatDay(day), type, amount, principal, interest, fee, penalty, balance].join(' ');
  });
}

const paidOf = ({ rows }: PeerCheckpoint) => rows.map(({ paid }) => Number(paid.principal));

describe('a charge', () => {
  it('belongs to the row in whose days it falls due, the first day to the first instalment', () => {
    const terms = lifeTerms({ downPaymentShare: fraction(1n, 4n) });
    const { rows } = after(terms, [
      disburse(),
      charge('fee', START, 1),
      charge('fee', FEBRUARY, 2),
      charge('fee', dayOf(2026, 2, 2), 4),
    ]);
    expect(rows.map(({ due }) => Number(due.fee))).toEqual([0, 3, 4, 0]);
  });

  it('that came on a day before there was a loan waits for it', () => {
    const early = [today(dayOf(1970, 1, 1)), disburse(), charge('fee', APRIL, 500)];
    expect(after(lifeTerms(), early).rows.map(({ due }) => due.fee)).toEqual([0n, 0n, 500n]);
  });

  it('after maturity has a row of its own, which later charges lengthen', () => {
    const { rows } = after(lifeTerms(), [
      disburse(),
      charge('fee', dayOf(2026, 4, 10), 100),
      charge('penalty', dayOf(2026, 4, 20), 200),
    ]);
    expect(rows).toHaveLength(4);
    expect(rows[3]).toMatchObject({
      ...{ fromDay: APRIL, dueDay: dayOf(2026, 4, 20), isAdditional: true, balance: 0n },
      due: { fee: 100n, penalty: 200n, principal: 0n },
    });
  });

  it('that is back-dated takes its part from payments after its due day', () => {
    const life = after(lifeTerms(), [
      disburse(),
      today(FEBRUARY),
      pay(FEBRUARY, 10_000),
      today(MARCH),
      pay(MARCH, 10_000),
      charge('fee', dayOf(2026, 1, 20), 500),
    ]);
    expect(lines(life).slice(1)).toEqual([
      '2026-02-01 repayment 10000 9500 0 500 0 20500',
      '2026-03-01 repayment 10000 10000 0 0 0 10500',
    ]);
  });

  it('that finds overpaid money is paid from it and earned at once', () => {
    for (const engine of ['progressive', 'cumulative'] as const) {
      const life = after(lifeTerms({ engine }), [
        disburse(),
        today(FEBRUARY),
        pay(FEBRUARY, 31_000),
        today(MARCH),
        charge('fee', dayOf(2026, 2, 9), 400),
      ]);
      expect(lines(life).slice(1)).toEqual([
        '2026-02-01 repayment 31000 30000 0 400 0 0',
        '2026-02-09 accrual 400 0 0 400 0 0',
      ]);
    }
  });

  it('that is waived is owed no more, and stays in the row', () => {
    const life = after(lifeTerms(), [
      disburse(),
      today(dayOf(2026, 1, 10)),
      charge('fee', FEBRUARY, 500),
      { type: 'waive_charge', event: 3 },
    ]);
    expect(life.rows[0]).toMatchObject({ due: { fee: 500n }, waived: { fee: 500n } });
    expect(lines(life)[1]).toBe('2026-01-10 waive_charges 500 0 0 0 0 30000');
  });

  it('is paid where its row is paid, and what is waived of it is what is still open', () => {
    const lastFirst: PeerLifeTerms['allocation'] = {
      ...{ kind: 'rules', processing: 'horizontal' },
      rules: [{ transaction: 'default', inAdvance: 'last_instalment' }],
    };
    const { rows } = after(lifeTerms({}, { allocation: lastFirst }), [
      disburse(),
      charge('fee', FEBRUARY, 500),
      charge('fee', APRIL, 300),
      pay(START, 200),
      { type: 'waive_charge', event: 2 },
      { type: 'waive_charge', event: 3 },
    ]);
    expect(rows.map(({ waived }) => Number(waived.fee))).toEqual([500, 0, 100]);
    expect(rows.map(({ paid }) => Number(paid.fee))).toEqual([0, 0, 200]);
  });
});

describe('a payment', () => {
  it('in advance goes where the rule in force says, which may change on the way', () => {
    const rule = (to: 'last_instalment' | 'reamortisation'): PeerLifeEvent => ({
      ...{ type: 'set_future_rule', transaction: 'default', rule: to },
    });
    const life = after(lifeTerms(), [
      disburse(),
      pay(START, 1_000),
      rule('last_instalment'),
      pay(START, 2_000),
      rule('reamortisation'),
      pay(START, 3_000),
    ]);
    expect(paidOf(life)).toEqual([2_000, 1_000, 3_000]);
  });

  it('that is back-dated makes what came after it be worked again', () => {
    const life = after(lifeTerms(), [
      disburse(),
      today(MARCH),
      pay(MARCH, 15_000),
      pay(FEBRUARY, 10_000),
    ]);
    expect(life.rows.map(({ settledDay }) => settledDay && formatDay(settledDay))).toEqual([
      ...['2026-02-01', '2026-03-01', undefined],
    ]);
    expect(life.rows[0]).toMatchObject({ paidLate: 0n });
    expect(life.rows[2]).toMatchObject({ paidInAdvance: 5_000n });
  });

  it('that is reversed leaves the loan as if it had never been, and stays in the list, marked', () => {
    const events = [disburse(), pay(START, 1_000), today(FEBRUARY), pay(FEBRUARY, 10_000)];
    const never = after(lifeTerms(), events.toSpliced(1, 1));
    const life = after(lifeTerms(), [...events, { type: 'reverse', event: 2 }]);
    expect(life.rows).toEqual(never.rows);
    expect(life.transactions.filter(({ reversed }) => !reversed)).toEqual(never.transactions);
    expect(life.transactions.filter(({ reversed }) => reversed)).toHaveLength(1);
  });

  it('beyond what is owed can be paid out again', () => {
    const life = after(lifeTerms(), [
      disburse(),
      pay(START, 31_000),
      { type: 'credit_balance_refund', day: START, amount: money(1_000) },
    ]);
    expect(lines(life).at(-1)).toBe('2026-01-01 credit_balance_refund 1000 0 0 0 0 0');
    expect(life.rows.every(({ settledDay }) => settledDay === START)).toBe(true);
  });

  it('that is charged back is owed again in the next row, or in one after maturity', () => {
    const back = (day: Day): PeerLifeEvent => ({
      ...{ type: 'chargeback', day, event: 2 },
      amount: money(4_000),
    });
    const soon = after(lifeTerms(), [disburse(), pay(START, 10_000), back(START)]);
    expect(soon.rows.map(({ due }) => Number(due.principal))).toEqual([14_000, 10_000, 10_000]);
    expect(lines(soon).at(-1)).toBe('2026-01-01 chargeback 4000 4000 0 0 0 24000');
    const late = after(lifeTerms(), [disburse(), pay(START, 10_000), back(dayOf(2026, 4, 9))]);
    expect(late.rows[3]).toMatchObject({ isAdditional: true, due: { principal: 4_000n } });
  });

  it('that is charged back is owed again in the order of the terms, where they give one', () => {
    const terms = lifeTerms({}, { creditOrder: ['fee', 'principal'] });
    const back: PeerLifeEvent = {
      ...{ type: 'chargeback', day: MARCH, event: 4, amount: money(700) },
    };
    const life = after(terms, [
      disburse(),
      charge('fee', FEBRUARY, 500),
      today(MARCH),
      pay(MARCH, 10_500),
      back,
      back,
    ]);
    expect(lines(life).slice(2)).toEqual([
      '2026-03-01 chargeback 700 200 0 500 0 20200',
      '2026-03-01 chargeback 700 700 0 0 0 20900',
    ]);
    expect(life.rows[2]).toMatchObject({ due: { fee: 500n, principal: 10_900n } });
  });

  it('of interest that was given up is asked for no more', () => {
    const terms = lifeTerms({ engine: 'cumulative', annualRate: fraction(12n, 100n) });
    const life = after(terms, [
      disburse(),
      { type: 'waive_interest', day: START, amount: money(350) },
    ]);
    expect(life.rows.map(({ waived }) => Number(waived.interest))).toEqual([300, 50, 0]);
    expect(lines(life).at(-1)).toBe('2026-01-01 waive_interest 350 0 350 0 0 30000');
  });
});

describe('a disbursement', () => {
  it('with a down payment that is taken by itself pays the first row on its day', () => {
    const schedule = { downPaymentShare: fraction(1n, 4n) };
    const life = after(lifeTerms(schedule, { downPaymentAutoRepaid: true }), [disburse()]);
    expect(lines(life)).toEqual([
      '2026-01-01 disbursement 30000 0 0 0 0 30000',
      '2026-01-01 down_payment 7500 7500 0 0 0 22500',
    ]);
    expect(life.rows[0]).toMatchObject({ isDownPayment: true, settledDay: START });
  });

  it('in parts adds to the rows that are still to come, and keeps what was paid', () => {
    const life = after(lifeTerms({ principal: money(60_000) }), [
      disburse(),
      today(FEBRUARY),
      pay(FEBRUARY, 10_000),
      disburse(20_000, dayOf(2026, 2, 10)),
    ]);
    expect(life.rows.map(({ due }) => Number(due.principal))).toEqual([10_000, 20_000, 20_000]);
    expect(life.rows.map(({ balance }) => Number(balance))).toEqual([20_000, 20_000, 0]);
    expect(paidOf(life)).toEqual([10_000, 0, 0]);
  });

  it('is expected as a whole before it comes', () => {
    const life = after(lifeTerms(), [{ type: 'approve', amount: money(27_000) }]);
    expect(life.rows.map(({ due }) => Number(due.principal))).toEqual([9_000, 9_000, 9_000]);
    expect(life.transactions).toEqual([]);
  });
});

describe('the end of a day', () => {
  const daily = (engine: 'progressive' | 'cumulative', more: Partial<PeerLifeTerms> = {}) =>
    lifeTerms(
      { engine, annualRate: fraction(365n, 1_000n), dayCount: { year: '365', month: 'actual' } },
      more,
    );

  it('writes what was earned through yesterday, and for each day that was left out', () => {
    const life = after(daily('progressive'), [
      disburse(),
      today(dayOf(2026, 1, 2)),
      END_OF_DAY,
      today(dayOf(2026, 1, 4)),
      END_OF_DAY,
      END_OF_DAY,
    ]);
    expect(lines(life).slice(1)).toEqual([
      '2026-01-02 accrual 30 0 30 0 0 0',
      '2026-01-03 accrual 30 0 30 0 0 0',
    ]);
  });

  it('writes one line for all rows, or in the older engine one for each', () => {
    const events = [disburse(), today(dayOf(2026, 2, 3)), END_OF_DAY];
    expect(lines(after(daily('progressive'), events)).slice(1)).toEqual([
      '2026-02-02 accrual 950 0 950 0 0 0',
    ]);
    expect(lines(after(daily('cumulative'), events)).slice(1)).toEqual([
      '2026-02-01 accrual 930 0 930 0 0 0',
      '2026-02-02 accrual 20 0 20 0 0 0',
    ]);
  });

  it('earns a charge on its due day, or where the terms say so on the day on which it came', () => {
    const events = [
      disburse(),
      charge('fee', dayOf(2026, 1, 3), 500),
      today(dayOf(2026, 1, 2)),
      END_OF_DAY,
      today(dayOf(2026, 1, 4)),
      END_OF_DAY,
    ];
    const earned = (chargeAccrual: PeerLifeTerms['chargeAccrual']) =>
      lines(after(lifeTerms({}, { chargeAccrual }), events)).slice(1);
    expect(earned('due_day')).toEqual(['2026-01-03 accrual 500 0 0 500 0 0']);
    expect(earned('submitted_day')).toEqual(['2026-01-01 accrual 500 0 0 500 0 0']);
    const late = [disburse(), today(dayOf(2026, 1, 9)), charge('fee', START, 500), END_OF_DAY];
    const terms = lifeTerms({}, { chargeAccrual: 'submitted_day' });
    expect(lines(after(terms, late))[1]).toBe('2026-01-08 accrual 500 0 0 500 0 0');
  });

  it('writes for each due row what it earned, and anew when that has changed', () => {
    const events = [disburse(), today(dayOf(2026, 2, 2)), END_OF_DAY];
    const terms = daily('cumulative', { accrualActivity: true });
    expect(lines(after(terms, events)).at(-1)).toBe('2026-02-01 accrual_activity 930 0 930 0 0 0');
    const changed = after(terms, [...events, charge('fee', dayOf(2026, 1, 20), 70)]);
    expect(lines(changed).at(-1)).toBe('2026-02-01 accrual_activity 1000 0 930 70 0 0');
  });

  it('brings nothing to a loan that is over, and the end of a loan writes all that it earned', () => {
    const terms = daily('progressive', { accrualActivity: true });
    const events = [disburse(), today(dayOf(2026, 1, 11)), pay(dayOf(2026, 1, 11), 40_000)];
    const over = after(terms, events);
    const [, repaid, accrual, activity] = lines(over);
    expect(repaid).toMatch(/^2026-01-11 repayment 40000 30000 /);
    expect(accrual?.replace('accrual', 'accrual_activity')).toBe(activity);
    expect(lines(after(terms, [...events, today(MARCH), END_OF_DAY]))).toEqual(lines(over));
  });

  it('takes back what the end of a loan wrote when the loan is open again', () => {
    const terms = daily('progressive', { accrualActivity: true });
    const closed = [disburse(), today(dayOf(2026, 1, 11)), pay(dayOf(2026, 1, 11), 40_000)];
    const life = after(terms, [...closed, { type: 'reverse', event: 3 }]);
    expect(life.transactions.map(({ type }) => type)).not.toContain('accrual_activity');
    const again = after(terms, [...closed, { type: 'reverse', event: 3 }, pay(MARCH, 40_000)]);
    const earned = again.transactions.filter(({ type }) => type === 'accrual');
    expect(earned).toHaveLength(1);
  });

  it('brings nothing to a loan that was charged off', () => {
    const life = after(daily('progressive'), [
      disburse(),
      today(MARCH),
      { type: 'charge_off', day: MARCH },
      END_OF_DAY,
    ]);
    expect(life.transactions.map(({ type }) => type)).toEqual(['disbursement', 'charge_off']);
    expect(life.transactions[1]).toMatchObject({ amounts: { principal: 30_000n } });
  });
});

const BEFORE_IT = 'It is before the first disbursement.';
const NO_SUCH = 'There is no such event before it.';

describe('a life that cannot be run', () => {
  it.each<[string, string, readonly PeerLifeEvent[]]>([
    ['events[0]', 'Nothing has been disbursed yet.', [pay(START, 1)]],
    ['events[1].amount', 'It must be greater than 0.', [disburse(), pay(START, 0)]],
    ['events[1].date', BEFORE_IT, [disburse(), pay(dayOf(2025, 12, 31), 1)]],
    ['events[1].due', BEFORE_IT, [disburse(), charge('fee', dayOf(1970, 1, 1), 500)]],
    ['events[1].event', NO_SUCH, [disburse(), { type: 'reverse', event: 1 }]],
    ['events[1].event', NO_SUCH, [disburse(), { type: 'waive_charge', event: 1 }]],
  ])('is refused naming %s: %s', (field, detail, events) => {
    expect(peerLife(lifeTerms(), events)).toEqual(invalid(field, detail));
  });

  it('is refused naming the terms where these cannot be scheduled', () => {
    const terms = lifeTerms({ annualRate: fraction(-1n) });
    expect(peerLife(terms, [disburse()])).toMatchObject({
      refusal: { code: 'invalid_input', data: { field: 'terms.annualRatePercent' } },
    });
  });
});
