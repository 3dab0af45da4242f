import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilOf, type Day, dayOf, parseDay } from './day.ts';
import { countThirtyDayMonths, type ThirtyDayMonths } from './thirty-day-months.ts';

const RULES: readonly ThirtyDayMonths[] = [
  'thirty_360_bond_basis',
  'thirty_360_us',
  'thirty_360_psa',
  'thirty_360_italian',
  'thirty_e_360',
  'thirty_e_360_isda',
  'thirty_e_plus_360',
];

/** By hand, from the rules: one column a rule, in the order above; no termination day. */
const BY_HAND: readonly (readonly [string, string, readonly number[]])[] = [
  ['2007-01-15', '2007-07-15', [180, 180, 180, 180, 180, 180, 180]],
  ['2007-01-15', '2007-01-31', [16, 16, 16, 15, 15, 15, 16]],
  ['2007-01-30', '2007-01-31', [0, 0, 0, 0, 0, 0, 1]],
  ['2007-01-31', '2007-03-31', [60, 60, 60, 60, 60, 60, 61]],
  ['2007-01-29', '2007-03-31', [62, 62, 62, 61, 61, 61, 62]],
  ['2007-01-31', '2007-02-28', [28, 28, 28, 30, 28, 30, 28]],
  ['2008-01-31', '2008-02-29', [29, 29, 29, 30, 29, 30, 29]],
  ['2008-01-31', '2008-02-28', [28, 28, 28, 30, 28, 28, 28]],
  ['2007-02-28', '2007-03-31', [33, 30, 30, 30, 32, 30, 33]],
  ['2007-02-28', '2008-02-29', [361, 360, 359, 360, 361, 360, 361]],
  ['2008-02-29', '2009-02-28', [359, 360, 358, 360, 359, 360, 359]],
  ['2008-02-28', '2008-03-31', [33, 33, 33, 30, 32, 32, 33]],
  ['2008-02-29', '2008-03-30', [31, 30, 30, 30, 31, 30, 31]],
];

describe('thirty-day months', () => {
  it.each(BY_HAND)('from %s to %s are counted as each rule says', (start, end, expected) => {
    const counted = RULES.map((rule) => countThirtyDayMonths(rule, day(start), day(end)));
    expect(counted).toEqual(expected);
  });

  it('end at the real end of February on the termination day, by the rule of ISDA alone', () => {
    const count = (rule: ThirtyDayMonths) =>
      countThirtyDayMonths(rule, day('2007-08-31'), day('2008-02-29'), day('2008-02-29'));
    expect(count('thirty_e_360_isda')).toBe(179);
    expect(countThirtyDayMonths('thirty_e_360_isda', day('2007-08-31'), day('2008-02-29'))).toBe(
      180,
    );
    expect(count('thirty_360_italian')).toBe(180);
    expect(
      countThirtyDayMonths(
        'thirty_e_360_isda',
        day('2008-02-29'),
        day('2008-03-31'),
        day('2008-02-29'),
      ),
    ).toBe(30);
  });

  it('are the same under every rule between days that are no month end', () => {
    const agrees = (count: typeof countThirtyDayMonths) =>
      fc.property(inMidMonth, inMidMonth, (one, other) => {
        const [start, end] = one < other ? [one, other] : [other, one];
        const from = civilOf(start);
        const to = civilOf(end);
        const expected =
          360 * (to.year - from.year) +
          30 * (to.month - from.month) +
          to.dayOfMonth -
          from.dayOfMonth;
        return RULES.every((rule) => count(rule, start, end) === expected);
      });
    fc.assert(agrees(countThirtyDayMonths));
    const actual: typeof countThirtyDayMonths = (_, start, end) => end - start;
    expect(fc.check(agrees(actual), { endOnFailure: true }).failed).toBe(true);
  });

  it('add up over any day between, where both ends are changed alike', () => {
    const addsUp = (rule: ThirtyDayMonths) =>
      fc.property(fc.tuple(days, days, days), (unsorted) => {
        const [first, second, third] = unsorted.toSorted((left, right) => left - right) as [
          Day,
          Day,
          Day,
        ];
        return (
          countThirtyDayMonths(rule, first, second) + countThirtyDayMonths(rule, second, third) ===
          countThirtyDayMonths(rule, first, third)
        );
      });
    fc.assert(addsUp('thirty_e_360'));
    fc.assert(addsUp('thirty_e_360_isda'));
    fc.assert(addsUp('thirty_360_italian'));
    expect(fc.check(addsUp('thirty_e_plus_360'), { endOnFailure: true }).failed).toBe(true);
  });
});

const days = fc
  .integer({ min: dayOf(2003, 1, 1), max: dayOf(2009, 1, 1) })
  .map((value) => value as Day);

const inMidMonth = fc
  .record({
    year: fc.integer({ min: 1, max: 9999 }),
    month: fc.integer({ min: 1, max: 12 }),
    dayOfMonth: fc.integer({ min: 1, max: 27 }),
  })
  .map(({ year, month, dayOfMonth }) => dayOf(year, month, dayOfMonth));

function day(text: string): Day {
  const read = parseDay(text, 'day');
  if (!read.ok) throw new Error(`There is no day ${text}.`);
  return read.value;
}
