// What a schedule is made from, what it is, and what may change it later: the words of a loan contract.
//
// All money is MinorUnits of the loan's one currency; all rates and shares are exact fractions (7 % is 7/100).
import type { Fraction } from '../../money/fraction.ts';
import type { MinorUnits } from '../../money/minor-units.ts';
import type { Rounding } from '../../money/rounding.ts';
import type { Day } from '../../time/day.ts';
import type { DayCount } from '../../time/day-count.ts';

/** Most instalments that one schedule may have: a hundred years of months. */
export const INSTALMENT_COUNT_MAX = 1200;

export type PeriodUnit = 'days' | 'weeks' | 'months';

/** How principal and interest spread over the schedule (glossary 4.1). */
export type RepaymentMethod =
  | 'equal_instalments'
  | 'equal_principal'
  | 'interest_first'
  | 'bullet'
  | 'flat'
  | 'custom';

/**
 * How time becomes a fraction of a year.
 *
 * - `day_count`: by the days of each interest period under the named convention.
 * - `equal_periods`: every regular period counts the same: every/12 in months, every/52 in weeks,
 *   every/`daysInYear` in days. Part of a period counts by its share of the period's days.
 */
export type InterestBasis =
  | { readonly kind: 'day_count'; readonly dayCount: DayCount }
  | { readonly kind: 'equal_periods'; readonly daysInYear: 360 | 365 };

/**
 * The interest of a first period that is longer or shorter than the others.
 *
 * - `by_days`: all its days by the day count (with equal periods: days / `daysInYear`).
 * - `periods_and_days`: whole periods, counted back from the first due day, as regular ones; the days
 *   before them by the day count (with equal periods: days / `daysInYear`).
 */
export type OddFirstPeriod = 'by_days' | 'periods_and_days';

/** An amount, or a share of the amount lent. */
export type PartOfPrincipal =
  | { readonly kind: 'amount'; readonly amount: MinorUnits }
  | { readonly kind: 'share'; readonly share: Fraction };

/** What a fee comes to. The base of `share_of_principal` is the principal lent, without financed fees. */
export type FeeAmount =
  | { readonly kind: 'fixed'; readonly amount: MinorUnits }
  | { readonly kind: 'share_of_principal'; readonly share: Fraction }
  | { readonly kind: 'share_of_outstanding'; readonly share: Fraction };

/**
 * - `each_instalment`: in every instalment with a due day of its own (not in the down payment).
 * - `financed`: added to the principal on the value day, and repaid with it.
 * - `at_disbursement`: due on the value day, and never taken out of what is paid out.
 */
export type FeeCharged = 'each_instalment' | 'financed' | 'at_disbursement';

export interface ScheduleFee {
  /** The fee kind of the glossary, such as `service`. */
  readonly name: string;
  readonly charged: FeeCharged;
  readonly amount: FeeAmount;
}

/**
 * What becomes of the interest of an instalment that need not pay it.
 *
 * - `deferred`: it is paid in the first instalment after that pays interest, on top of it; it bears none.
 * - `free`: none is charged.
 */
export type InterestRelief = 'deferred' | 'free';

/**
 * Instalments without principal in mid-life: either numbered ones (1 is the first after the down
 * payment), or all that fall due in the named months of the year (1 to 12).
 */
export interface Holiday {
  readonly on:
    | { readonly kind: 'instalments'; readonly from: number; readonly to: number }
    | { readonly kind: 'months'; readonly months: readonly number[] };
  readonly interest: 'paid' | InterestRelief;
}

/** From this instalment on the instalment is larger, or smaller if negative, by a share or an amount. */
export type InstalmentStep =
  | { readonly from: number; readonly kind: 'share'; readonly share: Fraction }
  | { readonly from: number; readonly kind: 'amount'; readonly amount: MinorUnits };

/**
 * The repayment of `custom`.
 *
 * - `seasonal`: principal is paid only by instalments due in the named months, in equal instalments or
 *   equal parts of the principal; the others pay interest.
 * - `stepped`: equal instalments that change at the given numbers.
 * - `balloon`: equal instalments that leave this much principal, which is due with the last of them.
 * - `principals`: the principal of every instalment is given; together they are the principal.
 */
export type CustomRepayment =
  | {
      readonly kind: 'seasonal';
      readonly months: readonly number[];
      readonly repeats: 'instalment' | 'principal';
    }
  | { readonly kind: 'stepped'; readonly steps: readonly InstalmentStep[] }
  | { readonly kind: 'balloon'; readonly balloon: PartOfPrincipal }
  | { readonly kind: 'principals'; readonly principals: readonly MinorUnits[] };

export interface ScheduleTerms {
  /** Paid out on the value day; greater than 0. */
  readonly principal: MinorUnits;
  /** Nominal, a year; 0 or more. */
  readonly annualRate: Fraction;
  /** From when interest runs: the day of the disbursement, of the down payment and of fees due at once. */
  readonly valueDay: Day;
  /** Periods of the term, 1 to 1200: as many instalments, or one at the end of them all (`bullet`). */
  readonly instalmentCount: number;
  /** Every so many units an instalment falls due; 1 to 1200. */
  readonly every: number;
  readonly unit: PeriodUnit;
  readonly repaymentMethod: RepaymentMethod;
  /** Given with `custom`, and only then. */
  readonly custom?: CustomRepayment;
  readonly interestBasis: InterestBasis;
  /** How interest (and fees) of a row, and the instalment, reach whole minor units. */
  readonly rounding: { readonly interest: Rounding; readonly instalment: Rounding };
  /**
   * The amount that the method repeats is rounded to a multiple of this: the instalment, or with
   * `equal_principal` its principal. The last row takes the rest. Left out: one minor unit.
   */
  readonly instalmentMultiple?: MinorUnits;
  /** Left out: one period after the value day. */
  readonly firstDueDay?: Day;
  /** Asked for only when the first period is odd; left out: `by_days`. */
  readonly oddFirstPeriod?: OddFirstPeriod;
  /** If the first due day, or without one the value day, ends its month, every due day does (28 February, 31 March). */
  readonly endOfMonth?: boolean;
  /** A row of its own on the value day, before the instalments. */
  readonly downPayment?: PartOfPrincipal;
  /** So many instalments at the start without principal. */
  readonly graceOnPrincipal?: number;
  /** So many instalments at the start without interest. */
  readonly graceOnInterest?: { readonly instalments: number; readonly relief: InterestRelief };
  readonly holidays?: readonly Holiday[];
  readonly fees?: readonly ScheduleFee[];
  /** Charged with an early repayment, in full or in part, on the principal that it repays. */
  readonly earlyRepaymentFee?:
    | { readonly kind: 'fixed'; readonly amount: MinorUnits }
    | { readonly kind: 'share'; readonly share: Fraction };
}

/** What a row stands for. */
export type InstalmentKind = 'down_payment' | 'instalment' | 'early_repayment';

/** One row of a schedule. What is due in it is principal + interest + fee. */
export interface Instalment {
  /** Its place in the schedule, from 1; the down payment is a row too. */
  readonly number: number;
  readonly kind: InstalmentKind;
  /** Where its interest period starts; the period ends on the due day. */
  readonly fromDay: Day;
  readonly dueDay: Day;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly fee: MinorUnits;
  /** Outstanding principal after the row. */
  readonly balance: MinorUnits;
}

/** The numbered rows of a loan in one version, with all that made them. */
export interface Schedule {
  readonly terms: ScheduleTerms;
  /** In the order of their days, and on one day in the order in which they came. */
  readonly changes: readonly ScheduleChange[];
  /** What the rows repay: the principal paid out and the financed fees. */
  readonly principal: MinorUnits;
  /** Due on the value day beside the whole principal, as row 0 of a printed schedule. */
  readonly feeAtDisbursement: MinorUnits;
  readonly rows: readonly Instalment[];
}

/** After an early repayment in part: the same instalment for a shorter time, or a smaller one for the same. */
export type EarlyRepaymentEffect = 'shorter_term' | 'smaller_instalment';

/**
 * What may change a schedule after it was made. Rows due on or before the change's day stay as they
 * are; what comes after is made anew.
 *
 * - `early_repayment`: `principal` is repaid on the day with the interest accrued to it, as a row of its own.
 * - `early_repayment_in_full`: the same with all that is outstanding.
 * - `rate_change`: interest runs at the new rate from the day on. It keeps the term and levels the
 *   instalment anew, or keeps the instalment and changes the term.
 * - `recast`: the instalment is levelled anew over the instalments that are left.
 * - `payment_holiday`: the next `instalments` pay no principal. The term grows by as many, or stays and
 *   the later instalments grow.
 * - `reschedule`: what is outstanding is repaid by other terms from the next instalment on; what is left
 *   out stays. `instalmentCount` counts the instalments after the day.
 */
export type ScheduleChange =
  | {
      readonly kind: 'early_repayment';
      readonly day: Day;
      readonly principal: MinorUnits;
      readonly effect: EarlyRepaymentEffect;
    }
  | { readonly kind: 'early_repayment_in_full'; readonly day: Day }
  | {
      readonly kind: 'rate_change';
      readonly day: Day;
      readonly annualRate: Fraction;
      readonly keeps: 'term' | 'instalment';
    }
  | { readonly kind: 'recast'; readonly day: Day }
  | {
      readonly kind: 'payment_holiday';
      readonly day: Day;
      readonly instalments: number;
      readonly interest: 'paid' | InterestRelief;
      readonly keeps: 'term' | 'instalment';
    }
  | ({ readonly kind: 'reschedule'; readonly day: Day } & RescheduledTerms);

/** The terms that a reschedule may set anew. */
export interface RescheduledTerms {
  readonly annualRate?: Fraction;
  readonly instalmentCount?: number;
  readonly every?: number;
  readonly unit?: PeriodUnit;
  readonly repaymentMethod?: RepaymentMethod;
  readonly custom?: CustomRepayment;
  readonly instalmentMultiple?: MinorUnits;
  /** After the day of the change; left out: the next due day stays. */
  readonly firstDueDay?: Day;
  readonly graceOnPrincipal?: number;
  readonly graceOnInterest?: { readonly instalments: number; readonly relief: InterestRelief };
}
