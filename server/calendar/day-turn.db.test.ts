import { CHINA_TIME, type OperatorTime } from '@mutua/core/calendar/business-date.ts';
import { invalid, refuse } from '@mutua/core/kit/result.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { dayOf, formatDay } from '@mutua/core/time/day.ts';
import { instantOf } from '@mutua/core/time/instant.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStaff } from '../../tests/trial-house.ts';
import type { Outcome } from '../commit/request.ts';
import { newTrialId, TrialStart } from '../installation/trial-start.ts';
import { DayStaysOpen, DayTurn, type DayTurnOptions } from './day-turn.ts';
import { zoneOffsets } from './zone-offsets.ts';

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
    await setTime({ cutOffMinutes: 22 * 60 + 30 });
    trial.now = instantOf('2026-03-06T14:29:59Z');
    await finish();
    expect(await today()).toBe('2026-03-06 open');
    trial.now = instantOf('2026-03-06T14:30:00Z');
    await finish();
    expect(await today()).toBe('2026-03-07 open');
  });

  it('that is ended by hand stays, until somebody begins its end; the rest is done by itself', async () => {
    await setTime({ daysEnd: 'by_hand' });
    trial.now = instantOf('2026-03-20T02:00:00Z');
    await finish();
    expect(await today()).toBe('2026-03-07 open');
    const officer = aStaff(newTrialId(), 'finance_officer');
    await trial.command(officer, { kind: 'StartEndOfDay', day: dayOf(2026, 3, 7) });
    await finish();
    expect(await today()).toBe('2026-03-08 open');
    await finish();
    expect(await today()).toBe('2026-03-08 open');
  });

  it('whose end was broken off goes on with it at the next start', async () => {
    await setTime({});
    const breaking = finish({ reconcile: () => Promise.reject(new Error('It ended.')) });
    await expect(breaking).rejects.toThrow('It ended.');
    expect(await today()).toBe('2026-03-08 processing');
    await setTime({ daysEnd: 'by_hand' });
    await trial.reopen();
    await finish();
    expect(await today()).toBe('2026-03-09 open');
  });

  it('stays open while a difference is not explained, and says so', async () => {
    const breakId = newTrialId();
    await trial.write(
      `insert into ledger.break (id, day, kind, reference, state, version)
       values ($1, '2026-03-09', 'missing_at_bank', 'R1', 'found', 1)`,
      [breakId],
    );
    await setTime({});
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

  it('ends with all before the one that an officer sets, where days end by hand', async () => {
    const officer = aStaff(newTrialId(), 'finance_officer');
    const ahead = { kind: 'EndDaysThrough', day: dayOf(2026, 3, 14) } as const;
    expect(await answerTo(officer, ahead)).toEqual(refuse('function_switched_off'));
    await setTime({ daysEnd: 'by_hand' });
    await trial.command(officer, ahead);
    await finish();
    expect(await today()).toBe('2026-03-15 open');
    expect(reconciled.slice(-5).join(' ')).toBe(
      '2026-03-10 2026-03-11 2026-03-12 2026-03-13 2026-03-14',
    );
    expect(await trial.column('select end_through from calendar.business_day')).toEqual([null]);
  });

  it('stops where the officer thinks better of it', async () => {
    const officer = aStaff(newTrialId(), 'finance_officer');
    await trial.command(officer, { kind: 'EndDaysThrough', day: dayOf(2026, 4, 30) });
    await trial.command(officer, { kind: 'EndDaysThrough', day: dayOf(2026, 3, 14) });
    await finish();
    expect(await today()).toBe('2026-03-15 open');
  });

  it('is set within ten years, and never to one that is closed', async () => {
    const officer = aStaff(newTrialId(), 'finance_officer');
    const endThrough = (year: number, month: number, date: number) =>
      answerTo(officer, { kind: 'EndDaysThrough', day: dayOf(year, month, date) });
    expect(await endThrough(2026, 3, 13)).toEqual(
      invalid('day', 'It must not be before yesterday.'),
    );
    expect(await endThrough(2036, 4, 1)).toEqual(invalid('day', 'It must be within ten years.'));
  });

  it('of another zone ends by the clocks there, summer time with them', async () => {
    const zone = 'Europe/Vilnius';
    const offsets = zoneOffsets(zone, 'zone');
    await setTime({ zone, offsets: offsets.ok ? offsets.value : [] });
    trial.now = instantOf('2026-03-27T21:59:59Z');
    await finish();
    expect(await today()).toBe('2026-03-27 open');
    trial.now = instantOf('2026-03-29T20:59:59Z');
    await finish();
    expect(await today()).toBe('2026-03-29 open');
    trial.now = instantOf('2026-03-29T21:00:00Z');
    await finish();
    expect(await today()).toBe('2026-03-30 open');
  });
});

/** China's time, with these changes. */
async function setTime(changes: Partial<OperatorTime>): Promise<void> {
  const administrator = aStaff(newTrialId(), 'administrator');
  const time = { ...CHINA_TIME, ...changes };
  await trial.command(administrator, { kind: 'SetOperatorTime', time });
}

async function answerTo(actor: Actor, command: AnyCommand): Promise<Outcome> {
  return trial.lane.commit({ commandId: newTrialId(), actor, command });
}

async function finish(changes: Partial<Pick<DayTurnOptions, 'reconcile'>> = {}): Promise<void> {
  const { lane, clock, pool } = trial;
  const dayTurn = new DayTurn({
    ...{ lane, clock },
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
