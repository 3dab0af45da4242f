// What somebody may do with a case now, and whether it is late.
import { holdsPosition } from '@mutua/core/people/actor.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import { type Case, isCaseOpen } from '@mutua/core/work/case.ts';
import { isAboveCase, isEscalatedTo, positionsOf } from '@mutua/core/work/case-checks.ts';
import { caseTermsOf } from '@mutua/core/work/case-kind.ts';
import type { PersonActor } from '../http/access.ts';

/** The deadline has passed and its clock runs, whether the calendar has looked at it yet or not. */
export function isLateNow(found: Case, now: Instant): boolean {
  if (!isCaseOpen(found)) return found.late;
  return found.stoppedAt === undefined && now >= found.deadlineAt;
}

export function actionsOn(found: Case, actor: PersonActor): string[] {
  const { state, ownerId, makerId, caseKind, collection } = found;
  const mayAct = holdsPosition(actor, positionsOf(found)) || isEscalatedTo(actor, found);
  const isOwner = mayAct && ownerId === actor.id;
  const { checkers, steps } = caseTermsOf(caseKind);
  const mayCheck = holdsPosition(actor, checkers) && makerId !== actor.id;
  const isAbove = isAboveCase(actor, found);
  // What a command of its own says to be done is neither ticked off nor passed over.
  const own = steps.filter(({ hasOwnCommand }) => hasOwnCommand === true).map(({ name }) => name);
  const isOpenToSubmit = own.every((name) => found.stepsDone.includes(name));
  const isWorked = state === 'in_progress' || state === 'waiting';
  const actions: readonly (readonly [string, boolean])[] = [
    ['take', state === 'open' && mayAct],
    ['hand_over', isWorked && (isOwner || isAbove)],
    ['pause', state === 'in_progress' && isOwner],
    ['resume', state === 'waiting' && isOwner],
    ['finish_step', state === 'in_progress' && isOwner && steps.length > own.length],
    ['submit', state === 'in_progress' && isOwner && isOpenToSubmit],
    ['record_interview', state === 'in_progress' && isOwner && caseKind === 'interview'],
    ['escalate', isWorked && isOwner],
    ['release', state === 'in_check' && mayCheck],
    ['send_back', state === 'in_check' && mayCheck],
    ['reopen', state === 'closed' && isAbove && collection === undefined],
    ['cancel', isCaseOpen(found) && isAbove && collection === undefined],
    ['contact', isWorked && isOwner && collection !== undefined],
    ['promise', state === 'in_progress' && isOwner && collection !== undefined],
    ['court_stage', state === 'in_progress' && isOwner && collection?.legal !== undefined],
  ];
  return actions.flatMap(([action, isAllowed]) => (isAllowed ? [action] : []));
}
