// A bid 投标: a lender's binding commitment of an amount to one listing, with exactly that money held.
import type { Id } from '../../kit/id.ts';
import type { TransferId } from '../../ledger/transfer.ts';
import type { MinorUnits } from '../../money/minor-units.ts';
import type { Instant } from '../../time/instant.ts';

export type BidState = 'placed' | 'accepted' | 'lost' | 'cancelled' | 'returned' | 'converted';

/** Whether the custodian holds the money too; a release is asked for when a frozen bid goes back. */
export type FreezeState =
  | 'created'
  | 'sent'
  | 'awaiting_authorisation'
  | 'confirmed'
  | 'refused'
  | 'released';

export interface Bid {
  readonly id: Id;
  readonly loanId: Id;
  readonly lenderId: Id;
  readonly amount: MinorUnits;
  readonly source: 'manual' | 'mandate';
  readonly state: BidState;
  /** The pending transfer that holds the money. */
  readonly holdId: TransferId;
  readonly freezeState: FreezeState;
  readonly placedAt: Instant;
  /** While the custodian asks the lender: until when, and on which of its pages. */
  readonly authoriseUntil?: Instant;
  readonly pageUrl?: string;
}
