// Whether a listing may be published: glossary 8.5, in its order.
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { type Refused, refuse } from '../../kit/result.ts';
import { checkRate } from '../../law/rate-cap.ts';
import type { RulePack } from '../../law/rule-pack.ts';
import type { Operator } from '../../people/operator.ts';
import type { Collateral } from '../../safeguard/collateral.ts';
import { refusedForCollateral, refusedForPromises } from '../../safeguard/loan-safeguard.ts';
import { type Day, formatDay } from '../../time/day.ts';
import type { World } from '../../world.ts';
import { checkDisclosure, type ListingFace } from './disclosure.ts';
import type { Listing, MoneyAdvance } from './listing.ts';
import { type ListingSources, textFact } from './listing-items.ts';
import { checkSplitting, type ListedDebt } from './splitting.ts';
import { checkWording } from './wording.ts';

export interface ListingCheck extends ListingSources {
  readonly face: ListingFace;
  readonly pack: RulePack;
  /** Listings of the same borrower. */
  readonly others: readonly Listing[];
  readonly advances: readonly MoneyAdvance[];
  readonly operator: Operator;
  readonly collateral: readonly (Collateral | undefined)[];
  readonly today: Day;
}

/** What stands against its publication, if anything does. */
export function refusedForListing(world: World, check: ListingCheck): Refused | undefined {
  const { face, loan, product, pack, today, collateral } = check;
  const disclosed = checkDisclosure(face, product, pack, today);
  if (!disclosed.ok) return disclosed;
  return (
    refusedForCollateral(loan, product, collateral) ??
    refusedForPromises(world, loan) ??
    refusedForDebt(check) ??
    refusedForAdvance(check) ??
    refusedForLicence(check.operator, today) ??
    refusedForWords(check) ??
    refusedForRate(check)
  );
}

/** One real loan is one listing, of its whole amount and term. */
export function refusedForDebt({
  listing,
  loan,
  others,
  pack,
  today,
}: Pick<ListingCheck, 'listing' | 'loan' | 'others' | 'pack' | 'today'>): Refused | undefined {
  const { loanAmount, termMonths } = loan;
  const published = others.filter(({ state }) => state === 'published').map(debtOf);
  const contract = { contract: contractOf(loan.id), loanAmount, termMonths };
  const checked = checkSplitting(debtOf(listing), contract, published, pack, today);
  return checked.ok ? undefined : checked;
}

function debtOf({ loanId, loanAmount, termMonths }: Listing): ListedDebt {
  return { loanId, contract: contractOf(loanId), loanAmount, termMonths };
}

/** One loan has one contract, which is made later and found under the loan's id. */
function contractOf(loanId: Id): string {
  return loanId;
}

/** The borrower may not have been paid beforehand: the platform lends nothing, not even for a day. */
function refusedForAdvance({ advances }: ListingCheck): Refused | undefined {
  return advances.some(({ explanation }) => explanation === undefined)
    ? refuse('money_advanced')
    : undefined;
}

function refusedForLicence({ licences }: Operator, today: Day): Refused | undefined {
  const expired = licences.find(({ validUntil }) => validUntil < today);
  if (expired === undefined) return undefined;
  return refuse('licence_expired', { licence: expired.name, day: formatDay(expired.validUntil) });
}

/** Everything that somebody wrote in own words. */
function refusedForWords({ listing, application, pack, today }: ListingCheck): Refused | undefined {
  const source = textFact(application.file, 'repayment_source');
  const texts = [listing.title, listing.summary, ...(source === undefined ? [] : [source])];
  const checked = checkWording(texts, pack, today);
  return checked.ok ? undefined : checked;
}

/** The cap may have fallen since the loan was approved. */
function refusedForRate({ loan, pack, today }: ListingCheck): Refused | undefined {
  const { annualRatePpm } = loan;
  assert(annualRatePpm !== undefined, 'An approved loan has its rate.');
  const checked = checkRate(pack, annualRatePpm, today);
  return checked.ok ? undefined : checked;
}
