// A loan brings itself up to the business date before anything else is done with it: by the calendar, by its
// borrower, by the custodian's answer and by the office alike.
import type { Circumstances } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import { reminderDayAfter } from '../notice/reminder.ts';
import type { Day } from '../time/day.ts';
import { daysBehind, fallBehind } from './arrears.ts';
import { reserveDayOf } from './bad-debt.ts';
import { compensationDayOf } from './compensated.ts';
import { lapsed } from './compromise.ts';
import type { Loan } from './loan.ts';
import { reclassified } from './reclassified.ts';
import { chargePenalty } from './repay/charge-penalty.ts';
import { fallDue, type WorkedServicing } from './repay/fall-due.ts';
import { nextActionDay } from './serviced-accounts.ts';
import type { Servicing } from './servicing.ts';

/** What bringing it up to date came to. */
export interface UpToDate extends WorkedServicing {
  /** Beyond the grace days; 0 where nothing is overdue. */
  readonly daysOverdue: number;
}

/**
 * Starts the repayment where its day has come, lets fall due what has come, charges what its lateness costs, and says
 * what the loan has become by what is still unpaid.
 *
 * @param by as `fallDue` takes it.
 * @example
 * upToDate({ state: 'repaying' }, { accounts: [], fallenDue: 0, rules: {} }, 'asking_day', { today: dayOf(2026, 3, 2) })
 *   .daysOverdue
 * // 0
 */
export function upToDate(
  loan: Loan,
  before: Servicing,
  by: Parameters<typeof fallDue>[2],
  circumstances: Circumstances,
): UpToDate {
  const { today } = circumstances;
  const open = lapsed(before, today);
  const due = fallDue(loan, open.servicing, by, circumstances);
  const { servicing, events, transfers } = chargePenalty(loan, due.servicing, circumstances);
  const daysOverdue = daysBehind(servicing, today);
  return {
    servicing,
    events: [
      ...startOf(loan, today),
      ...open.events,
      ...due.events,
      ...events,
      ...fallBehind(loan, servicing, today),
      ...reclassified(loan, servicing, { daysOverdue, today }),
    ],
    transfers: [...due.transfers, ...transfers],
    daysOverdue,
  };
}

/**
 * The loan with the state and the class to which bringing it up to date has led.
 *
 * @example loanAfter({ state: 'repaying' }, { events: [{ kind: 'LoanFellOverdue' }] }).state // 'overdue'
 */
export function loanAfter(loan: Loan, { events }: Pick<UpToDate, 'events'>): Loan {
  let after = loan;
  for (const event of events) {
    if (event.kind === 'LoanFellOverdue') after = { ...after, state: 'overdue' };
    if (event.kind === 'LoanDefaulted') after = { ...after, state: 'defaulted' };
    if (event.kind === 'AssetClassChanged') after = { ...after, assetClass: event.to };
  }
  return after;
}

/** Interest runs from the value day on, and with it the repayment. */
function startOf({ id, state, valueDay }: Loan, today: Day): MutuaEvent[] {
  const hasCome = state === 'disbursed' && valueDay !== undefined && valueDay <= today;
  return hasCome ? [{ kind: 'RepaymentStarted', loanId: id }] : [];
}

/**
 * The loan was worked through a day, and says when there is something to do again.
 *
 * @param daysOverdue what it was overdue before anything was paid on that day.
 * @example loanWorked({ id: 'l' }, { accounts: [], fallenDue: 0, rules: {} }, dayOf(2026, 3, 2), 0)
 * // { kind: 'LoanWorked', loanId: 'l', day: dayOf(2026, 3, 2) }
 */
export function loanWorked(
  loan: Loan,
  servicing: Servicing,
  day: Day,
  daysOverdue: number,
): MutuaEvent {
  const next = nextActionDay(servicing, day);
  const reminderDay = reminderDayAfter(loan, servicing, day);
  const compensationDay = compensationDayOf(servicing);
  const reserveDay = reserveDayOf(servicing);
  return {
    ...{ kind: 'LoanWorked', loanId: loan.id, day },
    ...(next !== undefined && { nextActionDay: next }),
    ...(reminderDay !== undefined && { reminderDay }),
    ...(compensationDay !== undefined && { compensationDay }),
    ...(reserveDay !== undefined && { reserveDay }),
    ...(daysOverdue > 0 && { daysOverdue }),
    ...(servicing.meter !== undefined && { meter: servicing.meter }),
  };
}
