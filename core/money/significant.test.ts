import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFractions, fraction, subtractFractions } from './fraction.ts';
import { roundToDecimals, roundToSignificant } from './significant.ts';

describe('a number cut to so many digits', () => {
  it.each([
    [123_456n, 1n, 3, 123_000n, 1n],
    [123_556n, 1n, 3, 124_000n, 1n],
    [999_999n, 1n, 3, 1_000_000n, 1n],
    [2n, 3n, 3, 667n, 1000n],
    [-2n, 3n, 3, -667n, 1000n],
    [125n, 1000n, 2, 12n, 100n],
    [135n, 1000n, 2, 14n, 100n],
    [1n, 3000n, 2, 33n, 100_000n],
    [10n, 1n, 1, 10n, 1n],
    [1n, 10n, 1, 1n, 10n],
    [0n, 7n, 4, 0n, 1n],
  ])('%d/%d with %d digits is %d/%d', (numerator, denominator, digits, above, below) => {
    const rounded = roundToSignificant(fraction(numerator, denominator), digits);
    expect(compareFractions(rounded, fraction(above, below))).toBe(0);
  });

  it('has at least one digit', () => {
    expect(() => roundToSignificant(fraction(1n), 0)).toThrow('at least one significant digit');
  });

  it('differs by at most half of its last digit, and stays as it is when it is cut again', () => {
    const numbers = fc.record({
      numerator: fc.bigInt(-(10n ** 30n), 10n ** 30n),
      denominator: fc.bigInt(1n, 10n ** 30n),
      digits: fc.integer({ min: 1, max: 25 }),
    });
    fc.assert(
      fc.property(numbers, ({ numerator, denominator, digits }) => {
        const value = fraction(numerator, denominator);
        const rounded = roundToSignificant(value, digits);
        const off = subtractFractions(rounded, value);
        const size = off.numerator < 0n ? -off.numerator : off.numerator;
        const whole = numerator < 0n ? -numerator : numerator;
        // Half of the last digit is at most 5 × 10^-digits of the number itself.
        expect(size * denominator * 10n ** BigInt(digits)).toBeLessThanOrEqual(
          5n * whole * off.denominator,
        );
        expect(compareFractions(roundToSignificant(rounded, digits), rounded)).toBe(0);
      }),
    );
  });
});

describe('a number cut to so many decimals', () => {
  it('goes to the nearest, a half to the even neighbour', () => {
    expect(roundToDecimals(fraction(5n, 8n), 2)).toEqual(fraction(62n, 100n));
    expect(roundToDecimals(fraction(-5n, 8n), 2)).toEqual(fraction(-62n, 100n));
    expect(roundToDecimals(fraction(7n, 2n), 0)).toEqual(fraction(4n));
    expect(roundToDecimals(fraction(1250n), -2)).toEqual(fraction(1200n));
  });
});
