// What the rules of cases ask: who may act on one, whose it is, and what stands in the way.
import type { Circumstances } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { ok, type Refused, type Result, refuse } from '../kit/result.ts';
import {
  type Actor,
  holdsPosition,
  leadsPosition,
  type Position,
  personIn,
} from '../people/actor.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import { type Case, type CaseState, isCaseOpen } from './case.ts';
import { caseTermsOf } from './case-kind.ts';
import { collectionPlanOf } from './collection-plan.ts';

export interface CaseAsked {
  readonly caseId: Id;
}

/** A case, and who works on it, whom a refusal names. */
export function caseNeeds({ caseId }: CaseAsked, known: KnownWorld): readonly Need[] {
  const found = known.get('case', caseId);
  return [
    { fact: 'case', key: caseId },
    ...(found?.ownerId === undefined ? [] : [{ fact: 'identity' as const, key: found.ownerId }]),
  ];
}

/**
 * Who may act on cases of a kind; of collection, on those of its stage.
 *
 * @example positionsOf({ caseKind: 'warning' }) // ['risk_analyst']
 */
export function positionsOf({
  caseKind,
  collection,
}: Pick<Case, 'caseKind' | 'collection'>): readonly Position[] {
  return collection === undefined
    ? caseTermsOf(caseKind).mayAct
    : collectionPlanOf(collection.stage).mayAct;
}

/**
 * Whether a case has come so far up that it is this person's, whose subordinates it was before.
 *
 * @example isEscalatedTo({ kind: 'calendar' }, { caseKind: 'warning', escalationLevel: 1 }) // false
 */
export function isEscalatedTo(actor: Actor, { caseKind, escalationLevel }: Case): boolean {
  if (actor.kind !== 'person') return false;
  const { escalation } = caseTermsOf(caseKind);
  return escalation.slice(0, escalationLevel).some((one) => actor.positions.includes(one));
}

/**
 * Whether the actor is above whoever acts: such a one hands over, reopens and cancels.
 *
 * @example isAboveCase({ kind: 'calendar' }, { caseKind: 'warning', escalationLevel: 1 }) // false
 */
export function isAboveCase(actor: Actor, found: Case): boolean {
  return leadsPosition(actor, positionsOf(found)) || isEscalatedTo(actor, found);
}

export interface FoundCase {
  readonly found: Case;
  readonly personId: Id;
}

/**
 * A case, for one of the staff who may act on it.
 *
 * @returns in this order: `not_allowed` to all but staff, `not_found`, `not_allowed` to staff of other positions.
 */
export function caseForStaff(
  world: World,
  { caseId }: CaseAsked,
  { actor }: Pick<Circumstances, 'actor'>,
): Result<FoundCase> {
  const personId = personIn(actor, ['staff']);
  if (personId === undefined) return refuse('not_allowed');
  const found = world.get('case', caseId);
  if (found === undefined) return refuse('not_found');
  const mayAct = holdsPosition(actor, positionsOf(found)) || isEscalatedTo(actor, found);
  return mayAct ? ok({ found, personId }) : refuse('not_allowed');
}

/**
 * A case in one of these states, for whoever works on it.
 *
 * @returns what `caseForStaff` refuses, then `wrong_stage`, then `not_case_owner`.
 */
export function caseForOwner(
  world: World,
  asked: CaseAsked,
  circumstances: Pick<Circumstances, 'actor'>,
  states: readonly CaseState[] = ['in_progress'],
): Result<FoundCase> {
  const given = caseForStaff(world, asked, circumstances);
  if (!given.ok) return given;
  const { found, personId } = given.value;
  if (!states.includes(found.state)) return refuse('wrong_stage', { state: found.state });
  return refusedForOwner(world, found, personId) ?? given;
}

/** `not_case_owner` with the name of whoever works on it. */
export function refusedForOwner(
  world: World,
  { ownerId }: Case,
  personId: Id,
): Refused | undefined {
  if (ownerId === personId || ownerId === undefined) return undefined;
  return refuse('not_case_owner', { owner: world.get('identity', ownerId)?.name ?? ownerId });
}

/** The open cases of a kind among those of one thing. */
export function openCaseOf(cases: readonly Case[], caseKind: Case['caseKind']): Case | undefined {
  return cases.find((one) => one.caseKind === caseKind && isCaseOpen(one));
}

/**
 * Whether contacts about a loan are paused by a case that is open.
 *
 * @example isContactBlocked([]) // false
 */
export function isContactBlocked(cases: readonly Case[]): boolean {
  return cases.some(
    (one) => isCaseOpen(one) && caseTermsOf(one.caseKind).blocks.includes('contact'),
  );
}
