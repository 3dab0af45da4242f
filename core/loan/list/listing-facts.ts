// What the two steps to a listing read.
import { assert } from '../../kit/assert.ts';
import { type Id, readId } from '../../kit/id.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import { rulePackOf } from '../../law/packs.ts';
import type { RulePack } from '../../law/rule-pack.ts';
import { type Borrower, type Client, newBorrower } from '../../people/client.ts';
import type { Operator } from '../../people/operator.ts';
import { OPERATOR_NEED } from '../../people/operator-need.ts';
import type { Product } from '../../product/product.ts';
import { productOfLoan, versionNeed } from '../../product/version-need.ts';
import type { Collateral } from '../../safeguard/collateral.ts';
import { loanPromiseNeeds } from '../../safeguard/loan-safeguard.ts';
import { reserveNeeds } from '../../safeguard/reserve-cover.ts';
import { type Instant, plusMs } from '../../time/instant.ts';
import type { KnownWorld, Need, World } from '../../world.ts';
import type { LoanApplication } from '../application.ts';
import type { Loan } from '../loan.ts';
import type { Listing, MoneyAdvance } from './listing.ts';

const MS_A_DAY = 86_400_000;

/** An approved loan with everything from which its listing is made. */
export interface ListingFacts {
  readonly loan: Loan;
  readonly application: LoanApplication;
  readonly client: Client;
  readonly borrower: Borrower;
  readonly product: Product;
  readonly pack: RulePack;
  readonly operator: Operator;
  readonly listing?: Listing;
  readonly others: readonly Listing[];
  readonly advances: readonly MoneyAdvance[];
  /** What the listing names, as far as it is known. */
  readonly collateral: readonly (Collateral | undefined)[];
}

export function listingNeeds(
  { loanId }: { readonly loanId: Id },
  known: KnownWorld,
): readonly Need[] {
  const loan = known.get('loan', loanId);
  return [
    OPERATOR_NEED,
    { fact: 'loan', key: loanId },
    { fact: 'application', key: loanId },
    { fact: 'listing', key: loanId },
    ...loanPromiseNeeds(loanId, known),
    ...collateralNamed(known.get('listing', loanId)).flatMap(collateralNeed),
    ...(loan === undefined
      ? []
      : [
          { fact: 'client' as const, key: loan.borrowerId },
          { fact: 'borrower' as const, key: loan.borrowerId },
          { list: 'listingsOfBorrower' as const, key: loan.borrowerId },
          { list: 'advancesOfBorrower' as const, key: loan.borrowerId },
          versionNeed(loan),
          ...reserveNeeds(loan, known),
        ]),
  ];
}

/**
 * The approved loan, whose terms the borrower has accepted.
 *
 * @returns `not_found`, `listing_already_exists`, `wrong_stage`, `client_frozen` or `step_skipped`.
 */
export function listingFactsIn(world: World, loanId: Id): Result<ListingFacts> {
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  const listing = world.get('listing', loanId);
  if (listing?.state === 'published') return refuse('listing_already_exists');
  if (loan.state !== 'approved') return refuse('wrong_stage', { state: loan.state });
  const operator = world.get('operator', 'operator');
  const application = world.get('application', loanId);
  const client = world.get('client', loan.borrowerId);
  assert(client !== undefined && application !== undefined, 'A loan was applied for by a client.');
  assert(operator !== undefined, 'Nobody is admitted before the platform is installed.');
  if (client.status === 'frozen') return refuse('client_frozen');
  if (loan.termsAcceptedAt === undefined) return refuse('step_skipped', { step: 'accept_terms' });
  const product = productOfLoan(world, loan);
  const pack = rulePackOf(product.packId);
  if (!pack.ok) return pack;
  return ok({
    ...{ loan, application, client, product, operator, pack: pack.value },
    borrower: world.get('borrower', client.id) ?? newBorrower(client.id),
    ...(listing === undefined ? {} : { listing }),
    others: world.list('listingsOfBorrower', client.id).filter((one) => one.loanId !== loanId),
    advances: world.list('advancesOfBorrower', client.id),
    collateral: collateralNamed(listing).map((id) =>
      collateralNeed(id).length === 0 ? undefined : world.get('collateral', id),
    ),
  });
}

/** No collateral has twice the worth because it is named twice. */
function collateralNamed(listing: Listing | undefined): readonly string[] {
  return [...new Set(listing?.collateralIds ?? [])];
}

/** What is no id can be nothing that was recorded. */
function collateralNeed(text: string): readonly Need[] {
  const id = readId(text, 'collateralIds');
  return id.ok && id.value === text ? [{ fact: 'collateral', key: id.value }] : [];
}

/** When the funding of a listing ends. */
export function closesAtOf({ opensAt, fundingDays }: Listing): Instant {
  return plusMs(opensAt, fundingDays * MS_A_DAY);
}
