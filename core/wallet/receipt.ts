// A receipt 待认领款: money that came by bank transfer, in an account of its own until its owner is known.
//
// Whoever it belongs to, it is booked twice, as at the custodian: first to an account of its own (101), then to
// the client (102) or back (103). So both books name the same accounts at every moment, line by line.
import type { Id } from '../kit/id.ts';
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { ClientRole } from '../people/client.ts';
import type { Day } from '../time/day.ts';
import type { Instant } from '../time/instant.ts';
import type { UnmatchedReason } from './slip.ts';

export type ReceiptReason =
  | UnmatchedReason
  /** The client has several purses, and the code names none of them. */
  | 'two_purses'
  /** The client has no account at the custodian yet, or may get nothing now. */
  | 'no_account'
  /** The custodian's message could not be read in full. */
  | 'unreadable';

/**
 * - `unmatched`: nobody's yet; it waits for people.
 * - `proposed`: one finance officer has said what shall become of it.
 * - `instructed`: the custodian is to be asked; `sent`: it is asked.
 */
export type ReceiptState =
  | 'unmatched'
  | 'proposed'
  | 'instructed'
  | 'sent'
  | 'claimed'
  | 'sent_back';

/** What becomes of it. */
export type ReceiptEnd =
  | {
      readonly kind: 'claim';
      readonly clientId: Id;
      readonly role: ClientRole;
      /** The client's number at the custodian. */
      readonly account: string;
    }
  | { readonly kind: 'send_back' };

export interface UnmatchedReceipt {
  readonly id: Id;
  /** The custodian's own number of it. */
  readonly bankReference: string;
  readonly currency: Currency;
  readonly amount: MinorUnits;
  readonly bankDay: Day;
  readonly receivedAt: Instant;
  readonly state: ReceiptState;
  /** Why it is nobody's, or why the custodian would not do what was asked. */
  readonly reason?: string;
  readonly end?: ReceiptEnd;
  /** Who proposed the end, and why. */
  readonly makerId?: Id;
  readonly note?: string;
  readonly instructionId?: Id;
}

/** What the payer said; it is personal, and stands in a table that can be blotted out. */
export interface ReceiptPayer {
  readonly receiptId: Id;
  readonly payerName: string;
  readonly payerAccount: string;
  readonly remark: string;
}
