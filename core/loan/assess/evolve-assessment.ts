// What the events between application and listing change.
import type { Stamp } from '../../decision.ts';
import type { Evolutions } from '../../evolutions.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import type { WorldDraft } from '../../world.ts';
import type { LoanApplication } from '../application.ts';
import { endOpenLoan } from '../open-loan.ts';
import { loanIn, takeStep } from '../take-step.ts';
import type { AssessmentEvent, LoanAssessed, LoanReassessed } from './events.ts';

export const ASSESSMENT_EVOLUTIONS: Evolutions<AssessmentEvent> = {
  LoanAssessed: evolveAssessed,
  LoanReassessed: evolveAssessed,
  LoanReviewed: (world, { loanId, makerId, opinion, reason }) => {
    const application = applicationIn(world, loanId);
    const preparedBy = withMaker(application, makerId);
    world.put('application', { ...application, preparedBy, review: { makerId, opinion, reason } });
  },
  LoanApproved: (world, event, stamp) => {
    const { loanId, loanAmount, price, fees, safeguard, approvedUntil, nextActionDay } = event;
    takeStep(world, loanId, { event: 'LoanApproved', reason: event.reason }, stamp, {
      ...{ loanAmount, fees, safeguard, approvedUntil, nextActionDay },
      annualRatePpm: price.annualRatePpm,
      allInRatePpm: price.allInRatePpm,
      expectedLossPpm: price.expectedLossPpm,
    });
  },
  LoanRejected: (world, { loanId, reason }, stamp) => {
    takeStep(world, loanId, { event: 'LoanRejected', reason }, stamp);
    endOpenLoan(world, loanIn(world, loanId).borrowerId);
  },
  TermsAccepted: (world, { loanId }, { at }) =>
    world.put('loan', { ...loanIn(world, loanId), termsAcceptedAt: at }),
};

function evolveAssessed(
  world: WorldDraft,
  event: LoanAssessed | LoanReassessed,
  stamp: Stamp,
): void {
  const { loanId, number, packId, assessment, makerId, personal } = event;
  const { grade, riskClass, assessedOn } = assessment;
  takeStep(world, loanId, { event: event.kind, reason: assessment.reasonCodes.join(', ') }, stamp, {
    ...{ grade, riskClass },
  });
  world.put('assessment', {
    ...{ loanId, number, packId, assessedOn, result: assessment },
    ...personal,
  });
  const { review: _, ...application } = applicationIn(world, loanId);
  const preparedBy =
    makerId === undefined ? application.preparedBy : withMaker(application, makerId);
  world.put('application', {
    ...application,
    preparedBy,
    assessments: number,
    changedSince: false,
  });
}

function withMaker({ preparedBy }: LoanApplication, makerId: Id): readonly Id[] {
  return preparedBy.includes(makerId) ? preparedBy : [...preparedBy, makerId];
}

function applicationIn(world: WorldDraft, loanId: Id): LoanApplication {
  const application = world.get('application', loanId);
  assert(application !== undefined, 'An event is about an application that was filed.');
  return application;
}
