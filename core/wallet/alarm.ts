// An alarm 告警: something at the house's border that a person has to look at, at once.
//
// It says no name and no account of a person: only what kind of thing it is, and under which reference to find it.
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { type Result, refuse } from '../kit/result.ts';
import { decided } from '../decided.ts';
import { staffIn } from '../people/actor.ts';
import type { Instant } from '../time/instant.ts';
import type { World } from '../world.ts';

export type AlarmKind =
  /** Money moved at the custodian, and nothing here says why. */
  | 'movement_unexplained'
  /** A top-up was taken back after its money had gone on. */
  | 'top_up_reversed'
  /** A message of a rail was signed rightly, and could not be read. */
  | 'message_unreadable'
  /** A message of a rail could be read, and says what cannot be so here. */
  | 'message_refused'
  /** What the custodian did with an instruction could not be booked here. */
  | 'answer_refused'
  /** A settlement of a payment provider is not what its lines come to. */
  | 'settlement_differs';

export interface Alarm {
  readonly id: Id;
  readonly kind: AlarmKind;
  /** The rail's own name of the thing: a reference of a movement, an id of a message. */
  readonly reference: string;
  /** The client or the loan whose business it is. */
  readonly subjectId?: Id;
  /** A code that says more. */
  readonly detail?: string;
  readonly raisedAt: Instant;
  readonly state: 'open' | 'ended';
  readonly endedBy?: Id;
  readonly note?: string;
}

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
