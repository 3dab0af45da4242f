// Payments of one size at one interval: what they are worth, how large and how many they must be.
//
// Signs are those of spreadsheets: what comes in is positive, what goes out negative. All four functions
// solve one equation, with q = 1 + rate, n payments, and w = 1 where they are made at the start of each
// period, else 0:
//   presentValue q^n + payment (1 + rate w) (q^n - 1) / rate + futureValue = 0
// It is taken through ln q, so that it keeps its digits for rates next to 0 and for long terms.
import { invalid, type Refused, type Result, refuse } from '../kit/result.ts';
import { finite } from './number.ts';

/** A loan or a saving in equal payments. The rate is per period; 0.01 is 1 %. */
export interface Annuity {
  readonly rate: number;
  readonly periods: number;
  readonly payment: number;
  readonly presentValue: number;
  readonly futureValue: number;
  /** Whether payments are made at the start of each period. */
  readonly begin: boolean;
}

/**
 * What is there at the end: FV of spreadsheets.
 *
 * @returns a refusal naming `rate` below -1, or `number_too_large`.
 * @example futureValueOf({ rate: 0, periods: 12, payment: -100, presentValue: -1000, begin: false }) // { ok: true, value: 2200 }
 */
export function futureValueOf(annuity: Omit<Annuity, 'futureValue'>): Result<number> {
  const { rate, periods, payment, presentValue, begin } = annuity;
  const refusal = checkRate(rate, -1) ?? checkPeriods(periods);
  if (refusal) return refusal;
  const grown = timesPower(presentValue, rate, periods);
  const paid = payment * advanceFactor(rate, begin) * grownPayments(rate, periods);
  return finite(-(grown + paid), 'value');
}

/**
 * What it is worth at the start: PV of spreadsheets.
 *
 * @returns a refusal naming `rate` at or below -1, or `number_too_large`.
 * @example presentValueOf({ rate: 0, periods: 24, payment: 1000, futureValue: 10000, begin: true }) // { ok: true, value: -34000 }
 */
export function presentValueOf(annuity: Omit<Annuity, 'presentValue'>): Result<number> {
  const { rate, periods, payment, futureValue, begin } = annuity;
  const refusal = checkRateAbove(rate) ?? checkPeriods(periods);
  if (refusal) return refusal;
  const discounted = timesPower(futureValue, rate, -periods);
  const paid = payment * advanceFactor(rate, begin) * discountedPayments(rate, periods);
  return finite(-(discounted + paid), 'value');
}

/**
 * How large each payment must be: PMT of spreadsheets.
 *
 * @returns a refusal naming `rate` at or below -1, or `periods` at or below 0.
 * @example paymentOf({ rate: 0, periods: 10, presentValue: 1000, futureValue: 0, begin: false }) // { ok: true, value: -100 }
 */
export function paymentOf(annuity: Omit<Annuity, 'payment'>): Result<number> {
  const { rate, periods, presentValue, futureValue, begin } = annuity;
  const refusal = checkRateAbove(rate) ?? checkPeriodsAbove(periods);
  if (refusal) return refusal;
  const factor = discountedPayments(rate, periods);
  // The same amount in two ways: the sum of the larger terms loses more digits where they cancel.
  const discounted = timesPower(futureValue, rate, -periods);
  const change = (presentValue + futureValue) / factor;
  const interest = futureValue * rate;
  const byChange = Math.abs(change) + Math.abs(interest);
  const payment =
    byChange < Math.abs(presentValue / factor)
      ? interest - change
      : -(presentValue + discounted) / factor;
  return finite(payment / advanceFactor(rate, begin), 'value');
}

/**
 * How many periods it takes: NPER of spreadsheets. Not a whole number as a rule.
 *
 * @returns a refusal naming `rate` at or below -1; `no_solution` where the payments never get there.
 * @example periodsOf({ rate: 0, payment: -100, presentValue: 1000, futureValue: 0, begin: false }) // { ok: true, value: 10 }
 */
export function periodsOf(annuity: Omit<Annuity, 'periods'>): Result<number> {
  const { rate, payment, presentValue, futureValue, begin } = annuity;
  const refusal = checkRateAbove(rate);
  if (refusal) return refusal;
  const change = futureValue + presentValue;
  const periods =
    rate === 0
      ? -change / payment
      : Math.log1p(-change / ((payment * advanceFactor(rate, begin)) / rate + presentValue)) /
        Math.log1p(rate);
  return Number.isFinite(periods) ? finite(periods, 'value') : refuse('no_solution');
}

/** amount × (1 + rate)^exponent; nothing stays nothing, however large the power. */
function timesPower(amount: number, rate: number, exponent: number): number {
  return amount === 0 || exponent === 0 ? amount : amount * Math.exp(exponent * Math.log1p(rate));
}

function advanceFactor(rate: number, begin: boolean): number {
  return begin ? 1 + rate : 1;
}

/** (q^n - 1) / rate: what payments of 1 have grown to at the end. */
function grownPayments(rate: number, periods: number): number {
  return rate === 0 ? periods : Math.expm1(periods * Math.log1p(rate)) / rate;
}

/** (1 - q^-n) / rate: what payments of 1 are worth at the start. */
function discountedPayments(rate: number, periods: number): number {
  return rate === 0 ? periods : -Math.expm1(-periods * Math.log1p(rate)) / rate;
}

function checkRate(rate: number, least: number): Refused | undefined {
  return rate >= least ? undefined : invalid('rate', `It must be at least ${least}.`);
}

function checkRateAbove(rate: number): Refused | undefined {
  return rate > -1 ? undefined : invalid('rate', 'It must be greater than -1.');
}

function checkPeriods(periods: number): Refused | undefined {
  return periods >= 0 ? undefined : invalid('periods', 'It must be at least 0.');
}

function checkPeriodsAbove(periods: number): Refused | undefined {
  return periods > 0 ? undefined : invalid('periods', 'It must be greater than 0.');
}
