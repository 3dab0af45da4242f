// The versions of a product: drafted by one person, approved by another, each in force for its days.
import type { Id } from '../kit/id.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { isInForce, type RulePack } from '../law/rule-pack.ts';
import type { Day } from '../time/day.ts';
import { checkProduct } from './check-product.ts';
import type { Product, ProductTerms } from './product.ts';

/**
 * A version as its maker hands it over: no loan is made by it yet.
 *
 * @example draftProduct(SMALL_CREDIT_LOAN, idOf('00000000-0000-7000-8000-000000000001')).approval // undefined
 */
export function draftProduct(terms: ProductTerms, maker: Id): Product {
  return { ...terms, maker };
}

/**
 * Another person releases a draft.
 *
 * @returns the approved version; `same_person` where the checker made it; `wrong_stage` where it is approved
 * already; what `checkProduct` finds.
 * @example
 * approveProduct(
 *   draftProduct(SMALL_CREDIT_LOAN, idOf('00000000-0000-7000-8000-000000000001')), CN,
 *   idOf('00000000-0000-7000-8000-000000000001'), dayOf(2026, 1, 1),
 * )
 * // refuse('same_person')
 */
export function approveProduct(
  product: Product,
  pack: RulePack,
  checker: Id,
  today: Day,
): Result<Product> {
  if (product.approval) return refuse('wrong_stage', { state: 'approved' });
  if (checker === product.maker) return refuse('same_person');
  const checked = checkProduct(product, pack);
  return checked.ok ? ok({ ...product, approval: { checker, approvedOn: today } }) : checked;
}

/**
 * Whether loans may be made by a version on a day: approved by then by another person, and in force.
 *
 * @example isLive(draftProduct(SMALL_CREDIT_LOAN, idOf('00000000-0000-7000-8000-000000000001')), dayOf(2026, 11, 22)) // false
 */
export function isLive(product: Product, day: Day): boolean {
  const { approval, maker } = product;
  return (
    approval !== undefined &&
    approval.checker !== maker &&
    approval.approvedOn <= day &&
    isInForce(product, day)
  );
}

/**
 * The version of a product by which applications of that day are taken; of several the newest.
 *
 * @param versions of one product, in any order.
 * @returns `product_not_live` where no approved version is in force.
 * @example versionInForce([], dayOf(2026, 11, 22)) // refuse('product_not_live')
 */
export function versionInForce(versions: readonly Product[], day: Day): Result<Product> {
  const live = versions.filter((product) => isLive(product, day));
  const [newest] = live.toSorted((left, right) => right.version - left.version);
  return newest ? ok(newest) : refuse('product_not_live');
}
