import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenInvariant } from '../kit/assert.ts';
import { invalid, ok, refuse } from '../kit/result.ts';
import {
  addFractions,
  compareFractions,
  divideFractions,
  type Fraction,
  formatDecimal,
  fraction,
  multiplyFractions,
  ONE_FRACTION,
  parseDecimal,
  placePoint,
  reduceFraction,
  subtractFractions,
  ZERO_FRACTION,
} from './fraction.ts';

const fractions = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([numerator, denominator]) => fraction(numerator, denominator));

/** Equal as numbers, by cross-multiplying. */
function equal(left: Fraction, right: Fraction): boolean {
  return left.numerator * right.denominator === right.numerator * left.denominator;
}

interface Arithmetic {
  readonly add: typeof addFractions;
  readonly subtract: typeof subtractFractions;
  readonly multiply: typeof multiplyFractions;
  readonly divide: typeof divideFractions;
}

const exact: Arithmetic = {
  add: addFractions,
  subtract: subtractFractions,
  multiply: multiplyFractions,
  divide: divideFractions,
};

/** The laws of rational numbers, which leave no room for another addition or multiplication. */
function isExact({ add, subtract, multiply, divide }: Arithmetic) {
  return fc.property(fractions, fractions, fractions, (a, b, c) => {
    const laws = [
      equal(add(a, b), add(b, a)),
      equal(add(add(a, b), c), add(a, add(b, c))),
      equal(subtract(add(a, b), b), a),
      equal(add(a, ZERO_FRACTION), a),
      equal(multiply(a, b), multiply(b, a)),
      equal(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c))),
      equal(multiply(a, ONE_FRACTION), a),
      b.numerator === 0n || equal(divide(multiply(a, b), b), a),
      add(a, b).denominator > 0n && (b.numerator === 0n || divide(a, b).denominator > 0n),
    ];
    return laws.every(Boolean);
  });
}

describe('fractions', () => {
  it('obey the laws of exact arithmetic', () => {
    fc.assert(isExact(exact));
    const cutting: Arithmetic = {
      ...exact,
      multiply: (a, b) => ({
        numerator: (a.numerator * b.numerator) / b.denominator,
        denominator: a.denominator,
      }),
    };
    expect(fc.check(isExact(cutting), { endOnFailure: true }).failed).toBe(true);
  });

  it('are ordered as their difference says', () => {
    const isOrder = (compare: typeof compareFractions) =>
      fc.property(fractions, fractions, (a, b) => {
        const { numerator } = subtractFractions(a, b);
        return compare(a, b) === (numerator > 0n ? 1 : numerator < 0n ? -1 : 0);
      });
    fc.assert(isOrder(compareFractions));
    const byNumerator: typeof compareFractions = (a, b) => Number(a.numerator - b.numerator);
    expect(fc.check(isOrder(byNumerator), { endOnFailure: true }).failed).toBe(true);
  });

  it('keep their value in lowest terms, and no number divides both', () => {
    const reduces = (reduce: typeof reduceFraction) =>
      fc.property(fractions, fc.bigInt({ min: 1n, max: 1000n }), (value, by) => {
        const wide = { numerator: value.numerator * by, denominator: value.denominator * by };
        const once = reduce(wide);
        const again = reduce(value);
        return (
          equal(once, value) &&
          once.numerator === again.numerator &&
          once.denominator === again.denominator
        );
      });
    fc.assert(reduces(reduceFraction));
    expect(
      fc.check(
        reduces((value) => value),
        { endOnFailure: true },
      ).failed,
    ).toBe(true);
    expect(reduceFraction(fraction(0n, 7n))).toEqual(ZERO_FRACTION);
    expect(reduceFraction(fraction(-6n, 4n))).toEqual(fraction(-3n, 2n));
  });

  it('keep the sign above and refuse a denominator of 0', () => {
    expect(fraction(3n, -4n)).toEqual({ numerator: -3n, denominator: 4n });
    expect(() => fraction(1n, 0n)).toThrow(BrokenInvariant);
    expect(() => divideFractions(ONE_FRACTION, ZERO_FRACTION)).toThrow(BrokenInvariant);
  });
});

describe('decimal texts', () => {
  it('come back as they went out', () => {
    const roundTrip = (format: typeof placePoint) =>
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.integer({ min: 0, max: 20 }),
        (scaled, decimals) => {
          const read = parseDecimal(format(scaled, decimals), 'text');
          return read.ok && equal(read.value, fraction(scaled, 10n ** BigInt(decimals)));
        },
      );
    fc.assert(roundTrip(placePoint));
    const withoutZeros: typeof placePoint = (scaled, decimals) => {
      const digits = scaled.toString();
      return decimals === 0
        ? digits
        : `${digits.slice(0, -decimals) || '0'}.${digits.slice(-decimals)}`;
    };
    expect(fc.check(roundTrip(withoutZeros), { endOnFailure: true }).failed).toBe(true);
  });

  it('are rounded by name to the decimals that are asked for', () => {
    expect(formatDecimal(fraction(1n, 3n), 4, 'half_even')).toBe('0.3333');
    expect(formatDecimal(fraction(-1n, 8n), 2, 'half_even')).toBe('-0.12');
    expect(formatDecimal(fraction(-1n, 8n), 2, 'half_up')).toBe('-0.13');
    expect(formatDecimal(fraction(-1n, 1000n), 2, 'down')).toBe('0.00');
    expect(formatDecimal(fraction(7n, 2n), 0, 'up')).toBe('4');
  });

  it.each([
    '',
    '.',
    '5.',
    '.5',
    '1,000',
    '1e5',
    ' 1',
    '1 ',
    '1\n',
    '--1',
    '٣',
    'Infinity',
    '0x10',
    '１',
  ])('that are no plain decimals, such as %j, are refused', (text) => {
    expect(parseDecimal(text, 'rate')).toEqual(
      invalid('rate', 'It must be a decimal number such as 12.5.'),
    );
  });

  it('are read exactly, with a sign and zeros, up to sixty characters', () => {
    expect(parseDecimal('+007.50', 'rate')).toEqual(ok(fraction(750n, 100n)));
    expect(parseDecimal('-0', 'rate')).toEqual(ok(fraction(0n, 1n)));
    expect(parseDecimal('1'.repeat(60), 'rate').ok).toBe(true);
    expect(parseDecimal('1'.repeat(61), 'rate')).toEqual(
      refuse('number_too_large', { field: 'rate' }),
    );
  });
});
