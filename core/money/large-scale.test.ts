import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fraction } from './fraction.ts';
import { prepareLargeScale, scaleLarge } from './large-scale.ts';
import { minorUnits, scale } from './minor-units.ts';
import { ROUNDINGS } from './rounding.ts';

/** Small ones meet halves and whole numbers all the time; large ones are like annuities. */
const anyFactor = fc.oneof(
  fc.tuple(fc.bigInt(0n, 40n), fc.bigInt(1n, 40n)),
  fc.tuple(fc.bigInt(0n, 2n ** 70n), fc.constantFrom(2n ** 64n, 2n ** 65n, 2n ** 66n)),
  fc.tuple(fc.bigInt(0n, 10n ** 150n), fc.bigInt(10n ** 149n, 10n ** 150n)),
);

const anyValue = fc.oneof(
  fc.bigInt(0n, 200n),
  fc.bigInt(0n, 10n ** 9n),
  fc.bigInt(0n, 2n ** 63n - 1n),
);

it('gives what scale gives, by every rounding, halves and large numbers and all', () => {
  fc.assert(
    fc.property(
      anyValue,
      anyFactor,
      fc.constantFrom(...ROUNDINGS),
      (value, [numerator, denominator], rounding) => {
        const by = fraction(numerator, denominator);
        const money = minorUnits(value);
        expect(scaleLarge(money, prepareLargeScale(by, rounding))).toBe(scale(money, by, rounding));
      },
    ),
  );
});

it('sends an exact half, which 64 binary places cannot tell from its neighbours, the way it is named', () => {
  const half = fraction(3n * 10n ** 40n, 2n * 10n ** 40n);
  const halves = (value: bigint) =>
    ROUNDINGS.map((rounding) => scaleLarge(minorUnits(value), prepareLargeScale(half, rounding)));
  expect(ROUNDINGS).toEqual(['half_up', 'half_even', 'up', 'down']);
  expect(halves(1n)).toEqual([2n, 2n, 2n, 1n]);
  expect(halves(3n)).toEqual([5n, 4n, 5n, 4n]);
  expect(halves(2n)).toEqual([3n, 3n, 3n, 3n]);
});

it('is not for negative factors', () => {
  expect(() => prepareLargeScale(fraction(-1n, 2n), 'down')).toThrow('not negative');
});
