// What can happen to a loan and the bids on it, in the past tense. An event carries all that its change needs.
import type { Id } from '../kit/id.ts';
import type { TransferId } from '../ledger/transfer.ts';
import type { MinorUnits } from '../money/minor-units.ts';

/** The listing opened for bids. */
export interface FundingOpened {
  readonly kind: 'FundingOpened';
  readonly loanId: Id;
}

export interface BidPlaced {
  readonly kind: 'BidPlaced';
  readonly bidId: Id;
  readonly loanId: Id;
  readonly lenderId: Id;
  readonly amount: MinorUnits;
  readonly holdId: TransferId;
  readonly source: 'manual' | 'mandate';
}

/** The custodian has frozen the money of a bid. */
export interface BidFrozen {
  readonly kind: 'BidFrozen';
  readonly bidId: Id;
}

/** The money of a bid went back to its lender: the loan failed or was withdrawn, or the custodian refused. */
export interface BidReturned {
  readonly kind: 'BidReturned';
  readonly bidId: Id;
  readonly reason: string;
}

/** The whole loan amount is accepted, and frozen at the custodian. */
export interface LoanFunded {
  readonly kind: 'LoanFunded';
  readonly loanId: Id;
}

/** The deadline passed without the whole loan amount. */
export interface FundingFailed {
  readonly kind: 'FundingFailed';
  readonly loanId: Id;
}

export type LoanEvent =
  | FundingOpened
  | BidPlaced
  | BidFrozen
  | BidReturned
  | LoanFunded
  | FundingFailed;
