// A repayment that was distributed counts from the day on which its money was at the custodian: two persons find so.
import { decided } from '../../decided.ts';
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import type { MutuaEvent } from '../../events.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { invalid, ok, type Refused, type Result, refuse } from '../../kit/result.ts';
import { staffIn } from '../../people/actor.ts';
import type { Day } from '../../time/day.ts';
import type { KnownWorld, Need, World } from '../../world.ts';
import { daysBehind, fallBehind } from '../arrears.ts';
import { type Correction, correctRepayment } from '../correct-repayment.ts';
import { isNothingOwed } from '../corrected.ts';
import type { RepaymentBackDated } from '../correction-events.ts';
import { withCorrection } from '../evolve-corrections.ts';
import type { Loan } from '../loan.ts';
import { isTakenBack, repaymentOf } from '../loan-history.ts';
import { reclassified } from '../reclassified.ts';
import type { BackDatingAsked, Servicing } from '../servicing.ts';
import { loanAfter, loanWorked, type UpToDate, upToDate } from '../up-to-date.ts';
import {
  checkerIn,
  proposedStep,
  releasedStep,
  releaseNeeds,
  type StepAsked,
} from './step-checks.ts';

/** Asked by finance: a receipt that found its owner late, or a bank's delay. */
export interface ProposeBackDating extends StepAsked, BackDatingAsked {
  readonly kind: 'ProposeBackDating';
}

/** Asked by another person, with the authority for the loan. */
export interface BackDateRepayment extends StepAsked {
  readonly kind: 'BackDateRepayment';
}

export const proposeBackDating: Rule<ProposeBackDating> = {
  kind: 'ProposeBackDating',
  isAlone: true,
  needs: (asked, known) => [
    ...historyNeeds(asked),
    ...releaseNeeds(asked, known),
    ...listingsNeed(asked, known),
  ],
  decide: decideProposal,
};

export const backDateRepayment: Rule<BackDateRepayment> = {
  kind: 'BackDateRepayment',
  isAlone: true,
  needs: (asked, known) => [
    ...historyNeeds(asked),
    ...releaseNeeds(asked, known),
    ...listingsNeed(asked, known),
  ],
  decide: decideRelease,
};

function historyNeeds({ loanId }: StepAsked): readonly Need[] {
  return [{ fact: 'loanHistory', key: loanId }];
}

function listingsNeed({ loanId }: StepAsked, known: KnownWorld): readonly Need[] {
  const loan = known.get('loan', loanId);
  return loan === undefined ? [] : [{ list: 'listingsOfBorrower', key: loan.borrowerId }];
}

function decideProposal(
  world: World,
  { loanId, reason, instructionId, day, evidence }: ProposeBackDating,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, today } = circumstances;
  const makerId = staffIn(actor, ['finance_officer']);
  if (makerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  const backDating = { instructionId, day, evidence };
  const proposed = proposedStep(loan, 'back_dating', makerId, { reason, today, backDating });
  const servicing = world.get('servicing', loanId);
  if (!proposed.ok || servicing === undefined) return proposed;
  if (evidence.trim() === '') return invalid('evidence', 'It must not be empty.');
  if (servicing.underWay !== undefined) return refuse('money_in_transit');
  // Whether it can be is known today; it is reckoned for the day of its release.
  const worked = upToDate(loan, servicing, 'due_day', circumstances);
  const made = corrected(world, loan, worked, backDating, circumstances);
  return made.ok ? decided(...(proposed.value.events as readonly MutuaEvent[])) : made;
}

function decideRelease(
  world: World,
  { loanId, reason }: BackDateRepayment,
  circumstances: Circumstances,
): Result<Decision> {
  const checkerId = checkerIn(circumstances.actor);
  if (checkerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  const found = releasedStep(world, loan, 'back_dating', { reason, checkerId }, circumstances);
  if (!found.ok) return found;
  const { servicing, proposal } = found.value;
  const { backDating, makerId } = proposal;
  assert(backDating !== undefined, 'A back-dating that is proposed names its repayment.');
  const worked = upToDate(loan, servicing, 'due_day', circumstances);
  const made = corrected(world, loan, worked, backDating, circumstances);
  if (!made.ok) return made;
  const { day, evidence } = backDating;
  const event: RepaymentBackDated = {
    ...{ kind: 'RepaymentBackDated', ...made.value.corrected, day },
    ...{ makerId, checkerId, reason, evidence },
  };
  const after = withCorrection(worked.servicing, event);
  return ok({
    events: [
      ...worked.events,
      event,
      ...whatFollows(world, loanAfter(loan, worked), after, circumstances),
    ],
    transfers: [...worked.transfers, ...made.value.transfers],
  });
}

/** What the loan is by it; where nothing is owed any more it is closed, since interest that is not due is not owed. */
function whatFollows(
  world: World,
  loan: Loan,
  after: Servicing,
  { today }: Circumstances,
): readonly MutuaEvent[] {
  if (isNothingOwed(after)) {
    const claims = world.list('claimsOfLoan', loan.id).filter(({ state }) => state === 'active');
    return [
      ...claims.map(({ id }) => ({ kind: 'ClaimClosed' as const, claimId: id })),
      { kind: 'LoanClosed', loanId: loan.id, closeReason: 'repaid' },
    ];
  }
  const daysOverdue = daysBehind(after, today);
  return [
    ...madeGood(loan, daysOverdue),
    ...fallBehind(loan, after, today),
    ...reclassified(loan, after, { daysOverdue, today }),
    loanWorked(loan, after, today, daysOverdue),
  ];
}

/** What falls due today is not late yet. */
function madeGood({ id: loanId, state }: Loan, daysOverdue: number): readonly MutuaEvent[] {
  if (daysOverdue > 0) return [];
  if (state === 'overdue') return [{ kind: 'ArrearsCleared', loanId }];
  return state === 'defaulted' ? [{ kind: 'DefaultCured', loanId }] : [];
}

function corrected(
  world: World,
  loan: Loan,
  { servicing }: UpToDate,
  { instructionId, day }: { readonly instructionId: Id; readonly day: Day },
  circumstances: Circumstances,
): Result<Correction> {
  const history = world.get('loanHistory', loan.id);
  const repayment = history === undefined ? undefined : repaymentOf(history, instructionId);
  if (history === undefined || repayment === undefined) return refuse('not_found');
  if (isTakenBack(history, instructionId)) return refuse('already_reversed');
  const bounds = refusedByDay(loan, repayment.event.day, day);
  if (bounds !== undefined) return bounds;
  // What was repaid early changed the schedule on its own day.
  if (repayment.event.early !== undefined) return refuse('changed_meanwhile');
  const asked = { loan, servicing, history, repayment, day };
  return correctRepayment(world, asked, circumstances);
}

function refusedByDay({ valueDay }: Loan, paidOn: Day, day: Day): Refused | undefined {
  if (valueDay !== undefined && day < valueDay)
    return invalid('day', 'It is before the value day.');
  return day >= paidOn ? invalid('day', 'It must be before the day of the repayment.') : undefined;
}
