// The published rules by which a risk reserve that is not enough is shared.
import { allocate } from '../money/allocate.ts';
import { least, type MinorUnits, minus } from '../money/minor-units.ts';
import type { ReserveShortRule } from '../product/safeguard-terms.ts';

/**
 * What is paid of each debt: the oldest wholly before the next gets anything, or all in proportion, by largest
 * remainder.
 *
 * @param dues what is owed of each, the oldest first.
 * @param paid what there is, no more than all of them.
 * @example shareReserve([minorUnits(6n), minorUnits(4n)], minorUnits(7n), 'oldest_first') // [minorUnits(6n), minorUnits(1n)]
 * @example shareReserve([minorUnits(6n), minorUnits(4n)], minorUnits(5n), 'pro_rata') // [minorUnits(3n), minorUnits(2n)]
 */
export function shareReserve(
  dues: readonly MinorUnits[],
  paid: MinorUnits,
  shortRule: ReserveShortRule,
): readonly MinorUnits[] {
  if (shortRule === 'pro_rata') return allocate(paid, dues).shares;
  let left = paid;
  return dues.map((due) => {
    const share = least(due, left);
    left = minus(left, share);
    return share;
  });
}
