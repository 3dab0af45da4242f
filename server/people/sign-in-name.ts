// The name under which somebody signs in.
import { createHash } from 'node:crypto';
import { invalid, ok, type Refused, type Result } from '@mutua/core/kit/result.ts';

/**
 * Whether somebody may be called so, in the form in which names are kept.
 *
 * @param field the name under which a refusal speaks of it.
 */
export function readSignInName(name: string, field = 'signInName'): Result<string> {
  const normal = normalSignInName(name);
  if (/^[\p{L}\p{M}\p{N}._@+-]{3,64}$/u.test(normal)) return ok(normal);
  return invalid(
    field,
    'It must have 3 to 64 letters, digits or signs as in an e-mail address, and no space.',
  );
}

/** For a name that somebody has already. */
export function refuseTakenName(field = 'signInName'): Refused {
  return invalid(field, 'Somebody else has this sign-in name.');
}

/** Capital and small letters, and two ways of typing the same characters, are the same name. */
export function normalSignInName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

/** Under which failures are counted, whether anybody has the name or not. */
export function nameDigest(signInName: string): Buffer {
  return createHash('sha256').update(normalSignInName(signInName)).digest();
}
