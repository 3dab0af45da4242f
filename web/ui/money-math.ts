// Sums of money as they come over the wire: reckoned with the functions of the house, in words, and as sizes of a drawing.
import type { MoneyOnWire } from '@mutua/contract/money/on-wire.ts';
import { currency, exponentOf } from '@mutua/core/money/currency.ts';
import {
  formatMajor,
  formatMinorUnits,
  type MinorUnits,
  minorUnits,
  minus,
  negate,
  plus,
} from '@mutua/core/money/minor-units.ts';
import { currencySign } from './figure/figure.tsx';

export function unitsOf({ minorUnits: digits }: Pick<MoneyOnWire, 'minorUnits'>): MinorUnits {
  return minorUnits(BigInt(digits));
}

export function moneyIn(value: MinorUnits, code: string): MoneyOnWire {
  return { minorUnits: formatMinorUnits(value), currency: code };
}

export function negated(money: MoneyOnWire): MoneyOnWire {
  return moneyIn(negate(unitsOf(money)), money.currency);
}

export function together(left: MoneyOnWire, right: MoneyOnWire): MoneyOnWire {
  return moneyIn(plus(unitsOf(left), unitsOf(right)), left.currency);
}

export function lessMoney(left: MoneyOnWire, right: MoneyOnWire): MoneyOnWire {
  return moneyIn(minus(unitsOf(left), unitsOf(right)), left.currency);
}

/** In a sentence or on a button: `¥1,000.00`. */
export function moneyWords(money: MoneyOnWire): string {
  const text = formatMajor(unitsOf(money), exponentOf(currency(money.currency)));
  const [whole = '', decimals] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${currencySign(money.currency)}${decimals === undefined ? grouped : `${grouped}.${decimals}`}`;
}

/** As people type it: `1000`. */
export function moneyTypedAs(money: MoneyOnWire): string {
  return formatMajor(unitsOf(money), exponentOf(currency(money.currency))).replace(/\.0+$/, '');
}

/** In whole units of its currency, for a drawing; what is printed stays exact. */
export function drawnMoney(money: MoneyOnWire): number {
  return Number.parseFloat(formatMajor(unitsOf(money), exponentOf(currency(money.currency))));
}

/** A part of a whole from 0 to 1, for a drawing. */
export function drawnShare(part: MoneyOnWire, whole: MoneyOnWire): number {
  const all = drawnMoney(whole);
  return all === 0 ? 0 : drawnMoney(part) / all;
}
