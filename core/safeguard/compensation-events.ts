// What can happen when somebody has to pay for a borrower.
import type { Id } from '../kit/id.ts';
import type { HolderPayment, RecoveredPart, RepaymentUnderWay } from '../loan/servicing.ts';
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { CompensationClaim } from './compensation.ts';

/** A partner's own money was set aside for what it may have to pay, or given back to it. */
export interface GuaranteeDepositMoved {
  readonly kind: 'GuaranteeDepositMoved';
  readonly guarantorId: Id;
  readonly way: 'in' | 'out';
  readonly amount: MinorUnits;
  readonly currency: Currency;
}

/** A payer's money is held, and the custodian is asked to pay it out to the lenders. */
export interface CompensationClaimed extends CompensationClaim {
  readonly kind: 'CompensationClaimed';
  readonly compensationId: Id;
  readonly currency: Currency;
  readonly underWay: RepaymentUnderWay;
}

/** What was compensated on one instalment, and the penalty that was charged on it until then. */
export interface CompensationMark extends RecoveredPart {
  readonly penaltyBefore: MinorUnits;
}

/** Every lender has the own share; what was paid is the payer's claim from now on. */
export interface CompensationPaid
  extends Pick<
    CompensationClaim,
    'loanId' | 'guarantorId' | 'reserveSchemeId' | 'through' | 'principal' | 'interest'
  > {
  readonly kind: 'CompensationPaid';
  readonly compensationId: Id;
  readonly borrowerId: Id;
  readonly currency: Currency;
  readonly day: Day;
  /** The payer's claim by subrogation on this loan, one for each payer. */
  readonly claimId: Id;
  readonly isFirst: boolean;
  readonly marks: readonly CompensationMark[];
  readonly payments: readonly HolderPayment[];
  /** Of a reserve: whether it has now paid all that it promised. */
  readonly isWhole?: boolean;
}

/** It was not there when it was due. */
export interface CompensationMissed extends CompensationClaim {
  readonly kind: 'CompensationMissed';
  readonly compensationId: Id;
  readonly currency: Currency;
  readonly reason: string;
  /** Where the custodian had been asked. */
  readonly instructionId?: Id;
}

/** Everybody who had to pay has missed it: nobody else is called for these instalments. */
export interface CompensationEnded {
  readonly kind: 'CompensationEnded';
  readonly loanId: Id;
  readonly through: number;
}

/** The payer paid everything that was left of a claim. */
export interface ClaimCompensated {
  readonly kind: 'ClaimCompensated';
  readonly claimId: Id;
}

export type CompensationEvent =
  | GuaranteeDepositMoved
  | CompensationClaimed
  | CompensationPaid
  | CompensationMissed
  | CompensationEnded
  | ClaimCompensated;
