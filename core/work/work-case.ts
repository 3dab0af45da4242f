// The calendar looks at a case on its day: a promise to pay is kept or broken at the close of the day that was
// named, and what is late goes up.
//
// Run twice it does nothing the second time, since the case's next day lies ahead.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { type Result, refuse } from '../kit/result.ts';
import { arrearsOf } from '../loan/arrears.ts';
import type { Servicing } from '../loan/servicing.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import { addDays } from '../time/day.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import type { Case } from './case.ts';
import { type CaseAsked, isContactBlocked } from './case-checks.ts';
import { deadlineFrom, lookDay } from './case-clock.ts';
import { caseTermsOf } from './case-kind.ts';
import type { PromiseToPay } from './contact.ts';
import { paidSince } from './paid-so-far.ts';
import { clockOf } from './pause-case.ts';

/** Asked by the calendar, for every case whose next day has come. */
export interface WorkCase extends CaseAsked {
  readonly kind: 'WorkCase';
}

type Clock = Pick<Circumstances, 'now' | 'today'>;

export const workCase: Rule<WorkCase> = { kind: 'WorkCase', needs, decide };

function needs({ caseId }: WorkCase, known: KnownWorld, { today }: Circumstances): readonly Need[] {
  const found = known.get('case', caseId);
  const own: Need = { fact: 'case', key: caseId };
  if (found === undefined || !isDue(found, today)) return [own];
  const { subjectId, collection } = found;
  const promiseId = collection?.promiseId;
  return [
    own,
    { list: 'casesOfSubject', key: subjectId },
    ...(promiseId === undefined ? [] : promiseNeedsOf(promiseId, subjectId)),
  ];
}

function promiseNeedsOf(promiseId: Id, loanId: Id): readonly Need[] {
  return [
    { fact: 'promise', key: promiseId },
    { fact: 'servicing', key: loanId },
  ];
}

function decide(
  world: World,
  { caseId }: WorkCase,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, today } = circumstances;
  if (actor.kind !== 'calendar') return refuse('not_allowed');
  const found = world.get('case', caseId);
  if (found === undefined) return refuse('not_found');
  if (!isDue(found, today)) return decided();
  const promiseId = found.collection?.promiseId;
  const promise = promiseId === undefined ? undefined : world.get('promise', promiseId);
  if (promise === undefined || promise.day > today) {
    return decided(...judgedDeadline(world, found, promise, circumstances));
  }
  const servicing = world.get('servicing', found.subjectId);
  assert(servicing !== undefined, 'Who promised to pay has a loan that is serviced.');
  return decided(...judgedPromise(found, promise, servicing, circumstances));
}

function isDue({ nextActionDay }: Case, today: Circumstances['today']): boolean {
  return nextActionDay !== undefined && nextActionDay <= today;
}

/**
 * What becomes of a promise whose day has come. As long as a payment is on its way by which it would be another, it is
 * looked at again a day later: what was sent in time counts, and only what arrives.
 *
 * @example
 * judgedPromise(
 *   { id: 'c', caseKind: 'warning', state: 'closed' },
 *   { amount: ZERO },
 *   { accounts: [] },
 *   { now: instantOf('2026-03-02T02:00:00Z'), today: dayOf(2026, 3, 2) },
 * ).map(({ kind }) => kind)
 * // ['PromiseKept']
 */
export function judgedPromise(
  found: Case,
  promise: PromiseToPay,
  servicing: Servicing,
  clock: Clock,
): readonly MutuaEvent[] {
  const { id: caseId, state } = found;
  const { id: promiseId } = promise;
  const { underWay: _, ...settled } = servicing;
  const { paid, isKept, goesOn } = standingOf(promise, servicing, clock);
  const without = standingOf(promise, settled, clock);
  if (without.isKept !== isKept || without.goesOn !== goesOn) {
    return [{ kind: 'CaseLookedAt', caseId, nextActionDay: addDays(clock.today, 1) }];
  }
  const deadline = deadlineFrom(clockOf(found), clock);
  const judged: MutuaEvent = {
    ...{ kind: isKept ? 'PromiseKept' : 'PromiseBroken', promiseId, caseId, paid },
  };
  if (state === 'closed') {
    const cause = isKept ? 'arrears_left' : 'promise_broken';
    if (!goesOn) return [judged];
    const reopened = { kind: 'CaseReopened', caseId, cause, ...deadline } as const;
    return [judged, reopened, ...(isKept ? [] : escalatedForPromise(found, deadline))];
  }
  const cause = isKept ? 'promise_kept' : 'promise_broken';
  const resumed: MutuaEvent =
    state === 'waiting'
      ? { kind: 'CaseResumed', caseId, cause, ...deadline }
      : { kind: 'CaseLookedAt', caseId, nextActionDay: lookDay(found.deadlineAt, clock) };
  return [judged, resumed, ...(isKept ? [] : escalatedForPromise(found, deadline))];
}

/** How a promise stands, and whether there is still something to collect. */
function standingOf(
  { amount, paidBefore }: PromiseToPay,
  servicing: Servicing,
  { today }: Clock,
): { readonly paid: MinorUnits; readonly isKept: boolean; readonly goesOn: boolean } {
  const paid = paidSince(servicing, paidBefore);
  const isKept = paid >= amount;
  return { paid, isKept, goesOn: !isKept || arrearsOf(servicing, today) !== undefined };
}

/** A broken promise goes up by one, as far as there is anybody. */
function escalatedForPromise(
  { id: caseId, caseKind, escalationLevel }: Case,
  { nextActionDay }: ReturnType<typeof deadlineFrom>,
): readonly MutuaEvent[] {
  const to = caseTermsOf(caseKind).escalation[escalationLevel];
  if (to === undefined) return [];
  const level = escalationLevel + 1;
  return [{ kind: 'CaseEscalated', caseId, cause: 'promise_broken', level, to, nextActionDay }];
}

function judgedDeadline(
  world: World,
  found: Case,
  promise: PromiseToPay | undefined,
  clock: Clock,
): readonly MutuaEvent[] {
  const { id: caseId, deadlineAt, subjectId, collection, late } = found;
  const lookedAt = (nextActionDay: Case['nextActionDay']): MutuaEvent => ({
    ...{ kind: 'CaseLookedAt', caseId },
    ...(nextActionDay !== undefined && { nextActionDay }),
  });
  if (!isRunning(found)) return [lookedAt(promise?.day)];
  const isPaused =
    collection !== undefined && isContactBlocked(world.list('casesOfSubject', subjectId));
  // Nobody is late with what may not be done.
  if (isPaused) return [lookedAt(addDays(clock.today, 1))];
  if (clock.now < deadlineAt) return [lookedAt(lookDay(deadlineAt, clock))];
  const { escalation } = caseTermsOf(found.caseKind);
  const level = Math.min(found.escalationLevel + 1, escalation.length);
  const to = escalation[level - 1];
  if (to === undefined || (late && level === found.escalationLevel))
    return [lookedAt(promise?.day)];
  const { nextActionDay } = deadlineFrom(clockOf(found), clock);
  return [{ kind: 'CaseEscalated', caseId, cause: 'late', level, to, nextActionDay }];
}

/** Whether its clock runs. */
function isRunning({ state, stoppedAt }: Case): boolean {
  if (state === 'waiting') return stoppedAt === undefined;
  return state === 'open' || state === 'in_progress' || state === 'in_check';
}
