// The operator says by which clock its business dates end, and by which hours people may be reached.
import { isCutOff, type OperatorTime } from '../calendar/business-date.ts';
import { decided } from '../decided.ts';
import type { Rule } from '../decision.ts';
import { invalid, type Refused, refuse } from '../kit/result.ts';
import { areZoneOffsets } from '../time/zone.ts';
import { holdsPosition } from './actor.ts';
import { OPERATOR_NEED } from './operator-need.ts';

/**
 * Asked by an administrator, or by the installation, which acts as the calendar. It holds from the day that is open
 * on: a business date never goes back, so where the new clock is behind, the day stays open until it is over by it.
 */
export interface SetOperatorTime {
  readonly kind: 'SetOperatorTime';
  readonly time: OperatorTime;
}

export const setOperatorTime: Rule<SetOperatorTime> = {
  kind: 'SetOperatorTime',
  needs: () => [OPERATOR_NEED],
  decide(world, { time }, { actor }) {
    const isInstallation = actor.kind === 'calendar';
    if (!isInstallation && !holdsPosition(actor, ['administrator'])) return refuse('not_allowed');
    if (world.get('operator', 'operator') === undefined) return refuse('not_found');
    const refused = refusedForTime(time);
    if (refused !== undefined) return refused;
    return decided({ kind: 'OperatorTimeSet', time });
  },
};

/** Whether days cannot end by it. */
export function refusedForTime({ offsets, cutOffMinutes }: OperatorTime): Refused | undefined {
  if (!areZoneOffsets(offsets)) return invalid('timeZone', 'It must be a time zone.');
  if (isCutOff(cutOffMinutes)) return undefined;
  return invalid('cutOff', 'It must be hours and minutes from 12:00 to 36:00, such as 24:00.');
}
