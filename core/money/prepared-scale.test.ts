import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fraction } from './fraction.ts';
import { minorUnits, scale } from './minor-units.ts';
import { prepareScale, scalePrepared } from './prepared-scale.ts';
import { ROUNDINGS } from './rounding.ts';

const anyFactor = fc.oneof(
  fc.tuple(fc.bigInt(0n, 40n), fc.bigInt(1n, 40n)),
  fc.tuple(fc.bigInt(0n, 10n ** 20n), fc.bigInt(1n, 10n ** 20n)),
);

it('gives what scale gives, by every rounding, halves and large numbers and all', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.bigInt(0n, 200n), fc.bigInt(0n, 2n ** 63n - 1n)),
      anyFactor,
      fc.constantFrom(...ROUNDINGS),
      (value, [numerator, denominator], rounding) => {
        const by = fraction(numerator, denominator);
        const money = minorUnits(value);
        const prepared = prepareScale(by, rounding);
        expect(scalePrepared(money, prepared)).toBe(scale(money, by, rounding));
      },
    ),
  );
});

it('is not for negative factors', () => {
  expect(() => prepareScale(fraction(-1n, 2n), 'down')).toThrow('not negative');
});
