// An administrator lets somebody sign in who is no client: staff in their positions, a regulator, an auditor.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { invalid, type Result, refuse } from '../kit/result.ts';
import type { World } from '../world.ts';
import { type StaffPosition, staffIn } from './actor.ts';
import { refusedForName } from './name.ts';
import type { Credentials } from './sign-in.ts';
import { signInNeed, takenName } from './sign-in-need.ts';

/** The user gets the id of the command. */
export interface RegisterStaff {
  readonly kind: 'RegisterStaff';
  readonly name: string;
  readonly positions: readonly StaffPosition[];
  readonly credentials: Credentials;
}

/** The user gets the id of the command. */
export interface RegisterObserver {
  readonly kind: 'RegisterObserver';
  readonly userKind: 'regulator' | 'auditor';
  readonly name: string;
  readonly credentials: Credentials;
}

export const registerStaff: Rule<RegisterStaff> = {
  kind: 'RegisterStaff',
  needs: ({ credentials }) => [signInNeed(credentials)],
  decide(world, command, circumstances) {
    const { positions } = command;
    if (positions.length === 0) return invalid('positions', 'There must be at least one.');
    if (new Set(positions).size < positions.length) {
      return invalid('positions', 'None may stand there twice.');
    }
    return register(world, command, { userKind: 'staff', positions }, circumstances);
  },
};

export const registerObserver: Rule<RegisterObserver> = {
  kind: 'RegisterObserver',
  needs: ({ credentials }) => [signInNeed(credentials)],
  decide: (world, command, circumstances) =>
    register(world, command, { userKind: command.userKind, positions: [] }, circumstances),
};

function register(
  world: World,
  { name, credentials }: RegisterStaff | RegisterObserver,
  user: {
    readonly userKind: 'staff' | 'regulator' | 'auditor';
    readonly positions: readonly StaffPosition[];
  },
  { actor, commandId }: Circumstances,
): Result<Decision> {
  if (staffIn(actor, ['administrator']) === undefined) return refuse('not_allowed');
  const refused = refusedForName(name, 'name') ?? takenName(world, credentials);
  if (refused !== undefined) return refused;
  return decided({
    kind: 'UserRegistered',
    userId: commandId,
    ...user,
    personal: { identity: { personId: commandId, name: name.trim() }, credentials },
  });
}
