// The money life of a disbursed loan: its schedule in force, and what of each instalment was asked and paid.
import type { ClaimPayment } from '../claim/distribution.ts';
import type { Id } from '../kit/id.ts';
import type { TransferId } from '../ledger/transfer.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { EarlyRepaymentRule } from '../product/product.ts';
import type { Tariff } from '../product/tariff.ts';
import type { WorkingDayRule } from '../time/calendar.ts';
import type { Day } from '../time/day.ts';
import type { ComponentAmounts } from './repay/components.ts';
import type { InstalmentAccount } from './repay/instalment-account.ts';
import type { Waterfall, WaterfallPart } from './repay/waterfall.ts';
import type { ScheduleChange, ScheduleTerms } from './schedule/terms.ts';

/** So much of a fee, by the fee kind of the glossary. */
export interface FeePart {
  readonly kind: string;
  readonly amount: MinorUnits;
}

/** One instalment with its money, and what its fee is made of, in the order in which it is paid. */
export interface ServicedAccount extends InstalmentAccount {
  readonly fees: readonly FeePart[];
}

/** Days on and off, as data; where there is none, only the weekend is off. */
export interface WorkingDays {
  readonly holidays: readonly Day[];
  readonly makeUpDays: readonly Day[];
  /** Days of the week off, 1 for Monday. */
  readonly weekend: readonly number[];
  readonly publishedYears: readonly number[];
}

/** From how many days overdue, exceeded, the state of a loan changes. */
export interface OverdueRules {
  /** The loan is overdue after them; the days are counted from the due day all the same. */
  readonly graceDays: number;
  readonly defaultDays: number;
}

/** The rules of the contract for the time after the disbursement. */
export interface ServicingRules {
  readonly waterfall: Waterfall;
  readonly earlyRepayment: EarlyRepaymentRule;
  readonly workingDayRule: WorkingDayRule;
  readonly workingDays?: WorkingDays;
  /** Whether the platform obtains what is overdue; without it each instalment is taken on its day alone. */
  readonly hasCollection: boolean;
  /** Fees that fall due once, with the first instalment, beside those of the schedule. */
  readonly firstFees: readonly FeePart[];
  /** What of the interest is no lender's, and what lenders pay of what they receive. */
  readonly tariff: Tariff;
  /** Left out: no grace, and in default after 90 days. */
  readonly overdue?: OverdueRules;
}

/** What an early repayment does to the schedule, and what its row comes to. */
export interface EarlyRepaymentPart {
  readonly change: Extract<
    ScheduleChange,
    { readonly kind: 'early_repayment' | 'early_repayment_in_full' }
  >;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly fee: MinorUnits;
}

/** One holder's part of a repayment, the lender's own fee on it, and how the claim stands afterwards. */
export interface HolderPayment extends ClaimPayment {
  readonly claimId: Id;
  /** Taken from what the holder receives. */
  readonly fee: MinorUnits;
  readonly roundingUnits: number;
}

/**
 * A repayment that was sent to the custodian and is not confirmed yet: its money is held. What is booked
 * when it is confirmed is what stands here, since that is what was sent.
 */
export interface RepaymentUnderWay {
  readonly instructionId: Id;
  readonly kind: 'instalment' | 'early_in_part' | 'early_in_full' | 'recovery';
  readonly day: Day;
  readonly amount: MinorUnits;
  readonly holdId: TransferId;
  /** What of the instalments that have fallen due is paid. */
  readonly parts: readonly WaterfallPart[];
  readonly early?: EarlyRepaymentPart;
  readonly payments: readonly HolderPayment[];
  /** The borrower's fees that are paid, and the spread that the operator keeps of the interest. */
  readonly fees: readonly FeePart[];
}

/** What two persons decide on a loan whose borrower does not pay. */
export type CollectionStep = 'default' | 'write_off' | 'collection_end';

/** A step that one person has prepared, and another has to release. */
export interface CollectionProposal {
  readonly step: CollectionStep;
  readonly makerId: Id;
  readonly reason: string;
  readonly proposedOn: Day;
}

/** A write-off 核销: the whole debt of a day, which stays owed; nothing more is asked for from then on. */
export interface WriteOff {
  readonly day: Day;
  /** What was owed on that day, principal that had not fallen due with it. */
  readonly amounts: ComponentAmounts;
  readonly makerId: Id;
  readonly checkerId: Id;
}

export interface Servicing {
  readonly loanId: Id;
  readonly terms: ScheduleTerms;
  readonly rules: ServicingRules;
  readonly changes: readonly ScheduleChange[];
  readonly accounts: readonly ServicedAccount[];
  /** How many instalments have been asked for: their interest stands on the debt side of the book. */
  readonly fallenDue: number;
  /** The day through which the loan was worked. */
  readonly workedThrough: Day;
  readonly underWay?: RepaymentUnderWay;
  readonly proposal?: CollectionProposal;
  readonly writtenOff?: WriteOff;
}
