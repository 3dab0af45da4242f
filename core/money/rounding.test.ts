import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideRounded, ROUNDINGS, type Rounding } from './rounding.ts';

type Divide = typeof divideRounded;

const denominators = fc.oneof(
  fc.bigInt({ min: 1n, max: 12n }),
  fc.bigInt({ min: 1n, max: 10n ** 30n }),
);

/** Pairs of which many divide evenly, or with a half left over. */
const quotients = fc
  .record({
    whole: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
    denominator: denominators,
    rest: fc.constantFrom('none', 'half', 'any'),
    any: fc.bigInt({ min: 0n, max: 10n ** 30n }),
  })
  .map(({ whole, denominator, rest, any }) => {
    if (rest === 'half')
      return { numerator: (2n * whole + 1n) * denominator, denominator: 2n * denominator };
    const over = rest === 'none' ? 0n : any % denominator;
    return { numerator: whole * denominator + over, denominator };
  });

const size = (value: bigint) => (value < 0n ? -value : value);

/**
 * What each name means, said of the distance between the result and the exact quotient, both times
 * the denominator, and not of how it is reached.
 */
function meansWhatItSays(divide: Divide, rounding: Rounding) {
  return fc.property(quotients, ({ numerator, denominator }) => {
    const result = divide(numerator, denominator, rounding) * denominator;
    const distance = size(numerator - result);
    const outwards = size(result) > size(numerator);
    if (distance === 0n) return true;
    switch (rounding) {
      case 'down':
        return distance < denominator && !outwards;
      case 'up':
        return distance < denominator && outwards;
      case 'half_up':
        return 2n * distance < denominator || (2n * distance === denominator && outwards);
      case 'half_even':
        return (
          2n * distance < denominator ||
          (2n * distance === denominator && (result / denominator) % 2n === 0n)
        );
    }
  });
}

function isSymmetric(divide: Divide, rounding: Rounding) {
  return fc.property(
    quotients,
    ({ numerator, denominator }) =>
      divide(-numerator, denominator, rounding) === -divide(numerator, denominator, rounding),
  );
}

function keepsOrder(divide: Divide, rounding: Rounding) {
  return fc.property(quotients, fc.bigInt({ min: 0n, max: 10n ** 20n }), (quotient, more) => {
    const { numerator, denominator } = quotient;
    return (
      divide(numerator, denominator, rounding) <= divide(numerator + more, denominator, rounding)
    );
  });
}

function floor(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient;
}

/** Each as it is commonly got wrong: right for what is positive, or right but for the tie. */
const FAULTY: Readonly<Record<Rounding, Divide>> = {
  half_up: (numerator, denominator) => floor(2n * numerator + denominator, 2n * denominator),
  half_even: (numerator, denominator) => divideRounded(numerator, denominator, 'half_up'),
  up: (numerator, denominator) => -floor(-numerator, denominator),
  down: floor,
};

describe.each(ROUNDINGS)('rounding %s', (rounding) => {
  it('means what its name says', () => {
    fc.assert(meansWhatItSays(divideRounded, rounding));
    expect(
      fc.check(meansWhatItSays(FAULTY[rounding], rounding), { endOnFailure: true }).failed,
    ).toBe(true);
  });

  it('treats money owed and money due alike', () => {
    fc.assert(isSymmetric(divideRounded, rounding));
    const lopsided: Divide = floor;
    expect(fc.check(isSymmetric(lopsided, rounding), { endOnFailure: true }).failed).toBe(true);
  });

  it('never makes the greater the lesser', () => {
    fc.assert(keepsOrder(divideRounded, rounding));
    const lastDigitOnly: Divide = (numerator) => numerator % 10n;
    expect(fc.check(keepsOrder(lastDigitOnly, rounding), { endOnFailure: true }).failed).toBe(true);
  });
});

it.each([
  [5n, 2n, 3n, 2n, 3n, 2n],
  [7n, 2n, 4n, 4n, 4n, 3n],
  [-5n, 2n, -3n, -2n, -3n, -2n],
  [-7n, 2n, -4n, -4n, -4n, -3n],
  [1n, 3n, 0n, 0n, 1n, 0n],
  [-2n, 3n, -1n, -1n, -1n, 0n],
  [0n, 7n, 0n, 0n, 0n, 0n],
  [6n, 3n, 2n, 2n, 2n, 2n],
])(
  '%i / %i is %i half up, %i half even, %i up and %i down',
  (numerator, denominator, ...results) => {
    expect(ROUNDINGS.map((rounding) => divideRounded(numerator, denominator, rounding))).toEqual(
      results,
    );
  },
);
