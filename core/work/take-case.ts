// A case gets an owner: somebody takes it from the queue, or hands it over to a colleague.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { invalid, type Result, refuse } from '../kit/result.ts';
import { holdsPosition } from '../people/actor.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import {
  type CaseAsked,
  caseForStaff,
  caseNeeds,
  isAboveCase,
  positionsOf,
  refusedForOwner,
} from './case-checks.ts';

/** Asked by one of the staff who may act on it. */
export interface TakeCase extends CaseAsked {
  readonly kind: 'TakeCase';
}

/** Asked by its owner, or by those above. */
export interface HandOverCase extends CaseAsked {
  readonly kind: 'HandOverCase';
  readonly toId: Id;
  readonly reason: string;
}

export const takeCase: Rule<TakeCase> = {
  kind: 'TakeCase',
  needs: caseNeeds,
  decide: decideTaking,
};

export const handOverCase: Rule<HandOverCase> = {
  kind: 'HandOverCase',
  needs: (command, known): readonly Need[] => [
    ...caseNeeds(command, known),
    { fact: 'signIn', key: command.toId },
  ],
  decide: decideHandingOver,
};

function decideTaking(
  world: World,
  command: TakeCase,
  circumstances: Circumstances,
): Result<Decision> {
  const given = caseForStaff(world, command, circumstances);
  if (!given.ok) return given;
  const { found, personId } = given.value;
  if (found.state !== 'open') {
    const refused = refusedForOwner(world, found, personId);
    return refused ?? refuse('wrong_stage', { state: found.state });
  }
  return decided({ kind: 'CaseTaken', caseId: found.id, ownerId: personId });
}

function decideHandingOver(
  world: World,
  command: HandOverCase,
  circumstances: Circumstances,
): Result<Decision> {
  const given = caseForStaff(world, command, circumstances);
  if (!given.ok) return given;
  const { found, personId } = given.value;
  const { toId, reason } = command;
  if (found.state !== 'in_progress' && found.state !== 'waiting') {
    return refuse('wrong_stage', { state: found.state });
  }
  const isAbove = isAboveCase(circumstances.actor, found);
  const refused = isAbove ? undefined : refusedForOwner(world, found, personId);
  if (refused !== undefined) return refused;
  if (reason.trim() === '') return refuse('reason_missing');
  if (!mayOwn(world, toId, found) || toId === found.ownerId) {
    return invalid('toId', 'It is not among the choices.');
  }
  const { id: caseId, ownerId: fromId = personId } = found;
  return decided({ kind: 'CaseHandedOver', caseId, fromId, ownerId: toId, reason });
}

/** Whether that person is of the staff who may act on it. */
function mayOwn(
  world: KnownWorld,
  personId: Id,
  found: Parameters<typeof positionsOf>[0],
): boolean {
  const signIn = world.get('signIn', personId);
  if (signIn === undefined) return false;
  const { roles, positions } = signIn;
  return holdsPosition({ kind: 'person', id: personId, roles, positions }, positionsOf(found));
}
