// Money that comes into the town and leaves it, and what its owners have let the bank do.
import type { Id } from '@mutua/core/kit/id.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type { PaymentScope } from '@mutua/core/wallet/payment-mandate.ts';

export type CashRole = 'lender' | 'borrower' | 'partner';

export interface TownMandate {
  readonly id: Id;
  readonly clientId: Id;
  readonly scope: PaymentScope;
  readonly loanId?: Id;
  readonly cap: bigint;
  used: bigint;
  readonly until: Day;
  state: 'requested' | 'granted' | 'declined' | 'revoked' | 'expired';
}

export interface TownTopUp {
  readonly id: Id;
  readonly clientId: Id;
  readonly role: CashRole;
  readonly amount: bigint;
  readonly rail: 'custodian' | 'card';
  state: 'requested' | 'credited' | 'failed' | 'expired' | 'reversed';
  reference?: string;
  reversal?: { readonly debited: bigint; booked: boolean };
}

export interface TownWithdrawal {
  readonly id: Id;
  readonly clientId: Id;
  readonly role: CashRole;
  readonly amount: bigint;
  readonly fees: readonly {
    readonly kind: 'withdrawal' | 'registration';
    readonly amount: bigint;
  }[];
  state: 'requested' | 'sent' | 'unknown' | 'paid' | 'refused' | 'bounced';
}

/** What the bank is asked to do. */
export interface TownInstruction {
  readonly id: Id;
  readonly for:
    | 'release'
    | 'disburse'
    | 'distribute'
    | 'compensate'
    | 'withdraw'
    | 'reserve_move'
    | 'reserve_payment';
  /** The bid, the loan, the withdrawal or the reserve. */
  readonly subject: Id;
  state: 'created' | 'sent' | 'unknown' | 'confirmed' | 'refused';
  pageUrl?: string;
}
