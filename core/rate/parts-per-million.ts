// A rate of return as the product shows and sends it.

/**
 * The nearest whole number of parts per million; a half goes up.
 *
 * @param rate finite; 0.126 is 12.6 %.
 * @example partsPerMillion(0.126) // 126000n
 */
export function partsPerMillion(rate: number): bigint {
  return BigInt(Math.round(rate * 1e6));
}
