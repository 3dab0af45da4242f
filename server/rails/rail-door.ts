// How rails come through the door: who speaks, under which ids, and what is done with a refusal.
import { createHash } from 'node:crypto';
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type { AlarmKind } from '@mutua/core/wallet/alarm.ts';
import { OutcomeUnknown } from '../commit/lane.ts';
import type { LoggedCommand } from '../commit/log-store.ts';
import { newPlatformId } from '../commit/platform-id.ts';
import type { CommandRequest, Outcome } from '../commit/request.ts';
import { LeaseLost } from '../commit/writer.ts';

export const CUSTODIAN: Actor = { kind: 'custodian', name: 'bank' };
export const PAYMENT_PROVIDER: Actor = { kind: 'payment_provider', name: 'payment' };
export const DISPATCH: Actor = { kind: 'rule', name: 'dispatch' };
export const CALENDAR: Actor = { kind: 'calendar' };

/** What the rails need of the writing lane. */
export interface RailLane {
  commit(request: CommandRequest): Promise<Outcome>;
  follow(listener: (commands: readonly LoggedCommand[]) => void): () => void;
}

/** The lane has too much to do: whoever asked comes again. */
export class LaneBusy extends Error {
  override readonly name = 'LaneBusy';
}

/** Whether it may succeed when it is asked again: nothing is wrong with the command itself. */
export function isPassing(error: unknown): boolean {
  return error instanceof LaneBusy || error instanceof OutcomeUnknown || error instanceof LeaseLost;
}

/** @throws LaneBusy, and whatever the lane throws. */
export async function commitFor(
  lane: Pick<RailLane, 'commit'>,
  actor: Actor,
  command: AnyCommand,
  commandId: Id = newPlatformId(),
): Promise<Outcome> {
  const outcome = await lane.commit({ commandId, actor, command });
  if (!outcome.ok && outcome.refusal.code === 'busy') throw new LaneBusy('The lane is busy.');
  return outcome;
}

export interface AlarmToRaise {
  readonly alarm: AlarmKind;
  readonly reference: string;
  readonly subjectId?: Id;
  readonly detail?: string;
}

/** Raised again for the same thing, it is the same alarm. */
export async function raiseAlarm(
  lane: Pick<RailLane, 'commit'>,
  { alarm, reference, subjectId, detail }: AlarmToRaise,
): Promise<Id> {
  const commandId = derivedId(`alarm ${alarm} ${reference} ${detail ?? ''}`);
  await commitFor(
    lane,
    DISPATCH,
    {
      ...{ kind: 'RaiseAlarm', alarm, reference },
      ...(subjectId !== undefined && { subjectId }),
      ...(detail !== undefined && { detail }),
    },
    commandId,
  );
  return commandId;
}

/** A UUID of version 8, whose content is ours: the same for the same text. */
export function derivedId(text: string): Id {
  const digits = createHash('sha256').update(`mutua rails ${text}`).digest('hex');
  const variant = ((Number.parseInt(digits.charAt(16), 16) & 3) | 8).toString(16);
  return idOf(
    [
      digits.slice(0, 8),
      digits.slice(8, 12),
      `8${digits.slice(13, 16)}`,
      `${variant}${digits.slice(17, 20)}`,
      digits.slice(20, 32),
    ].join('-'),
  );
}
