import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenInvariant } from '../kit/assert.ts';
import { type Allocation, allocate } from './allocate.ts';
import { greatest, least, type MinorUnits, minorUnits, minus, sum, ZERO } from './minor-units.ts';

type Allocate = typeof allocate;

const amounts = fc.oneof(
  fc.bigInt({ min: 0n, max: 20n }),
  fc.bigInt({ min: 0n, max: 10n ** 6n }),
  fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
);

const splits = fc
  .record({
    total: amounts,
    weights: fc.array(amounts, { minLength: 1, maxLength: 12, size: 'max' }),
    given: fc.array(fc.nat(5), { maxLength: 12, size: 'max' }),
  })
  .filter(({ weights }) => weights.some((weight) => weight > 0n))
  .map(({ total, weights, given }) => ({ total: minorUnits(total), weights, given }));

/** What a faulty split does instead: `share` says what each part gets. */
function faulty(share: (exact: bigint, whole: bigint, index: number) => bigint): Allocate {
  return (total, weights, given = []) => {
    const whole = weights.reduce((left, right) => left + right, 0n);
    const shares = weights.map((weight, index) => minorUnits(share(total * weight, whole, index)));
    return { shares, roundingUnits: weights.map((_, index) => given[index] ?? 0) };
  };
}

const eachRounded = faulty((exact, whole) => (2n * exact + whole) / (2n * whole));

/** Rounds each part and lets the last take what is left, be it less than nothing. */
const lastTakesRest: Allocate = (total, weights, given) => {
  const rounded = eachRounded(total, weights, given);
  const others = rounded.shares.slice(0, -1);
  return { ...rounded, shares: [...others, minus(total, sum(others))] };
};

/** Cuts off every share and gives what is left to the first part. */
const firstTakesRest: Allocate = (total, weights, given) => {
  const { shares, roundingUnits } = faulty((exact, whole) => exact / whole)(total, weights, given);
  const rest = minus(total, sum(shares));
  return {
    shares: shares.map((share, index) => (index === 0 ? minorUnits(share + rest) : share)),
    roundingUnits,
  };
};

/** Forgets what earlier splits gave: ties always go to the first. */
const forgetful: Allocate = (total, weights) => allocate(total, weights);

describe('a split', () => {
  it('adds up to what was split', () => {
    const addsUp = (split: Allocate) =>
      fc.property(
        splits,
        ({ total, weights, given }) => sum(split(total, weights, given).shares) === total,
      );
    fc.assert(addsUp(allocate));
    expect(fc.check(addsUp(eachRounded), { endOnFailure: true }).failed).toBe(true);
  });

  it('makes no share negative', () => {
    const noneNegative = (split: Allocate) =>
      fc.property(splits, ({ total, weights, given }) =>
        split(total, weights, given).shares.every((share) => share >= 0n),
      );
    fc.assert(noneNegative(allocate));
    expect(fc.check(noneNegative(lastTakesRest), { endOnFailure: true }).failed).toBe(true);
  });

  it('gives each part its exact share, cut off or one unit more, and nothing to a weight of nothing', () => {
    const isWithinAUnit = (split: Allocate) =>
      fc.property(splits, ({ total, weights, given }) => {
        const whole = weights.reduce((left, right) => left + right, 0n);
        return split(total, weights, given).shares.every((share, index) => {
          const over = share * whole - total * (weights[index] ?? 0n);
          return over > -whole && over < whole;
        });
      });
    fc.assert(isWithinAUnit(allocate));
    expect(fc.check(isWithinAUnit(firstTakesRest), { endOnFailure: true }).failed).toBe(true);
  });

  it('gives nobody more than is due to them, where the weights are dues and the total no more than all', () => {
    const withinDue = (split: Allocate) =>
      fc.property(splits, amounts, ({ weights, given }, amount) => {
        const whole = weights.reduce((left, right) => left + right, 0n);
        const total = (amount % (whole + 1n)) as MinorUnits;
        return split(total, weights, given).shares.every(
          (share, index) => share <= (weights[index] ?? 0n),
        );
      });
    fc.assert(withinDue(allocate));
    expect(fc.check(withinDue(firstTakesRest), { endOnFailure: true }).failed).toBe(true);
  });

  it('gives the units that are left to the largest remainders, then the fewest units so far, then the first', () => {
    const isInOrder = (split: Allocate) =>
      fc.property(tiedSplits, ({ total, weights, given }) => {
        const { shares, roundingUnits } = split(total, weights, given);
        return goesInOrder(total, weights, given, { shares, roundingUnits });
      });
    fc.assert(isInOrder(allocate));
    expect(fc.check(isInOrder(forgetful), { endOnFailure: true }).failed).toBe(true);
    expect(fc.check(isInOrder(lastTakesRest), { endOnFailure: true }).failed).toBe(true);
  });

  it('counts the units that it gives to each', () => {
    expect(allocate(minorUnits(101n), [1n, 1n, 1n], [1, 0, 0])).toEqual({
      shares: [33n, 34n, 34n],
      roundingUnits: [1, 1, 1],
    });
    expect(allocate(minorUnits(100n), [1n, 1n, 1n]).shares).toEqual([34n, 33n, 33n]);
    expect(allocate(minorUnits(5n), [2n, 0n, 1n]).shares).toEqual([3n, 0n, 2n]);
  });

  it('splits nothing over no weights, and refuses as a bug what cannot be split', () => {
    expect(allocate(ZERO, [0n, 0n])).toEqual({ shares: [0n, 0n], roundingUnits: [0, 0] });
    expect(allocate(ZERO, [])).toEqual({ shares: [], roundingUnits: [] });
    expect(() => allocate(minorUnits(1n), [0n])).toThrow(BrokenInvariant);
    expect(() => allocate(minorUnits(-1n), [1n])).toThrow(BrokenInvariant);
    expect(() => allocate(minorUnits(1n), [2n, -1n])).toThrow(BrokenInvariant);
  });
});

/** Few different weights, so that remainders are often equal. */
const tiedSplits = fc
  .record({
    total: fc.bigInt({ min: 0n, max: 50n }),
    weights: fc.array(fc.bigInt({ min: 0n, max: 3n }), { minLength: 1, maxLength: 8, size: 'max' }),
    given: fc.array(fc.nat(2), { minLength: 8, maxLength: 8 }),
  })
  .filter(({ weights }) => weights.some((weight) => weight > 0n))
  .map(({ total, weights, given }) => ({ total: minorUnits(total), weights, given }));

/** No part without an extra unit stands before one that has it. */
function goesInOrder(
  total: MinorUnits,
  weights: readonly bigint[],
  given: readonly number[],
  { shares, roundingUnits }: Allocation,
): boolean {
  const whole = weights.reduce((left, right) => left + right, 0n);
  const parts = weights.map((weight, index) => {
    const before = given[index] ?? 0;
    const extra = (shares[index] ?? 0n) - (total * weight) / whole;
    return {
      index,
      remainder: (total * weight) % whole,
      before,
      extra,
      counted: (roundingUnits[index] ?? 0) - before,
    };
  });
  if (parts.some(({ extra, counted }) => extra !== BigInt(counted))) return false;
  const order = parts.toSorted(
    (a, b) => Number(b.remainder - a.remainder) || a.before - b.before || a.index - b.index,
  );
  return order.every(({ extra }, place) => place === 0 || extra <= (order[place - 1]?.extra ?? 0n));
}

/** A loan with its claims and what is repaid of the principal each time, in shares of what is left. */
const lives = fc.record({
  claims: fc.array(fc.bigInt({ min: 1n, max: 10n ** 7n }), {
    minLength: 1,
    maxLength: 50,
    size: 'max',
  }),
  repayments: fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 35, maxLength: 35 }),
});

const equalLives = fc
  .record({
    claim: fc.bigInt({ min: 1n, max: 10n ** 7n }),
    count: fc.integer({ min: 1, max: 50 }),
    repayments: fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 35, maxLength: 35 }),
  })
  .map(({ claim, count, repayments }) => ({ claims: Array(count).fill(claim), repayments }));

interface Life {
  readonly claims: readonly bigint[];
  readonly repayments: readonly number[];
}

/** Outstanding principal of each claim after each of 36 repayments; `weigh` says by what it is shared. */
function live(
  { claims, repayments }: Life,
  split: Allocate,
  weigh: (outstanding: readonly bigint[]) => readonly bigint[] = (outstanding) => outstanding,
): readonly (readonly MinorUnits[])[] {
  let outstanding = claims.map(minorUnits);
  let roundingUnits: readonly number[] = [];
  return [...repayments, 1000].map((perMille) => {
    const repaid = minorUnits((sum(outstanding) * BigInt(perMille)) / 1000n);
    const shared = repaid === 0n ? undefined : split(repaid, weigh(outstanding), roundingUnits);
    if (shared) {
      outstanding = outstanding.map((left, index) => minus(left, shared.shares[index] ?? ZERO));
      roundingUnits = shared.roundingUnits;
    }
    return outstanding;
  });
}

describe('principal shared by outstanding principal over 36 repayments', () => {
  it('leaves each claim at exactly zero, and never below', () => {
    const endsAtZero = (split: Allocate, byOriginal = false) =>
      fc.property(lives, (life) => {
        const states = live(life, split, byOriginal ? () => life.claims : undefined);
        const never = states.every((state) => state.every((left) => left >= 0n));
        return never && states.at(-1)?.every((left) => left === 0n) === true;
      });
    fc.assert(endsAtZero(allocate));
    expect(fc.check(endsAtZero(lastTakesRest), { endOnFailure: true }).failed).toBe(true);
    expect(fc.check(endsAtZero(allocate, true), { endOnFailure: true }).failed).toBe(true);
  });

  it('never sets equal claims further apart than one minor unit', () => {
    const staysTogether = (split: Allocate) =>
      fc.property(equalLives, (life) =>
        live(life, split).every((state) => {
          const [first = ZERO] = state;
          const most = state.reduce(greatest, first);
          const fewest = state.reduce(least, first);
          return most - fewest <= 1n;
        }),
      );
    fc.assert(staysTogether(allocate));
    expect(fc.check(staysTogether(firstTakesRest), { endOnFailure: true }).failed).toBe(true);
  });

  it('gives ten equal claims their rounding units in turn', () => {
    const payments = Array.from({ length: 36 }, () => minorUnits(1003n));
    let outstanding = Array.from({ length: 10 }, () => minorUnits(100_000n));
    let units: readonly number[] = [];
    for (const payment of payments) {
      const shared = allocate(payment, outstanding, units);
      outstanding = outstanding.map((left, index) => minus(left, shared.shares[index] ?? ZERO));
      units = shared.roundingUnits;
    }
    expect(units.reduce((left, right) => left + right, 0)).toBe(36 * 3);
    expect(Math.max(...units) - Math.min(...units)).toBeLessThanOrEqual(1);
  });
});
