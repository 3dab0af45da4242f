// Amounts and moments between how the bank stores them and how it reckons with them.
import { formatMinorUnits, type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import { instantOfMs, isoOf } from '@mutua/core/time/instant.ts';

export function moneyOf(amount: MinorUnits, currency: string) {
  return { minorUnits: formatMinorUnits(amount), currency };
}

/** An amount whose form a schema has checked, or that the bank wrote itself. */
export function amountOf(text: string): MinorUnits {
  return minorUnits(BigInt(text));
}

/** A moment that is stored as milliseconds. */
export function storedMoment(milliseconds: number): string {
  return isoOf(instantOfMs(milliseconds));
}
