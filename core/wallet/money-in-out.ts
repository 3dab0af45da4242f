// Money that crosses the house's border: a top-up 充值 comes in, a withdrawal 提现 goes out.
import type { Id } from '../kit/id.ts';
import type { TransferId } from '../ledger/transfer.ts';
import type { Currency } from '../money/currency.ts';
import { type MinorUnits, minorUnits } from '../money/minor-units.ts';
import type { ClientRole } from '../people/client.ts';
import type { Day } from '../time/day.ts';
import type { Instant } from '../time/instant.ts';

/**
 * The most that is paid or authorised at once, in minor units of any currency: millions of such payments together still
 * fit into the book and into the bank's messages.
 */
export const PAYMENT_MAX = minorUnits(1_000_000_000_000n);

export type TopUpState = 'requested' | 'credited' | 'failed' | 'expired' | 'reversed';

/** Through the client's own account at the custodian, or by card through a payment provider. */
export type TopUpRail = 'custodian' | 'card';

export interface TopUp {
  readonly id: Id;
  readonly clientId: Id;
  /** In which of the client's purses it arrives. */
  readonly role: ClientRole;
  readonly currency: Currency;
  readonly amount: MinorUnits;
  readonly state: TopUpState;
  readonly requestedAt: Instant;
  readonly rail: TopUpRail;
  /** Where at the rail the client pays. */
  readonly pageUrl?: string;
  /** The transfer that credited it. */
  readonly transferId?: TransferId;
  /** The rail's own number and day of it. */
  readonly bankReference?: string;
  readonly bankDay?: Day;
}

export type WithdrawalState =
  | 'requested'
  | 'sent'
  | 'paid'
  | 'refused'
  | 'unknown'
  | 'cancelled'
  | 'bounced';

/** What goes to the operator with a withdrawal. */
export interface WithdrawalFee {
  readonly kind: 'withdrawal' | 'registration';
  readonly amount: MinorUnits;
}

export interface Withdrawal {
  readonly id: Id;
  readonly clientId: Id;
  readonly role: ClientRole;
  readonly currency: Currency;
  /** What is paid out to the client. */
  readonly amount: MinorUnits;
  readonly fees: readonly WithdrawalFee[];
  /** Amount and fees together, which are held until the custodian has answered. */
  readonly held: MinorUnits;
  readonly state: WithdrawalState;
  readonly requestedAt: Instant;
  readonly holdId: TransferId;
  readonly instructionId: Id;
}
