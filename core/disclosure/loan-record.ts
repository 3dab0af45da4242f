// What is known of one loan for public figures: its parties and terms, its instalments, and what moved on it by
// effective day.
import type { Id } from '../kit/id.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';

/** What moves on a loan, told apart as public figures need it. */
export type LoanSum = (typeof LOAN_SUMS)[number];

export const LOAN_SUMS = [
  // On the debt side, by the borrower.
  'principalRepaid',
  'principalWaived',
  'principalWrittenOff',
  'interestRepaid',
  'interestWaived',
  'penaltyRepaid',
  'borrowerFees',
  /** Principal that came to its holders after the loan was written off. */
  'principalRecovered',
  /** All that the borrower paid after the write-off, of whatever component. */
  'paidAfterWriteOff',
  // To lenders, whoever paid it.
  'lendersPrincipal',
  'lendersInterest',
  'lendersPenalty',
  'lendersFees',
  /** Of that, what a third party paid. */
  'compensated',
] as const;

export type MovedSums = Readonly<Record<LoanSum, MinorUnits>>;

/** The row of those of whom it is not known. */
export const UNSTATED = 'unknown';

/** What one day changed. */
export interface LoanMove {
  readonly day: Day;
  readonly sums: MovedSums;
}

export interface RecordedInstalment {
  /** When it is asked for, after the working-day rule. */
  readonly askingDay: Day;
  readonly dueDay: Day;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  /** Without the operator's spread. */
  readonly lendersInterest: MinorUnits;
  /** Since when nothing of it is open. */
  readonly settledDay?: Day;
}

/** All interest of the plan that was in force from that day on. */
export interface PlannedInterest {
  readonly from: Day;
  readonly interest: MinorUnits;
}

/** That a loan came into default, or was cured of it. */
export interface DefaultTurn {
  readonly day: Day;
  readonly isDefaulted: boolean;
}

export interface LoanRecord {
  readonly loanId: Id;
  readonly borrowerId: Id;
  readonly isRelatedParty: boolean;
  readonly region: string;
  /** As its listing published it; `UNSTATED` where none did. */
  readonly industry: string;
  readonly productCode: string;
  readonly purpose: string;
  readonly grade: string;
  readonly safeguard: string;
  readonly termMonths: number;
  readonly repaymentMethod: string;
  readonly annualRatePpm: number;
  /** A year, of what is outstanding, frozen when it was published. */
  readonly expectedLossPpm: number;
  readonly isReserveCovered: boolean;
  readonly guarantorIds: readonly Id[];
  readonly lenderIds: readonly Id[];
  readonly amount: MinorUnits;
  readonly valueDay: Day;
  /** In their order. */
  readonly instalments: readonly RecordedInstalment[];
  /** When its contract let each part of the principal be due: what a forecast frozen at publication is of. */
  readonly contractPlan: readonly Pick<RecordedInstalment, 'dueDay' | 'principal'>[];
  /** In their order, the first from the value day. */
  readonly plannedInterest: readonly PlannedInterest[];
  /** By day, at most one a day. */
  readonly moves: readonly LoanMove[];
  readonly defaults: readonly DefaultTurn[];
}
