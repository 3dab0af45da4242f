// A listing 标的: the published face of one loan, prepared by one person and frozen when another publishes it.
import type { Id } from '../../kit/id.ts';
import type { Currency } from '../../money/currency.ts';
import type { MinorUnits } from '../../money/minor-units.ts';
import type { Day } from '../../time/day.ts';
import type { Instant } from '../../time/instant.ts';
import type { ListingFace } from './disclosure.ts';

/** The version of the text of the risks; a lender has read it before a bid. */
export const RISK_NOTICE = 'risk_notice_1';

/** What the second person found, in words; without a conclusion nothing is published. */
export interface ListingReview {
  readonly credit: string;
  readonly assets: string;
  readonly purpose: string;
  /** Whether it is fit to be lent on. */
  readonly conclusion: 'fit' | 'unfit';
}

export interface Listing {
  readonly loanId: Id;
  readonly borrowerId: Id;
  readonly state: 'prepared' | 'published';
  readonly makerId: Id;
  readonly title: string;
  readonly summary: string;
  /** What is offered; it has to be the whole of the loan. */
  readonly loanAmount: MinorUnits;
  readonly termMonths: number;
  readonly opensAt: Instant;
  readonly fundingDays: number;
  readonly collateralIds: readonly string[];
  /** From the publication on: what is disclosed, frozen, and who found it fit. */
  readonly face?: ListingFace;
  readonly review?: ListingReview;
  readonly checkerId?: Id;
  readonly publishedOn?: Day;
}

/** Money that a borrower received from an account linked to the operator before the listing (glossary: money_advanced). */
export interface MoneyAdvance {
  readonly id: Id;
  readonly borrowerId: Id;
  /** Whose account it came from: `operator`, the id of a related client, or what somebody wrote. */
  readonly payer: string;
  readonly amount: MinorUnits;
  readonly currency: Currency;
  readonly receivedOn: Day;
  /** Who recorded it; left out where the house itself saw it come. */
  readonly makerId?: Id;
  /** Another person found that it was no advance, and why. */
  readonly explanation?: string;
}
