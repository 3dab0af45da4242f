// Sums over a loan's schedule.
import type { InstalmentOnWire, LoanForBorrower } from '@mutua/contract/loan/servicing.ts';
import type { MoneyOnWire } from '@mutua/contract/money/on-wire.ts';
import {
  formatMinorUnits,
  type MinorUnits,
  minorUnits,
  sum,
} from '@mutua/core/money/minor-units.ts';

/** What was paid of all instalments. */
export function repaidOf({ schedule, loanAmount }: LoanForBorrower): MoneyOnWire {
  return moneyWire(sum(schedule.map(({ paid }) => units(paid))), loanAmount.currency);
}

/** Principal, interest, fees and penalty of an instalment. */
export function totalOf(row: InstalmentOnWire, currency: string): MoneyOnWire {
  const parts = [row.principal, row.interest, row.fee, row.penalty];
  return moneyWire(sum(parts.map(units)), currency);
}

/** How many are not settled. */
export function leftOf({ schedule }: LoanForBorrower): number {
  return schedule.filter(({ open }) => open !== '0').length;
}

/** What has fallen due and is open, today's included. */
export function dueNowOf({ schedule, loanAmount }: LoanForBorrower): MoneyOnWire {
  const due = schedule.filter(({ state }) => state === 'due' || state === 'late');
  return moneyWire(sum(due.map(({ open }) => units(open))), loanAmount.currency);
}

export function units(digits: string): MinorUnits {
  return minorUnits(BigInt(digits));
}

export function moneyWire(value: MinorUnits, currency: string): MoneyOnWire {
  return { minorUnits: formatMinorUnits(value), currency };
}
