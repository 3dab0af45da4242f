// Where the versions of a product are found.
import { assert } from '../kit/assert.ts';
import { type Result, refuse } from '../kit/result.ts';
import type { Day } from '../time/day.ts';
import type { Need, World } from '../world.ts';
import type { Product } from './product.ts';
import { productOfVersion } from './product-version.ts';
import { versionInForce } from './versions.ts';

const CODE = /^[a-z][a-z0-9_]{0,63}$/;

/** The key of one version. @example versionKey('small_credit_loan', 1) // 'small_credit_loan 1' */
export function versionKey(code: string, version: number): string {
  return `${code} ${version}`;
}

/**
 * One version, as a need.
 *
 * @example versionNeed({ productCode: 'small_credit_loan', productVersion: 1 }).key // 'small_credit_loan 1'
 */
export function versionNeed(loan: {
  readonly productCode: string;
  readonly productVersion: number;
}): Need {
  return { fact: 'productVersion', key: versionKey(loan.productCode, loan.productVersion) };
}

/**
 * All versions of a product, as needs; none for what can be no code.
 *
 * @example versionsNeed('no code') // []
 */
export function versionsNeed(code: string): readonly Need[] {
  return CODE.test(code) ? [{ list: 'versionsOfProduct', key: code }] : [];
}

/**
 * The version by which a loan is made, for its whole life.
 *
 * @example
 * productOfLoan({
 *   get: () => ({
 *     code: 'a', number: 1, terms: SMALL_CREDIT_LOAN, makerId: idOf('00000000-0000-7000-8000-000000000001'),
 *   }),
 * }, { productCode: 'a', productVersion: 1 }).code
 * // 'small_credit_loan'
 * @throws BrokenInvariant when it is not there: no loan is made by a version that was never kept.
 */
export function productOfLoan(
  world: World,
  loan: { readonly productCode: string; readonly productVersion: number },
): Product {
  const fact = world.get('productVersion', versionKey(loan.productCode, loan.productVersion));
  assert(fact !== undefined, 'A loan is made by a version of a product that is kept.');
  return productOfVersion(fact);
}

/**
 * The version by which applications of today are taken.
 *
 * @returns `product_not_live` where no approved version is in force.
 * @example productInForce({ get: () => undefined, list: () => [] }, 'a', dayOf(2026, 11, 22))
 * // refuse('product_not_live')
 */
export function productInForce(world: World, code: string, today: Day): Result<Product> {
  if (!CODE.test(code)) return refuse('product_not_live');
  return versionInForce(world.list('versionsOfProduct', code).map(productOfVersion), today);
}
