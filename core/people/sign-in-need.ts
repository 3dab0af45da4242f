// No two users sign in under one name.
import { invalid, type Refused } from '../kit/result.ts';
import type { Need, World } from '../world.ts';
import type { Credentials } from './sign-in.ts';

/** Who has the name already, as a need. */
export function signInNeed({ signInName }: Credentials): Need {
  return { list: 'signInsOfName', key: signInName };
}

/** The refusal where somebody else has the name. */
export function takenName(world: World, { signInName }: Credentials): Refused | undefined {
  return world.list('signInsOfName', signInName).length === 0
    ? undefined
    : invalid('credentials.signInName', 'Somebody else has this sign-in name.');
}
