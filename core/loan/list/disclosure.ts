// Whether a listing says everything that it has to, before it may be published.
import { ok, type Refused, type Result, refuse } from '../../kit/result.ts';
import { checkAllowed, requiredDisclosure } from '../../law/checks.ts';
import type { DisclosureItem } from '../../law/disclosure-item.ts';
import type { RulePack } from '../../law/rule-pack.ts';
import type { ClientKind } from '../../people/client.ts';
import type { ProductTerms, Safeguard, Security } from '../../product/product.ts';
import { isCharged } from '../../product/tariff.ts';
import type { Day } from '../../time/day.ts';

/** The face of a listing as it would be published. */
export interface ListingFace {
  readonly borrowerKind: ClientKind;
  /** What each item says; an empty text is no item. Safeguard and security have their own fields. */
  readonly items: Readonly<Partial<Record<DisclosureItem, string>>>;
  readonly safeguard?: Safeguard;
  readonly security?: Security;
  /** The registered collateral of a secured loan, by its ids. */
  readonly collateralIds: readonly string[];
}

/** Items that the house asks of every listing, whatever a pack says (who it is, what it costs, what it risks). */
const ALWAYS: readonly DisclosureItem[] = [
  'loan_amount',
  'term',
  'annual_rate',
  'purpose',
  'repayment_method',
  'expected_return',
  'expected_loss',
  'borrower_kind',
  'grade',
  'risk_class',
  'risk_notice',
];

/**
 * Whether a listing discloses what product and pack demand.
 *
 * @returns the listing; `disclosure_incomplete` naming every missing item; `safeguard_missing`;
 * `collateral_missing` for a secured loan without a record; `forbidden_by_rule` for a reserve where the
 * pack allows none, `wrong` safeguards or securities as `disclosure_incomplete` of that item.
 * @example
 * checkDisclosure(
 *   { borrowerKind: 'natural_person', items: {}, safeguard: 'none', security: 'unsecured', collateralIds: [] },
 *   SMALL_CREDIT_LOAN, { ...NEUTRAL, rules: [] }, dayOf(2026, 11, 22),
 * ).refusal.data.items.startsWith('loan_amount, term')
 * // true
 */
export function checkDisclosure(
  listing: ListingFace,
  product: ProductTerms,
  pack: RulePack,
  today: Day,
): Result<ListingFace> {
  const missing = missingItems(listing, product, pack, today);
  if (missing.length > 0) return refuse('disclosure_incomplete', { items: missing.join(', ') });
  return checkSafeguard(listing, product, pack, today) ?? checkCollateral(listing) ?? ok(listing);
}

/**
 * Every item that a listing still lacks, in the order of the catalogue; the safeguard is asked for apart.
 *
 * @example
 * missingItems(
 *   { borrowerKind: 'natural_person', items: {}, collateralIds: [] },
 *   SMALL_CREDIT_LOAN, CN, dayOf(2026, 11, 22),
 * ).includes('security')
 * // true
 */
export function missingItems(
  listing: ListingFace,
  product: ProductTerms,
  pack: RulePack,
  today: Day,
): readonly DisclosureItem[] {
  const { items, security, borrowerKind } = listing;
  const required = new Set<DisclosureItem>([
    ...ALWAYS,
    ...requiredDisclosure(pack, borrowerKind, today),
    ...(takesSpread(product) ? (['interest_spread'] as const) : []),
  ]);
  required.delete('safeguard');
  required.delete('security');
  const missing = [...required].filter((item) => (items[item] ?? '').trim() === '');
  const offered = security !== undefined && product.securities.includes(security);
  return offered ? missing : [...missing, 'security'];
}

/** An interest spread may be taken only in the open. */
function takesSpread({ tariff }: ProductTerms): boolean {
  return tariff.fees.some((fee) => fee.kind === 'interest_spread' && isCharged(fee));
}

function checkSafeguard(
  { safeguard }: ListingFace,
  product: ProductTerms,
  pack: RulePack,
  today: Day,
): Refused | undefined {
  if (safeguard === undefined || !product.safeguards.includes(safeguard)) {
    return refuse('safeguard_missing');
  }
  if (safeguard !== 'reserve') return undefined;
  const allowed = checkAllowed(pack, 'risk_reserve', today);
  return allowed.ok ? undefined : allowed;
}

function checkCollateral({ security, collateralIds }: ListingFace): Refused | undefined {
  return security !== 'unsecured' && collateralIds.length === 0
    ? refuse('collateral_missing')
    : undefined;
}
