// The level instalment of the progressive engine: one amount for all rows that are left, so chosen
// that the last row comes close to it.
import { type Fraction, ONE_FRACTION } from '../../../money/fraction.ts';
import {
  divideBy,
  fromFraction,
  greatest,
  least,
  type MinorUnits,
  minus,
  plus,
  roundToMultiple,
  times,
  toFraction,
  ZERO,
} from '../../../money/minor-units.ts';
import type { Rounding } from '../../../money/rounding.ts';
import { peerArithmetic } from './arithmetic.ts';

/** What levelling asks of one period. */
export interface PeerLevelPeriod {
  /** The rate of the whole period, as a share of the balance. */
  readonly instalmentRate: Fraction;
  /** Interest of the period in whole minor units, for what is owed when it starts. */
  readonly interestOn: (opening: MinorUnits) => MinorUnits;
  /** Lent after the period's first day and before its due day. */
  readonly lentWithin: MinorUnits;
  /** The row pays interest only. */
  readonly isPrincipalGrace?: boolean;
  /** The row pays no interest; it is due with the next row that does. */
  readonly isInterestGrace?: boolean;
}

export interface PeerLevelRules {
  readonly rounding: Rounding;
  /** Decimals of the currency: a gap between rows is judged in hundredths of a major unit. */
  readonly decimals: number;
  readonly instalmentStep?: MinorUnits;
  readonly precisionDigits?: number;
}

/** One row as the instalment makes it. */
export interface PeerLevelRow {
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly balance: MinorUnits;
}

/** Most corrections of one instalment. */
const CORRECTIONS_MAX = 3;

/**
 * The instalment for all the periods: P × Π(1 + r) / f, with f₁ = 1 and fₖ = 1 + fₖ₋₁ (1 + rₖ), rounded,
 * and rounded again to the step. While the last row differs from it by more than ⌊n/2⌋ hundredths of
 * a major unit, the n-th part of the difference is added to it; it is kept only if the difference
 * becomes smaller; three times at most.
 *
 * @param opening principal owed when the first of the periods starts.
 * @param deferred interest of earlier periods that is still to be charged.
 * @param periods all that are left, at least one.
 * @example peerLevelInstalment(
 *   minorUnits(10000n),
 *   ZERO,
 *   [1, 2, 3, 4, 5, 6].map(() => ({
 *     instalmentRate: fraction(7n, 1200n),
 *     interestOn: (opening) => scale(opening, fraction(7n, 1200n), 'half_even'),
 *     lentWithin: ZERO,
 *   })),
 *   { rounding: 'half_even', decimals: 2 },
 * ) // 1701n
 */
export function peerLevelInstalment(
  opening: MinorUnits,
  deferred: MinorUnits,
  periods: readonly PeerLevelPeriod[],
  rules: PeerLevelRules,
): MinorUnits {
  let instalment = toStep(annuity(opening, periods, rules), rules);
  let gap = lastRowGap(opening, deferred, periods, instalment);
  const paying = periods.filter((period) => period.isPrincipalGrace !== true).length;
  const tolerance = BigInt(Math.floor(paying / 2)) * 10n ** BigInt(rules.decimals);
  for (let correction = 1; correction <= CORRECTIONS_MAX; correction++) {
    const hundredths = times(gap < 0n ? minus(ZERO, gap) : gap, 100n);
    if (tolerance === 0n || hundredths <= tolerance) break;
    const change = divideBy(gap, BigInt(periods.length), rules.rounding);
    const corrected = toStep(plus(instalment, change), rules);
    if (corrected === instalment) break;
    const newGap = lastRowGap(opening, deferred, periods, corrected);
    if (magnitude(newGap) >= magnitude(gap)) break;
    instalment = corrected;
    gap = newGap;
  }
  return instalment;
}

/**
 * The rows that an instalment makes: interest first, as far as the instalment reaches; what it does
 * not reach is due with the next row. The last row takes all that is left.
 *
 * @param opening principal owed when the first of the periods starts.
 * @param deferred interest of earlier periods that is still to be charged.
 * @returns as many rows as periods; after the balance is 0 they are 0.
 * @example peerLevelRows(
 *   minorUnits(100n),
 *   ZERO,
 *   [1, 2].map(() => ({ instalmentRate: fraction(0n), interestOn: () => ZERO, lentWithin: ZERO })),
 *   minorUnits(51n),
 * ).map((row) => row.principal) // [51n, 49n]
 */
export function peerLevelRows(
  opening: MinorUnits,
  deferred: MinorUnits,
  periods: readonly PeerLevelPeriod[],
  instalment: MinorUnits,
): PeerLevelRow[] {
  const rows: PeerLevelRow[] = [];
  let balance = opening;
  let carried = deferred;
  for (const [index, period] of periods.entries()) {
    const isLast = index === periods.length - 1;
    const row = peerLevelRow(balance, carried, period, instalment, isLast);
    carried = row.carried;
    balance = row.balance;
    rows.push({ principal: row.principal, interest: row.interest, balance });
  }
  return rows;
}

/**
 * One row, and the interest that it leaves to the next.
 *
 * @param isLast the row takes all principal and all interest that is left.
 * @example peerLevelRow(
 *   minorUnits(100n),
 *   ZERO,
 *   { instalmentRate: fraction(1n, 10n), interestOn: () => minorUnits(10n), lentWithin: ZERO },
 *   minorUnits(60n),
 *   false,
 * ) // { principal: 50n, interest: 10n, balance: 50n, carried: 0n }
 */
export function peerLevelRow(
  opening: MinorUnits,
  deferred: MinorUnits,
  period: PeerLevelPeriod,
  instalment: MinorUnits,
  isLast: boolean,
): PeerLevelRow & { readonly carried: MinorUnits } {
  const owed = plus(opening, period.lentWithin);
  const charged = plus(period.interestOn(opening), deferred);
  if (isLast) return { principal: owed, interest: charged, balance: ZERO, carried: ZERO };
  const isCapped = period.isPrincipalGrace !== true;
  const reach = isCapped ? greatest(instalment, ZERO) : charged;
  const interest = period.isInterestGrace === true ? ZERO : least(charged, reach);
  const principal = isCapped ? least(minus(reach, interest), owed) : ZERO;
  return {
    principal,
    interest,
    balance: minus(owed, principal),
    carried: minus(charged, interest),
  };
}

/** P × Π(1 + r) / f over the periods that pay principal, not yet rounded to a step. */
function annuity(
  opening: MinorUnits,
  periods: readonly PeerLevelPeriod[],
  rules: PeerLevelRules,
): MinorUnits {
  const arithmetic = peerArithmetic(rules.precisionDigits);
  const firstPaying = periods.findIndex((period) => period.isPrincipalGrace !== true);
  if (firstPaying === -1) return ZERO;
  let owed = opening;
  for (const period of periods.slice(0, firstPaying + 1)) owed = plus(owed, period.lentWithin);
  let growth = ONE_FRACTION;
  let divisor: Fraction | undefined;
  for (const period of periods.slice(firstPaying)) {
    const rate = period.isInterestGrace === true ? undefined : period.instalmentRate;
    const factor = rate ? plusOne(rate) : ONE_FRACTION;
    growth = arithmetic.multiply(growth, factor);
    divisor = divisor
      ? arithmetic.add(ONE_FRACTION, arithmetic.multiply(divisor, factor))
      : ONE_FRACTION;
  }
  const grown = arithmetic.multiply(growth, toFraction(owed));
  return fromFraction(arithmetic.divide(grown, divisor ?? ONE_FRACTION), rules.rounding);
}

/** By how much the last row is larger than the instalment; negative where it is smaller. */
function lastRowGap(
  opening: MinorUnits,
  deferred: MinorUnits,
  periods: readonly PeerLevelPeriod[],
  instalment: MinorUnits,
): MinorUnits {
  let gap = opening;
  for (const [index, row] of peerLevelRows(opening, deferred, periods, instalment).entries()) {
    const period = periods[index];
    gap = plus(gap, plus(row.interest, period?.lentWithin ?? ZERO));
    gap = minus(gap, period?.isPrincipalGrace === true ? row.interest : instalment);
  }
  return gap;
}

/** A whole multiple of the step; an instalment that would vanish stays as it is. */
function toStep(instalment: MinorUnits, rules: PeerLevelRules): MinorUnits {
  if (rules.instalmentStep === undefined) return instalment;
  const stepped = roundToMultiple(instalment, rules.instalmentStep, rules.rounding);
  return stepped === 0n ? instalment : stepped;
}

function plusOne(rate: Fraction): Fraction {
  return { numerator: rate.numerator + rate.denominator, denominator: rate.denominator };
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
