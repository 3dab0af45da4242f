// An alarm is raised by the house itself, and ended by somebody who has looked.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { type Result, refuse } from '../kit/result.ts';
import { staffIn } from '../people/actor.ts';
import type { World } from '../world.ts';
import type { AlarmKind } from './alarm.ts';

/** Asked by the house itself, where no command of a rail could be decided. */
export interface RaiseAlarm {
  readonly kind: 'RaiseAlarm';
  readonly alarm: AlarmKind;
  readonly reference: string;
  readonly subjectId?: Id;
  readonly detail?: string;
}

/** Somebody has looked, and says what came of it. */
export interface EndAlarm {
  readonly kind: 'EndAlarm';
  readonly alarmId: Id;
  readonly note: string;
}

/** The alarm has the id of the command, so that one raised again is the same one. */
export const raiseAlarm: Rule<RaiseAlarm> = {
  kind: 'RaiseAlarm',
  needs: () => [],
  decide: (_, { alarm, reference, subjectId, detail }, { actor, commandId }) => {
    if (actor.kind === 'person' || actor.kind === 'visitor') return refuse('not_allowed');
    return decided({
      kind: 'AlarmRaised',
      alarm: {
        ...{ id: commandId, kind: alarm, reference },
        ...(subjectId !== undefined && { subjectId }),
        ...(detail !== undefined && { detail }),
      },
    });
  },
};

export const endAlarm: Rule<EndAlarm> = {
  kind: 'EndAlarm',
  needs: ({ alarmId }) => [{ fact: 'alarm', key: alarmId }],
  decide: decideEnd,
};

function decideEnd(
  world: World,
  { alarmId, note }: EndAlarm,
  { actor }: Circumstances,
): Result<Decision> {
  const endedBy = staffIn(actor, ['finance_officer', 'compliance_officer']);
  if (endedBy === undefined) return refuse('not_allowed');
  const alarm = world.get('alarm', alarmId);
  if (alarm === undefined) return refuse('not_found');
  if (alarm.state !== 'open') return refuse('wrong_stage', { state: alarm.state });
  if (note.trim() === '') return refuse('reason_missing');
  return decided({ kind: 'AlarmEnded', alarmId, endedBy, note });
}
