// Interest and principal inside the equal payments of an annuity, each one stable to the last payment.
//
// With q = 1 + rate, the balance before payment k of n is
//   presentValue (q^n - q^(k-1)) / (q^n - 1) - futureValue (q^(k-1) - 1) / (q^n - 1)
// where each quotient is taken without a difference of nearly equal numbers. The usual form, what was
// lent grown to date less the payments grown to date, loses all digits at the end of a long loan.
import { invalid, type Refused, type Result } from '../kit/result.ts';
import { type Annuity, paymentOf } from './annuity.ts';
import { finite } from './number.ts';

/** An annuity whose payment follows from the rest. */
export type Instalments = Omit<Annuity, 'payment'>;

/** Which payments of an annuity are added up, from 1, both ends included. */
export interface InstalmentRange {
  readonly start: number;
  readonly end: number;
}

/** Most payments that are added up. */
const PERIODS_MAX = 100_000;

/**
 * The interest inside payment number `period`: IPMT of spreadsheets, with their sign.
 *
 * @param period 1 to `periods`.
 * @returns a refusal naming `rate`, `periods` or `period`.
 * @example interestPart({ rate: 0.5, periods: 2, presentValue: 100, futureValue: 0, begin: false }, 1) // { ok: true, value: -50 }
 */
export function interestPart(instalments: Instalments, period: number): Result<number> {
  const refusal = checkInstalments(instalments) ?? checkPeriod(instalments, period);
  if (refusal) return refusal;
  return finite(interestOf(instalments, period), 'value');
}

/**
 * The principal inside payment number `period`: PPMT of spreadsheets, with their sign.
 *
 * @param period 1 to `periods`.
 * @returns a refusal naming `rate`, `periods` or `period`.
 * @example principalPart({ rate: 0, periods: 2, presentValue: 100, futureValue: 0, begin: false }, 1) // { ok: true, value: -50 }
 */
export function principalPart(instalments: Instalments, period: number): Result<number> {
  const refusal = checkInstalments(instalments) ?? checkPeriod(instalments, period);
  if (refusal) return refusal;
  if (instalments.begin && period === 1) return paymentOf(instalments);
  return finite(principalOf(instalments, period), 'value');
}

/**
 * The interest inside several payments together: CUMIPMT of spreadsheets, and with their bounds: rate,
 * periods and present value are greater than 0.
 *
 * @returns a refusal naming the field: `rate`, `periods`, `presentValue`, `start` or `end`.
 * @example interestOfRange({ rate: 0.5, periods: 2, presentValue: 100, futureValue: 0, begin: false }, { start: 1, end: 1 })
 * // { ok: true, value: -50 }
 */
export function interestOfRange(instalments: Instalments, range: InstalmentRange): Result<number> {
  const refusal = checkLoan(instalments) ?? checkRange(instalments, range);
  if (refusal) return refusal;
  return finite(
    addUp(range, (period) => interestOf(instalments, period)),
    'value',
  );
}

/**
 * The principal inside several payments together: CUMPRINC of spreadsheets, with the same bounds.
 *
 * @returns a refusal as {@link interestOfRange}.
 * @example principalOfRange({ rate: 1, periods: 1, presentValue: 100, futureValue: 0, begin: false }, { start: 1, end: 1 })
 * // { ok: true, value: -100 }
 */
export function principalOfRange(instalments: Instalments, range: InstalmentRange): Result<number> {
  const refusal = checkLoan(instalments) ?? checkRange(instalments, range);
  if (refusal) return refusal;
  const first = paymentOf(instalments);
  if (!first.ok) return first;
  const partOf = (period: number) =>
    instalments.begin && period === 1 ? first.value : principalOf(instalments, period);
  return finite(addUp(range, partOf), 'value');
}

/**
 * The interest inside payment number `period` where the principal is paid back in equal parts: ISPMT of
 * spreadsheets, which count the periods from 0.
 *
 * @example interestOfEqualPrincipal({ rate: 0.5, periods: 4, presentValue: 100 }, 1) // { ok: true, value: -37.5 }
 */
export function interestOfEqualPrincipal(
  loan: Pick<Annuity, 'rate' | 'periods' | 'presentValue'>,
  period: number,
): Result<number> {
  const { rate, periods, presentValue } = loan;
  if (periods === 0) return invalid('periods', 'It must not be 0.');
  return finite(presentValue * rate * (period / periods - 1), 'value');
}

function interestOf(instalments: Instalments, period: number): number {
  const { rate, begin, presentValue, futureValue } = instalments;
  if (isNothing(rate) || (begin && period === 1)) return 0;
  const { left, reached } = partsOfTerm(instalments, period);
  const interest = rate * (futureValue * reached - presentValue * left);
  return begin ? interest / (1 + rate) : interest;
}

/** For payments at the start of the periods, other than the first, which is all principal. */
function principalOf(instalments: Instalments, period: number): number {
  const { rate, begin, periods, presentValue, futureValue } = instalments;
  const change = presentValue + futureValue;
  if (isNothing(rate)) return -change / periods;
  const principal = -change * rate * partsOfTerm(instalments, period).step;
  return begin ? principal / (1 + rate) : principal;
}

/** Whether a rate is 0, or so near that its powers fall below the least number there is. */
function isNothing(rate: number): boolean {
  return Math.abs(rate) < 1e-300;
}

/**
 * (q^n - q^(k-1)) / (q^n - 1), (q^(k-1) - 1) / (q^n - 1) and q^(k-1) / (q^n - 1), by the powers of q that
 * do not overflow.
 */
function partsOfTerm({ rate, periods }: Instalments, period: number) {
  const log = Math.log1p(rate);
  const done = (period - 1) * log;
  const rest = (periods - period + 1) * log;
  if (log < 0) {
    const whole = Math.expm1(periods * log);
    const step = Math.exp(done) / whole;
    return { left: step * Math.expm1(rest), reached: Math.expm1(done) / whole, step };
  }
  const whole = Math.expm1(-periods * log);
  const step = -Math.exp(-rest) / whole;
  return { left: Math.expm1(-rest) / whole, reached: -step * Math.expm1(-done), step };
}

function addUp({ start, end }: InstalmentRange, partOf: (period: number) => number): number {
  let total = 0;
  for (let period = start; period <= end; period++) total += partOf(period);
  return total;
}

function checkInstalments({ rate, periods }: Instalments): Refused | undefined {
  if (!(rate > -1)) return invalid('rate', 'It must be greater than -1.');
  return periods > 0 ? undefined : invalid('periods', 'It must be greater than 0.');
}

function checkPeriod({ periods }: Instalments, period: number): Refused | undefined {
  if (period >= 1 && period <= periods) return undefined;
  return invalid('period', 'It must be one of 1 to the number of periods.');
}

function checkLoan({ rate, periods, presentValue }: Instalments): Refused | undefined {
  if (!(rate > 0)) return invalid('rate', 'It must be greater than 0.');
  if (!(periods > 0 && periods <= PERIODS_MAX)) {
    return invalid('periods', `It must be greater than 0 and at most ${PERIODS_MAX}.`);
  }
  return presentValue > 0 ? undefined : invalid('presentValue', 'It must be greater than 0.');
}

function checkRange(
  { periods }: Instalments,
  { start, end }: InstalmentRange,
): Refused | undefined {
  if (!Number.isInteger(start) || start < 1) {
    return invalid('start', 'It must be a whole number of at least 1.');
  }
  if (!Number.isInteger(end) || end < start || end > periods) {
    return invalid('end', 'It must be a whole number from the start to the number of periods.');
  }
  return undefined;
}
