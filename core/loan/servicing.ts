// The money life of a disbursed loan: its schedule in force, and what of each instalment was asked and paid.
import type { Id } from '../kit/id.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { InstalmentAccount } from './repay/instalment-account.ts';
import type { ScheduleChange, ScheduleTerms } from './schedule/terms.ts';

/** A repayment that was sent to the custodian and is not confirmed yet: its money is held. */
export interface RepaymentUnderWay {
  readonly instructionId: Id;
  readonly kind: 'instalment' | 'early_in_part' | 'early_in_full';
  readonly day: Day;
  readonly amount: MinorUnits;
}

export interface Servicing {
  readonly loanId: Id;
  readonly terms: ScheduleTerms;
  readonly changes: readonly ScheduleChange[];
  readonly accounts: readonly InstalmentAccount[];
  /** How many instalments have been asked for: their interest stands on the debt side of the book. */
  readonly fallenDue: number;
  /** The day through which the loan was worked. */
  readonly workedThrough: Day;
  readonly underWay?: RepaymentUnderWay;
}
