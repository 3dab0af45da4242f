// A loan is brought up to the business date: what has come falls due, and is collected from the borrower's cash.
//
// Run twice it does nothing the second time, since the loan knows the next day on which there is something to do.
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import type { MutuaEvent } from '../../events.ts';
import type { Id } from '../../kit/id.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import { availableOf } from '../../ledger/account.ts';
import { cashAccount } from '../../ledger/addresses.ts';
import { least, type MinorUnits, ZERO } from '../../money/minor-units.ts';
import type { Day } from '../../time/day.ts';
import type { World } from '../../world.ts';
import type { LoanState } from '../life.ts';
import type { Loan } from '../loan.ts';
import { dueAmounts, nextActionDay } from '../serviced-accounts.ts';
import type { Servicing } from '../servicing.ts';
import { totalOfAmounts } from './components.ts';
import { fallDue, type WorkedServicing } from './fall-due.ts';
import { repaymentNeeds } from './repayment-needs.ts';
import { sendRepayment } from './send-repayment.ts';

/** Asked by the calendar, for every loan whose next day has come. */
export interface WorkLoan {
  readonly kind: 'WorkLoan';
  readonly loanId: Id;
}

/** Loans on which something falls due and is paid. */
export const SERVICED_STATES: readonly LoanState[] = [
  'disbursed',
  'repaying',
  'overdue',
  'defaulted',
];

export const workLoan: Rule<WorkLoan> = {
  kind: 'WorkLoan',
  needs: ({ loanId }, known, { today }) => {
    const loan = known.get('loan', loanId);
    return loan === undefined || !hasWork(loan, today)
      ? [{ fact: 'loan', key: loanId }]
      : repaymentNeeds(loanId, known);
  },
  decide,
};

function decide(
  world: World,
  { loanId }: WorkLoan,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, today } = circumstances;
  if (actor.kind !== 'calendar') return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  const servicing = hasWork(loan, today) ? world.get('servicing', loanId) : undefined;
  if (servicing === undefined) return ok({ events: [], transfers: [] });
  const worked = fallDue(loan, servicing, 'asking_day', circumstances);
  const collected = collect(world, loan, worked.servicing, circumstances);
  return ok({
    events: [
      ...startOf(loan, today),
      ...worked.events,
      ...collected.events,
      loanWorked(loan, collected.servicing, today),
    ],
    transfers: [...worked.transfers, ...collected.transfers],
  });
}

function hasWork({ state, nextActionDay: next }: Loan, today: Day): boolean {
  return SERVICED_STATES.includes(state) && next !== undefined && next <= today;
}

/** Interest runs from the value day on, and with it the repayment. */
export function startOf({ id, state, valueDay }: Loan, today: Day): MutuaEvent[] {
  const hasCome = state === 'disbursed' && valueDay !== undefined && valueDay <= today;
  return hasCome ? [{ kind: 'RepaymentStarted', loanId: id }] : [];
}

/** The loan was worked through a day, and says when there is something to do again. */
export function loanWorked({ id: loanId }: Loan, servicing: Servicing, day: Day): MutuaEvent {
  const next = nextActionDay(servicing, day);
  return { kind: 'LoanWorked', loanId, day, ...(next !== undefined && { nextActionDay: next }) };
}

/** Takes from the borrower's cash what is due, as far as it goes and as far as the borrower has authorised it. */
function collect(
  world: World,
  loan: Loan,
  servicing: Servicing,
  circumstances: Circumstances,
): WorkedServicing {
  const nothing = { servicing, events: [], transfers: [] };
  const owed = totalOfAmounts(dueAmounts(servicing));
  const due = least(owed, borrowerAvailable(world, loan));
  if (servicing.underWay !== undefined || due === ZERO) return nothing;
  const sent = sendRepayment(world, loan, servicing, { kind: 'instalment', due }, circumstances);
  // What no mandate covers is the borrower's to pay: without one nothing is taken by itself.
  return isCovered(sent) ? sent : nothing;
}

function isCovered({ events }: WorkedServicing): boolean {
  return events.some(
    (event) =>
      event.kind === 'InstructionMade' &&
      event.instruction.order.kind === 'distribute' &&
      event.instruction.order.mandateId !== undefined,
  );
}

/** What the borrower's cash allows. */
export function borrowerAvailable(world: World, { borrowerId, currency }: Loan): MinorUnits {
  return availableOf(world.account(cashAccount('borrower', borrowerId, currency)));
}
