// A top-up that was taken back 充值冲正, and what its client owes because the money had gone on.
import type { Id } from '../kit/id.ts';
import type { TransferId } from '../ledger/transfer.ts';
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { ClientRole } from '../people/client.ts';
import type { Day } from '../time/day.ts';
import type { Instant } from '../time/instant.ts';

/** Its id is that of the top-up. */
export interface TopUpReversal {
  readonly id: Id;
  readonly clientId: Id;
  readonly role: ClientRole;
  readonly currency: Currency;
  /** What the top-up had brought. */
  readonly amount: MinorUnits;
  /** What the custodian took back, and what it could not. */
  readonly debited: MinorUnits;
  readonly shortfall: MinorUnits;
  readonly bankDay: Day;
  readonly bankReference?: string;
  readonly state: 'told' | 'booked';
  readonly transferId?: TransferId;
}

/**
 * What a client owes because a top-up was taken back after its money had gone on; its id is that of the top-up.
 * It stands beside the book: the custody fell only by what was there, so no account lacks anything.
 */
export interface ClientDebt {
  readonly id: Id;
  readonly clientId: Id;
  readonly role: ClientRole;
  readonly currency: Currency;
  readonly amount: MinorUnits;
  readonly state: 'owed' | 'settled';
  readonly since: Instant;
}
