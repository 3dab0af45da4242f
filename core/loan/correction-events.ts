// What can happen to a repayment that was distributed: it counts from an earlier day, or the custodian took it back.
import type { HolderComponent } from '../claim/distribution.ts';
import type { Id } from '../kit/id.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { ComponentAmounts } from './repay/components.ts';
import type { PenaltyMeter } from './repay/penalty.ts';
import type { ScheduleChange } from './schedule/terms.ts';
import type { ServicedAccount } from './servicing.ts';

/** What a claim has received in all, by its components. */
export type HolderAmounts = Readonly<Record<HolderComponent, MinorUnits>>;

/** What a correction makes of what one claim has received. */
export interface HolderCorrection {
  readonly claimId: Id;
  readonly before: HolderAmounts;
  readonly after: HolderAmounts;
  readonly roundingUnits: number;
}

/** A loan whose money life was worked again: how it stands then. */
export interface LoanCorrected {
  readonly loanId: Id;
  /** Of the repayment that is corrected. */
  readonly instructionId: Id;
  readonly amount: MinorUnits;
  /** On which it had been paid. */
  readonly paidOn: Day;
  readonly accounts: readonly ServicedAccount[];
  readonly fallenDue: number;
  readonly changes: readonly ScheduleChange[];
  readonly meter?: PenaltyMeter;
  /** The penalty that the loan has borne in all. */
  readonly penalty: { readonly before: MinorUnits; readonly after: MinorUnits };
  /** What the borrower has paid in all. */
  readonly paid: { readonly before: ComponentAmounts; readonly after: ComponentAmounts };
  /** Of each claim for which something is otherwise. */
  readonly holders: readonly HolderCorrection[];
  /** Where the borrower's worst days overdue are others by it. */
  readonly worstDaysOverdue?: number;
}

/** Two persons found that the money of a repayment was at the custodian earlier. */
export interface RepaymentBackDated extends LoanCorrected {
  readonly kind: 'RepaymentBackDated';
  /** From which it counts. */
  readonly day: Day;
  readonly makerId: Id;
  readonly checkerId: Id;
  readonly reason: string;
  /** Where the proof is kept. */
  readonly evidence: string;
}

/** The custodian took a distribution back: the debt stands again as if it had never been paid. */
export interface RepaymentReversed extends LoanCorrected {
  readonly kind: 'RepaymentReversed';
  readonly bankReference: string;
  readonly bankDay: Day;
}

export type CorrectionEvent = RepaymentBackDated | RepaymentReversed;
