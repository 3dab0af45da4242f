// A loan officer prepares the listing of an approved loan; another person publishes it.
import { decided } from '../../decided.ts';
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import type { Id } from '../../kit/id.ts';
import { invalid, type Refused, type Result, refuse } from '../../kit/result.ts';
import type { MinorUnits } from '../../money/minor-units.ts';
import { staffIn } from '../../people/actor.ts';
import { type Instant, plusMs } from '../../time/instant.ts';
import type { World } from '../../world.ts';
import { refusedForDebt } from './check-listing.ts';
import type { Listing } from './listing.ts';
import { type ListingFacts, listingFactsIn, listingNeeds } from './listing-facts.ts';
import { checkWording } from './wording.ts';

const TITLE_LENGTH_MAX = 60;
const SUMMARY_LENGTH_MAX = 2_000;
/** Nobody announces a funding period further ahead. */
const AHEAD_MS_MAX = 60 * 86_400_000;

export interface PrepareListing {
  readonly kind: 'PrepareListing';
  readonly loanId: Id;
  readonly title: string;
  readonly summary: string;
  /** What is offered: it has to be the whole of the loan. */
  readonly loanAmount: MinorUnits;
  readonly termMonths: number;
  readonly opensAt: Instant;
  /** At most those of the product. */
  readonly fundingDays: number;
  /** The registered collateral of a secured loan. */
  readonly collateralIds: readonly string[];
}

export const prepareListing: Rule<PrepareListing> = {
  kind: 'PrepareListing',
  needs: listingNeeds,
  decide,
};

function decide(
  world: World,
  command: PrepareListing,
  { actor, now, today }: Circumstances,
): Result<Decision> {
  const makerId = staffIn(actor, ['loan_officer']);
  if (makerId === undefined) return refuse('not_allowed');
  const found = listingFactsIn(world, command.loanId);
  if (!found.ok) return found;
  const facts = found.value;
  const { kind: _, ...asked } = command;
  const title = command.title.trim();
  const listing = { ...asked, title, borrowerId: facts.client.id, makerId };
  const prepared: Listing = { ...listing, state: 'prepared' };
  const refused =
    refusedForTexts(command) ??
    refusedForPeriod(command, facts, now) ??
    refusedForDebt({ ...facts, listing: prepared, today });
  if (refused !== undefined) return refused;
  const wording = checkWording([title, command.summary], facts.pack, today);
  if (!wording.ok) return wording;
  return decided({ kind: 'ListingPrepared', listing });
}

function refusedForTexts({ title, summary, collateralIds }: PrepareListing): Refused | undefined {
  const { length } = title.trim();
  if (length < 1 || length > TITLE_LENGTH_MAX) {
    return invalid('title', `It must have 1 to ${TITLE_LENGTH_MAX} characters.`);
  }
  if (summary.length > SUMMARY_LENGTH_MAX) {
    return invalid('summary', `It must have at most ${SUMMARY_LENGTH_MAX} characters.`);
  }
  return collateralIds.some((id) => id.trim() === '')
    ? invalid('collateralIds', 'It does not have the right form.')
    : undefined;
}

function refusedForPeriod(
  { opensAt, fundingDays }: PrepareListing,
  { product }: ListingFacts,
  now: Instant,
): Refused | undefined {
  if (opensAt <= now) return invalid('opensAt', 'It must be later than now.');
  if (opensAt > plusMs(now, AHEAD_MS_MAX)) return invalid('opensAt', 'It is out of bounds.');
  if (Number.isInteger(fundingDays) && fundingDays >= 1 && fundingDays <= product.fundingDays) {
    return undefined;
  }
  return invalid('fundingDays', `It must be a whole number from 1 to ${product.fundingDays}.`);
}
