import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  compareFractions,
  divideFractions,
  type Fraction,
  fraction,
  multiplyFractions,
  ONE_FRACTION,
  subtractFractions,
  ZERO_FRACTION,
} from '../../money/fraction.ts';
import { minorUnits, scale, toFraction, ZERO } from '../../money/minor-units.ts';
import { ROUNDINGS } from '../../money/rounding.ts';
import { annuity, annuityInMultiples, type LevelRow, levelInstalment } from './level-instalment.ts';

const anyFactor = fc
  .tuple(fc.bigInt(0n, 4_000n), fc.constantFrom(1_200n, 5_200n, 36_500n, 36_600n, 7n))
  .map(([numerator, denominator]) => fraction(numerator, denominator));

const anyPrincipal = fc.bigInt(1n, 10n ** 9n).map(minorUnits);

function plainRow(factor: Fraction): LevelRow {
  return {
    factor,
    paysPrincipal: true,
    paysInterest: true,
    weight: ONE_FRACTION,
    extra: ZERO_FRACTION,
  };
}

const anyRow: fc.Arbitrary<LevelRow> = fc.record({
  factor: anyFactor,
  paysPrincipal: fc.boolean(),
  paysInterest: fc.boolean(),
  weight: fc
    .tuple(fc.bigInt(1n, 9n), fc.bigInt(1n, 9n))
    .map(([numerator, denominator]) => fraction(numerator, denominator)),
  extra: fc.bigInt(-500n, 500n).map((amount) => fraction(amount, 3n)),
});

it('of equal periods is the annuity of the textbook', () => {
  fc.assert(
    fc.property(
      anyPrincipal,
      anyFactor,
      fc.integer({ min: 1, max: 40 }),
      (principal, factor, count) => {
        const rows = new Array<LevelRow>(count).fill(plainRow(factor));
        const exact = multiplyFractions(toFraction(principal), annuity(factor, count));
        expect(compareFractions(levelInstalment(principal, rows, ZERO), exact)).toBe(0);
      },
    ),
  );
});

it('pays off to the last fraction, whatever the rows are asked for', () => {
  fc.assert(
    fc.property(
      anyPrincipal,
      fc.array(anyRow, { maxLength: 12 }),
      anyRow,
      fc.bigInt(0n, 1_000n).map(minorUnits),
      (principal, rows, lastRow, left) => {
        const all = [...rows, { ...lastRow, paysPrincipal: true }];
        const amount = levelInstalment(principal, all, left);
        let balance = toFraction(principal);
        for (const { factor, paysPrincipal, paysInterest, weight, extra } of all) {
          if (!paysPrincipal) continue;
          const interest = paysInterest ? multiplyFractions(balance, factor) : ZERO_FRACTION;
          const owed = subtractFractions(balance, subtractFractions(ZERO_FRACTION, interest));
          const payment = subtractFractions(multiplyFractions(amount, weight), negative(extra));
          balance = subtractFractions(owed, payment);
        }
        expect(compareFractions(balance, toFraction(left))).toBe(0);
      },
    ),
    { numRuns: 3_000 }, // Unreduced fractions of a dozen rows are thousands of digits long.
  );
});

function negative(value: Fraction): Fraction {
  return subtractFractions(ZERO_FRACTION, value);
}

it('from memory is what it would be anew, also when another came to the same place', () => {
  fc.assert(
    fc.property(
      anyPrincipal,
      anyFactor,
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom(1n, 100n).map(minorUnits),
      fc.constantFrom(...ROUNDINGS),
      (principal, factor, count, multiple, rounding) => {
        const { numerator, denominator } = annuity(factor, count);
        const inMultiples = fraction(numerator, denominator * multiple);
        expect(annuityInMultiples(principal, factor, count, multiple, rounding)).toBe(
          scale(principal, inMultiples, rounding),
        );
      },
    ),
  );
});

it('without interest is an equal part', () => {
  expect(annuity(ZERO_FRACTION, 3)).toEqual(fraction(1n, 3n));
  const oneTwelfth = divideFractions(ONE_FRACTION, fraction(12n));
  expect(compareFractions(annuity(ZERO_FRACTION, 12), oneTwelfth)).toBe(0);
});
