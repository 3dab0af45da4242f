// The instalments of a schedule as accounts that can be paid, and the days on which they are asked for.
import { least, type MinorUnits, minus, plus, sum, ZERO } from '../money/minor-units.ts';
import { type BusinessCalendar, collectionDay, weekendsOnly } from '../time/calendar.ts';
import { addDays, type Day } from '../time/day.ts';
import {
  type ComponentAmounts,
  NO_AMOUNTS,
  plusAmounts,
  totalOfAmounts,
} from './repay/components.ts';
import { openAccount, openAmounts, payParts } from './repay/instalment-account.ts';
import { startMeter } from './repay/penalty.ts';
import { feesCharged } from './schedule/fees.ts';
import type { Instalment, Schedule, ScheduleTerms } from './schedule/terms.ts';
import type {
  FeePart,
  ServicedAccount,
  Servicing,
  ServicingRules,
  WorkingDays,
} from './servicing.ts';

/**
 * One account for each row of a schedule, none of it paid.
 *
 * @param rules the fees that fall due once are added to the first instalment.
 * @example servicedAccounts({ rows: [] }, { firstFees: [] }) // []
 */
export function servicedAccounts(
  schedule: Schedule,
  { firstFees }: Pick<ServicingRules, 'firstFees'>,
): readonly ServicedAccount[] {
  const first = schedule.rows.find(({ kind }) => kind === 'instalment');
  return schedule.rows.map((row) => {
    const fees = [...feesOfRow(schedule.terms, row), ...(row === first ? firstFees : [])];
    const due = fees.filter(({ amount }) => amount > ZERO);
    return { ...openAccount({ ...row, fee: feeTotal(due) }), fees: due };
  });
}

/**
 * The meter of a loan that was just disbursed; nothing where its contract has no rule for lateness.
 *
 * @example newMeter({}, dayOf(2026, 3, 2)) // {}
 */
export function newMeter(
  { penalty }: Pick<ServicingRules, 'penalty'>,
  valueDay: Day,
): Pick<Servicing, 'meter'> {
  return penalty === undefined ? {} : { meter: startMeter(valueDay) };
}

/**
 * What the parts of a fee come to.
 *
 * @example feeTotal([{ kind: 'service', amount: minorUnits(5n) }]) // minorUnits(5n)
 */
export function feeTotal(fees: readonly FeePart[]): MinorUnits {
  return sum(fees.map(({ amount }) => amount));
}

/** The fees of a row by their kinds; they come to the row's fee. */
function feesOfRow(terms: ScheduleTerms, row: Instalment): FeePart[] {
  if (row.kind === 'early_repayment') return [{ kind: 'early_repayment', amount: row.fee }];
  if (row.kind === 'down_payment') return [];
  const outstanding = plus(row.principal, row.balance);
  return (terms.fees ?? [])
    .filter(({ charged }) => charged === 'each_instalment')
    .map((fee) => ({
      kind: fee.name,
      amount: feesCharged({ ...terms, fees: [fee] }, 'each_instalment', outstanding),
    }));
}

/**
 * What has fallen due and is not paid, component by component.
 *
 * @example dueAmounts({ accounts: [], fallenDue: 0 }) // NO_AMOUNTS
 */
export function dueAmounts({
  accounts,
  fallenDue,
}: Pick<Servicing, 'accounts' | 'fallenDue'>): ComponentAmounts {
  return accounts.slice(0, fallenDue).map(openAmounts).reduce(plusAmounts, NO_AMOUNTS);
}

/**
 * The day on which an instalment is asked for, after the working-day rule of its contract.
 *
 * @example formatDay(askingDay({ workingDayRule: 'following' }, dayOf(2026, 11, 21))) // '2026-11-23'
 */
export function askingDay(
  { workingDayRule, workingDays }: Pick<ServicingRules, 'workingDayRule' | 'workingDays'>,
  dueDay: Day,
): Day {
  if (workingDayRule === 'none') return dueDay;
  const calendar = workingDays === undefined ? weekendsOnly() : calendarOf(workingDays);
  return collectionDay(dueDay, workingDayRule, calendar).day;
}

/**
 * The instalments as they will be when the payment under way has arrived: it was made on its day, however long
 * the custodian takes.
 *
 * @example accountsAsSent({ accounts: [] }) // []
 */
export function accountsAsSent({
  accounts,
  underWay,
}: Pick<Servicing, 'accounts' | 'underWay'>): readonly ServicedAccount[] {
  return underWay === undefined ? accounts : payParts(accounts, underWay.parts, underWay.day);
}

/**
 * Principal of instalments that have not fallen due, which a corrected repayment has paid in advance.
 *
 * @example paidAhead({ accounts: [], fallenDue: 0 }) // ZERO
 */
export function paidAhead({
  accounts,
  fallenDue,
}: Pick<Servicing, 'accounts' | 'fallenDue'>): MinorUnits {
  return sum(accounts.slice(fallenDue).map(({ paid }) => paid.principal));
}

/**
 * Instalments that take the place of others, with the principal that was paid of those in advance.
 *
 * @example keepingAhead([], ZERO, dayOf(2026, 3, 2)) // []
 */
export function keepingAhead(
  instalments: readonly ServicedAccount[],
  paid: MinorUnits,
  day: Day,
): readonly ServicedAccount[] {
  let accounts = instalments;
  let left = paid;
  for (const [index, account] of instalments.entries()) {
    const amount = least(left, openAmounts(account).principal);
    if (amount === ZERO) continue;
    accounts = payParts(accounts, [{ index, component: 'principal', amount }], day);
    left = minus(left, amount);
  }
  return accounts;
}

/**
 * The next day on which the calendar has something to do here; undefined if there is nothing to come. What is
 * due, unpaid and not under way is looked at again the next day. What is written off the calendar leaves alone.
 *
 * @example nextActionDay({ accounts: [], fallenDue: 0 }, dayOf(2026, 3, 2)) // undefined
 */
export function nextActionDay(
  servicing: Pick<Servicing, 'accounts' | 'fallenDue' | 'rules' | 'underWay' | 'writtenOff'>,
  today: Day,
): Day | undefined {
  const { fallenDue, rules, writtenOff } = servicing;
  if (writtenOff !== undefined) return undefined;
  const tomorrow = addDays(today, 1);
  const accounts = accountsAsSent(servicing);
  const due = accounts.slice(0, fallenDue).filter((account) => !isPutOff(rules, account, today));
  if (due.some((account) => totalOfAmounts(openAmounts(account)) > ZERO)) return tomorrow;
  const next = accounts[fallenDue];
  if (next === undefined) return undefined;
  const day = askingDay(rules, next.dueDay);
  // What waits for an early repayment that is under way is looked at again.
  return day > today ? day : tomorrow;
}

/** Carried into a new plan whose first day is still to come. */
function isPutOff(
  rules: Pick<ServicingRules, 'workingDayRule' | 'workingDays'>,
  { isCarried, dueDay }: ServicedAccount,
  today: Day,
): boolean {
  return isCarried === true && askingDay(rules, dueDay) > today;
}

/**
 * Of the fee of one account, what a payment pays of each kind, in their order.
 *
 * @param before what of the fee was paid before.
 * @example feePartsPaid([{ kind: 'service', amount: minorUnits(5n) }], minorUnits(2n), minorUnits(3n))
 * // [{ kind: 'service', amount: minorUnits(3n) }]
 */
export function feePartsPaid(
  fees: readonly FeePart[],
  before: MinorUnits,
  paid: MinorUnits,
): readonly FeePart[] {
  const parts: FeePart[] = [];
  let from = ZERO;
  const until = plus(before, paid);
  for (const { kind, amount } of fees) {
    const to = plus(from, amount);
    const start = from > before ? from : before;
    const end = to < until ? to : until;
    if (end > start) parts.push({ kind, amount: minus(end, start) });
    from = to;
  }
  return parts;
}

/**
 * Fees with one line for each kind, in the order in which the kinds come first.
 *
 * @example feesByKind([{ kind: 'service', amount: minorUnits(2n) }, { kind: 'service', amount: minorUnits(3n) }])
 * // [{ kind: 'service', amount: minorUnits(5n) }]
 */
export function feesByKind(fees: readonly FeePart[]): readonly FeePart[] {
  const sums = new Map<string, MinorUnits>();
  for (const { kind, amount } of fees) sums.set(kind, plus(sums.get(kind) ?? ZERO, amount));
  return [...sums].map(([kind, amount]) => ({ kind, amount }));
}

function calendarOf(days: WorkingDays): BusinessCalendar {
  return {
    holidays: new Set(days.holidays),
    makeUpDays: new Set(days.makeUpDays),
    weekend: new Set(days.weekend),
    publishedYears: new Set(days.publishedYears),
  };
}
