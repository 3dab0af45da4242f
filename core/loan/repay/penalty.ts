// Penalty 罚息: interest on overdue money by the day, within a ceiling on everything that a loan may cost.
//
// What is charged is derived: the exact penalty of each instalment, rounded by name, no more than the
// ceiling leaves. So it does not matter on which days anyone looks.
import { assert } from '../../kit/assert.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import {
  addFractions,
  compareFractions,
  type Fraction,
  formatDecimal,
  fraction,
  multiplyFractions,
  ZERO_FRACTION,
} from '../../money/fraction.ts';
import {
  fromFraction,
  greatest,
  least,
  type MinorUnits,
  minus,
  plus,
  scale,
  toFraction,
  ZERO,
} from '../../money/minor-units.ts';
import type { Rounding } from '../../money/rounding.ts';
import { addDays, type Day, dayOf, daysBetween } from '../../time/day.ts';
import { chargeAccount, type InstalmentAccount, openAmountOf } from './instalment-account.ts';

/** The contract's rule for overdue money. */
export interface PenaltyTerms {
  /** Nominal, a year, on overdue money; 1.5 times the contract's rate is usual in China. */
  readonly annualRate: Fraction;
  readonly base: 'principal' | 'principal_and_interest';
  /** Paid within so many days after the due day, nothing is charged; later, days count from the due day. */
  readonly graceDays: number;
  readonly daysInYear: 360 | 365;
  /** How the penalty of an instalment reaches whole minor units. */
  readonly rounding: Rounding;
  /**
   * The most that interest, penalty and fees together may come to, a year, on outstanding principal;
   * four times the one-year LPR in China (法释〔2020〕17号, articles 25, 28 and 29). Absent: no ceiling.
   */
  readonly ceilingAnnualRate?: Fraction;
}

/** What the days so far have made of a loan: exact, and not yet what is charged. */
export interface PenaltyMeter {
  /** The day through which the meter has run. */
  readonly day: Day;
  /** For each instalment up to the last that bears any, the exact penalty so far; zero until its grace days are over. */
  readonly exact: readonly Fraction[];
  /** The exact ceiling so far: outstanding principal × ceiling rate × days. */
  readonly ceiling: Fraction;
}

/** Accounts with the penalty that is charged by a day, and the meter behind them. */
export interface MeteredAccounts<Account extends InstalmentAccount> {
  readonly accounts: readonly Account[];
  readonly meter: PenaltyMeter;
}

/** From which day an instalment is late, where that is not its due day; undefined: it bears no penalty. */
export type LateSince<Account extends InstalmentAccount> = (
  account: Account,
  index: number,
) => Day | undefined;

/**
 * Whether a rule may stand: the rate on overdue money, with the fees as a yearly rate, under the ceiling.
 *
 * @param feesAnnualRate what fees for lateness come to a year.
 * @returns the terms, or `penalty_above_cap` with the cap as a text in percent.
 * @example
 * checkPenaltyTerms(
 *   {
 *     annualRate: fraction(18n, 100n),
 *     base: 'principal',
 *     graceDays: 0,
 *     daysInYear: 360,
 *     rounding: 'half_up',
 *     ceilingAnnualRate: fraction(12n, 100n),
 *   },
 *   fraction(0n),
 * )
 * // { ok: false, refusal: { code: 'penalty_above_cap', data: { cap: '12.00%' } } }
 */
export function checkPenaltyTerms(
  terms: PenaltyTerms,
  feesAnnualRate: Fraction,
): Result<PenaltyTerms> {
  const { ceilingAnnualRate, annualRate } = terms;
  if (ceilingAnnualRate === undefined) return ok(terms);
  if (compareFractions(addFractions(annualRate, feesAnnualRate), ceilingAnnualRate) <= 0) {
    return ok(terms);
  }
  const percent = multiplyFractions(ceilingAnnualRate, fraction(100n));
  return refuse('penalty_above_cap', { cap: `${formatDecimal(percent, 2, 'down')}%` });
}

/**
 * A meter that has not run yet.
 *
 * @example startMeter(dayOf(2026, 3, 1)).exact // []
 */
export function startMeter(day: Day): PenaltyMeter {
  return { day, exact: [], ceiling: ZERO_FRACTION };
}

/**
 * Runs the meter to a later day and charges what has come due. Between the meter's day and this one
 * nothing else may have happened to the accounts.
 *
 * Penalty of an instalment = overdue money × annual rate × days / days in the year, over the days since
 * it is late (the day after is the first), exactly, then rounded once. What the ceiling leaves may shrink when a fee
 * falls due, so under a ceiling every day on which something may be charged is looked at by itself.
 *
 * @throws BrokenInvariant when `day` is before the meter's day.
 * @example
 * runMeter([], startMeter(dayOf(2026, 3, 1)), dayOf(2026, 3, 2), {
 *   annualRate: fraction(18n, 100n),
 *   base: 'principal',
 *   graceDays: 0,
 *   daysInYear: 360,
 *   rounding: 'half_up',
 * }).accounts
 * // []
 */
export function runMeter<Account extends InstalmentAccount>(
  accounts: readonly Account[],
  meter: PenaltyMeter,
  day: Day,
  terms: PenaltyTerms,
  lateSince: LateSince<Account> = ({ dueDay }) => dueDay,
): MeteredAccounts<Account> {
  assert(day >= meter.day, 'A meter runs forward.');
  const since = accounts.map((account, index) =>
    account.settledDay === undefined ? lateSince(account, index) : undefined,
  );
  const once = step({ accounts, meter }, since, day, terms);
  // What is charged in full now would have been so by now, however often anyone had looked.
  if (terms.ceilingAnnualRate === undefined || !isCutOff(once, terms)) return once;
  const from = firstChargedDay(since, terms);
  let ran: MeteredAccounts<Account> = { accounts, meter };
  if (from > meter.day) ran = step(ran, since, from < day ? from : day, terms);
  for (let next = addDays(ran.meter.day, 1); next <= day; next = addDays(next, 1)) {
    ran = step(ran, since, next, terms);
  }
  return ran;
}

/** Whether the ceiling left no room for some of it. */
function isCutOff<Account extends InstalmentAccount>(
  { accounts, meter }: MeteredAccounts<Account>,
  { rounding }: PenaltyTerms,
): boolean {
  return meter.exact.some((exact, index) => {
    const account = accounts[index];
    if (account === undefined || account.settledDay !== undefined) return false;
    return fromFraction(exact, rounding) > account.due.penalty;
  });
}

/** The first day on which any of these may be charged. */
function firstChargedDay(since: readonly (Day | undefined)[], { graceDays }: PenaltyTerms): Day {
  const days = since.filter((day) => day !== undefined);
  const first = days.reduce((left, right) => (left < right ? left : right), LAST_DAY);
  return first === LAST_DAY ? first : addDays(first, graceDays + 1);
}

/** Later than whatever is late. */
const LAST_DAY = dayOf(9999, 12, 31);

function step<Account extends InstalmentAccount>(
  { accounts, meter }: MeteredAccounts<Account>,
  since: readonly (Day | undefined)[],
  day: Day,
  terms: PenaltyTerms,
): MeteredAccounts<Account> {
  const exact = accounts.map((account, index) =>
    exactPenalty(
      account,
      since[index],
      { exact: meter.exact[index] ?? ZERO_FRACTION, fromDay: meter.day, day },
      terms,
    ),
  );
  const last = exact.findLastIndex(({ numerator }) => numerator > 0n);
  const ceiling = addFractions(meter.ceiling, ceilingOver(accounts, meter.day, day, terms));
  const after: PenaltyMeter = { day, exact: exact.slice(0, last + 1), ceiling };
  return { accounts: chargePenalties(accounts, after, terms), meter: after };
}

function exactPenalty(
  account: InstalmentAccount,
  since: Day | undefined,
  before: { readonly exact: Fraction; readonly fromDay: Day; readonly day: Day },
  terms: PenaltyTerms,
): Fraction {
  const { exact, fromDay, day } = before;
  if (since === undefined || day <= addDays(since, terms.graceDays)) return exact;
  const overdue = overdueMoney(account, terms);
  if (overdue === ZERO) return exact;
  const from = exact.numerator === 0n ? since : greatestDay(fromDay, since);
  const grown = yearly(overdue, terms.annualRate, daysBetween(from, day), terms);
  return exact.numerator === 0n ? grown : addFractions(exact, grown);
}

function overdueMoney(account: InstalmentAccount, terms: PenaltyTerms): MinorUnits {
  const principal = openAmountOf(account, 'principal');
  if (terms.base === 'principal') return principal;
  return plus(principal, openAmountOf(account, 'interest'));
}

function ceilingOver(
  accounts: readonly InstalmentAccount[],
  fromDay: Day,
  day: Day,
  terms: PenaltyTerms,
): Fraction {
  if (terms.ceilingAnnualRate === undefined) return ZERO_FRACTION;
  let outstanding = ZERO;
  for (const account of accounts)
    outstanding = plus(outstanding, openAmountOf(account, 'principal'));
  return yearly(outstanding, terms.ceilingAnnualRate, daysBetween(fromDay, day), terms);
}

/** Always over the same denominator, so that sums do not grow. */
function yearly(
  amount: MinorUnits,
  annualRate: Fraction,
  days: number,
  terms: PenaltyTerms,
): Fraction {
  const share = fraction(BigInt(days), BigInt(terms.daysInYear));
  return multiplyFractions(toFraction(amount), multiplyFractions(annualRate, share));
}

/**
 * Oldest first: each instalment is charged up to its rounded penalty, as far as the ceiling leaves room. What the
 * ceiling cut off is not asked for any more once the instalment is paid.
 */
function chargePenalties<Account extends InstalmentAccount>(
  accounts: readonly Account[],
  meter: PenaltyMeter,
  terms: PenaltyTerms,
): readonly Account[] {
  if (meter.exact.length === 0) return accounts;
  let room = roomUnderCeiling(accounts, meter, terms);
  return accounts.map((account, index) => {
    const exact = meter.exact[index];
    if (exact === undefined || account.settledDay !== undefined) return account;
    const missing = minus(fromFraction(exact, terms.rounding), account.due.penalty);
    const charged = greatest(ZERO, room === undefined ? missing : least(missing, room));
    if (room !== undefined) room = minus(room, charged);
    return chargeAccount(account, 'penalty', charged);
  });
}

/** The ceiling so far, less the interest earned so far (rounded up), the fees and the penalty charged. */
function roomUnderCeiling(
  accounts: readonly InstalmentAccount[],
  meter: PenaltyMeter,
  terms: PenaltyTerms,
): MinorUnits | undefined {
  if (terms.ceilingAnnualRate === undefined) return undefined;
  let room = fromFraction(meter.ceiling, 'down');
  for (const account of accounts) room = minus(room, priceSoFar(account, meter.day));
  return greatest(ZERO, room);
}

/**
 * What an instalment has cost by a day: interest by the part of its period that has passed, rounded up;
 * its fee as soon as its period runs, since one may be charged beyond the schedule; its penalty.
 */
function priceSoFar(account: InstalmentAccount, day: Day): MinorUnits {
  const { fromDay, dueDay, due } = account;
  const fixed = plus(due.penalty, due.fee);
  if (day >= dueDay) return plus(fixed, due.interest);
  if (day <= fromDay) return due.penalty;
  const passed = fraction(BigInt(daysBetween(fromDay, day)), BigInt(daysBetween(fromDay, dueDay)));
  return plus(fixed, scale(due.interest, passed, 'up'));
}

function greatestDay(left: Day, right: Day): Day {
  return left > right ? left : right;
}
