// What the events of the calendar change: the business date, and the closes of the days behind it.
import type { Stamp } from '../decision.ts';
import type { Evolutions } from '../evolutions.ts';
import { assert } from '../kit/assert.ts';
import type { WorldDraft } from '../world.ts';
import type { CalendarEvent, DayOpened, EndOfDayStarted } from './business-day.ts';
import type { DayClosed } from './day-close.ts';

export const CALENDAR_EVOLUTIONS: Evolutions<CalendarEvent> = {
  DayOpened: evolveDayOpened,
  EndOfDayStarted: evolveEndOfDayStarted,
  DayClosed: evolveDayClosed,
};

function evolveDayOpened(
  world: WorldDraft,
  { day, firstTransferId, firstSequence }: DayOpened,
): void {
  world.put('businessDay', { id: 'current', day, state: 'open', firstTransferId, firstSequence });
}

function evolveEndOfDayStarted(world: WorldDraft, { day }: EndOfDayStarted): void {
  const current = world.get('businessDay', 'current');
  assert(current?.day === day, 'The end of a day is that of the day that is open.');
  world.put('businessDay', { ...current, state: 'processing' });
}

function evolveDayClosed(world: WorldDraft, event: DayClosed, { at }: Stamp): void {
  const { kind: _, ...closed } = event;
  world.put('dayClose', { ...closed, closedAt: at });
}
