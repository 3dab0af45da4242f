// The money life of a disbursed loan: its schedule in force, and what of each instalment was asked and paid.
import type { ClaimPayment } from '../claim/distribution.ts';
import type { Id } from '../kit/id.ts';
import type { TransferId } from '../ledger/transfer.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { EarlyRepaymentRule } from '../product/product.ts';
import type { GuaranteeCover, ReserveCover } from '../product/safeguard-terms.ts';
import type { Tariff } from '../product/tariff.ts';
import type { WorkingDayRule } from '../time/calendar.ts';
import type { Day } from '../time/day.ts';
import type { AssetClass } from './asset-class.ts';
import type { ComponentAmounts } from './repay/components.ts';
import type { InstalmentAccount } from './repay/instalment-account.ts';
import type { PenaltyMeter, PenaltyTerms } from './repay/penalty.ts';
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
  /** Owed from before a reschedule and asked for again with its first instalment; it bears no penalty. */
  readonly isCarried?: true;
  readonly compensated?: CompensatedPart;
}

/** What somebody else has paid of an instalment in the borrower's place, and what of it has come back. */
export interface CompensatedPart {
  readonly claimId: Id;
  readonly principal: MinorUnits;
  /** Without the operator's spread, which nobody compensates. */
  readonly interest: MinorUnits;
  readonly recoveredPrincipal: MinorUnits;
  readonly recoveredInterest: MinorUnits;
  /** What had been charged until then is the lenders'; what is charged afterwards is the payer's. */
  readonly penaltyBefore: MinorUnits;
}

/** So much of what was compensated on one instalment, by its place from 1, has come back to who paid it. */
export interface RecoveredPart {
  readonly number: number;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
}

/** By the contract somebody pays when the borrower does not: from which day overdue, and for what. */
export interface CompensationRule {
  readonly day: number;
  readonly cover: GuaranteeCover | 'principal';
}

/** By the contract a risk reserve pays when nobody else does: which one, from which day overdue, and how much. */
export interface ReserveRule {
  readonly schemeId: Id;
  readonly day: number;
  readonly cover: ReserveCover;
  /** The most principal that is paid for this loan. */
  readonly ceiling: MinorUnits;
}

/** What a risk reserve has paid of a loan so far; `isWhole` when nothing more is due of it. */
export interface PaidByReserve {
  readonly claimId: Id;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly isWhole: boolean;
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
  /** So many days before the due day the borrower is reminded, the most first; left out: 3, 1 and on the day. */
  readonly reminderDays?: readonly number[];
  /** Whether the platform obtains what is overdue; without it each instalment is taken on its day alone. */
  readonly hasCollection: boolean;
  /** Fees that fall due once, with the first instalment, beside those of the schedule. */
  readonly firstFees: readonly FeePart[];
  /** What of the interest is no lender's, and what lenders pay of what they receive. */
  readonly tariff: Tariff;
  /** Left out: no grace, and in default after 90 days. */
  readonly overdue?: OverdueRules;
  /** Left out: nothing is charged for lateness. */
  readonly penalty?: PenaltyTerms;
  /** Left out: nobody pays for the borrower. */
  readonly compensation?: CompensationRule;
  /** Left out: no reserve does. */
  readonly reserve?: ReserveRule;
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
  /** Of a claim by subrogation: what has come back of what was compensated on named instalments. */
  readonly recovered?: readonly RecoveredPart[];
}

/**
 * A repayment that was sent to the custodian and is not confirmed yet: its money is held. What is booked
 * when it is confirmed is what stands here, since that is what was sent.
 */
export interface RepaymentUnderWay {
  readonly instructionId: Id;
  readonly kind: 'instalment' | 'early_in_part' | 'early_in_full' | 'recovery' | 'compensation';
  readonly day: Day;
  readonly amount: MinorUnits;
  readonly holdId: TransferId;
  /** A guarantor's deposit is not enough: the rest is held of its cash. */
  readonly cashHoldId?: TransferId;
  /** What of the instalments that have fallen due is paid. */
  readonly parts: readonly WaterfallPart[];
  readonly early?: EarlyRepaymentPart;
  readonly payments: readonly HolderPayment[];
  /** The borrower's fees that are paid, and the spread that the operator keeps of the interest. */
  readonly fees: readonly FeePart[];
}

/** So much more penalty on one instalment, by its place from 1. */
export interface ChargedPenalty {
  readonly number: number;
  readonly amount: MinorUnits;
}

/** What two persons decide on a loan whose borrower does not pay, or not as was agreed. */
export type CollectionStep = (typeof COLLECTION_STEPS)[number];

export const COLLECTION_STEPS = [
  'default',
  'asset_class',
  'acceleration',
  'waiver',
  'compromise',
  'reschedule',
  'back_dating',
  'write_off',
  'collection_end',
] as const;

/** What is to be given up: so much of what is due, without principal, or the whole debt, which ends the loan. */
export type WaiverAsked =
  | { readonly how: 'in_part'; readonly amounts: ComponentAmounts }
  | { readonly how: 'whole' };

/** The sum that ends the debt if it is paid by the end of that day. */
export interface CompromiseTerms {
  readonly amount: MinorUnits;
  readonly until: Day;
}

/** A compromise in force. */
export interface Compromise extends CompromiseTerms {
  readonly agreedOn: Day;
  /** Since it was agreed. */
  readonly paid: MinorUnits;
  readonly makerId: Id;
  readonly checkerId: Id;
}

/** How the rest of a loan is to be repaid. */
export type PlanAsked =
  | {
      readonly how: 'reschedule';
      /** Left out: as many as are left. */
      readonly instalmentCount?: number;
      /** Left out: the next due day stays. */
      readonly firstDueDay?: Day;
    }
  | {
      readonly how: 'payment_holiday';
      readonly instalments: number;
      readonly interest: 'paid' | 'deferred';
      readonly keeps: 'term' | 'instalment';
    };

/** A repayment that was distributed is to count from the day on which its money was at the custodian. */
export interface BackDatingAsked {
  readonly instructionId: Id;
  readonly day: Day;
  /** Where the proof is kept. */
  readonly evidence: string;
}

/** A step that one person has prepared, and another has to release. */
export interface CollectionProposal {
  readonly step: CollectionStep;
  readonly makerId: Id;
  readonly reason: string;
  readonly proposedOn: Day;
  /** What a step asks for beside its reason. */
  readonly assetClass?: AssetClass;
  readonly waiver?: WaiverAsked;
  readonly compromise?: CompromiseTerms;
  readonly plan?: PlanAsked;
  readonly backDating?: BackDatingAsked;
  /** Of a reschedule: when the borrower agreed to it. */
  readonly acceptedOn?: Day;
}

/** A write-off 核销: the whole debt of a day, which stays owed; nothing more is asked for from then on. */
export interface WriteOff {
  readonly day: Day;
  /** What was owed on that day, principal that had not fallen due with it. */
  readonly amounts: ComponentAmounts;
  readonly makerId: Id;
  readonly checkerId: Id;
}

/** By the contract the whole principal became due at once. */
export interface Acceleration {
  readonly day: Day;
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
  /** What lateness has cost so far, where the contract has a rule for it. */
  readonly meter?: PenaltyMeter;
  readonly underWay?: RepaymentUnderWay;
  readonly proposal?: CollectionProposal;
  readonly writtenOff?: WriteOff;
  /** No better class holds than the one that two persons chose. */
  readonly chosenClass?: AssetClass;
  readonly accelerated?: Acceleration;
  readonly compromise?: Compromise;
  /** How many of the instalments are of earlier plans, and stand before the schedule of these terms. */
  readonly earlierRows?: number;
  /** The plan in force, from 1; left out: the first. */
  readonly planNumber?: number;
  /** Through which instalment compensation was paid, or everybody who had to pay it has missed it. */
  readonly coveredThrough?: number;
  readonly reserve?: PaidByReserve;
}
