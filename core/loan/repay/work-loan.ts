// A loan is brought up to the business date: what has come falls due, and is collected from the borrower's cash.
//
// Run twice it does nothing the second time, since the loan knows the next day on which there is something to do.
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import type { Id } from '../../kit/id.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import { availableOf } from '../../ledger/account.ts';
import { cashAccount } from '../../ledger/addresses.ts';
import { least, type MinorUnits, ZERO } from '../../money/minor-units.ts';
import type { Day } from '../../time/day.ts';
import type { World } from '../../world.ts';
import { amountDue } from '../compromise.ts';
import type { LoanState } from '../life.ts';
import type { Loan } from '../loan.ts';
import { askingDay } from '../serviced-accounts.ts';
import type { ServicedAccount, Servicing } from '../servicing.ts';
import { servicingNeeds } from '../servicing-needs.ts';
import { loanWorked, upToDate } from '../up-to-date.ts';
import { NO_AMOUNTS, plusAmounts, totalOfAmounts } from './components.ts';
import type { WorkedServicing } from './fall-due.ts';
import { openAmounts } from './instalment-account.ts';
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
      : servicingNeeds(loanId, known);
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
  const worked = upToDate(loan, servicing, 'asking_day', circumstances);
  const collected = collect(world, loan, worked.servicing, circumstances);
  return ok({
    events: [
      ...worked.events,
      ...collected.events,
      loanWorked(loan, collected.servicing, today, worked.daysOverdue),
    ],
    transfers: [...worked.transfers, ...collected.transfers],
  });
}

function hasWork({ state, nextActionDay: next }: Loan, today: Day): boolean {
  return SERVICED_STATES.includes(state) && next !== undefined && next <= today;
}

/**
 * Takes from the borrower's cash what is due, as far as it goes and as far as the borrower has authorised it.
 *
 * @example
 * collect({ account: emptyAccount }, { borrowerId: 'b' }, { accounts: [], fallenDue: 0, rules: {} }, {}).events // []
 */
export function collect(
  world: World,
  loan: Loan,
  servicing: Servicing,
  circumstances: Circumstances,
): WorkedServicing {
  const nothing = { servicing, events: [], transfers: [] };
  const owed = toCollect(servicing, circumstances.today);
  const due = least(owed, borrowerAvailable(world, loan));
  if (servicing.underWay !== undefined || due === ZERO) return nothing;
  const sent = sendRepayment(world, loan, servicing, { kind: 'instalment', due }, circumstances);
  // What no mandate covers is the borrower's to pay: without one nothing is taken by itself.
  return isCovered(sent) ? sent : nothing;
}

/**
 * All that is due; without the service of collection only what has come to its day since the loan was worked last:
 * what is overdue is then the borrower's to pay.
 */
function toCollect(servicing: Servicing, today: Day): MinorUnits {
  const { accounts, fallenDue, rules, workedThrough } = servicing;
  if (servicing.compromise !== undefined) return rules.hasCollection ? amountDue(servicing) : ZERO;
  const hasCome = ({ dueDay, isCarried }: ServicedAccount) => {
    const asked = askingDay(rules, dueDay);
    if (rules.hasCollection) return asked <= today || !isCarried;
    return asked === today || asked > workedThrough;
  };
  const open = accounts.slice(0, fallenDue).filter(hasCome).map(openAmounts);
  return totalOfAmounts(open.reduce(plusAmounts, NO_AMOUNTS));
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
