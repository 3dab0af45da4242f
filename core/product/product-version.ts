// A version of a product as a fact: found under its code and number, with those who stand for it.
import type { Id } from '../kit/id.ts';
import type { Day } from '../time/day.ts';
import type { Product, ProductTerms } from './product.ts';

export interface ProductVersion {
  readonly code: string;
  readonly number: number;
  readonly terms: ProductTerms;
  readonly makerId: Id;
  /** From the approval on. */
  readonly checkerId?: Id;
  readonly approvedOn?: Day;
}

/**
 * The product of a version that is kept.
 *
 * @example productOfVersion({ terms: SMALL_CREDIT_LOAN, makerId: 'a' }).approval // undefined
 */
export function productOfVersion(version: ProductVersion): Product {
  const { terms, makerId, checkerId, approvedOn } = version;
  const isApproved = checkerId !== undefined && approvedOn !== undefined;
  return {
    ...terms,
    maker: makerId,
    ...(isApproved ? { approval: { checker: checkerId, approvedOn } } : {}),
  };
}
