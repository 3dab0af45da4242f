// What waits in the lane, and what comes back.
import { hash } from 'node:crypto';
import type { Id } from '@mutua/core/kit/id.ts';
import type { Refused } from '@mutua/core/kit/result.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { writePackedInOrder } from '../database/packed-json.ts';
import type { LoggedCommand } from './log-store.ts';

/** A command as it comes from a person, a bank or the clock. */
export interface CommandRequest {
  readonly commandId: Id;
  readonly actor: Actor;
  readonly command: AnyCommand;
}

/** What became of it. A repeated command has the answer of the first time. */
export type Outcome =
  | { readonly ok: true; readonly command: LoggedCommand; readonly isRepeat: boolean }
  | Refused;

/** SHA-256 of the decoded command, whatever the order of its fields. */
export function digestOf(command: AnyCommand): Buffer {
  return hash('sha256', writePackedInOrder(command), 'buffer');
}
