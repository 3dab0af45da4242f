// The first business date of a platform: with it the book can be written.
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import type { Day } from '../time/day.ts';
import { formatDay } from '../time/day.ts';
import type { World } from '../world.ts';
import { BUSINESS_DAY_NEED } from './business-day-need.ts';

export interface OpenFirstDay {
  readonly kind: 'OpenFirstDay';
  readonly day: Day;
}

export const openFirstDay: Rule<OpenFirstDay> = {
  kind: 'OpenFirstDay',
  // A neighbour in its batch would be booked on the day that was before the first.
  isAlone: true,
  needs: () => [BUSINESS_DAY_NEED],
  decide,
};

function decide(world: World, { day }: OpenFirstDay, { actor }: Circumstances): Result<Decision> {
  if (actor.kind !== 'calendar') return refuse('not_allowed');
  const current = world.get('businessDay', 'current');
  if (current !== undefined) return refuse('previous_day_open', { day: formatDay(current.day) });
  return ok({
    events: [{ kind: 'DayOpened', day, firstTransferId: 1n, firstSequence: 1n }],
    transfers: [],
  });
}
