// A notice 通知: a message to a client about something that happened, as figures and never as a sentence.
//
// It says what its receiver may know and no more: whom else the loan has, it does not say.
import type { Id } from '../kit/id.ts';
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { ClientRole } from '../people/client.ts';
import type { Day } from '../time/day.ts';

/** What a notice may be about (glossary 4.1). */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const NOTICE_KINDS = [
  // To a borrower, along the life of a loan.
  'interview_asked',
  'interview_booked',
  'interview_moved',
  'interview_held',
  'loan_approved',
  'loan_rejected',
  'loan_listed',
  'loan_funded',
  'funding_failed',
  'loan_withdrawn',
  'loan_disbursed',
  'repayment_due',
  'repayment_collected',
  'repayment_collected_in_part',
  'repayment_not_collected',
  'repayment_returned',
  'repayment_back_dated',
  'repayment_reversed',
  'early_repayment_made',
  'loan_overdue',
  'arrears_cleared',
  'loan_defaulted',
  'loan_accelerated',
  'debt_waived',
  'compromise_agreed',
  'compromise_lapsed',
  'reschedule_proposed',
  'loan_rescheduled',
  'loan_written_off',
  'loan_in_legal_action',
  'loan_compensated',
  'hardship_received',
  'hardship_answered',
  'loan_closed',
  // To a lender.
  'bid_returned',
  'claim_made',
  'claim_paid',
  'claim_paid_in_part',
  'claim_paid_early',
  'claim_payment_corrected',
  'claim_payment_reversed',
  'claim_not_paid',
  'claim_overdue',
  'claim_arrears_cleared',
  'claim_defaulted',
  'claim_downgraded',
  'claim_accelerated',
  'claim_debt_waived',
  'claim_compromise_agreed',
  'claim_compromise_lapsed',
  'claim_rescheduled',
  'claim_written_off',
  'claim_in_legal_action',
  'claim_compensated',
  'claim_not_compensated',
  'claim_guarantor_failed',
  'claim_closed',
  // To a guarantor.
  'commitment_asked',
  'commitment_released',
  'compensation_paid',
  'compensation_missed',
  'recovery_received',
  'recovery_reversed',
  // To whoever moves money in and out.
  'top_up_credited',
  'top_up_failed',
  'top_up_reversed',
  'withdrawal_paid',
  'withdrawal_refused',
  'withdrawal_bounced',
] as const;

/** The sums that a notice may carry. */
export type MoneyFigure = (typeof MONEY_FIGURES)[number];

export const MONEY_FIGURES = [
  'amount',
  'principal',
  'interest',
  'penalty',
  'fee',
  /** What is due and unpaid after what happened. */
  'remaining',
  /** What was taken back, and what could not be. */
  'debited',
  'shortfall',
  /** What had been received in all before a correction. */
  'principalBefore',
  'interestBefore',
  'penaltyBefore',
  /** Principal of a claim that will not come any more. */
  'loss',
] as const;

export interface NoticeFigures extends Readonly<Partial<Record<MoneyFigure, MinorUnits>>> {
  /** The day by whose end something is due; on it, after the working-day rule. */
  readonly day?: Day;
  /** Of an appointment on that day: by the operator's clocks, such as `09:30`. */
  readonly time?: string;
  /** Of a reminder: how many days before that day it is for. */
  readonly daysBefore?: number;
  /** Since the due day, in calendar days. */
  readonly daysOverdue?: number;
  /** A code, such as why a bid went back. */
  readonly reason?: string;
}

/** The thing that it is about; its receiver is a party of it. */
export interface NoticeSubject {
  readonly kind: 'loan' | 'top_up' | 'withdrawal' | 'receipt';
  readonly id: Id;
}

export interface Notice {
  readonly receiverId: Id;
  /** In which role it concerns the receiver. */
  readonly role: ClientRole;
  readonly kind: NoticeKind;
  readonly subject: NoticeSubject;
  readonly currency: Currency;
  readonly figures: NoticeFigures;
}

/**
 * Where a notice stands among all: behind the command that caused it, and among those of that command. There is
 * one notice in one place.
 */
export interface NoticePlace {
  /** The number of the command in the log. */
  readonly sequence: bigint;
  /** From 0. */
  readonly place: number;
}

/** How far a client has read: everything up to that place. */
export interface NoticeReading extends NoticePlace {
  readonly clientId: Id;
}

/**
 * Whether one place lies before another.
 *
 * @example isBefore({ sequence: 7n, place: 2 }, { sequence: 8n, place: 0 }) // true
 */
export function isBefore(left: NoticePlace, right: NoticePlace): boolean {
  if (left.sequence !== right.sequence) return left.sequence < right.sequence;
  return left.place < right.place;
}
