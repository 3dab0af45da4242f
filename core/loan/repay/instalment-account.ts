// What one instalment has been asked for, what was paid of it and what was given up: never less than nothing.
import { assert } from '../../kit/assert.ts';
import { least, type MinorUnits, minus, plus, ZERO } from '../../money/minor-units.ts';
import type { Day } from '../../time/day.ts';
import type { Instalment } from '../schedule/terms.ts';
import {
  addToAmount,
  amountsOf,
  type Component,
  type ComponentAmounts,
  minusAmounts,
  NO_AMOUNTS,
  totalOfAmounts,
} from './components.ts';
import type { WaterfallPart } from './waterfall.ts';

/** One instalment with its money: due − paid − waived is open, and never negative. */
export interface InstalmentAccount {
  readonly fromDay: Day;
  readonly dueDay: Day;
  readonly due: ComponentAmounts;
  readonly paid: ComponentAmounts;
  readonly waived: ComponentAmounts;
  /** Of what was paid: before the due day, and after it. */
  readonly paidInAdvance: MinorUnits;
  readonly paidLate: MinorUnits;
  /** The day since which nothing is open; undefined while something is. */
  readonly settledDay: Day | undefined;
}

/**
 * The account of an instalment of the schedule, before any money came.
 *
 * @example
 * openAccount({
 *   fromDay: dayOf(2026, 1, 1),
 *   dueDay: dayOf(2026, 2, 1),
 *   principal: minorUnits(100n),
 *   interest: minorUnits(1n),
 *   fee: minorUnits(0n),
 * }).due
 * // amountsOf({ principal: minorUnits(100n), interest: minorUnits(1n) })
 */
export function openAccount(
  instalment: Pick<Instalment, 'fromDay' | 'dueDay' | 'principal' | 'interest' | 'fee'>,
): InstalmentAccount {
  const { fromDay, dueDay, principal, interest, fee } = instalment;
  const due = amountsOf({ principal, interest, fee });
  return {
    fromDay,
    dueDay,
    due,
    paid: NO_AMOUNTS,
    waived: NO_AMOUNTS,
    paidInAdvance: ZERO,
    paidLate: ZERO,
    settledDay: totalOfAmounts(due) === ZERO ? fromDay : undefined,
  };
}

/**
 * What is still owed of one component.
 *
 * @example
 * openAmountOf(
 *   openAccount({
 *     fromDay: dayOf(2026, 1, 1),
 *     dueDay: dayOf(2026, 2, 1),
 *     principal: minorUnits(100n),
 *     interest: minorUnits(1n),
 *     fee: minorUnits(0n),
 *   }),
 *   'interest',
 * )
 * // 1n
 */
export function openAmountOf(account: InstalmentAccount, component: Component): MinorUnits {
  if (account.settledDay !== undefined) return ZERO;
  return minus(minus(account.due[component], account.paid[component]), account.waived[component]);
}

/**
 * What is still owed of it, component by component.
 *
 * @example
 * openAmounts(
 *   openAccount({
 *     fromDay: dayOf(2026, 1, 1),
 *     dueDay: dayOf(2026, 2, 1),
 *     principal: minorUnits(100n),
 *     interest: minorUnits(1n),
 *     fee: minorUnits(0n),
 *   }),
 * )
 * // amountsOf({ principal: minorUnits(100n), interest: minorUnits(1n) })
 */
export function openAmounts(account: InstalmentAccount): ComponentAmounts {
  if (account.settledDay !== undefined) return NO_AMOUNTS;
  return minusAmounts(minusAmounts(account.due, account.paid), account.waived);
}

/**
 * The accounts after the parts of one repayment.
 *
 * @param parts indexes into `accounts`; none is more than what is open there.
 * @throws BrokenInvariant when a part is more than what is open.
 * @example payParts([], [], dayOf(2026, 3, 1)) // []
 */
export function payParts<Account extends InstalmentAccount>(
  accounts: readonly Account[],
  parts: readonly WaterfallPart[],
  day: Day,
): readonly Account[] {
  const after = [...accounts];
  for (const { index, component, amount } of parts) {
    const account = after[index];
    assert(account !== undefined, 'A part belongs to an instalment.');
    assert(amount <= openAmountOf(account, component), 'No more is paid than is open.');
    after[index] = settledOn(day, {
      ...account,
      paid: addToAmount(account.paid, component, amount),
      paidInAdvance:
        day < account.dueDay ? plus(account.paidInAdvance, amount) : account.paidInAdvance,
      paidLate: day > account.dueDay ? plus(account.paidLate, amount) : account.paidLate,
    });
  }
  return after;
}

/**
 * The account after so much more has been asked for.
 *
 * @example
 * chargeAccount(
 *   openAccount({
 *     fromDay: dayOf(2026, 1, 1),
 *     dueDay: dayOf(2026, 2, 1),
 *     principal: minorUnits(100n),
 *     interest: minorUnits(1n),
 *     fee: minorUnits(0n),
 *   }),
 *   'penalty',
 *   minorUnits(3n),
 * ).due
 * // amountsOf({ principal: minorUnits(100n), interest: minorUnits(1n), penalty: minorUnits(3n) })
 */
export function chargeAccount<Account extends InstalmentAccount>(
  account: Account,
  component: Component,
  amount: MinorUnits,
): Account {
  if (amount === ZERO) return account;
  return { ...account, due: addToAmount(account.due, component, amount), settledDay: undefined };
}

/** The accounts after a waiver, and what it came to. */
export interface WaivedAccounts<Account extends InstalmentAccount> {
  readonly accounts: readonly Account[];
  readonly waived: MinorUnits;
}

/**
 * Gives up so much of one component, the oldest instalment first; no more than is open.
 *
 * @example waiveOldestFirst([], 'interest', minorUnits(5n), dayOf(2026, 3, 1)).waived // 0n
 */
export function waiveOldestFirst<Account extends InstalmentAccount>(
  accounts: readonly Account[],
  component: Component,
  amount: MinorUnits,
  day: Day,
): WaivedAccounts<Account> {
  const after = [...accounts];
  let waived = ZERO;
  for (const [index, account] of accounts.entries()) {
    const part = least(minus(amount, waived), openAmountOf(account, component));
    if (part === ZERO) continue;
    waived = plus(waived, part);
    after[index] = settledOn(day, {
      ...account,
      waived: addToAmount(account.waived, component, part),
    });
  }
  return { accounts: after, waived };
}

/** The account, with the day on which its last open amount went. */
function settledOn<Account extends InstalmentAccount>(day: Day, account: Account): Account {
  const open = minusAmounts(minusAmounts(account.due, account.paid), account.waived);
  return totalOfAmounts(open) === ZERO ? { ...account, settledDay: day } : account;
}
