// The end of the day begins: from now on the day only waits to be closed.
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import type { Day } from '../time/day.ts';
import type { World } from '../world.ts';
import { BUSINESS_DAY_NEED } from './business-day-need.ts';
import { dayAsked } from './day-asked.ts';

/** Asked by the calendar or a finance officer. */
export interface StartEndOfDay {
  readonly kind: 'StartEndOfDay';
  readonly day: Day;
}

export const startEndOfDay: Rule<StartEndOfDay> = {
  kind: 'StartEndOfDay',
  needs: () => [BUSINESS_DAY_NEED],
  decide,
};

function decide(world: World, { day }: StartEndOfDay, { actor }: Circumstances): Result<Decision> {
  const asked = dayAsked(world, day, actor);
  if (!asked.ok) return asked;
  if (asked.value.state === 'processing') return refuse('wrong_stage', { state: 'processing' });
  return ok({ events: [{ kind: 'EndOfDayStarted', day }], transfers: [] });
}
