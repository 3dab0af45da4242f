// Splitting money so that the parts always add up: largest remainder, with the tie rule of the house.
import { assert } from '../kit/assert.ts';
import type { MinorUnits } from './minor-units.ts';

/** The shares, in the order of the weights, and how many rounding units each part has had since the start. */
export interface Allocation {
  readonly shares: readonly MinorUnits[];
  readonly roundingUnits: readonly number[];
}

/**
 * Splits `total` in proportion to the weights. Each part first gets its whole units; the units that
 * are left go one each to the largest remainders. Of equal remainders the one goes first that has had
 * the fewest rounding units so far, then the one that stands first: callers order the parts by id.
 *
 * So no share is negative, the shares add up to the total, and a part whose weight is its whole due
 * never gets more than that while the total is no more than all weights together.
 *
 * @param total 0 or more.
 * @param weights each 0 or more; at least one greater than 0 unless the total is 0.
 * @param roundingUnits what earlier splits over the same parts returned; left out at the first.
 * @example allocate(minorUnits(100n), [1n, 1n, 1n]).shares // [34n, 33n, 33n]
 * @example allocate(minorUnits(100n), [1n, 1n, 1n], [1, 0, 0]).shares // [33n, 34n, 33n]
 */
export function allocate(
  total: MinorUnits,
  weights: readonly bigint[],
  roundingUnits: readonly number[] = [],
): Allocation {
  assert(total >= 0n, 'What is split is not negative.');
  let whole = 0n;
  for (const weight of weights) {
    assert(weight >= 0n, 'No weight is negative.');
    whole += weight;
  }
  assert(whole > 0n || total === 0n, 'Money is split over at least one weight greater than 0.');
  const given = weights.map((_, index) => roundingUnits[index] ?? 0);
  if (total === 0n) return { shares: weights.map(() => 0n as MinorUnits), roundingUnits: given };

  const shares: bigint[] = [];
  const remainders: bigint[] = [];
  let left: bigint = total;
  for (const weight of weights) {
    const exact = total * weight;
    const share = exact / whole;
    shares.push(share);
    remainders.push(exact - share * whole);
    left -= share;
  }
  if (left > 0n) {
    for (const index of inOrderOfClaim(remainders, given).slice(0, Number(left))) {
      shares[index] = (shares[index] ?? 0n) + 1n;
      given[index] = (given[index] ?? 0) + 1;
    }
  }
  return { shares: shares as MinorUnits[], roundingUnits: given };
}

/** The parts that have a remainder, in the order in which they get one unit more. */
function inOrderOfClaim(remainders: readonly bigint[], given: readonly number[]): number[] {
  const order: number[] = [];
  for (let index = 0; index < remainders.length; index++) {
    if ((remainders[index] ?? 0n) > 0n) order.push(index);
  }
  return order.sort((a, b) => {
    const left = remainders[a] ?? 0n;
    const right = remainders[b] ?? 0n;
    if (left !== right) return left > right ? -1 : 1;
    return (given[a] ?? 0) - (given[b] ?? 0) || a - b;
  });
}
