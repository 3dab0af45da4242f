import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenInvariant } from '../kit/assert.ts';
import { invalid, ok, refuse } from '../kit/result.ts';
import { fraction } from './fraction.ts';
import {
  divideBy,
  formatMajor,
  formatMinorUnits,
  fromFraction,
  greatest,
  least,
  MINOR_UNITS_MAX,
  minorUnits,
  minus,
  negate,
  parseMajor,
  parseMinorUnits,
  plus,
  roundToMultiple,
  scale,
  sum,
  times,
  toFraction,
  withinBook,
  ZERO,
} from './minor-units.ts';
import { ROUNDINGS } from './rounding.ts';

const money = fc.bigInt({ min: -MINOR_UNITS_MAX, max: MINOR_UNITS_MAX }).map(minorUnits);

describe('minor units', () => {
  it('are added, taken away and counted without loss', () => {
    const isExact = (add: typeof plus) =>
      fc.property(money, money, fc.bigInt({ min: -1000n, max: 1000n }), (a, b, count) => {
        const total: bigint = add(a, b);
        return (
          total - b === a &&
          minus(a, b) === plus(a, negate(b)) &&
          sum([a, b, a]) === plus(plus(a, b), a) &&
          times(a, count) / (count || 1n) === (count === 0n ? 0n : a) &&
          plus(least(a, b), greatest(a, b)) === plus(a, b)
        );
      });
    fc.assert(isExact(plus));
    const inFloats: typeof plus = (a, b) =>
      minorUnits(BigInt(Number(a) + Number(b)) % MINOR_UNITS_MAX);
    expect(fc.check(isExact(inFloats), { endOnFailure: true }).failed).toBe(true);
    expect(sum([])).toBe(ZERO);
  });

  it('are as many as the book can store, or a bug', () => {
    expect(minorUnits(MINOR_UNITS_MAX)).toBe(9_223_372_036_854_775_807n);
    expect(() => minorUnits(MINOR_UNITS_MAX + 1n)).toThrow(BrokenInvariant);
    expect(() => minorUnits(-MINOR_UNITS_MAX - 1n)).toThrow(BrokenInvariant);
  });

  it('cannot overflow in memory, and are refused where they leave it', () => {
    const twice = times(minorUnits(MINOR_UNITS_MAX), 2n);
    expect(minus(twice, minorUnits(MINOR_UNITS_MAX))).toBe(MINOR_UNITS_MAX);
    expect(withinBook(twice, 'amount')).toEqual(refuse('number_too_large', { field: 'amount' }));
    expect(withinBook(negate(twice), 'amount').ok).toBe(false);
    expect(withinBook(minorUnits(MINOR_UNITS_MAX), 'amount')).toEqual(ok(MINOR_UNITS_MAX));
  });

  it('are scaled exactly and rounded once, by name', () => {
    expect(scale(minorUnits(100_000n), fraction(7n, 1200n), 'half_even')).toBe(583n);
    expect(ROUNDINGS.map((rounding) => scale(minorUnits(-5n), fraction(1n, 2n), rounding))).toEqual(
      [-3n, -2n, -3n, -2n],
    );
    expect(ROUNDINGS.map((rounding) => divideBy(minorUnits(100n), 3n, rounding))).toEqual([
      33n,
      33n,
      34n,
      33n,
    ]);
    expect(fromFraction(fraction(7n, 2n), 'half_even')).toBe(4n);
    expect(toFraction(minorUnits(-5n))).toEqual(fraction(-5n));
  });

  it('reach the multiple that is nearest, or the next outwards or inwards', () => {
    const reaches = (round: typeof roundToMultiple) =>
      fc.property(
        money,
        fc.bigInt({ min: 1n, max: 10n ** 6n }),
        fc.constantFrom(...ROUNDINGS),
        (value, by, rounding) => {
          const step = minorUnits(by);
          const result: bigint = round(value, step, rounding);
          const distance = result > value ? result - value : value - result;
          const nearest = rounding === 'half_up' || rounding === 'half_even';
          return result % step === 0n && (nearest ? 2n * distance <= step : distance < step);
        },
      );
    fc.assert(reaches(roundToMultiple));
    const cutting: typeof roundToMultiple = (value, step) => minorUnits((value / step) * step);
    expect(fc.check(reaches(cutting), { endOnFailure: true }).failed).toBe(true);
    expect(roundToMultiple(minorUnits(17_151n), minorUnits(100n), 'half_up')).toBe(17_200n);
    expect(() => roundToMultiple(minorUnits(1n), ZERO, 'up')).toThrow(BrokenInvariant);
  });
});

describe('money as text', () => {
  it('comes back as it went out, in major units', () => {
    const roundTrip = (format: typeof formatMajor) =>
      fc.property(money, fc.integer({ min: 0, max: 3 }), (value, exponent) => {
        const read = parseMajor(format(value, exponent), exponent, 'amount');
        return read.ok && read.value === value;
      });
    fc.assert(roundTrip(formatMajor));
    const inFloats: typeof formatMajor = (value, exponent) =>
      (Number(value) / 10 ** exponent).toFixed(exponent);
    expect(fc.check(roundTrip(inFloats), { endOnFailure: true }).failed).toBe(true);
  });

  it('comes back as it went out, in minor units, and each amount has one spelling', () => {
    const roundTrip = (format: typeof formatMinorUnits) =>
      fc.property(money, (value) => {
        const read = parseMinorUnits(format(value), 'amount');
        return read.ok && read.value === value;
      });
    fc.assert(roundTrip(formatMinorUnits));
    expect(
      fc.check(
        roundTrip((value) => Number(value).toString()),
        { endOnFailure: true },
      ).failed,
    ).toBe(true);
    for (const text of ['', '-', '+1', '-0', '01', '1.0', '1e3', ' 1', '1\n', '0x1', '一']) {
      expect(parseMinorUnits(text, 'amount')).toEqual(
        invalid('amount', 'It must be a whole number of minor units such as "10000".'),
      );
    }
  });

  it('is refused with more decimals than the currency has, unless they say nothing', () => {
    expect(parseMajor('100.5', 2, 'amount')).toEqual(ok(10_050n));
    expect(parseMajor('100.500', 2, 'amount')).toEqual(ok(10_050n));
    expect(parseMajor('100.505', 2, 'amount')).toEqual(
      invalid('amount', 'It must have at most 2 decimals.'),
    );
    expect(parseMajor('100.5', 0, 'amount').ok).toBe(false);
    expect(parseMajor('ten', 2, 'amount').ok).toBe(false);
  });

  it('is refused beyond what the book can store, however long it is', () => {
    const tooLarge = refuse('number_too_large', { field: 'amount' });
    expect(parseMajor('92233720368547758.07', 2, 'amount')).toEqual(ok(MINOR_UNITS_MAX));
    expect(parseMajor('92233720368547758.08', 2, 'amount')).toEqual(tooLarge);
    expect(parseMajor('-92233720368547758.08', 2, 'amount')).toEqual(tooLarge);
    expect(parseMinorUnits('9223372036854775808', 'amount')).toEqual(tooLarge);
    expect(parseMinorUnits('9'.repeat(1_000_000), 'amount')).toEqual(tooLarge);
    expect(parseMinorUnits('-9223372036854775807', 'amount')).toEqual(ok(-MINOR_UNITS_MAX));
  });
});
