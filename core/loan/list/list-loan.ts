// A second person publishes a prepared listing: what is disclosed and how it is funded are fixed from here on.

import type { Grade, RiskClass } from '../../credit/grade.ts';
import { decided } from '../../decided.ts';
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { invalid, type Result, refuse } from '../../kit/result.ts';
import { reflectionHours } from '../../law/checks.ts';
import { leadsPosition, staffIn } from '../../people/actor.ts';
import { toleranceFor, toleranceLevel } from '../../people/tolerance.ts';
import { maximumBidOf } from '../../product/contract-terms.ts';
import { reserveForListing } from '../../safeguard/reserve-cover.ts';
import { addDays, type Day } from '../../time/day.ts';
import { dayAt } from '../../time/instant.ts';
import type { World } from '../../world.ts';
import type { FundingTerms } from '../loan.ts';
import { refusedForListing } from './check-listing.ts';
import { type Listing, type ListingReview, RISK_NOTICE } from './listing.ts';
import { closesAtOf, type ListingFacts, listingFactsIn, listingNeeds } from './listing-facts.ts';
import { faceOf } from './listing-items.ts';

const MINUTES_AN_HOUR = 60;

export interface ListLoan {
  readonly kind: 'ListLoan';
  readonly loanId: Id;
  readonly review: ListingReview;
}

export const listLoan: Rule<ListLoan> = { kind: 'ListLoan', needs: listingNeeds, decide };

function decide(
  world: World,
  { loanId, review }: ListLoan,
  { actor, now, today }: Circumstances,
): Result<Decision> {
  const checkerId = staffIn(actor, ['loan_officer', 'compliance_officer']);
  if (checkerId === undefined) return refuse('not_allowed');
  const found = listingFactsIn(world, loanId);
  if (!found.ok) return found;
  const facts = found.value;
  const { listing } = facts;
  if (listing === undefined) return refuse('step_skipped', { step: 'prepare_listing' });
  if (listing.makerId === checkerId) return refuse('same_person');
  if (!leadsPosition(actor, ['loan_officer', 'compliance_officer'])) return refuse('not_allowed');
  if (!isWhole(review)) return refuse('review_missing');
  const closesAt = closesAtOf(listing);
  const sources = { ...facts, listing, closesAt, owed: facts.borrower.owed };
  const face = faceOf(sources);
  const refused = refusedForListing(world, { ...sources, face, today });
  if (refused !== undefined) return refused;
  const covered = reserveForListing(world, facts.loan, facts.product, facts.pack, today);
  if (!covered.ok) return covered;
  const reserve = covered.value;
  // The opening was announced for a moment that has passed: it has to be prepared anew.
  if (listing.opensAt <= now) return invalid('opensAt', 'It must be later than now.');
  const funding = fundingTermsOf(facts, listing, today);
  // A day whose beginning lies after the opening in every time zone.
  const nextActionDay = addDays(dayAt(listing.opensAt, 0), 2);
  return decided({
    ...{ kind: 'LoanListed', loanId, checkerId, review, face, funding, nextActionDay },
    ...(reserve !== undefined && { reserve }),
  });
}

/** Credit, assets and purpose were each looked at, and it is fit to be lent on. */
function isWhole({ credit, assets, purpose, conclusion }: ListingReview): boolean {
  return [credit, assets, purpose].every((text) => text.trim() !== '') && conclusion === 'fit';
}

function fundingTermsOf(
  { loan, product, pack }: ListingFacts,
  listing: Listing,
  today: Day,
): FundingTerms {
  const { grade, riskClass, loanAmount } = loan;
  assert(grade !== undefined && riskClass !== undefined, 'An approved loan has its grade.');
  const { minimum, step } = product.bids;
  const maximumBid = maximumBidOf(product, loanAmount);
  const hours = reflectionHours(pack, today);
  const tolerance = toleranceFor(grade as Grade, riskClass as RiskClass);
  return {
    ...{ minimumBid: minimum, bidStep: step },
    ...(maximumBid < loanAmount ? { maximumBid } : {}),
    opensAt: listing.opensAt,
    closesAt: closesAtOf(listing),
    riskNotice: RISK_NOTICE,
    minimumTolerance: toleranceLevel(tolerance),
    ...(hours === 0 ? {} : { reflectionMinutes: hours * MINUTES_AN_HOUR }),
  };
}
