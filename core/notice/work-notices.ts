// What the two sides of a loan are told of the cases about it: that an interview is asked for and when it is, that help
// was asked for and what came of it, and that the loan goes to court.
import type { InterviewBooked, InterviewMoved } from '../work/events.ts';
import {
  claimsNeed,
  knownFact,
  type NoticeNeedTable,
  type NoticeTable,
  toBorrower,
  toHolders,
} from './notice-parts.ts';

export const WORK_NOTICES: NoticeTable = {
  CaseOpened: (world, { caseKind, subject }) => {
    const told = caseKind === 'interview' ? 'interview_asked' : 'hardship_received';
    return caseKind === 'interview' || caseKind === 'hardship'
      ? [toBorrower(knownFact(world, 'loan', subject.id), told)]
      : [];
  },
  CaseReopened: (world, { caseId }) => {
    const { caseKind, subjectId } = knownFact(world, 'case', caseId);
    return caseKind === 'hardship'
      ? [toBorrower(knownFact(world, 'loan', subjectId), 'hardship_received')]
      : [];
  },
  CaseClosed: (world, { caseId, result: reason }) => {
    const { caseKind, subjectId } = knownFact(world, 'case', caseId);
    return caseKind === 'hardship'
      ? [toBorrower(knownFact(world, 'loan', subjectId), 'hardship_answered', { reason })]
      : [];
  },
  InterviewBooked: (world, event) => [
    toBorrower(knownFact(world, 'loan', event.loanId), 'interview_booked', appointmentOf(event)),
  ],
  InterviewMoved: (world, event) => [
    toBorrower(knownFact(world, 'loan', event.loanId), 'interview_moved', appointmentOf(event)),
  ],
  InterviewHeld: (world, { caseId, loanId }) => {
    const { interview } = knownFact(world, 'case', caseId);
    const { heldOn: day } = interview?.held ?? {};
    const loan = knownFact(world, 'loan', loanId);
    return [toBorrower(loan, 'interview_held', day === undefined ? {} : { day })];
  },
  CollectionStageMoved: (world, { loanId, to }) => {
    if (to !== 'legal') return [];
    const loan = knownFact(world, 'loan', loanId);
    return [
      toBorrower(loan, 'loan_in_legal_action'),
      ...toHolders(world, loan, 'claim_in_legal_action'),
    ];
  },
};

export const WORK_NOTICE_NEEDS: NoticeNeedTable = {
  CollectionStageMoved: ({ loanId, to }) => (to === 'legal' ? claimsNeed(loanId) : []),
};

function appointmentOf({ slot: { day, time }, way }: InterviewBooked | InterviewMoved) {
  return { day, time, reason: way };
}
