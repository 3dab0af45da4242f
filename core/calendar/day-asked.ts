// The day that a command of the calendar is about: it must be the current one, and whoever asks must be allowed to.
import { ok, type Result, refuse } from '../kit/result.ts';
import { type Actor, holdsPosition } from '../people/actor.ts';
import { type Day, formatDay } from '../time/day.ts';
import type { World } from '../world.ts';
import type { BusinessDay } from './business-day.ts';

/** @returns `not_allowed`, `not_found` before the first day, `day_closed`, or `previous_day_open`. */
export function dayAsked(world: World, day: Day, actor: Actor): Result<BusinessDay> {
  if (actor.kind !== 'calendar' && !holdsPosition(actor, ['finance_officer'])) {
    return refuse('not_allowed');
  }
  const current = world.get('businessDay', 'current');
  if (current === undefined) return refuse('not_found');
  if (day < current.day) return refuse('day_closed', { day: formatDay(day) });
  if (day > current.day) return refuse('previous_day_open', { day: formatDay(current.day) });
  return ok(current);
}
