import { CHINA_TIME, type OperatorTime } from '@mutua/core/calendar/business-date.ts';
import { dayOf, formatDay } from '@mutua/core/time/day.ts';
import { instantOf } from '@mutua/core/time/instant.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStaff } from '../../tests/trial-house.ts';
import { newTrialId, TrialStart } from '../installation/trial-start.ts';
import { DayStaysOpen, DayTurn, type DayTurnOptions } from './day-turn.ts';

let trial: TrialStart;
let reconciled: string[];

beforeAll(async () => {
  trial = await TrialStart.open();
  reconciled = [];
});
afterAll(() => trial.close());

describe('a day', () => {
  it('that follows the clock ends at the cut-off, and every day that was missed after it', async () => {
    trial.now = instantOf('2026-03-02T15:59:59Z');
    await finish();
    expect(await today()).toBe('2026-03-02 open');
    trial.now = instantOf('2026-03-02T16:00:00Z');
    await finish();
    expect(await today()).toBe('2026-03-03 open');
    trial.now = instantOf('2026-03-06T15:00:00Z');
    await finish();
    expect(await today()).toBe('2026-03-06 open');
    expect(reconciled).toEqual(['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05']);
  });

  it('ends at the operator’s own cut-off', async () => {
    const operatorTime = { offsetMinutes: 480, cutOffMinutes: 22 * 60 + 30 };
    trial.now = instantOf('2026-03-06T14:29:59Z');
    await finish({ operatorTime });
    expect(await today()).toBe('2026-03-06 open');
    trial.now = instantOf('2026-03-06T14:30:00Z');
    await finish({ operatorTime });
    expect(await today()).toBe('2026-03-07 open');
  });

  it('that is ended by hand stays, until somebody begins its end; the rest is done by itself', async () => {
    trial.now = instantOf('2026-03-20T02:00:00Z');
    await finish({ mode: 'by_hand' });
    expect(await today()).toBe('2026-03-07 open');
    const officer = aStaff(newTrialId(), 'finance_officer');
    await trial.command(officer, { kind: 'StartEndOfDay', day: dayOf(2026, 3, 7) });
    await finish({ mode: 'by_hand' });
    expect(await today()).toBe('2026-03-08 open');
    await finish({ mode: 'by_hand' });
    expect(await today()).toBe('2026-03-08 open');
  });

  it('whose end was broken off goes on with it at the next start', async () => {
    const breaking = finish({
      reconcile: () => Promise.reject(new Error('It ended.')),
      mode: 'by_clock',
    });
    await expect(breaking).rejects.toThrow('It ended.');
    expect(await today()).toBe('2026-03-08 processing');
    await trial.reopen();
    await finish({ mode: 'by_hand' });
    expect(await today()).toBe('2026-03-09 open');
  });

  it('stays open while a difference is not explained, and says so', async () => {
    const breakId = newTrialId();
    await trial.write(
      `insert into ledger.break (id, day, kind, reference, state, version)
       values ($1, '2026-03-09', 'missing_at_bank', 'R1', 'found', 1)`,
      [breakId],
    );
    const refused = finish();
    await expect(refused).rejects.toThrow(DayStaysOpen);
    await expect(refused).rejects.toThrow('2026-03-09 stays open: break_open');
    const officer = aStaff(newTrialId(), 'finance_officer');
    const explanation = '银行次日入账';
    await trial.command(officer, { kind: 'ExplainBreak', breakId, explanation });
    trial.now = instantOf('2026-03-10T02:00:00Z');
    await finish();
    expect(await today()).toBe('2026-03-10 open');
  });
});

interface Changes extends Partial<Pick<DayTurnOptions, 'mode' | 'reconcile'>> {
  readonly operatorTime?: OperatorTime;
}

async function finish(changes: Changes = {}): Promise<void> {
  const { lane, clock, pool } = trial;
  const dayTurn = new DayTurn({
    ...{ lane, clock, mode: 'by_clock', operatorTime: CHINA_TIME },
    read: async ({ text, values }) => (await pool.query({ text, values: [...values] })).rows,
    reconcile: async (day) => {
      reconciled.push(formatDay(day));
    },
    ...changes,
  });
  while (await dayTurn.turn());
}

async function today(): Promise<unknown> {
  const text = `select day || ' ' || state from calendar.business_day`;
  return (await trial.column(text))[0];
}
