// A second person decides on an assessed application, within the authority of the position.
import { moneyFact } from '../../credit/credit-file.ts';
import { decided } from '../../decided.ts';
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { invalid, type Refused, type Result, refuse } from '../../kit/result.ts';
import { checkBorrowerDebt } from '../../law/borrower-cap.ts';
import { exponentOf } from '../../money/currency.ts';
import { moneyText } from '../../money/figure-text.ts';
import { formatMajor, isMultipleOf, type MinorUnits, ZERO } from '../../money/minor-units.ts';
import { staffIn } from '../../people/actor.ts';
import { type AuthorityLimit, refusedByAuthority } from '../../people/authority.ts';
import { AUTHORITY_NEED, authorityToday } from '../../people/change-authority.ts';
import { lossLeftToLenders } from '../../product/loss-relief.ts';
import type { Product, Safeguard } from '../../product/product.ts';
import { addDays, type Day } from '../../time/day.ts';
import type { Case } from '../../work/case.ts';
import { isInterviewMissing } from '../../work/passed-interview.ts';
import type { World } from '../../world.ts';
import type { AssessmentRecord } from './assessment-record.ts';
import { type LoanFile, loanFileIn, loanFileNeeds } from './loan-file.ts';
import { termsOfLoan } from './terms-of-loan.ts';

export interface ApproveLoan {
  readonly kind: 'ApproveLoan';
  readonly loanId: Id;
  /** Less than was applied for, where the whole is too much. */
  readonly loanAmount?: MinorUnits;
  /** Who pays if the borrower does not; `none` is said too. */
  readonly safeguard: Safeguard;
  readonly reason: string;
}

export interface RejectLoan {
  readonly kind: 'RejectLoan';
  readonly loanId: Id;
  readonly reason: string;
}

export const approveLoan: Rule<ApproveLoan> = {
  kind: 'ApproveLoan',
  needs: (command, known) => [
    AUTHORITY_NEED,
    ...loanFileNeeds(command, known),
    { list: 'casesOfSubject', key: command.loanId },
  ],
  decide: decideApproval,
};

export const rejectLoan: Rule<RejectLoan> = {
  kind: 'RejectLoan',
  needs: (command, known) => [AUTHORITY_NEED, ...loanFileNeeds(command, known)],
  decide: decideRejection,
};

function decideApproval(
  world: World,
  command: ApproveLoan,
  { actor, today }: Circumstances,
): Result<Decision> {
  const { loanId, safeguard, reason } = command;
  const checkerId = staffIn(actor, ['risk_analyst', 'committee_member']);
  const authority = authorityToday(world, actor, today);
  if (checkerId === undefined) return refuse('not_allowed');
  const found = loanFileIn(world, loanId, ['assessed']);
  if (!found.ok) return found;
  const file = found.value;
  const { loan, assessment, product, pack } = file;
  assert(assessment !== undefined, 'An assessed loan has its assessment.');
  if (isPreparedBy(file, checkerId)) return refuse('same_person');
  if (authority.length === 0) return refuse('not_allowed');
  const loanAmount = command.loanAmount ?? loan.loanAmount;
  const refused =
    refusedForFile(file, assessment, reason) ??
    refusedForInterview(product, world.list('casesOfSubject', loanId)) ??
    refusedForAmount(file, loanAmount) ??
    refusedForAuthority(file, assessment, authority, loanAmount) ??
    refusedForDebt(file, loanAmount, today);
  if (refused !== undefined) return refused;
  if (!product.safeguards.includes(safeguard)) return refuse('safeguard_missing');
  const { expectedLossPpm: wholeLossPpm, price: assessed } = assessment.result;
  const expectedLossPpm = lossLeftToLenders(product, safeguard, wholeLossPpm);
  const terms = termsOfLoan(
    product,
    pack,
    {
      ...{ ...loan, loanAmount, expectedLossPpm },
      ...(assessed !== undefined && { assessedRatePpm: assessed.annualRatePpm }),
    },
    today,
  );
  if (!terms.ok) return terms;
  const { price, fees } = terms.value;
  const approvedUntil = addDays(today, product.approvalValidDays);
  return decided({
    kind: 'LoanApproved',
    ...{ loanId, loanAmount, price, fees, safeguard, approvedUntil, reason },
    nextActionDay: addDays(approvedUntil, 1),
  });
}

function decideRejection(
  world: World,
  { loanId, reason }: RejectLoan,
  { actor, today }: Circumstances,
): Result<Decision> {
  const checkerId = staffIn(actor, ['risk_analyst', 'committee_member']);
  if (checkerId === undefined) return refuse('not_allowed');
  const found = loanFileIn(world, loanId, ['applied', 'assessed']);
  if (!found.ok) return found;
  if (isPreparedBy(found.value, checkerId)) return refuse('same_person');
  if (authorityToday(world, actor, today).length === 0) return refuse('not_allowed');
  if (reason.trim() === '') return refuse('reason_missing');
  return decided({ kind: 'LoanRejected', loanId, reasonCodes: [], reason });
}

/** Whoever entered, bore out, assessed or reviewed anything has prepared the decision. */
function isPreparedBy({ application }: LoanFile, staffId: Id): boolean {
  return application.preparedBy.includes(staffId);
}

function refusedForFile(
  { application, client }: LoanFile,
  { result }: AssessmentRecord,
  reason: string,
): Refused | undefined {
  if (client.isHeld === true) return refuse('screening_hold');
  if (client.status === 'frozen') return refuse('client_frozen');
  if (reason.trim() === '') return refuse('reason_missing');
  // What was decided on is not what is in the file any more.
  if (application.changedSince) return refuse('changed_meanwhile');
  const needsPerson = result.decision === 'refer' && application.review?.opinion !== 'approve';
  return needsPerson ? refuse('step_skipped', { step: 'manual_review' }) : undefined;
}

function refusedForInterview(product: Product, cases: readonly Case[]): Refused | undefined {
  return isInterviewMissing(product, cases) ? refuse('interview_missing') : undefined;
}

function refusedForAmount({ loan, product }: LoanFile, asked: MinorUnits): Refused | undefined {
  const { currency, amount } = product;
  if (asked < amount.minimum || asked > loan.loanAmount) {
    return refuse('amount_out_of_range', {
      minimum: moneyText(amount.minimum, currency),
      maximum: moneyText(loan.loanAmount, currency),
    });
  }
  if (isMultipleOf(asked, amount.step)) return undefined;
  const step = formatMajor(amount.step, exponentOf(currency));
  return invalid('loanAmount', `It must be a multiple of ${step}.`);
}

/** Neither beyond the limit of the borrower nor beyond what the position may decide. */
function refusedForAuthority(
  { product: { currency } }: LoanFile,
  { result: { limit, grade } }: AssessmentRecord,
  authority: readonly AuthorityLimit[],
  loanAmount: MinorUnits,
): Refused | undefined {
  if (loanAmount > limit) {
    return refuse('authority_exceeded', { limit: moneyText(limit, currency) });
  }
  return refusedByAuthority(authority, { loanAmount, grade }, currency);
}

/** What the borrower owes elsewhere may be borne out to be more than was said. */
function refusedForDebt(
  { application, client, borrower, product, pack }: LoanFile,
  loanAmount: MinorUnits,
  today: Day,
): Refused | undefined {
  const debt = {
    kind: client.kind,
    currency: product.currency,
    owedHere: borrower.owed,
    owedElsewhere: moneyFact(application.file, 'debt_elsewhere') ?? ZERO,
  };
  const allowed = checkBorrowerDebt(pack, debt, loanAmount, today);
  return allowed.ok ? undefined : allowed;
}
