// Money and days of the rails' wire, both ways.
import { type Currency, readCurrency } from '@mutua/core/money/currency.ts';
import {
  formatMinorUnits,
  type MinorUnits,
  parseMinorUnits,
} from '@mutua/core/money/minor-units.ts';
import { type Day, parseDay } from '@mutua/core/time/day.ts';

export interface MoneyOnRail {
  readonly minorUnits: string;
  readonly currency: string;
}

/** What a rail said cannot be read. */
export class RailUnreadable extends Error {
  override readonly name = 'RailUnreadable';
}

export function moneyOnRail(amount: MinorUnits, currency: Currency): MoneyOnRail {
  return { minorUnits: formatMinorUnits(amount), currency };
}

/** @throws RailUnreadable */
export function readMoney(money: MoneyOnRail): {
  readonly amount: MinorUnits;
  readonly currency: Currency;
} {
  return { amount: readAmount(money), currency: readRailCurrency(money.currency) };
}

/** @throws RailUnreadable */
export function readAmount({ minorUnits }: MoneyOnRail): MinorUnits {
  const amount = parseMinorUnits(minorUnits, 'minorUnits');
  if (!amount.ok) throw new RailUnreadable('An amount cannot be read.');
  return amount.value;
}

/** @throws RailUnreadable */
export function readRailDay(text: string): Day {
  const day = parseDay(text, 'day');
  if (!day.ok) throw new RailUnreadable('A day cannot be read.');
  return day.value;
}

/** Control characters but tab and line breaks, and halves of a character of two halves. */
const BROKEN = /[^\P{Cc}\t\n\r]|\p{Cs}/gu;

/** What a payer or a bank wrote, with the replacement character for what no database keeps: money comes with it. */
export function readRailText(text: string): string {
  return text.replace(BROKEN, '\uFFFD');
}

/** @throws RailUnreadable */
export function readRailCurrency(code: string): Currency {
  const read = readCurrency(code, 'currency');
  if (!read.ok) throw new RailUnreadable('A currency cannot be read.');
  return read.value;
}
