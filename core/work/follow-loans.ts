// Cases follow from what happens to loans: one that falls behind is collected, by the plan of its days overdue, until
// nothing is due any more; and an application that needs an interview is asked for one.
//
// What follows is said as events beside those that caused it, in the same command; so the log, played again, gives
// the same cases.
import type { Circumstances, Decision } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import type { Id } from '../kit/id.ts';
import { arrearsOf } from '../loan/arrears.ts';
import type { LoanState } from '../loan/life.ts';
import type { Day } from '../time/day.ts';
import type { KnownWorld, Need } from '../world.ts';
import type { Case } from './case.ts';
import { openCaseOf } from './case-checks.ts';
import { deadlineFrom } from './case-clock.ts';
import { collectionPlanOf, stageOfDays } from './collection-plan.ts';
import { followingInterviews, interviewFollowingNeeds } from './follow-assessments.ts';
import { paidSince } from './paid-so-far.ts';
import { judgedPromise } from './work-case.ts';

type Following = Pick<Circumstances, 'now' | 'today' | 'newId'>;

/** What the events of one command make of the collection of one loan. */
interface Behind {
  readonly loanId: Id;
  /** Since it fell behind, or was found in default. */
  readonly begun?: 'loan_overdue' | 'loan_defaulted';
  readonly daysOverdue?: number;
  /** A payment that was under way has not arrived. */
  readonly isReturned?: true;
  /** Since nothing is due any more, or nothing is owed. */
  readonly ended?: 'cured' | 'loan_closed';
}

/**
 * Facts that the cases of these events read.
 *
 * @example caseFollowingNeeds([], {}) // []
 */
export function caseFollowingNeeds(
  events: readonly MutuaEvent[],
  known: KnownWorld,
): readonly Need[] {
  const ofArrears = behindIn(events).flatMap(({ loanId }): readonly Need[] => {
    const promises = known.list('casesOfSubject', loanId).flatMap(promiseOf);
    return [
      { fact: 'loan', key: loanId },
      { fact: 'servicing', key: loanId },
      { list: 'casesOfSubject', key: loanId },
      ...promises.map((key): Need => ({ fact: 'promise', key })),
    ];
  });
  return [...ofArrears, ...interviewFollowingNeeds(events, known)];
}

/**
 * Facts that the cases of a loan will read, as far as it can be seen before anything is decided: so a batch of loans
 * that are behind has them brought in one go.
 *
 * @example caseNeedsOfLoan('l', { get: () => undefined }, dayOf(2026, 3, 2)) // []
 */
export function caseNeedsOfLoan(loanId: Id, known: KnownWorld, today: Day): readonly Need[] {
  const loan = known.get('loan', loanId);
  const servicing = known.get('servicing', loanId);
  if (loan === undefined || servicing === undefined) return [];
  const isLast = servicing.fallenDue === servicing.accounts.length;
  const isBehind =
    BEHIND.includes(loan.state) || (arrearsOf(servicing, today)?.daysOverdue ?? 0) > 0;
  return isBehind || isLast ? [{ list: 'casesOfSubject', key: loanId }] : [];
}

const BEHIND: readonly LoanState[] = ['overdue', 'defaulted', 'written_off'];

/**
 * The same decision with the events of the cases that follow from it.
 *
 * @example withFollowingCases({}, { events: [], transfers: [] }, {}) // { events: [], transfers: [] }
 */
export function withFollowingCases(
  world: KnownWorld,
  decision: Decision,
  circumstances: Following,
): Decision {
  const following = [
    ...behindIn(decision.events).flatMap((behind) => followed(world, behind, circumstances)),
    ...followingInterviews(world, decision.events, circumstances),
  ];
  return following.length === 0
    ? decision
    : { ...decision, events: [...decision.events, ...following] };
}

function behindIn(events: readonly MutuaEvent[]): readonly Behind[] {
  const byLoan = new Map<Id, Behind>();
  for (const event of events) {
    const now = behindOf(event);
    if (now === undefined) continue;
    const before = byLoan.get(now.loanId);
    byLoan.set(now.loanId, { ...before, ...now });
  }
  return [...byLoan.values()];
}

function behindOf(event: MutuaEvent): Behind | undefined {
  switch (event.kind) {
    case 'LoanFellOverdue':
      return { loanId: event.loanId, begun: 'loan_overdue', daysOverdue: event.daysOverdue };
    case 'LoanDefaulted':
      return { loanId: event.loanId, begun: 'loan_defaulted' };
    case 'LoanWorked':
      return event.daysOverdue === undefined
        ? undefined
        : { loanId: event.loanId, daysOverdue: event.daysOverdue };
    case 'RepaymentReturned':
      return { loanId: event.loanId, isReturned: true };
    case 'ArrearsCleared':
    case 'DefaultCured':
      return { loanId: event.loanId, ended: 'cured' };
    case 'LoanClosed':
      return { loanId: event.loanId, ended: 'loan_closed' };
    default:
      return undefined;
  }
}

function followed(
  world: KnownWorld,
  { loanId, begun, daysOverdue, ended, isReturned }: Behind,
  circumstances: Following,
): readonly MutuaEvent[] {
  const cases = world.list('casesOfSubject', loanId);
  if (ended !== undefined) return cases.flatMap((one) => endedCase(world, one, ended));
  const tracked = cases.find((one) => promiseOf(one).length > 0);
  const open = openCaseOf(cases, 'collection') ?? tracked;
  if (open !== undefined) {
    const broken = isReturned ? promiseAfterReturn(world, open, circumstances) : [];
    return [...broken, ...movedCase(open, loanId, daysOverdue, circumstances)];
  }
  return begun === undefined
    ? []
    : openedCase(world, { loanId, begun, daysOverdue: daysOverdue ?? 1 }, circumstances);
}

function openedCase(
  world: KnownWorld,
  { loanId, begun, daysOverdue }: Required<Pick<Behind, 'loanId' | 'daysOverdue' | 'begun'>>,
  circumstances: Following,
): readonly MutuaEvent[] {
  const loan = world.get('loan', loanId);
  const servicing = world.get('servicing', loanId);
  // Where the platform does not collect, nobody owes the work.
  if (loan === undefined || servicing?.rules.hasCollection !== true) return [];
  const stage = stageOfDays(daysOverdue);
  return [
    {
      ...{ kind: 'CaseOpened', caseId: circumstances.newId(), caseKind: 'collection' },
      ...{ subject: { kind: 'loan', id: loanId }, clientId: loan.borrowerId, cause: begun },
      ...{ fields: {}, collection: { stage, daysOverdue, currency: loan.currency } },
      ...deadlineFrom(collectionPlanOf(stage).clock, circumstances),
    },
  ];
}

/** A promise whose day is over was waiting for the payment: now it is known whether it was kept. */
function promiseAfterReturn(
  world: KnownWorld,
  found: Case,
  circumstances: Following,
): readonly MutuaEvent[] {
  const servicing = world.get('servicing', found.subjectId);
  return promiseOf(found).flatMap((promiseId) => {
    const promise = world.get('promise', promiseId);
    if (promise === undefined || servicing === undefined) return [];
    // On its own day there is time until the day is closed.
    if (promise.day >= circumstances.today) return [];
    const { underWay: _, ...after } = servicing;
    return judgedPromise(found, promise, after, circumstances);
  });
}

/** The plan follows the days overdue both ways; out of court it comes by decision only. */
function movedCase(
  { id: caseId, collection }: Case,
  loanId: Id,
  daysOverdue: number | undefined,
  circumstances: Following,
): readonly MutuaEvent[] {
  if (collection === undefined || daysOverdue === undefined) return [];
  const { stage: from } = collection;
  const to = stageOfDays(daysOverdue);
  if (from === 'legal' || from === to) return [];
  const deadline = deadlineFrom(collectionPlanOf(to).clock, circumstances);
  return [{ kind: 'CollectionStageMoved', caseId, loanId, from, to, daysOverdue, ...deadline }];
}

function endedCase(
  world: KnownWorld,
  found: Case,
  ended: Required<Behind>['ended'],
): readonly MutuaEvent[] {
  if (found.caseKind !== 'collection') return [];
  const events: MutuaEvent[] = [];
  const { id: caseId, subjectId } = found;
  for (const promiseId of promiseOf(found)) {
    const promise = world.get('promise', promiseId);
    const servicing = world.get('servicing', subjectId);
    if (promise === undefined || servicing === undefined) continue;
    const paid = paidSince(servicing, promise.paidBefore);
    // Whoever owes nothing that is due has kept the promise, whatever was named.
    const isKept = ended === 'cured' || paid >= promise.amount;
    events.push({ kind: isKept ? 'PromiseKept' : 'PromiseBroken', promiseId, caseId, paid });
  }
  const isOpen = openCaseOf([found], 'collection') !== undefined;
  return isOpen ? [...events, { kind: 'CaseClosed', caseId, result: ended }] : events;
}

function promiseOf({ collection }: Case): readonly Id[] {
  return collection?.promiseId === undefined ? [] : [collection.promiseId];
}
