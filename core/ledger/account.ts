// One account of the book: its address, its number, and how its balance stands.
import { assert } from '../kit/assert.ts';
import type { Currency } from '../money/currency.ts';
import { type MinorUnits, minus, ZERO } from '../money/minor-units.ts';
import { type AccountKind, CHART } from './chart.ts';

/** Where an account stands in the chart, whose it is and in which currency: `lender_cash/{id}/CNY`. */
export interface AccountAddress {
  readonly kind: AccountKind;
  /** An id, or where the chart asks for a custodian, a rail, a fee kind or the operator, its name. */
  readonly owner: string;
  readonly currency: Currency;
}

/** An account between two transfers. Balances are counted towards its normal side. */
export interface Account extends AccountAddress {
  /** What is booked. */
  readonly posted: MinorUnits;
  /** What open holds would take from its debit side, and bring to its credit side. */
  readonly pendingDebit: MinorUnits;
  readonly pendingCredit: MinorUnits;
}

/** Accounts of one kind and currency: ten thousand million. */
const SERIAL_LIMIT = 10_000_000_000n;
const LETTER_CODE_LIMIT = 100_000n;

/**
 * The address as a text, one for one.
 *
 * @example addressText({ kind: 'platform_fees', owner: 'service', currency: currency('CNY') }) // 'platform_fees/service/CNY'
 */
export function addressText({ kind, owner, currency }: AccountAddress): string {
  return `${kind}/${owner}/${currency}`;
}

/**
 * An account on which nothing was booked yet.
 *
 * @example emptyAccount({ kind: 'custody', owner: 'bank', currency: currency('CNY') }).posted // ZERO
 */
export function emptyAccount({ kind, owner, currency }: AccountAddress): Account {
  return { kind, owner, currency, posted: ZERO, pendingDebit: ZERO, pendingCredit: ZERO };
}

/**
 * What its owner may still dispose of: the booked balance less what open holds take.
 *
 * @example availableOf(emptyAccount({ kind: 'lender_cash', owner: 'a', currency: currency('CNY') })) // ZERO
 */
export function availableOf(account: Account): MinorUnits {
  const { kind, posted, pendingDebit, pendingCredit } = account;
  return minus(posted, CHART[kind].normal === 'credit' ? pendingDebit : pendingCredit);
}

/**
 * The number under which an account is stored: two digits for its kind, five for the letters of its currency
 * (base 26), ten for its place among its like. So a row that holds two numbers alone shows, and a
 * constraint can demand, that sides, classes and currencies agree.
 *
 * @param serial from 1.
 * @example accountNumber('lender_cash', currency('CNY'), 7n) // 20017140000000007n
 */
export function accountNumber(kind: AccountKind, currency: Currency, serial: bigint): bigint {
  assert(serial > 0n && serial < SERIAL_LIMIT, 'The place among its like has ten digits.');
  const letters = BigInt(currencyNumber(currency));
  return (BigInt(CHART[kind].number) * LETTER_CODE_LIMIT + letters) * SERIAL_LIMIT + serial;
}

/**
 * The letters of a currency as a number, base 26 with A as 0.
 *
 * @example currencyNumber(currency('CNY')) // 1714
 */
export function currencyNumber(currency: Currency): number {
  const letters = [...currency].map((letter) => letter.charCodeAt(0) - 'A'.charCodeAt(0));
  return letters.reduce((number, letter) => number * 26 + letter, 0);
}
