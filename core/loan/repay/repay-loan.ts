// A borrower pays what is due now, without waiting for the collection.
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import type { Id } from '../../kit/id.ts';
import { invalid, ok, type Refused, type Result, refuse } from '../../kit/result.ts';
import { moneyText } from '../../money/figure-text.ts';
import { least, type MinorUnits, minus, ZERO } from '../../money/minor-units.ts';
import { personIn } from '../../people/actor.ts';
import type { World } from '../../world.ts';
import { amountDue } from '../compromise.ts';
import type { LoanState } from '../life.ts';
import type { Loan } from '../loan.ts';
import type { Servicing } from '../servicing.ts';
import { servicingNeeds } from '../servicing-needs.ts';
import { loanWorked, upToDate } from '../up-to-date.ts';
import { payoffOf } from './payoff.ts';
import { sendRepayment } from './send-repayment.ts';
import { borrowerAvailable, SERVICED_STATES } from './work-loan.ts';

/** Asked by the borrower. What is beyond what is due stays in the borrower's cash; written off, everything is due. */
export interface RepayLoan {
  readonly kind: 'RepayLoan';
  readonly loanId: Id;
  readonly amount: MinorUnits;
}

/** What is written off is still owed. */
const PAYABLE_STATES: readonly LoanState[] = [...SERVICED_STATES, 'written_off'];

export const repayLoan: Rule<RepayLoan> = {
  kind: 'RepayLoan',
  needs: ({ loanId }, known) => servicingNeeds(loanId, known),
  decide,
};

function decide(
  world: World,
  { loanId, amount }: RepayLoan,
  circumstances: Circumstances,
): Result<Decision> {
  const standing = standingForBorrower(world, loanId, circumstances, PAYABLE_STATES);
  if (!standing.ok) return standing;
  const { loan, servicing } = standing.value;
  if (amount <= ZERO) return invalid('amount', 'It must be greater than 0.');
  const worked = upToDate(loan, servicing, 'due_day', circumstances);
  const { today } = circumstances;
  const owed = amountDue(worked.servicing);
  const payoff = payoffOf(worked.servicing, today);
  const say = (value: MinorUnits) => moneyText(value, loan.currency);
  if (owed === ZERO) return refuse('nothing_owed');
  if (amount > payoff.total) return refuse('exceeds_payoff', { payoff: say(payoff.total) });
  const due = least(amount, owed);
  const short = refusedForCash(world, loan, due);
  if (short !== undefined) return short;
  const kind = servicing.writtenOff === undefined ? 'instalment' : 'recovery';
  const asked = { kind, due } as const;
  const sent = sendRepayment(world, loan, worked.servicing, asked, circumstances);
  return ok({
    events: [
      ...worked.events,
      ...sent.events,
      loanWorked(loan, sent.servicing, today, worked.daysOverdue),
    ],
    transfers: [...worked.transfers, ...sent.transfers],
  });
}

/** The borrower's own loan, on which money is owed and none is under way. */
export function standingForBorrower(
  world: World,
  loanId: Id,
  { actor }: Circumstances,
  states: readonly LoanState[] = SERVICED_STATES,
): Result<{ readonly loan: Loan; readonly servicing: Servicing }> {
  const borrowerId = personIn(actor, ['borrower']);
  if (borrowerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined || loan.borrowerId !== borrowerId) return refuse('not_found');
  const servicing = world.get('servicing', loanId);
  if (servicing === undefined || !states.includes(loan.state)) {
    return refuse('wrong_stage', { state: loan.state });
  }
  return servicing.underWay === undefined ? ok({ loan, servicing }) : refuse('money_in_transit');
}

/** Whether the borrower has that much. */
export function refusedForCash(world: World, loan: Loan, amount: MinorUnits): Refused | undefined {
  const available = borrowerAvailable(world, loan);
  if (amount <= available) return undefined;
  return refuse('insufficient_cash', {
    available: moneyText(available, loan.currency),
    missing: moneyText(minus(amount, available), loan.currency),
  });
}
