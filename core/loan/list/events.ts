// What can happen to a listing before it opens.
import type { Id } from '../../kit/id.ts';
import type { Day } from '../../time/day.ts';
import type { FundingTerms } from '../loan.ts';
import type { ReserveRule } from '../servicing.ts';
import type { ListingFace } from './disclosure.ts';
import type { Listing, ListingReview, MoneyAdvance } from './listing.ts';

/** One person prepared it; a later preparation takes its place until it is published. */
export interface ListingPrepared {
  readonly kind: 'ListingPrepared';
  readonly listing: Omit<Listing, 'state' | 'face' | 'review' | 'checkerId' | 'publishedOn'>;
}

/** Another person published it: what is disclosed is frozen, and so are the terms of its funding. */
export interface LoanListed {
  readonly kind: 'LoanListed';
  readonly loanId: Id;
  readonly checkerId: Id;
  readonly review: ListingReview;
  readonly face: ListingFace;
  readonly funding: FundingTerms;
  /** Where a risk reserve covers it. */
  readonly reserve?: ReserveRule;
  /** On it the end of the day opens what was not opened when its time came. */
  readonly nextActionDay: Day;
}

export interface AdvanceRecorded extends Omit<MoneyAdvance, 'id' | 'explanation'> {
  readonly kind: 'AdvanceRecorded';
  readonly advanceId: Id;
}

export interface AdvanceExplained {
  readonly kind: 'AdvanceExplained';
  readonly advanceId: Id;
  readonly explanation: string;
}

export type ListingEvent = ListingPrepared | LoanListed | AdvanceRecorded | AdvanceExplained;
