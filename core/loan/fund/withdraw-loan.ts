// A loan is taken back before its disbursement: by its borrower, or pulled by staff. Bids that stand go back.
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import type { Id } from '../../kit/id.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import { checkWithdrawalFromListed } from '../../law/checks.ts';
import { rulePackOf } from '../../law/packs.ts';
import { leadsPosition, personIn } from '../../people/actor.ts';
import { productOfLoan, versionNeed } from '../../product/version-need.ts';
import type { Day } from '../../time/day.ts';
import { OPEN_INSTRUCTION_STATES } from '../../wallet/instruction.ts';
import type { KnownWorld, Need, World } from '../../world.ts';
import { mayHappen } from '../life.ts';
import type { Loan } from '../loan.ts';
import { fundingEndNeeds, returnAllBids } from './funding-period.ts';

/** Asked by the borrower, once the loan is public only where the pack allows it, or by staff, who give a reason. */
export interface WithdrawLoan {
  readonly kind: 'WithdrawLoan';
  readonly loanId: Id;
  readonly reason: string;
}

export const withdrawLoan: Rule<WithdrawLoan> = {
  kind: 'WithdrawLoan',
  needs: needsOf,
  decide,
};

function needsOf(command: { readonly loanId: Id }, known: KnownWorld): readonly Need[] {
  const loan = known.get('loan', command.loanId);
  return [
    ...fundingEndNeeds(command, known),
    { list: 'instructionsOfLoan', key: command.loanId },
    ...(loan === undefined ? [] : [versionNeed(loan)]),
  ];
}

function decide(
  world: World,
  { loanId, reason }: WithdrawLoan,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, today } = circumstances;
  const isChecker = leadsPosition(actor, ['loan_officer', 'risk_analyst', 'compliance_officer']);
  const borrowerId = personIn(actor, ['borrower']);
  if (!isChecker && borrowerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined || (!isChecker && loan.borrowerId !== borrowerId)) {
    return refuse('not_found');
  }
  if (!mayHappen('LoanWithdrawn', loan.state)) return refuse('wrong_stage', { state: loan.state });
  if (isChecker && reason.trim() === '') return refuse('reason_missing');
  const allowed = isChecker ? ok(true) : mayTakeBack(world, loan, today);
  if (!allowed.ok) return allowed;
  // What the custodian may be paying out already cannot be called back.
  if (isUnderWay(world, loanId)) return refuse('money_in_transit');
  const why = isChecker ? 'pulled' : 'by_borrower';
  const back = returnAllBids(world, loan, why, circumstances);
  const note = reason.trim() === '' ? {} : { note: reason.trim() };
  return ok({
    ...back,
    events: [{ kind: 'LoanWithdrawn', loanId, reason: why, ...note }, ...back.events],
  });
}

/** Whether the custodian was asked to disburse it, and has not refused. */
function isUnderWay(world: World, loanId: Id): boolean {
  return world
    .list('instructionsOfLoan', loanId)
    .some(
      ({ order, state }) => order.kind === 'disburse' && OPEN_INSTRUCTION_STATES.includes(state),
    );
}

/** From `listed` on the borrower may only where the pack allows it. */
function mayTakeBack(world: World, loan: Loan, today: Day): Result<true> {
  if (['applied', 'assessed', 'approved'].includes(loan.state)) return ok(true);
  const pack = rulePackOf(productOfLoan(world, loan).packId);
  return pack.ok ? checkWithdrawalFromListed(pack.value, today) : pack;
}
