// What can happen to money that crosses the house's border, and to what is asked of the custodian.
import type { Id } from '../kit/id.ts';
import type { TransferId } from '../ledger/transfer.ts';
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { ClientRole } from '../people/client.ts';
import type { Day } from '../time/day.ts';
import type { NewInstruction } from './instruction.ts';
import type { TopUpRail, WithdrawalFee } from './money-in-out.ts';
import type { PaymentMandate } from './payment-mandate.ts';

export interface TopUpRequested {
  readonly kind: 'TopUpRequested';
  readonly topUpId: Id;
  readonly clientId: Id;
  readonly role: ClientRole;
  readonly amount: MinorUnits;
  readonly currency: Currency;
  /** The custodian itself if left out. */
  readonly rail?: TopUpRail;
}

/** The rail says that the money is there. */
export interface TopUpCredited {
  readonly kind: 'TopUpCredited';
  readonly topUpId: Id;
  readonly transferId: TransferId;
  readonly bankReference: string;
  /** The rail's own day. */
  readonly bankDay?: Day;
}

export interface MandateRequested
  extends Pick<
    PaymentMandate,
    'clientId' | 'scope' | 'currency' | 'cap' | 'loanId' | 'expiresDay'
  > {
  readonly kind: 'MandateRequested';
  readonly mandateId: Id;
}

/** What the custodian says of a mandate. */
export interface MandateRecorded
  extends Pick<PaymentMandate, 'state' | 'pageUrl' | 'bankReference'> {
  readonly kind: 'MandateRecorded';
  readonly mandateId: Id;
}

/** Its owner took it back here; the custodian is told. */
export interface MandateRevoked {
  readonly kind: 'MandateRevoked';
  readonly mandateId: Id;
}

/** So much was paid under it. */
export interface MandateUsed {
  readonly kind: 'MandateUsed';
  readonly mandateId: Id;
  readonly amount: MinorUnits;
}

/** Something is asked of the custodian. */
export interface InstructionMade {
  readonly kind: 'InstructionMade';
  readonly instruction: NewInstruction;
}

/** The custodian asks the owner of the money first, on a page of its own. */
export interface InstructionAwaitsAuthorisation {
  readonly kind: 'InstructionAwaitsAuthorisation';
  readonly instructionId: Id;
  readonly pageUrl?: string;
}

/** The custodian has done it, or has said no. */
export interface InstructionEnded {
  readonly kind: 'InstructionEnded';
  readonly instructionId: Id;
  readonly outcome: 'confirmed' | 'refused';
  readonly bankReference?: string;
  readonly reason?: string;
}

export interface WithdrawalRequested {
  readonly kind: 'WithdrawalRequested';
  readonly withdrawalId: Id;
  readonly clientId: Id;
  readonly role: ClientRole;
  readonly amount: MinorUnits;
  readonly currency: Currency;
  /** What goes to the operator with it, and all that is held. */
  readonly fees: readonly WithdrawalFee[];
  readonly held: MinorUnits;
  readonly holdId: TransferId;
  readonly instructionId: Id;
}

export interface WithdrawalPaid {
  readonly kind: 'WithdrawalPaid';
  readonly withdrawalId: Id;
}

/** The custodian did not pay it out; the money is free again. */
export interface WithdrawalRefused {
  readonly kind: 'WithdrawalRefused';
  readonly withdrawalId: Id;
}

/** The receiving bank sent it back. */
export interface WithdrawalBounced {
  readonly kind: 'WithdrawalBounced';
  readonly withdrawalId: Id;
  readonly bankReference: string;
  /** The custodian's own day. */
  readonly bankDay?: Day;
}

export type WalletEvent =
  | TopUpRequested
  | TopUpCredited
  | MandateRequested
  | MandateRecorded
  | MandateRevoked
  | MandateUsed
  | InstructionMade
  | InstructionAwaitsAuthorisation
  | InstructionEnded
  | WithdrawalRequested
  | WithdrawalPaid
  | WithdrawalRefused
  | WithdrawalBounced;
