import { describe, expect, it } from 'vitest';
import type { Circumstances } from '../decision.ts';
import { evolve } from '../evolve.ts';
import { idOf } from '../kit/id.ts';
import { refuse } from '../kit/result.ts';
import { currency } from '../money/currency.ts';
import { minorUnits, ZERO } from '../money/minor-units.ts';
import type { Actor } from '../people/actor.ts';
import { addDays, dayOf, formatDay } from '../time/day.ts';
import { instantOf } from '../time/instant.ts';
import { WorldInMemory } from '../world-in-memory.ts';
import type { BusinessDay } from './business-day.ts';
import { BUSINESS_DAY_NEED } from './business-day-need.ts';
import { closeDay } from './close-day.ts';
import type { DayClose, DayTotals, OpenWork } from './day-close.ts';
import { dayDigest } from './day-digest.ts';
import { openFirstDay } from './open-first-day.ts';
import { startEndOfDay } from './start-end-of-day.ts';
import type { KindChange } from './trial-balance.ts';

const TODAY = dayOf(2026, 3, 2);
const CNY = currency('CNY');
const CALENDAR: Actor = { kind: 'calendar' };
const NOW = instantOf('2026-03-02T16:00:00Z');
const STAFF = idOf('00000000-0000-7000-8000-000000000001');

describe('the first day', () => {
  it('opens once, with the first numbers of the book', () => {
    const command = { kind: 'OpenFirstDay', day: TODAY } as const;
    const opened = openFirstDay.decide(beforeTheFirstDay(), command, by(CALENDAR));
    expect(opened).toMatchObject({
      value: {
        events: [{ kind: 'DayOpened', day: TODAY, firstTransferId: 1n, firstSequence: 1n }],
      },
    });
    const later = worldOf({ day: standing('open') });
    expect(openFirstDay.decide(later, command, by(CALENDAR))).toEqual(
      refuse('previous_day_open', { day: '2026-03-02' }),
    );
  });
});

describe('the end of a day', () => {
  const command = { kind: 'StartEndOfDay', day: TODAY } as const;

  it('starts for the calendar and for a finance officer, once', () => {
    for (const actor of [CALENDAR, staff('finance_officer')]) {
      const decided = startEndOfDay.decide(worldOf({ day: standing('open') }), command, by(actor));
      expect(decided).toMatchObject({
        value: { events: [{ kind: 'EndOfDayStarted', day: TODAY }] },
      });
    }
    const again = startEndOfDay.decide(
      worldOf({ day: standing('processing') }),
      command,
      by(CALENDAR),
    );
    expect(again).toEqual(refuse('wrong_stage', { state: 'processing' }));
  });

  it('is refused to others, before the first day, and for any day but the open one', () => {
    const world = worldOf({ day: standing('open') });
    for (const actor of [staff('risk_analyst'), { kind: 'custodian', name: 'bank' } as const]) {
      expect(startEndOfDay.decide(world, command, by(actor))).toEqual(refuse('not_allowed'));
    }
    expect(startEndOfDay.decide(beforeTheFirstDay(), command, by(CALENDAR))).toEqual(
      refuse('not_found'),
    );
    const yesterday = { ...command, day: addDays(TODAY, -1) };
    expect(startEndOfDay.decide(world, yesterday, by(CALENDAR))).toEqual(
      refuse('day_closed', { day: '2026-03-01' }),
    );
    const tomorrow = { ...command, day: addDays(TODAY, 1) };
    expect(startEndOfDay.decide(world, tomorrow, by(CALENDAR))).toEqual(
      refuse('previous_day_open', { day: '2026-03-02' }),
    );
  });
});

describe('the close of a day', () => {
  it('carries the trial balance and the digest on, and opens the next day after its last numbers', () => {
    const [closed, opened] = eventsOf(worldOf({}));
    expect(closed).toMatchObject({
      ...{ kind: 'DayClosed', day: TODAY, lastTransferId: 20n, lastSequence: 9n },
      trialBalance: [
        { kind: 'custody', currency: 'CNY', balance: 130n },
        { kind: 'lender_cash', currency: 'CNY', balance: 130n },
      ],
      previousDigest: 'a'.repeat(64),
    });
    const { kind: _, digest, ...rest } = closed as never as DayClose & { kind: string };
    expect(digest).toBe(dayDigest(rest));
    expect(opened).toEqual({
      ...{ kind: 'DayOpened', day: addDays(TODAY, 1) },
      ...{ firstTransferId: 21n, firstSequence: 10n },
    });
  });

  it('has another digest whatever of it is changed', () => {
    const [closed] = eventsOf(worldOf({}));
    const { kind: _, digest, ...rest } = closed as never as DayClose & { kind: string };
    const others: Partial<DayClose>[] = [
      { day: addDays(TODAY, 1) },
      { lastTransferId: 21n },
      { commands: 7n },
      { contentDigest: 'd'.repeat(64) },
      { previousDigest: 'e'.repeat(64) },
      { trialBalance: [] },
      { inTransit: [] },
      { accountsChanged: 3n },
    ];
    const digests = others.map((change) => dayDigest({ ...rest, ...change }));
    expect(new Set([digest, ...digests]).size).toBe(others.length + 1);
  });

  it('is refused while its end was not started', () => {
    expect(close(worldOf({ day: standing('open') }))).toEqual(
      refuse('end_of_day_unfinished', { steps: 'start_end_of_day' }),
    );
  });

  it('is refused while loans wait, naming the steps', () => {
    const loans = [
      { state: 'listed', count: 1 },
      { state: 'overdue', count: 2 },
    ];
    expect(close(worldOf({ work: { loans } }))).toEqual(
      refuse('end_of_day_unfinished', { steps: 'open_funding, work_loans' }),
    );
  });

  it('is refused while somebody is still to be reminded', () => {
    expect(close(worldOf({ work: { reminders: 1 } }))).toEqual(
      refuse('end_of_day_unfinished', { steps: 'remind_borrowers' }),
    );
  });

  it('is refused while breaks are open, with their count', () => {
    expect(close(worldOf({ work: { breaks: 2 } }))).toEqual(refuse('break_open', { count: '2' }));
  });

  it('is refused to others, and for any day but the open one', () => {
    const command = { kind: 'CloseDay', day: TODAY } as const;
    const world = worldOf({});
    expect(closeDay.decide(world, command, by(staff('collector')))).toEqual(refuse('not_allowed'));
    expect(closeDay.decide(world, { ...command, day: addDays(TODAY, 1) }, by(CALENDAR))).toEqual(
      refuse('previous_day_open', { day: '2026-03-02' }),
    );
    expect(closeDay.decide(world, { ...command, day: addDays(TODAY, -1) }, by(CALENDAR))).toEqual(
      refuse('day_closed', { day: '2026-03-01' }),
    );
  });

  it('is a bug and no close where the books do not balance, or a law of the chart is broken', () => {
    const oneSided = change({
      kind: 'custody',
      debit: minorUnits(30n),
      balanceChange: minorUnits(30n),
    });
    expect(() => close(worldOf({ totals: { changes: [oneSided] } }))).toThrow(
      'debits_equal_credits money CNY 30',
    );
    const silent = change({ kind: 'lender_cash', balanceChange: minorUnits(30n) });
    expect(() => close(worldOf({ totals: { changes: [oneSided, silent] } }))).toThrow(
      'balances_equal_lines money CNY 30',
    );
    expect(() => close(worldOf({ totals: { broken: [{ law: 3, owner: 'x' }] } }))).toThrow(
      'law 3 for x',
    );
  });

  it('keeps the close, and puts the business date on', () => {
    const world = worldOf({});
    for (const event of eventsOf(world))
      evolve(world, event, { at: NOW, day: TODAY, actor: 'calendar' });
    expect(world.get('dayClose', '2026-03-02')).toMatchObject({ closedAt: NOW, transfers: 3n });
    expect(world.get('businessDay', 'current')).toMatchObject({
      day: addDays(TODAY, 1),
      state: 'open',
    });
  });
});

interface Given {
  readonly day?: BusinessDay;
  readonly work?: Partial<OpenWork>;
  readonly totals?: Partial<DayTotals>;
}

/** A day whose end has started, with nothing left to do, and a top-up of 30; yesterday's books had 100. */
function worldOf(given: Given): WorldInMemory {
  const world = new WorldInMemory();
  world.load('businessDay', [{ fact: given.day ?? standing('processing'), version: 1 }]);
  world.load('dayClose', [{ fact: yesterday(), version: 1 }]);
  world.load('openWork', [
    {
      fact: {
        day: TODAY,
        loans: [],
        reminders: 0,
        cases: 0,
        breaks: 0,
        inTransit: [{ instructionId: STAFF, state: 'sent' }],
        ...given.work,
      },
      version: 0,
    },
  ]);
  const fact: DayTotals = {
    ...{
      day: TODAY,
      firstTransferId: 18n,
      lastTransferId: 20n,
      firstSequence: 8n,
      lastSequence: 9n,
    },
    ...{
      transfers: 3n,
      commands: 2n,
      accountsChanged: 2n,
      contentDigest: 'c'.repeat(64),
      broken: [],
    },
    changes: [
      change({ kind: 'custody', debit: minorUnits(30n), balanceChange: minorUnits(30n) }),
      change({ kind: 'lender_cash', credit: minorUnits(30n), balanceChange: minorUnits(30n) }),
    ],
    ...given.totals,
  };
  world.load('dayTotals', [{ fact, version: 0 }]);
  return world;
}

function beforeTheFirstDay(): WorldInMemory {
  const world = new WorldInMemory();
  world.settle([BUSINESS_DAY_NEED]);
  return world;
}

function yesterday(): DayClose {
  const balance = minorUnits(100n);
  return {
    ...{
      day: addDays(TODAY, -1),
      closedAt: NOW,
      digest: 'a'.repeat(64),
      contentDigest: 'b'.repeat(64),
    },
    ...{ firstTransferId: 1n, lastTransferId: 17n, firstSequence: 1n, lastSequence: 7n },
    ...{ transfers: 17n, commands: 7n, accountsChanged: 2n, inTransit: [] },
    trialBalance: [
      { kind: 'custody', currency: CNY, balance },
      { kind: 'lender_cash', currency: CNY, balance },
    ],
  };
}

function standing(state: BusinessDay['state']): BusinessDay {
  return { id: 'current', day: TODAY, state, firstTransferId: 18n, firstSequence: 8n };
}

function change(part: Partial<KindChange> & Pick<KindChange, 'kind'>): KindChange {
  return { currency: CNY, debit: ZERO, credit: ZERO, balanceChange: ZERO, ...part };
}

function close(world: WorldInMemory) {
  return closeDay.decide(world, { kind: 'CloseDay', day: TODAY }, by(CALENDAR));
}

function eventsOf(world: WorldInMemory) {
  const decided = close(world);
  if (!decided.ok) throw new Error(decided.refusal.code);
  return decided.value.events;
}

function staff(position: 'finance_officer' | 'risk_analyst' | 'collector'): Actor {
  return { kind: 'person', id: STAFF, roles: ['staff'], positions: [position] };
}

function by(actor: Actor): Circumstances {
  const never = () => {
    throw new Error(`Closing ${formatDay(TODAY)} makes no id and no transfer.`);
  };
  return { commandId: STAFF, actor, now: NOW, today: TODAY, newId: never, nextTransferId: never };
}
