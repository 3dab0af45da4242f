// What the two sides of a loan are told of the cases about it: that help was asked for and what came of it, and that
// the loan goes to court.
import {
  claimsNeed,
  knownFact,
  type NoticeNeedTable,
  type NoticeTable,
  toBorrower,
  toHolders,
} from './notice-parts.ts';

export const WORK_NOTICES: NoticeTable = {
  CaseOpened: (world, { caseKind, subject }) =>
    caseKind === 'hardship'
      ? [toBorrower(knownFact(world, 'loan', subject.id), 'hardship_received')]
      : [],
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
