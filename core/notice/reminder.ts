// Reminders 还款提醒: three days before the due day, one day before it, and on it, as long as something is unpaid.
//
// Days are calendar days; the due day is the one after the working-day rule, so when that moves it the reminders
// move with it. Instalments that are asked for on the same day are one sum.
import type { Loan } from '../loan/loan.ts';
import { totalOfAmounts } from '../loan/repay/components.ts';
import { openAmounts } from '../loan/repay/instalment-account.ts';
import { askingDay } from '../loan/serviced-accounts.ts';
import type { Servicing, ServicingRules } from '../loan/servicing.ts';
import { type MinorUnits, plus, ZERO } from '../money/minor-units.ts';
import { addDays, type Day } from '../time/day.ts';

/** How many days before the due day a borrower is reminded where the product says nothing, the earliest first. */
const REMINDER_LEADS: readonly number[] = [3, 1, 0];

export interface Reminder {
  /** After the working-day rule. */
  readonly dueDay: Day;
  readonly daysBefore: number;
  /** What is asked for on that day and not paid. */
  readonly amount: MinorUnits;
}

type Asked = Pick<Servicing, 'accounts'> & {
  readonly rules: Parameters<typeof askingDay>[0] & ReminderRules;
};

type ReminderRules = Pick<ServicingRules, 'reminderDays'>;

/**
 * How many days before the due day the borrowers of a product are reminded, the earliest first.
 *
 * @example reminderLeads({}) // [3, 1, 0]
 */
export function reminderLeads({ reminderDays = REMINDER_LEADS }: ReminderRules): readonly number[] {
  return reminderDays;
}

/**
 * The reminders whose day lies between two days, both included, in the order of their days.
 *
 * @example remindersBetween({ accounts: [], rules: { workingDayRule: 'none' } }, dayOf(2026, 3, 2), dayOf(2026, 3, 2)) // []
 */
export function remindersBetween(servicing: Asked, from: Day, through: Day): readonly Reminder[] {
  const leads = reminderLeads(servicing.rules);
  const sums = new Map<Day, MinorUnits>();
  for (const { dueDay, open } of openDays(servicing)) {
    sums.set(dueDay, plus(sums.get(dueDay) ?? ZERO, open));
  }
  return [...sums]
    .flatMap(([dueDay, amount]) => leads.map((daysBefore) => ({ dueDay, daysBefore, amount })))
    .filter((reminder) => reminderDayOf(reminder) >= from && reminderDayOf(reminder) <= through)
    .toSorted((left, right) => reminderDayOf(left) - reminderDayOf(right));
}

/**
 * The first day, not before `from`, on which there is something to remind of; undefined if none is to come.
 *
 * @example nextReminderDay({ accounts: [], rules: { workingDayRule: 'none' } }, dayOf(2026, 3, 2)) // undefined
 */
export function nextReminderDay(servicing: Asked, from: Day): Day | undefined {
  const leads = reminderLeads(servicing.rules);
  const [first] = leads;
  if (first === undefined) return undefined;
  let next: Day | undefined;
  for (const { dueDay } of openDays(servicing)) {
    // Due days only go up, so nothing behind this one is reminded of earlier.
    if (next !== undefined && addDays(dueDay, -first) >= next) break;
    for (const daysBefore of leads) {
      const day = addDays(dueDay, -daysBefore);
      if (day >= from && (next === undefined || day < next)) next = day;
    }
  }
  return next;
}

/**
 * The loan's next reminder day, after something else was done with the loan on a day: a reminder that has come and
 * was not given yet stays.
 *
 * @example reminderDayAfter({}, { accounts: [], rules: { workingDayRule: 'none' } }, dayOf(2026, 3, 2)) // undefined
 */
export function reminderDayAfter(
  { reminderDay }: Pick<Loan, 'reminderDay'>,
  servicing: Asked & Pick<Servicing, 'writtenOff'>,
  day: Day,
): Day | undefined {
  if (servicing.writtenOff !== undefined) return undefined;
  const isWaiting = reminderDay !== undefined && reminderDay <= day;
  return nextReminderDay(servicing, isWaiting ? reminderDay : addDays(day, 1));
}

/**
 * The day of a reminder.
 *
 * @example formatDay(reminderDayOf({ dueDay: dayOf(2026, 4, 2), daysBefore: 3 })) // '2026-03-30'
 */
export function reminderDayOf({
  dueDay,
  daysBefore,
}: Pick<Reminder, 'dueDay' | 'daysBefore'>): Day {
  return addDays(dueDay, -daysBefore);
}

/** Instalments of which something is unpaid, with the day on which they are asked for. */
function* openDays({ accounts, rules }: Asked) {
  for (const account of accounts) {
    const open = totalOfAmounts(openAmounts(account));
    if (open > ZERO) yield { dueDay: askingDay(rules, account.dueDay), open };
  }
}
