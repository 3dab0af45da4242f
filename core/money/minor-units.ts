// Whole minor units of one currency: the only numbers that are money inside a rule.
//
// The type is opaque. `left - right` on two of them is a plain bigint and fits nowhere that asks for
// MinorUnits, so the compiler sends every calculation through this folder; at run time they are bigints.
import { assert } from '../kit/assert.ts';
import { invalid, ok, type Result, refuse } from '../kit/result.ts';
import { type Fraction, parseDecimal, placePoint } from './fraction.ts';
import { divideRounded, type Rounding } from './rounding.ts';

declare const brand: unique symbol;

/** A whole number of minor units (fen, cents), of whatever sign. In memory it cannot overflow. */
export type MinorUnits = bigint & { readonly [brand]: 'MinorUnits' };

/** The most that the book can store: PostgreSQL's `bigint`. What is beyond is refused where it enters. */
export const MINOR_UNITS_MAX = 2n ** 63n - 1n;

/** Characters of the longest amount that fits, sign included. */
const MINOR_UNITS_LENGTH_MAX = 20;

export const ZERO = 0n as MinorUnits;

/**
 * Minor units from a plain whole number.
 *
 * @example minorUnits(10000n) // 10000n
 * @throws BrokenInvariant beyond what the book can store.
 */
export function minorUnits(value: bigint): MinorUnits {
  assert(value <= MINOR_UNITS_MAX && value >= -MINOR_UNITS_MAX, 'The money fits into the book.');
  return value as MinorUnits;
}

/** The sum of two. @example plus(minorUnits(3n), minorUnits(4n)) // 7n */
export function plus(left: MinorUnits, right: MinorUnits): MinorUnits {
  return (left + right) as MinorUnits;
}

/** The difference. @example minus(minorUnits(3n), minorUnits(4n)) // -1n */
export function minus(left: MinorUnits, right: MinorUnits): MinorUnits {
  return (left - right) as MinorUnits;
}

/** The same money the other way. @example negate(minorUnits(3n)) // -3n */
export function negate(value: MinorUnits): MinorUnits {
  return -value as MinorUnits;
}

/** So many times the same. @example times(minorUnits(3n), 4n) // 12n */
export function times(value: MinorUnits, count: bigint): MinorUnits {
  return (value * count) as MinorUnits;
}

/** The sum of all. @example sum([minorUnits(1n), minorUnits(2n)]) // 3n */
export function sum(values: Iterable<MinorUnits>): MinorUnits {
  let total = 0n;
  for (const value of values) total += value;
  return total as MinorUnits;
}

/** The lesser of two. @example least(minorUnits(1n), minorUnits(2n)) // 1n */
export function least(left: MinorUnits, right: MinorUnits): MinorUnits {
  return left < right ? left : right;
}

/** The greater of two. @example greatest(minorUnits(1n), minorUnits(2n)) // 2n */
export function greatest(left: MinorUnits, right: MinorUnits): MinorUnits {
  return left > right ? left : right;
}

/**
 * A part or a multiple, exactly and then rounded by name.
 *
 * @example scale(minorUnits(100000n), fraction(7n, 1200n), 'half_even') // 583n
 */
export function scale(value: MinorUnits, by: Fraction, rounding: Rounding): MinorUnits {
  return divideRounded(value * by.numerator, by.denominator, rounding) as MinorUnits;
}

/** One of so many equal parts, rounded by name. @example divideBy(minorUnits(100n), 3n, 'down') // 33n */
export function divideBy(value: MinorUnits, count: bigint, rounding: Rounding): MinorUnits {
  return divideRounded(value, count, rounding) as MinorUnits;
}

/**
 * The whole multiple of `step` that the named rounding reaches.
 *
 * @param step greater than 0; 100n for whole yuan.
 * @example roundToMultiple(minorUnits(17151n), minorUnits(100n), 'half_up') // 17200n
 */
export function roundToMultiple(
  value: MinorUnits,
  step: MinorUnits,
  rounding: Rounding,
): MinorUnits {
  assert(step > 0n, 'Money is rounded to a multiple greater than 0.');
  return (divideRounded(value, step, rounding) * step) as MinorUnits;
}

/** The value as an exact number. @example toFraction(minorUnits(5n)) // fraction(5n) */
export function toFraction(value: MinorUnits): Fraction {
  return { numerator: value, denominator: 1n };
}

/** What an exact calculation comes to, rounded by name. @example fromFraction(fraction(7n, 2n), 'half_even') // 4n */
export function fromFraction(value: Fraction, rounding: Rounding): MinorUnits {
  return divideRounded(value.numerator, value.denominator, rounding) as MinorUnits;
}

/**
 * Reads major units as people and spreadsheets write them.
 *
 * @param exponent decimals of the currency, 0 to 3.
 * @param field the name under which a refusal speaks of the text.
 * @example parseMajor('100.5', 2, 'principal') // { ok: true, value: 10050n }
 */
export function parseMajor(text: string, exponent: number, field: string): Result<MinorUnits> {
  const decimal = parseDecimal(text, field);
  if (!decimal.ok) return decimal;
  const scaled = decimal.value.numerator * 10n ** BigInt(exponent);
  if (scaled % decimal.value.denominator !== 0n) {
    return invalid(field, `It must have at most ${exponent} decimals.`);
  }
  return withinBook((scaled / decimal.value.denominator) as MinorUnits, field);
}

/** Writes major units with the currency's decimals. @example formatMajor(minorUnits(-5n), 2) // '-0.05' */
export function formatMajor(value: MinorUnits, exponent: number): string {
  return placePoint(value, exponent);
}

/**
 * Reads minor units as they go over the wire: a whole number, without sign if positive and without
 * leading zeros, so that each amount has one spelling.
 *
 * @param field the name under which a refusal speaks of the text.
 * @example parseMinorUnits('-5', 'amount') // ok(minorUnits(-5n))
 */
export function parseMinorUnits(text: string, field: string): Result<MinorUnits> {
  if (!/^(?:0|-?[1-9]\d*)$/.test(text)) {
    return invalid(field, 'It must be a whole number of minor units such as "10000".');
  }
  if (text.length > MINOR_UNITS_LENGTH_MAX) return refuse('number_too_large', { field });
  return withinBook(BigInt(text) as MinorUnits, field);
}

/** Writes minor units for the wire. @example formatMinorUnits(minorUnits(10050n)) // '10050' */
export function formatMinorUnits(value: MinorUnits): string {
  return value.toString();
}

/**
 * The same money, if the book can store it; what somebody outside asks for may come to more.
 *
 * @param field the name under which a refusal speaks of it.
 * @example withinBook(times(minorUnits(MINOR_UNITS_MAX), 2n), 'amount') // refuse('number_too_large', { field: 'amount' })
 */
export function withinBook(value: MinorUnits, field: string): Result<MinorUnits> {
  const fits = value <= MINOR_UNITS_MAX && value >= -MINOR_UNITS_MAX;
  return fits ? ok(value) : refuse('number_too_large', { field });
}

/** Whether it is a whole multiple of a step greater than 0. @example isMultipleOf(minorUnits(250n), minorUnits(100n)) // false */
export function isMultipleOf(value: MinorUnits, step: MinorUnits): boolean {
  assert(step > 0n, 'A step is greater than 0.');
  return value % step === 0n;
}
