// What the events of a loan change whose borrower does not pay.
import type { Stamp } from '../../decision.ts';
import type { Evolutions } from '../../evolutions.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { minus } from '../../money/minor-units.ts';
import { actorText } from '../../people/actor.ts';
import type { WorldDraft } from '../../world.ts';
import { withAcceleration } from '../accelerated.ts';
import { keepDaysOverdue } from '../arrears.ts';
import type { AssetClassChanged } from '../asset-class.ts';
import type {
  ArrearsCleared,
  CollectionEvent,
  CollectionStepProposed,
  CollectionStepReturned,
  CompromiseAgreed,
  CompromiseLapsed,
  DebtWaived,
  DefaultCured,
  LoanAccelerated,
  LoanDefaulted,
  LoanFellOverdue,
  LoanRescheduled,
  LoanWrittenOff,
  RescheduleAccepted,
} from '../collection-events.ts';
import { withNewPlan } from '../new-plan.ts';
import { loanIn, servicingIn, takeStep } from '../take-step.ts';
import { withWaiver } from '../waived.ts';

export const COLLECTION_EVOLUTIONS: Evolutions<CollectionEvent> = {
  LoanFellOverdue: evolveLoanFellOverdue,
  ArrearsCleared: evolveMadeGood,
  LoanDefaulted: evolveLoanDefaulted,
  DefaultCured: evolveMadeGood,
  CollectionStepProposed: evolveStepProposed,
  CollectionStepReturned: evolveStepReturned,
  LoanWrittenOff: evolveLoanWrittenOff,
  AssetClassChanged: evolveAssetClassChanged,
  LoanAccelerated: evolveLoanAccelerated,
  DebtWaived: evolveDebtWaived,
  CompromiseAgreed: evolveCompromiseAgreed,
  CompromiseLapsed: evolveCompromiseLapsed,
  RescheduleAccepted: evolveRescheduleAccepted,
  LoanRescheduled: evolveLoanRescheduled,
};

/** The days that pass do it, whoever's command brought the loan up to date. */
const BY_CALENDAR = { actor: actorText({ kind: 'calendar' }) };

function evolveLoanFellOverdue(
  world: WorldDraft,
  { loanId, daysOverdue }: LoanFellOverdue,
  stamp: Stamp,
): void {
  takeStep(world, loanId, { event: 'LoanFellOverdue' }, { ...stamp, ...BY_CALENDAR });
  keepDaysOverdue(world, loanId, daysOverdue);
}

function evolveLoanDefaulted(world: WorldDraft, event: LoanDefaulted, stamp: Stamp): void {
  const { loanId, cause } = event;
  const step = { event: 'LoanDefaulted', reason: cause } as const;
  if (event.cause === 'days_overdue') {
    takeStep(world, loanId, step, { ...stamp, ...BY_CALENDAR });
    keepDaysOverdue(world, loanId, event.daysOverdue);
  } else {
    takeStep(world, loanId, { ...step, reason: event.reason }, stamp);
  }
  dropProposal(world, loanId);
}

/** What was proposed while money was owed is void now that it is paid. */
function evolveMadeGood(
  world: WorldDraft,
  { kind, loanId }: ArrearsCleared | DefaultCured,
  stamp: Stamp,
): void {
  takeStep(world, loanId, { event: kind }, stamp);
  dropProposal(world, loanId);
}

function evolveStepProposed(world: WorldDraft, { loanId, proposal }: CollectionStepProposed): void {
  world.put('servicing', { ...servicingIn(world, loanId), proposal });
}

function evolveStepReturned(world: WorldDraft, { loanId }: CollectionStepReturned): void {
  dropProposal(world, loanId);
}

function evolveLoanWrittenOff(world: WorldDraft, event: LoanWrittenOff, stamp: Stamp): void {
  const { loanId, day, amounts, rest, makerId, checkerId, reason } = event;
  const { nextActionDay: _, reminderDay: __, ...loan } = loanIn(world, loanId);
  world.put('loan', loan);
  takeStep(world, loanId, { event: 'LoanWrittenOff', reason }, stamp);
  const { proposal: ___, ...servicing } = servicingIn(world, loanId);
  const accounts = [...servicing.accounts.slice(0, servicing.fallenDue), ...rest];
  world.put('servicing', {
    ...{ ...servicing, accounts, fallenDue: accounts.length, workedThrough: day },
    writtenOff: { day, amounts, makerId, checkerId },
  });
}

function evolveAssetClassChanged(world: WorldDraft, event: AssetClassChanged): void {
  const { loanId, to } = event;
  world.put('loan', { ...loanIn(world, loanId), assetClass: to });
  if (event.cause !== 'decision') return;
  const { proposal: _, ...servicing } = servicingIn(world, loanId);
  world.put('servicing', { ...servicing, chosenClass: event.chosen });
}

function evolveLoanAccelerated(world: WorldDraft, event: LoanAccelerated): void {
  const { proposal: _, ...servicing } = servicingIn(world, event.loanId);
  world.put('servicing', withAcceleration(servicing, event));
}

function evolveDebtWaived(world: WorldDraft, event: DebtWaived): void {
  const { loanId, amounts } = event;
  const { proposal: _, ...servicing } = servicingIn(world, loanId);
  world.put('servicing', withWaiver(servicing, event));
  const borrower = world.get('borrower', loanIn(world, loanId).borrowerId);
  assert(borrower !== undefined, 'Who owes a loan is a borrower.');
  world.put('borrower', { ...borrower, owed: minus(borrower.owed, amounts.principal) });
}

function evolveCompromiseAgreed(world: WorldDraft, { loanId, compromise }: CompromiseAgreed): void {
  const { proposal: _, ...servicing } = servicingIn(world, loanId);
  world.put('servicing', { ...servicing, compromise });
}

function evolveCompromiseLapsed(world: WorldDraft, { loanId }: CompromiseLapsed): void {
  const { compromise: _, ...servicing } = servicingIn(world, loanId);
  world.put('servicing', servicing);
}

function evolveRescheduleAccepted(
  world: WorldDraft,
  { loanId, day: acceptedOn }: RescheduleAccepted,
): void {
  const servicing = servicingIn(world, loanId);
  const { proposal } = servicing;
  assert(proposal !== undefined, 'What a borrower accepts was proposed.');
  world.put('servicing', { ...servicing, proposal: { ...proposal, acceptedOn } });
}

function evolveLoanRescheduled(world: WorldDraft, event: LoanRescheduled): void {
  const { proposal: _, ...servicing } = servicingIn(world, event.loanId);
  world.put('servicing', withNewPlan(servicing, event));
}

function dropProposal(world: WorldDraft, loanId: Id): void {
  const { proposal, ...servicing } = servicingIn(world, loanId);
  if (proposal !== undefined) world.put('servicing', servicing);
}
