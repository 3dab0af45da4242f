// What the identity source and the screening say of a client who has registered.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { type Refused, type Result, refuse } from '../kit/result.ts';
import { checkAge } from '../law/checks.ts';
import type { Day } from '../time/day.ts';
import type { World } from '../world.ts';
import { staffIn } from './actor.ts';
import type { Client } from './client.ts';
import { readIdentityNumber } from './identity-number.ts';
import { packOfOperator } from './operator.ts';
import { OPERATOR_NEED } from './operator-need.ts';

/** Told by the identity source. */
export interface VerifyIdentity {
  readonly kind: 'VerifyIdentity';
  readonly clientId: Id;
  readonly answer:
    | { readonly kind: 'verified'; readonly reference: string }
    | { readonly kind: 'mismatch' | 'representative_mismatch' | 'no_answer' };
  /** Whether a list of sanctions, office holders or evaders has somebody who may be this one. */
  readonly screening: 'clear' | 'hit';
}

/** A compliance officer looked at a client who was held, and found nothing. */
export interface ClearClient {
  readonly kind: 'ClearClient';
  readonly clientId: Id;
  readonly reason: string;
}

export const verifyIdentity: Rule<VerifyIdentity> = {
  kind: 'VerifyIdentity',
  needs({ clientId }, known) {
    const number = known.get('identity', clientId)?.numberDigest;
    return [
      OPERATOR_NEED,
      { fact: 'client', key: clientId },
      { fact: 'identity', key: clientId },
      ...(number === undefined ? [] : [{ list: 'identitiesOfNumber' as const, key: number }]),
    ];
  },
  decide,
};

export const clearClient: Rule<ClearClient> = {
  kind: 'ClearClient',
  needs: ({ clientId }) => [{ fact: 'client', key: clientId }],
  decide(world, { clientId, reason }, { actor }) {
    if (staffIn(actor, ['compliance_officer']) === undefined) return refuse('not_allowed');
    const client = world.get('client', clientId);
    if (client === undefined) return refuse('not_found');
    if (client.isHeld !== true) return refuse('wrong_stage', { state: client.status });
    if (reason.trim() === '') return refuse('reason_missing');
    return decided({ kind: 'ClientCleared', clientId, reason });
  },
};

function decide(
  world: World,
  { clientId, answer, screening }: VerifyIdentity,
  { actor, today }: Circumstances,
): Result<Decision> {
  if (actor.kind !== 'identity_source') return refuse('not_allowed');
  const client = world.get('client', clientId);
  if (client === undefined) return refuse('not_found');
  if (client.status !== 'registered') return refuse('wrong_stage', { state: client.status });
  // Somebody has to look at a hit, so it is kept, whatever the source says of the identity.
  if (screening === 'hit' && client.isHeld === undefined) {
    return decided({ kind: 'ClientHeld', clientId });
  }
  if (client.isHeld === true) return refuse('screening_hold');
  const refused = refusedByAnswer(answer.kind);
  if (refused !== undefined) return refused;
  const birthDay = birthDayOf(world, client, today);
  if (!birthDay.ok) return birthDay;
  const identity = world.get('identity', clientId);
  const others = world.list('identitiesOfNumber', identity?.numberDigest ?? '');
  if (
    others.some(({ personId, verifiedAt }) => personId !== clientId && verifiedAt !== undefined)
  ) {
    return refuse('identity_already_used');
  }
  const { value } = birthDay;
  const personal = value === undefined ? {} : { personal: { birthDay: value } };
  const reference = answer.kind === 'verified' ? answer.reference : '';
  return decided({ kind: 'IdentityVerified', clientId, reference, ...personal });
}

function refusedByAnswer(answer: VerifyIdentity['answer']['kind']): Refused | undefined {
  switch (answer) {
    case 'mismatch':
      return refuse('identity_mismatch');
    case 'representative_mismatch':
      return refuse('representative_mismatch');
    case 'no_answer':
      return refuse('check_unanswered', { check: 'identity' });
    case 'verified':
      return undefined;
  }
}

/** The birthday of a person who is of age; an organisation has none. */
function birthDayOf(world: World, { id, kind }: Client, today: Day): Result<Day | undefined> {
  const number = world.get('identity', id)?.number;
  const operator = world.get('operator', 'operator');
  if (number === undefined || operator === undefined) return refuse('identity_not_verified');
  if (kind === 'organisation') return { ok: true, value: undefined };
  const read = readIdentityNumber(number, 'number', today);
  if (!read.ok) return read;
  const age = checkAge(packOfOperator(operator), read.value.birthDay, today);
  return age.ok ? { ok: true, value: read.value.birthDay } : age;
}
