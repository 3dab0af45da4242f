// Amounts as sizes: how long a bar is, and where a point of a chart stands. What is printed stays exact.
import type { MoneyOnWire } from '@mutua/contract/money/on-wire.ts';
import { exponentOf, currency as knownCurrency } from '@mutua/core/money/currency.ts';
import { formatMajor, type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';

/** The minor units of an amount of the wire. */
export function amountOf({ minorUnits: digits }: MoneyOnWire): MinorUnits {
  return minorUnits(BigInt(digits));
}

/** An amount of the same currency on the wire. */
export function moneyLike({ currency }: MoneyOnWire, amount: MinorUnits): MoneyOnWire {
  return { minorUnits: String(amount), currency };
}

/** In whole units of its currency, for a drawing. */
export function drawn(money: MoneyOnWire): number {
  const exponent = exponentOf(knownCurrency(money.currency));
  return Number.parseFloat(formatMajor(amountOf(money), exponent));
}

/** A part of a whole from 0 to 1. */
export function partOf(part: MoneyOnWire, whole: MoneyOnWire): number {
  const all = drawn(whole);
  return all === 0 ? 0 : drawn(part) / all;
}
