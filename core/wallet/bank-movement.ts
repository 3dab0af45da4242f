// A movement at the custodian that nobody here instructed 存管动账.
import type { Id } from '../kit/id.ts';
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { Instant } from '../time/instant.ts';

/** For what the custodian says that it booked. */
export type MovementCode =
  | 'top_up'
  | 'top_up_reversed'
  | 'incoming_transfer'
  | 'withdrawal_bounced'
  | 'fee_refund'
  | 'distribution_reversed'
  | 'other';

/** Kept only as long as nothing explains it, and for ever where nothing ever did. */
export interface BankMovement {
  readonly id: Id;
  readonly bankReference: string;
  readonly account: string;
  /** From the account's point of view. */
  readonly direction: 'credit' | 'debit';
  readonly amount: MinorUnits;
  readonly currency: Currency;
  readonly code: MovementCode;
  /** The top-up, the withdrawal or the distribution from which it follows. */
  readonly cause?: Id;
  readonly bankDay: Day;
  readonly state: 'waiting' | 'explained' | 'unexplained';
  readonly toldAt: Instant;
}
