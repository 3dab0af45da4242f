import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ok } from '../../kit/result.ts';
import { percentText, roundPercent } from './published-percent.ts';

describe('a percentage as it is printed', () => {
  it('goes up by one where the following figure is 5 or more', () => {
    expect(roundPercent('3.055', 1)).toEqual(ok('3.1'));
    expect(roundPercent('3.055', 2)).toEqual(ok('3.06'));
    expect(roundPercent('6.041228', 1)).toEqual(ok('6.0'));
    expect(roundPercent('six', 1).ok).toBe(false);
  });

  it('rounds the rate that is meant, not the binary number next to it', () => {
    expect(percentText(0.01005, 2)).toBe('1.01');
    expect(percentText(0.0643441, 1)).toBe('6.4');
    expect(percentText(-0.0055, 1)).toBe('-0.6');
    expect(percentText(1e30, 1)).toBe('1e+32');
  });

  it('is never further from the rate than half of its last figure', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.99, max: 100, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (rate, decimals) => {
          const half = 10 ** -decimals / 2;
          return (
            Math.abs(Number(percentText(rate, decimals)) - 100 * rate) <= half * (1 + 1e-6) + 1e-9
          );
        },
      ),
    );
  });
});
