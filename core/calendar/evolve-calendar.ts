// What the events of the calendar change: the business date, and the closes of the days behind it.
import type { Stamp } from '../decision.ts';
import type { Evolutions } from '../evolutions.ts';
import { assert } from '../kit/assert.ts';
import type { WorldDraft } from '../world.ts';
import type { CalendarEvent, DayOpened, DaysEndThrough, EndOfDayStarted } from './business-day.ts';
import type { DayClosed } from './day-close.ts';

export const CALENDAR_EVOLUTIONS: Evolutions<CalendarEvent> = {
  DayOpened: evolveDayOpened,
  EndOfDayStarted: evolveEndOfDayStarted,
  DaysEndThrough: evolveDaysEndThrough,
  DayClosed: evolveDayClosed,
};

function evolveDayOpened(
  world: WorldDraft,
  { day, firstTransferId, firstSequence }: DayOpened,
): void {
  const { endThrough } = world.get('businessDay', 'current') ?? {};
  world.put('businessDay', {
    ...{ id: 'current', day, state: 'open', firstTransferId, firstSequence },
    ...(endThrough !== undefined && endThrough >= day && { endThrough }),
  });
}

function evolveEndOfDayStarted(world: WorldDraft, { day }: EndOfDayStarted): void {
  const current = world.get('businessDay', 'current');
  assert(current?.day === day, 'The end of a day is that of the day that is open.');
  world.put('businessDay', { ...current, state: 'processing' });
}

function evolveDaysEndThrough(world: WorldDraft, { day }: DaysEndThrough): void {
  const current = world.get('businessDay', 'current');
  assert(current !== undefined, 'Days end from the one that is open on.');
  world.put('businessDay', { ...current, endThrough: day });
}

function evolveDayClosed(world: WorldDraft, event: DayClosed, { at }: Stamp): void {
  const { kind: _, ...closed } = event;
  world.put('dayClose', { ...closed, closedAt: at });
}
