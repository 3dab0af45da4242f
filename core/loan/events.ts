// What can happen to a loan from its funding on, in the past tense. An event carries all that its change needs.
import type { Id } from '../kit/id.ts';
import type { TransferId } from '../ledger/transfer.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { Instant } from '../time/instant.ts';
import type { LoanContract } from './contract.ts';
import type { CloseReason } from './life.ts';
import type { ComponentAmounts } from './repay/components.ts';
import type { PenaltyMeter } from './repay/penalty.ts';
import type { WaterfallPart } from './repay/waterfall.ts';
import type { ScheduleTerms } from './schedule/terms.ts';
import type {
  ChargedPenalty,
  EarlyRepaymentPart,
  FeePart,
  HolderPayment,
  RepaymentUnderWay,
  ServicedAccount,
  ServicingRules,
} from './servicing.ts';

/** The listing opened for bids. */
export interface FundingOpened {
  readonly kind: 'FundingOpened';
  readonly loanId: Id;
  /** A day on which the deadline has passed wherever the platform's clocks stand. */
  readonly nextActionDay: Day;
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

/** The custodian asks the lender before it freezes the money of a bid. */
export interface BidAwaitsAuthorisation {
  readonly kind: 'BidAwaitsAuthorisation';
  readonly bidId: Id;
  readonly authoriseUntil: Instant;
  readonly pageUrl?: string;
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

/** The lender took a bid back within the reflection period. */
export interface BidCancelled {
  readonly kind: 'BidCancelled';
  readonly bidId: Id;
}

/** The custodian has given back what it had frozen for a bid that went back. */
export interface BidReleased {
  readonly kind: 'BidReleased';
  readonly bidId: Id;
}

/** The loan was disbursed: the bid is a claim now. */
export interface BidConverted {
  readonly kind: 'BidConverted';
  readonly bidId: Id;
}

/** The whole loan amount is accepted, and frozen at the custodian. */
export interface LoanFunded {
  readonly kind: 'LoanFunded';
  readonly loanId: Id;
  /** A day on which the time to sign is over wherever the platform's clocks stand. */
  readonly nextActionDay: Day;
}

/** The deadline passed without the whole loan amount. */
export interface FundingFailed {
  readonly kind: 'FundingFailed';
  readonly loanId: Id;
}

export interface ContractSigned {
  readonly kind: 'ContractSigned';
  readonly contract: Omit<LoanContract, 'signedAt'>;
}

/** The whole principal reached the borrower; from the value day on interest runs by these terms. */
export interface LoanDisbursed {
  readonly kind: 'LoanDisbursed';
  readonly loanId: Id;
  readonly valueDay: Day;
  readonly terms: ScheduleTerms;
  readonly rules: ServicingRules;
  readonly accounts: readonly ServicedAccount[];
  readonly nextActionDay: Day;
  readonly reminderDay?: Day;
}

/** A bid became a claim, under the same id. */
export interface ClaimMade {
  readonly kind: 'ClaimMade';
  readonly claimId: Id;
  readonly loanId: Id;
  readonly borrowerId: Id;
  readonly holderId: Id;
  readonly principal: MinorUnits;
  readonly units: bigint;
}

/** The value day has come. */
export interface RepaymentStarted {
  readonly kind: 'RepaymentStarted';
  readonly loanId: Id;
}

export interface InstalmentFellDue {
  readonly kind: 'InstalmentFellDue';
  readonly loanId: Id;
  /** Its place in the schedule in force, from 1. */
  readonly number: number;
  readonly dueDay: Day;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly fee: MinorUnits;
}

/** Overdue money has cost more since it was looked at last. */
export interface PenaltyCharged {
  readonly kind: 'PenaltyCharged';
  readonly loanId: Id;
  /** Through which it is charged. */
  readonly day: Day;
  readonly amount: MinorUnits;
  readonly charges: readonly ChargedPenalty[];
  readonly meter: PenaltyMeter;
}

/** The borrower's money is held, and the custodian is asked to pay it out to the holders. */
export interface RepaymentSent {
  readonly kind: 'RepaymentSent';
  readonly loanId: Id;
  readonly underWay: RepaymentUnderWay;
}

/** The custodian did not pay it out; the money is free again. */
export interface RepaymentReturned {
  readonly kind: 'RepaymentReturned';
  readonly loanId: Id;
  readonly instructionId: Id;
  readonly reason: string;
}

/** Every holder has the own share of a repayment. */
export interface RepaymentDistributed {
  readonly kind: 'RepaymentDistributed';
  readonly loanId: Id;
  readonly instructionId: Id;
  readonly repayment: RepaymentUnderWay['kind'];
  readonly day: Day;
  readonly amount: MinorUnits;
  /** The whole of it by components, the early part included. */
  readonly paid: ComponentAmounts;
  readonly parts: readonly WaterfallPart[];
  readonly payments: readonly HolderPayment[];
  readonly fees: readonly FeePart[];
  readonly early?: EarlyRepaymentPart;
  /** With an early part: the instalments from its own row on. */
  readonly changed?: readonly ServicedAccount[];
}

/** The loan was brought up to a day. */
export interface LoanWorked {
  readonly kind: 'LoanWorked';
  readonly loanId: Id;
  readonly day: Day;
  readonly nextActionDay?: Day;
  readonly reminderDay?: Day;
  readonly compensationDay?: Day;
  readonly reserveDay?: Day;
  /** Beyond the grace days, before anything was paid on that day. */
  readonly daysOverdue?: number;
  /** Where the contract has a rule for lateness: how far it has run. */
  readonly meter?: PenaltyMeter;
}

export interface ClaimClosed {
  readonly kind: 'ClaimClosed';
  readonly claimId: Id;
  /** Principal that was never paid, where collection has ended. */
  readonly loss?: MinorUnits;
}

/** Nothing is owed any more. */
export interface LoanClosed {
  readonly kind: 'LoanClosed';
  readonly loanId: Id;
  readonly closeReason: CloseReason;
  /** Where collection has ended: what was given up, and by whom. */
  readonly givenUp?: {
    readonly amounts: ComponentAmounts;
    readonly makerId: Id;
    readonly checkerId: Id;
    readonly reason: string;
  };
}

export type FundingEvent =
  | FundingOpened
  | BidPlaced
  | BidAwaitsAuthorisation
  | BidFrozen
  | BidReturned
  | BidCancelled
  | BidReleased
  | BidConverted
  | LoanFunded
  | FundingFailed;

export type DisbursementEvent = ContractSigned | LoanDisbursed | ClaimMade;

export type ServicingEvent =
  | RepaymentStarted
  | InstalmentFellDue
  | PenaltyCharged
  | RepaymentSent
  | RepaymentReturned
  | RepaymentDistributed
  | LoanWorked;

export type ClosingEvent = ClaimClosed | LoanClosed;

export type LoanEvent = FundingEvent | DisbursementEvent | ServicingEvent | ClosingEvent;
