// Money: whole minor units of one currency, for where several currencies can meet.
//
// Inside one loan all amounts are MinorUnits of the loan's currency; Money stands at the doors.
import { assert } from '../kit/assert.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { type Currency, exponentOf, readCurrency } from './currency.ts';
import {
  formatMajor,
  formatMinorUnits,
  type MinorUnits,
  minus,
  parseMajor,
  parseMinorUnits,
  plus,
  withinBook,
} from './minor-units.ts';

export interface Money {
  readonly minorUnits: MinorUnits;
  readonly currency: Currency;
}

/** Money as it goes over the wire: minor units as a text, since a JSON number cannot hold them all. */
export interface MoneyOnWire {
  readonly minorUnits: string;
  readonly currency: string;
}

/**
 * Money of so many minor units.
 *
 * @example money(minorUnits(10050n), currency('CNY')) // { minorUnits: 10050n, currency: 'CNY' }
 */
export function money(minorUnits: MinorUnits, currency: Currency): Money {
  return { minorUnits, currency };
}

/**
 * The sum of money of one currency.
 *
 * @example addMoney(money(minorUnits(1n), currency('JPY')), money(minorUnits(2n), currency('JPY')))
 * // money(minorUnits(3n), currency('JPY'))
 * @throws BrokenInvariant when the currencies differ.
 */
export function addMoney(left: Money, right: Money): Money {
  assertSameCurrency(left, right);
  return money(plus(left.minorUnits, right.minorUnits), left.currency);
}

/**
 * The difference of money of one currency.
 *
 * @example subtractMoney(money(minorUnits(1n), currency('KWD')), money(minorUnits(2n), currency('KWD')))
 * // money(minorUnits(-1n), currency('KWD'))
 * @throws BrokenInvariant when the currencies differ.
 */
export function subtractMoney(left: Money, right: Money): Money {
  assertSameCurrency(left, right);
  return money(minus(left.minorUnits, right.minorUnits), left.currency);
}

/**
 * Less than 0, 0, or greater than 0, as the left is less, equal or greater.
 *
 * @example compareMoney(money(minorUnits(1n), currency('CNY')), money(minorUnits(2n), currency('CNY'))) // -1
 * @throws BrokenInvariant when the currencies differ.
 */
export function compareMoney(left: Money, right: Money): number {
  assertSameCurrency(left, right);
  if (left.minorUnits === right.minorUnits) return 0;
  return left.minorUnits < right.minorUnits ? -1 : 1;
}

/**
 * The sum of money that somebody outside put together.
 *
 * @param field the name under which a refusal speaks of the sum.
 * @returns `currencies_mixed`, or `number_too_large` beyond what the book can store.
 * @example addReadMoney(money(minorUnits(1n), currency('CNY')), money(minorUnits(1n), currency('JPY')), 'amount')
 * // refuse('currencies_mixed')
 */
export function addReadMoney(left: Money, right: Money, field: string): Result<Money> {
  return combineRead(left, right, field, plus);
}

/**
 * The difference of money that somebody outside put together.
 *
 * @param field the name under which a refusal speaks of the difference.
 * @returns `currencies_mixed`, or `number_too_large` beyond what the book can store.
 * @example subtractReadMoney(money(minorUnits(3n), currency('CNY')), money(minorUnits(1n), currency('CNY')), 'amount')
 * // ok(money(minorUnits(2n), currency('CNY')))
 */
export function subtractReadMoney(left: Money, right: Money, field: string): Result<Money> {
  return combineRead(left, right, field, minus);
}

/**
 * Reads money from the wire.
 *
 * @param field the name under which a refusal speaks of the money; its parts stand behind a point.
 * @example readMoney({ minorUnits: '10050', currency: 'CNY' }, 'amount') // ok(money(minorUnits(10050n), currency('CNY')))
 */
export function readMoney(wire: MoneyOnWire, field: string): Result<Money> {
  const currency = readCurrency(wire.currency, `${field}.currency`);
  if (!currency.ok) return currency;
  const minorUnits = parseMinorUnits(wire.minorUnits, `${field}.minorUnits`);
  return minorUnits.ok ? ok(money(minorUnits.value, currency.value)) : minorUnits;
}

/**
 * Writes money for the wire.
 *
 * @example writeMoney(money(minorUnits(10050n), currency('CNY'))) // { minorUnits: '10050', currency: 'CNY' }
 */
export function writeMoney(value: Money): MoneyOnWire {
  return { minorUnits: formatMinorUnits(value.minorUnits), currency: value.currency };
}

/**
 * Reads money in major units, as people and spreadsheets write it.
 *
 * @param field the name under which a refusal speaks of the text.
 * @example parseMoney('1.005', currency('KWD'), 'amount') // ok(money(minorUnits(1005n), currency('KWD')))
 */
export function parseMoney(text: string, currency: Currency, field: string): Result<Money> {
  const minorUnits = parseMajor(text, exponentOf(currency), field);
  return minorUnits.ok ? ok(money(minorUnits.value, currency)) : minorUnits;
}

/**
 * Writes money in major units with the currency's decimals, without its code.
 *
 * @example formatMoney(money(minorUnits(100n), currency('JPY'))) // '100'
 */
export function formatMoney(value: Money): string {
  return formatMajor(value.minorUnits, exponentOf(value.currency));
}

function assertSameCurrency(left: Money, right: Money): void {
  assert(left.currency === right.currency, 'Money of two currencies is never put together.');
}

function combineRead(
  left: Money,
  right: Money,
  field: string,
  combine: (left: MinorUnits, right: MinorUnits) => MinorUnits,
): Result<Money> {
  if (left.currency !== right.currency) return refuse('currencies_mixed');
  const minorUnits = withinBook(combine(left.minorUnits, right.minorUnits), field);
  return minorUnits.ok ? ok(money(minorUnits.value, left.currency)) : minorUnits;
}
