// An application is assessed: score, grade, price and limit by the policy of its product. What the rules
// reject is rejected at once; everything else waits for a person.
import { assess } from '../../credit/assess.ts';
import type { AssessmentRequest } from '../../credit/assessment.ts';
import type { CreditFile } from '../../credit/fact.ts';
import { decided } from '../../decided.ts';
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import type { Id } from '../../kit/id.ts';
import { type Result, refuse } from '../../kit/result.ts';
import type { Purpose } from '../../law/rule-pack.ts';
import { staffIn } from '../../people/actor.ts';
import type { Borrower } from '../../people/client.ts';
import type { Day } from '../../time/day.ts';
import type { World } from '../../world.ts';
import { type LoanFile, loanFileIn, loanFileNeeds } from './loan-file.ts';

/** Asked by rule when the file is complete, or by a risk analyst. */
export interface AssessLoan {
  readonly kind: 'AssessLoan';
  readonly loanId: Id;
}

export const assessLoan: Rule<AssessLoan> = { kind: 'AssessLoan', needs: loanFileNeeds, decide };

function decide(
  world: World,
  { loanId }: AssessLoan,
  { actor, today }: Circumstances,
): Result<Decision> {
  const makerId = staffIn(actor, ['risk_analyst']);
  if (makerId === undefined && actor.kind !== 'rule' && actor.kind !== 'calendar') {
    return refuse('not_allowed');
  }
  const found = loanFileIn(world, loanId, ['applied', 'assessed']);
  if (!found.ok) return found;
  const file = found.value;
  const request = assessmentRequestOf(file, today);
  const assessed = assess(request, file.product, file.pack, today);
  if (!assessed.ok) return assessed;
  const { features, ...assessment } = assessed.value;
  const event = {
    kind: file.loan.state === 'applied' ? 'LoanAssessed' : 'LoanReassessed',
    ...{ loanId, assessment, number: file.application.assessments + 1, packId: file.pack.id },
    ...(makerId === undefined ? {} : { makerId }),
    personal: { request, features },
  } as const;
  if (assessment.decision !== 'reject') return decided(event);
  const { reasonCodes } = assessment;
  const reason = reasonCodes.join(', ');
  return decided(event, { kind: 'LoanRejected', loanId, reasonCodes, reason });
}

/** What the assessment rests on: the file, and what the house itself knows of the borrower. */
function assessmentRequestOf(
  { loan, application, client, borrower }: LoanFile,
  today: Day,
): AssessmentRequest {
  const { loanAmount, termMonths, repaymentMethod } = loan;
  return {
    borrower: {
      kind: client.kind,
      ...(client.birthDay === undefined ? {} : { birthDay: client.birthDay }),
      owedHere: borrower.owed,
    },
    application: {
      ...{ loanAmount, termMonths, repaymentMethod },
      purpose: loan.purpose as Purpose,
      security: application.security,
    },
    file: { ...application.file, ...historyHere(borrower, today) },
    documents: application.documents,
  };
}

function historyHere(borrower: Borrower, today: Day): CreditFile {
  const known = (count: number) =>
    ({ value: { kind: 'count', count }, source: 'platform', asOf: today, verified: true }) as const;
  return {
    loans_repaid_here: known(borrower.loansRepaid ?? 0),
    worst_days_overdue_here: known(borrower.worstDaysOverdue ?? 0),
  };
}
