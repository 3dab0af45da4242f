// Which risk reserve covers a loan, asked when the loan is listed: the active one of the name that its product says.
import { invalid, ok, type Result } from '../kit/result.ts';
import { checkAllowed } from '../law/checks.ts';
import type { RulePack } from '../law/rule-pack.ts';
import type { Loan } from '../loan/loan.ts';
import type { ReserveRule } from '../loan/servicing.ts';
import type { ProductTerms, Safeguard } from '../product/product.ts';
import { versionKey } from '../product/version-need.ts';
import type { Day } from '../time/day.ts';
import type { KnownWorld, Need } from '../world.ts';
import { reserveRuleFor, reserveTermsOf } from './reserve-scheme.ts';

/**
 * The reserves that may cover a loan; none while its product is not known yet.
 *
 * @example reserveNeeds({ productCode: 'a', productVersion: 1 }, { get: () => undefined }) // []
 */
export function reserveNeeds(
  { productCode, productVersion }: Pick<Loan, 'productCode' | 'productVersion'>,
  known: KnownWorld,
): readonly Need[] {
  const product = known.get('productVersion', versionKey(productCode, productVersion));
  const code = product?.terms.safeguardTerms?.reserve?.scheme;
  return code === undefined ? [] : [{ list: 'reservesOfCode', key: code }];
}

/**
 * What a reserve promises for a loan that is to be listed; needs `reserveNeeds`.
 *
 * @returns nothing where no reserve covers it; `forbidden_by_rule` where the pack allows none, or `invalid` where there
 * is none of that name and currency that takes new loans.
 * @example
 * reserveForListing(
 *   { list: () => [] }, { safeguard: 'none', currency: currency('CNY') }, SMALL_CREDIT_LOAN, NEUTRAL, dayOf(2026, 11, 22),
 * )
 * // ok(undefined)
 */
export function reserveForListing(
  world: Pick<KnownWorld, 'list'>,
  { safeguard, currency, loanAmount }: Pick<Loan, 'safeguard' | 'currency' | 'loanAmount'>,
  { safeguardTerms = {} }: Pick<ProductTerms, 'safeguardTerms'>,
  pack: RulePack,
  today: Day,
): Result<ReserveRule | undefined> {
  const terms = reserveTermsOf(safeguardTerms, (safeguard ?? 'none') as Safeguard);
  if (terms === undefined) return ok(undefined);
  const allowed = checkAllowed(pack, 'risk_reserve', today);
  if (!allowed.ok) return allowed;
  const scheme = world
    .list('reservesOfCode', terms.scheme)
    .find((one) => one.state === 'active' && one.currency === currency);
  if (scheme === undefined) {
    return invalid('safeguard', 'No reserve of the name that the product says takes new loans.');
  }
  return ok(reserveRuleFor(scheme, terms, loanAmount));
}
