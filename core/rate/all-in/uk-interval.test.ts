import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invalid, ok } from '../../kit/result.ts';
import { fraction, reduceFraction } from '../../money/fraction.ts';
import { addDays, addMonths, dayOf } from '../../time/day.ts';
import { ukTimeInterval } from './uk-interval.ts';

const days = fc
  .integer({ min: dayOf(1990, 1, 1), max: dayOf(2040, 12, 31) })
  .map((offset) => addDays(dayOf(1970, 1, 1), offset));

describe('the British interval', () => {
  it('is so many twelfths for whole months, from whatever day', () => {
    const wholeMonths = (interval: typeof ukTimeInterval) =>
      fc.property(days, fc.integer({ min: 0, max: 300 }), (from, months) => {
        const counted = interval(from, addMonths(from, months), 'month');
        if (!counted.ok) return false;
        const { numerator, denominator } = counted.value;
        const late = from - addMonths(addMonths(from, months), -months);
        return late !== 0 || numerator * 12n === BigInt(months) * denominator;
      });
    fc.assert(wholeMonths(ukTimeInterval));
    const inDays: typeof ukTimeInterval = (from, to) => ok(fraction(BigInt(to - from), 365n));
    expect(fc.check(wholeMonths(inDays), { endOnFailure: true }).failed).toBe(true);
  });

  it.each([
    [dayOf(2024, 1, 31), dayOf(2024, 2, 29), 'month', fraction(1n, 12n)],
    [dayOf(2023, 1, 31), dayOf(2023, 6, 30), 'month', fraction(5n, 12n)],
    [dayOf(2023, 3, 10), dayOf(2023, 4, 15), 'month', fraction(365n + 5n * 12n, 12n * 365n)],
    [dayOf(2024, 3, 10), dayOf(2024, 3, 25), 'month', fraction(15n, 366n)],
    [dayOf(2023, 3, 10), dayOf(2023, 4, 14), 'week', fraction(5n, 52n)],
    [dayOf(2023, 3, 10), dayOf(2023, 4, 16), 'week', fraction(5n * 365n + 2n * 52n, 52n * 365n)],
    [dayOf(2023, 3, 10), dayOf(2023, 3, 10), 'month', fraction(0n)],
  ] as const)('from %i to %i by the %s is as the rule says', (from, to, period, years) => {
    expect(ukTimeInterval(from, to, period)).toEqual(ok(reduceFraction(years)));
  });

  it('is refused backwards', () => {
    expect(ukTimeInterval(dayOf(2023, 3, 10), dayOf(2023, 3, 9), 'month')).toEqual(
      invalid('to', 'It must not be before the first day.'),
    );
  });
});
