// The terms that the two peers' engines understand, and the rows that they give.
import type { Fraction } from '../../../money/fraction.ts';
import type { MinorUnits } from '../../../money/minor-units.ts';
import type { Rounding } from '../../../money/rounding.ts';
import type { Day } from '../../../time/day.ts';

/**
 * - `progressive`: every instalment is levelled so that the last is close to the others.
 * - `cumulative`: the older engine; the last row takes whatever is left.
 */
export type PeerEngine = 'progressive' | 'cumulative';

/** How long a year and a month are when days become a fraction of a year. */
export interface PeerDayCount {
  readonly year: '360' | '364' | '365' | 'actual';
  readonly month: '30' | 'actual';
}

export type PeerUnit = 'days' | 'weeks' | 'months' | 'years';

/** Money paid out to the borrower on a day. */
export interface PeerDisbursement {
  readonly day: Day;
  /** Greater than 0. */
  readonly amount: MinorUnits;
}

/** On this day, and from then on, interest runs at another rate. */
export interface PeerRateChange {
  readonly day: Day;
  readonly annualRate: Fraction;
}

/** Everything that a peer's engine needs to make a schedule. */
export interface PeerTerms {
  readonly engine: PeerEngine;
  readonly submittedDay: Day;
  /** Greater than 0. */
  readonly principal: MinorUnits;
  /** In date order; empty before the first one: then the whole principal is expected on `submittedDay`. */
  readonly disbursements: readonly PeerDisbursement[];
  /** A share, not percent: 7/100 for 7 % a year. */
  readonly annualRate: Fraction;
  /** In date order; absent for none. */
  readonly rateChanges?: readonly PeerRateChange[];
  /** Rows without the down payment's. */
  readonly instalments: number;
  readonly every: number;
  readonly unit: PeerUnit;
  readonly dayCount: PeerDayCount;
  readonly interestCalculationPeriod: 'daily' | 'same_as_repayment_period';
  /** With `same_as_repayment_period`: interest for days outside whole periods is counted by days. */
  readonly partialPeriodInterest: boolean;
  readonly interestMethod: 'declining_balance' | 'flat';
  readonly amortisation: 'equal_instalments' | 'equal_principal';
  /** The instalment is a whole multiple of this; absent for none. */
  readonly instalmentStep?: MinorUnits;
  /** A share of each disbursement, due back on its day; absent for none. */
  readonly downPaymentShare?: Fraction;
  /** First rows without principal; absent for none. */
  readonly principalGraceInstalments?: number;
  /** First rows whose interest is due later; absent for none. */
  readonly interestGraceInstalments?: number;
  /** First rows for which no interest is charged at all; absent for none. */
  readonly interestFreeInstalments?: number;
  /** With an actual year: 366 days only in the period that contains 29 February. */
  readonly february29PeriodOnly?: boolean;
  /** Interest runs on the disbursement day itself: a year is split at 1 January, not at 31 December. */
  readonly interestOnDisbursementDay?: boolean;
  /** From which day due days are counted. */
  readonly repaymentStart: 'disbursement_day' | 'submitted_day';
  /** The first due day, where it is agreed and not counted. */
  readonly firstDueDay?: Day;
  /** How interest, instalment and down payment reach whole minor units. */
  readonly rounding: Rounding;
  /** Decimals of the currency. */
  readonly decimals: number;
  /** Significant digits of intermediate results; absent for exact ones. */
  readonly precisionDigits?: number;
  /** Periods given one by one, as [from, due], each from where the last one ended; absent when they are counted. */
  readonly periods?: readonly (readonly [Day, Day])[];
}

/** Significant digits that the newer peer itself carries; with as many, a schedule agrees with it even at half a cent. */
export const PROGRESSIVE_PRECISION_DIGITS = 19;

/**
 * What a peer takes for terms that nobody states: level monthly instalments on the declining balance,
 * 30 days a month, 360 a year.
 */
export const PEER_DEFAULTS = {
  engine: 'progressive',
  disbursements: [],
  every: 1,
  unit: 'months',
  dayCount: { year: '360', month: '30' },
  interestCalculationPeriod: 'daily',
  partialPeriodInterest: false,
  interestMethod: 'declining_balance',
  amortisation: 'equal_instalments',
  repaymentStart: 'disbursement_day',
  rounding: 'half_even',
  decimals: 2,
} as const satisfies Partial<PeerTerms>;

/** One row: principal and interest due on a day, and what principal is left after it. */
export interface PeerRow {
  /** From 1, as on the schedule; a down payment is a row of its own. */
  readonly number: number;
  readonly isDownPayment: boolean;
  readonly fromDay: Day;
  readonly dueDay: Day;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  /** principal + interest. */
  readonly total: MinorUnits;
  /** Principal left after this row is paid. */
  readonly balance: MinorUnits;
}
