// Authority limits change in two steps: an administrator proposes all of them, a lead of the committee releases them.
import { GRADES } from '../credit/grade.ts';
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { invalid, type Refused, type Result, refuse } from '../kit/result.ts';
import { ZERO } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { Need, World } from '../world.ts';
import { type Actor, leadsPosition, staffIn } from './actor.ts';
import { type AuthorityLimit, authorityInForce, authorityOf } from './authority.ts';

/** Asked by an administrator, or by a lead of the committee. */
export interface ProposeAuthority {
  readonly kind: 'ProposeAuthority';
  /** All limits; a position that is not here decides on nothing. */
  readonly limits: readonly AuthorityLimit[];
  readonly effectiveFrom: Day;
}

export interface ApproveAuthority {
  readonly kind: 'ApproveAuthority';
  readonly number: number;
}

export const AUTHORITY_NEED: Need = { list: 'authorityTables', key: 'loan_decision' };

/**
 * Up to what an actor may decide today; needs `AUTHORITY_NEED`.
 *
 * @example authorityToday({ list: () => [] }, { kind: 'calendar' }, dayOf(2026, 11, 22)) // []
 */
export function authorityToday(world: World, actor: Actor, today: Day): readonly AuthorityLimit[] {
  return authorityOf(
    actor,
    authorityInForce(world.list('authorityTables', 'loan_decision'), today),
  );
}

export const proposeAuthority: Rule<ProposeAuthority> = {
  kind: 'ProposeAuthority',
  needs: () => [AUTHORITY_NEED],
  decide: decideProposal,
};

export const approveAuthority: Rule<ApproveAuthority> = {
  kind: 'ApproveAuthority',
  needs: ({ number }) => [AUTHORITY_NEED, { fact: 'authority', key: `loan_decision ${number}` }],
  decide: decideApproval,
};

function decideProposal(
  world: World,
  { limits, effectiveFrom }: ProposeAuthority,
  { actor, today }: Circumstances,
): Result<Decision> {
  const makerId = staffIn(actor, ['administrator', 'committee_member']);
  if (makerId === undefined) return refuse('not_allowed');
  const refused = refusedForLimits(limits);
  if (refused !== undefined) return refused;
  if (effectiveFrom < today) {
    return invalid('effectiveFrom', 'It must not be before the business date.');
  }
  const number = world.list('authorityTables', 'loan_decision').length + 1;
  return decided({ kind: 'AuthorityProposed', number, limits, effectiveFrom, makerId });
}

function refusedForLimits(limits: readonly AuthorityLimit[]): Refused | undefined {
  if (limits.length === 0) return invalid('limits', 'There must be at least one.');
  const positions = limits.map(({ position }) => position);
  if (new Set(positions).size < positions.length) {
    return invalid('limits', 'None may stand there twice.');
  }
  for (const { amountMax, worstGrade } of limits) {
    if (amountMax <= ZERO) return invalid('limits', 'It must be greater than 0.');
    if (!GRADES.includes(worstGrade)) return invalid('limits', 'It is not among the choices.');
  }
  return undefined;
}

function decideApproval(
  world: World,
  { number }: ApproveAuthority,
  { actor }: Circumstances,
): Result<Decision> {
  const checkerId = staffIn(actor, ['administrator', 'committee_member']);
  if (checkerId === undefined) return refuse('not_allowed');
  const table = world.list('authorityTables', 'loan_decision').find((one) => one.number === number);
  if (table === undefined) return refuse('not_found');
  if (table.checkerId !== undefined) return refuse('wrong_stage', { state: 'approved' });
  if (table.makerId === checkerId) return refuse('same_person');
  if (!leadsPosition(actor, ['committee_member'])) return refuse('not_allowed');
  return decided({ kind: 'AuthorityApproved', number, checkerId });
}
