// What somebody chose to sign in with, from the wire to what is kept: the password is hashed outside any
// transaction, and a repetition finds the hash that is kept, since salt makes each one different.
import type { Id } from '@mutua/core/kit/id.ts';
import { ok, type Refusal } from '@mutua/core/kit/result.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { Credentials } from '@mutua/core/people/sign-in.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { commitAs } from '../http/command-route.ts';
import { orRefused, Refused } from '../http/problems.ts';
import type { RouteContext } from '../http/route-context.ts';
import { hashPassword, readPassword, verifyPassword } from './password.ts';
import { readSignInName } from './sign-in-name.ts';
import { readHashOf } from './sign-in-read.ts';

export interface Chosen {
  readonly signInName: string;
  readonly password: string;
}

type Desk = Pick<RouteContext, 'pool' | 'passwordWork' | 'lane'>;

/** Somebody becomes a user: the person has the id of the command. */
export async function commitRegistration(
  desk: Desk,
  { commandId, actor, chosen }: { commandId: Id; actor: Actor; chosen: Chosen },
  commandWith: (credentials: Credentials) => AnyCommand,
): ReturnType<typeof commitAs> {
  const credentials = await makeCredentials(desk, commandId, chosen);
  const asked = { commandId, actor, command: commandWith(credentials) };
  const outcome = await desk.lane.commit(asked);
  if (outcome.ok) return outcome;
  const { refusal } = outcome;
  if (refusal.code !== 'command_id_reused') throw new Refused(asSent(refusal));
  // The same request may have come twice at once, each with salt of its own.
  const again = await makeCredentials(desk, commandId, chosen);
  if (again.passwordHash === credentials.passwordHash) throw new Refused(refusal);
  return commitAs(desk.lane, { ...asked, command: commandWith(again) });
}

/** Name and password stand beside the other fields of a request. */
function asSent({ code, data }: Refusal): Refusal {
  const { field } = data;
  if (field === undefined) return { code, data };
  return { code, data: { ...data, field: field.replace(/^credentials\./, '') } };
}

/** It takes as long whether a hash is kept or not, and whether the password fits it or not. */
async function makeCredentials(
  { pool, passwordWork }: Desk,
  personId: Id,
  chosen: Chosen,
): Promise<Credentials> {
  const signInName = orRefused(readSignInName(chosen.signInName));
  const password = orRefused(readPassword(chosen.password, chosen.signInName));
  const kept = await readHashOf(pool, personId);
  const hashed = await passwordWork.inTurn(async () => {
    const made = await hashPassword(password, passwordWork.cost);
    const isSame = await verifyPassword(password, kept ?? made);
    return ok(isSame && kept !== undefined ? kept : made);
  });
  return { signInName, passwordHash: orRefused(hashed) };
}
