// An operator sets the business date: every day through a given one ends, one after the other.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { invalid, type Result, refuse } from '../kit/result.ts';
import { holdsPosition } from '../people/actor.ts';
import { OPERATOR_NEED } from '../people/operator-need.ts';
import { addDays, type Day, daysBetween } from '../time/day.ts';
import type { World } from '../world.ts';
import { businessDateAt, CHINA_TIME } from './business-date.ts';
import { BUSINESS_DAY_NEED } from './business-day-need.ts';

/** Further ahead nobody means it: it would work ten years of loans in one go. */
const DAYS_AHEAD_MAX = 3_660;

/**
 * Asked by the calendar or a finance officer. Asked again it takes the place of what was asked before: the day that
 * is open means that no further one ends by it.
 */
export interface EndDaysThrough {
  readonly kind: 'EndDaysThrough';
  readonly day: Day;
}

export const endDaysThrough: Rule<EndDaysThrough> = {
  kind: 'EndDaysThrough',
  needs: () => [BUSINESS_DAY_NEED, OPERATOR_NEED],
  decide,
};

function decide(
  world: World,
  { day }: EndDaysThrough,
  { actor, now }: Circumstances,
): Result<Decision> {
  if (actor.kind !== 'calendar' && !holdsPosition(actor, ['finance_officer'])) {
    return refuse('not_allowed');
  }
  const current = world.get('businessDay', 'current');
  if (current === undefined) return refuse('not_found');
  const { day: today } = current;
  if (day < addDays(today, -1)) return invalid('day', 'It must not be before yesterday.');
  if (daysBetween(today, day) > DAYS_AHEAD_MAX) {
    return invalid('day', 'It must be within ten years.');
  }
  const time = world.get('operator', 'operator')?.time ?? CHINA_TIME;
  const isAhead = day >= businessDateAt(now, time);
  if (isAhead && time.daysEnd === 'by_clock') return refuse('function_switched_off');
  return decided({ kind: 'DaysEndThrough', day });
}
