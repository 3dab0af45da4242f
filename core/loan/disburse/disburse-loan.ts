// The custodian is asked to disburse: the whole principal to the borrower, then each fee as its own movement.
//
// It is asked when the borrower signs. If the custodian refused, staff may have it asked again; the payee, the
// amounts and the authorisations are the borrower's and the lenders' own all the same.
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { ok, type Refused, type Result, refuse } from '../../kit/result.ts';
import { plus, sum, ZERO } from '../../money/minor-units.ts';
import { holdsPosition } from '../../people/actor.ts';
import { productOfLoan, versionNeed } from '../../product/version-need.ts';
import { isBinding } from '../../safeguard/commitment.ts';
import { arePromisesKept, loanPromiseNeeds } from '../../safeguard/loan-safeguard.ts';
import { addDays, type Day } from '../../time/day.ts';
import { type NewInstruction, OPEN_INSTRUCTION_STATES } from '../../wallet/instruction.ts';
import { mandateInForce } from '../../wallet/payment-mandate.ts';
import type { Facts, KnownWorld, Need, World } from '../../world.ts';
import type { LoanState } from '../life.ts';
import type { Loan } from '../loan.ts';
import { feeTotal } from '../serviced-accounts.ts';
import {
  checkQuote,
  type DisbursementPlan,
  planDisbursement,
  totalForOperator,
  totalOfSchedule,
} from './plan-disbursement.ts';

/** Asked by staff after a refusal of the custodian. */
export interface DisburseLoan {
  readonly kind: 'DisburseLoan';
  readonly loanId: Id;
}

/** What has to be there before anything is paid out: what the borrower authorises, and who stands behind the loan. */
export type DisbursementCondition =
  | 'repayment_mandate'
  | 'fees_mandate'
  | 'guarantee_commitment'
  | 'guarantor_mandate';

/** How long after the last compensation day a guarantor's mandate has to hold. */
const DAYS_TO_COMPENSATE = 30;

const BEFORE_FUNDED: readonly LoanState[] = [
  'applied',
  'assessed',
  'approved',
  'listed',
  'funding',
];

export const disburseLoan: Rule<DisburseLoan> = {
  kind: 'DisburseLoan',
  needs: ({ loanId }, known) => disbursementNeeds(loanId, known),
  decide,
};

/** A full loan with all that its disbursement reads. */
export function disbursementNeeds(loanId: Id, known: KnownWorld): readonly Need[] {
  const loan = known.get('loan', loanId);
  if (loan === undefined) return [{ fact: 'loan', key: loanId }];
  return [
    { fact: 'loan', key: loanId },
    { fact: 'contract', key: loanId },
    { fact: 'client', key: loan.borrowerId },
    { list: 'bidsOfLoan', key: loanId },
    { list: 'mandatesOfLoan', key: loanId },
    { list: 'instructionsOfLoan', key: loanId },
    versionNeed(loan),
    ...loanPromiseNeeds(loanId, known),
  ];
}

function decide(
  world: World,
  { loanId }: DisburseLoan,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, today } = circumstances;
  if (!holdsPosition(actor, ['finance_officer'])) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  const refused = refusedByStage(loan);
  if (refused !== undefined) return refused;
  const contract = world.get('contract', loanId);
  if (contract === undefined) return refuse('contract_unsigned', { party: 'borrower' });
  if (isDisbursing(world, loanId)) return refuse('money_in_transit');
  const plan = checkedPlan(world, loan, today);
  if (!plan.ok) return plan;
  // Who is paid was agreed: an account opened since is not the contract's.
  if (contract.payee !== plan.value.payee) return refuse('payee_differs');
  const instruction = disbursementOf(world, loan, plan.value, circumstances);
  return ok({ events: [{ kind: 'InstructionMade', instruction }], transfers: [] });
}

/** A loan can be disbursed when it is full, and once. */
export function refusedByStage({ state, frozen, loanAmount }: Loan): Refused | undefined {
  if (BEFORE_FUNDED.includes(state)) return refuse('not_fully_funded');
  if (state !== 'funded') return refuse('wrong_stage', { state });
  assert(frozen === loanAmount, 'A full loan is frozen in full.');
  return undefined;
}

/**
 * The plan of a disbursement today, with every condition met.
 *
 * @returns `custody_account_missing`; `condition_open` with what is missing: `repayment_mandate` for all
 * that is to be repaid, `fees_mandate` for all that goes to the operator out of it, `guarantee_commitment` where one
 * who has to stand behind it does not any more, `guarantor_mandate` where one has not authorised what it may have to
 * pay; or `quote_differs`.
 */
export function checkedPlan(world: World, loan: Loan, today: Day): Result<DisbursementPlan> {
  const payee = world.get('client', loan.borrowerId)?.custodyAccounts.borrower;
  if (payee === undefined) return refuse('custody_account_missing');
  const plan = planDisbursement(loan, productOfLoan(world, loan), payee, today);
  if (!plan.ok) return plan;
  const conditions = openConditions(world, loan, plan.value);
  if (conditions.length > 0) return refuse('condition_open', { conditions: conditions.join(', ') });
  const quote = checkQuote(loan, plan.value);
  return quote.ok ? plan : quote;
}

/** What is not there yet, for the loan's whole life. */
function openConditions(world: World, loan: Loan, plan: DisbursementPlan): DisbursementCondition[] {
  const { id } = loan;
  const mandates = world.list('mandatesOfLoan', id);
  const maturityDay = plan.accounts.at(-1)?.dueDay ?? plan.terms.valueDay;
  const fees = totalForOperator(plan, acceptedBids(world, id));
  const repayment = mandateInForce(mandates, 'repayment', maturityDay, totalOfSchedule(plan));
  const forFees = mandateInForce(mandates, 'fees', maturityDay, fees);
  return [
    ...(repayment === undefined ? ['repayment_mandate' as const] : []),
    ...(fees > ZERO && forFees === undefined ? ['fees_mandate' as const] : []),
    ...(arePromisesKept(world, loan) ? [] : ['guarantee_commitment' as const]),
    ...(areCompensationsAuthorised(world, loan, plan) ? [] : ['guarantor_mandate' as const]),
  ];
}

/** Whoever signed for the loan has authorised what it may have to pay, until some time after the maturity. */
function areCompensationsAuthorised(world: World, { id }: Loan, plan: DisbursementPlan): boolean {
  const { compensation } = plan.rules;
  if (compensation === undefined) return true;
  const maturityDay = plan.accounts.at(-1)?.dueDay ?? plan.terms.valueDay;
  const until = addDays(maturityDay, compensation.day + DAYS_TO_COMPENSATE);
  const due = sum(
    plan.accounts.map((account) => plus(account.due.principal, account.due.interest)),
  );
  return world
    .list('commitmentsOfLoan', id)
    .filter(isBinding)
    .every(({ guarantorId, cover, amount }) => {
      const most = cover === 'principal' ? amount : due;
      const own = world.list('mandatesOfLoan', id).filter((one) => one.clientId === guarantorId);
      return mandateInForce(own, 'compensation', until, most) !== undefined;
    });
}

/** The instruction of the disbursement. */
export function disbursementOf(
  world: World,
  loan: Loan,
  { payee, fees, terms }: DisbursementPlan,
  circumstances: Circumstances,
): NewInstruction {
  const total = feeTotal(fees);
  const mandate = mandateInForce(
    world.list('mandatesOfLoan', loan.id),
    'fees',
    terms.valueDay,
    total,
  );
  const freezes = acceptedBids(world, loan.id).map(({ id, amount }) => ({ freezeId: id, amount }));
  return {
    id: circumstances.newId(),
    currency: loan.currency,
    loanId: loan.id,
    order: {
      ...{ kind: 'disburse', payee, freezes, fees: total },
      ...(total > ZERO && mandate !== undefined && { feesMandateId: mandate.id }),
    },
  };
}

/** Of which the loan is made up. */
export function acceptedBids(world: World, loanId: Id): readonly Facts['bid'][] {
  return world.list('bidsOfLoan', loanId).filter(({ state }) => state === 'accepted');
}

function isDisbursing(world: World, loanId: Id): boolean {
  return world
    .list('instructionsOfLoan', loanId)
    .some(
      ({ order, state }) => order.kind === 'disburse' && OPEN_INSTRUCTION_STATES.includes(state),
    );
}
