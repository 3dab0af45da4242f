// The instalment that pays a loan off in equal (or stepped) amounts, exactly, before any rounding.
import { type Fraction, fraction, reduceFraction } from '../../money/fraction.ts';
import { type LargeScale, prepareLargeScale, scaleLarge } from '../../money/large-scale.ts';
import type { MinorUnits } from '../../money/minor-units.ts';
import type { Rounding } from '../../money/rounding.ts';

/** One instalment to come, as the level amount is solved for. */
export interface LevelRow {
  /** Interest on one unit of principal. */
  readonly factor: Fraction;
  /** Whether it pays any principal at all. */
  readonly paysPrincipal: boolean;
  /** Whether its interest comes out of it; if not, all of it is principal. */
  readonly paysInterest: boolean;
  /** It is `weight` × the level amount + `extra`. */
  readonly weight: Fraction;
  readonly extra: Fraction;
}

/**
 * The level instalment of an ordinary annuity for one unit of principal: r q^n / (q^n − 1) with q = 1 + r,
 * and 1 / n without interest. With r = a/b in whole numbers this is a (a+b)^n / (b ((a+b)^n − b^n)).
 *
 * Source: S. G. Kellison, The Theory of Interest, the annuity-immediate (1 divided by a-angle-n).
 *
 * @param factor interest on one unit of principal in one period, 0 or more.
 * @param count of equal periods, at least 1.
 * @example scale(minorUnits(1000000n), annuity(fraction(7n, 1200n), 12), 'half_even') // minorUnits(86527n)
 */
export function annuity({ numerator, denominator }: Fraction, count: number): Fraction {
  if (numerator === 0n) return fraction(1n, BigInt(count));
  const grown = (numerator + denominator) ** BigInt(count);
  return fraction(numerator * grown, denominator * (grown - denominator ** BigInt(count)));
}

/** A level instalment as it was asked for last at one place of the memory. */
interface KnownAnnuity {
  readonly factor: Fraction;
  readonly count: number;
  readonly rounding: Rounding;
  readonly multiple: MinorUnits;
  readonly scale: LargeScale;
}

/**
 * Products have few rates and terms, and the powers of an annuity cost more than all the rows; so the last
 * ones are kept, unless they are very long. What is found is exactly what would be computed.
 */
const KNOWN_PLACES = 4096;
const KNOWN_COUNT_MAX = 480;
const KNOWN_DENOMINATOR_MAX = 2n ** 32n;
const known = new Array<KnownAnnuity | undefined>(KNOWN_PLACES).fill(undefined);

/**
 * The level instalment of an annuity, as a whole number of multiples by the named rounding.
 *
 * @example annuityInMultiples(minorUnits(1000000n), fraction(7n, 1200n), 12, minorUnits(100n), 'half_even')
 * // minorUnits(865n)
 */
export function annuityInMultiples(
  principal: MinorUnits,
  factor: Fraction,
  count: number,
  multiple: MinorUnits,
  rounding: Rounding,
): MinorUnits {
  const { numerator, denominator } = factor;
  const place = (Number(BigInt.asUintN(20, numerator)) * 37 + count) % KNOWN_PLACES;
  const found = known[place];
  if (
    found?.count === count &&
    found.rounding === rounding &&
    found.factor.numerator === numerator &&
    found.factor.denominator === denominator &&
    found.multiple === multiple
  ) {
    return scaleLarge(principal, found.scale);
  }
  const ofOne = annuity(factor, count);
  const inMultiples = { ...ofOne, denominator: ofOne.denominator * multiple };
  const scale = prepareLargeScale(inMultiples, rounding);
  if (count <= KNOWN_COUNT_MAX && denominator <= KNOWN_DENOMINATOR_MAX) {
    known[place] = { factor, count, multiple, rounding, scale };
  }
  return scaleLarge(principal, scale);
}

/**
 * The amount A for which instalments of weight × A + extra pay the principal off, up to what is left for
 * the last one. The balance after each row is linear in A, so that A follows from the balance at the end:
 * B becomes B (1 + r) − payment, or B − payment where interest is not paid out of it.
 *
 * @param rows at least one pays principal.
 * @param left the principal that the last row pays beside its instalment; 0 unless there is a balloon.
 * @example levelInstalment(minorUnits(100n), [
 *   { factor: fraction(1n, 10n), paysPrincipal: true, paysInterest: true, weight: ONE_FRACTION, extra: ZERO_FRACTION },
 * ], ZERO) // fraction(1100n, 10n)
 */
export function levelInstalment(
  principal: MinorUnits,
  rows: readonly LevelRow[],
  left: MinorUnits,
): Fraction {
  const paying = rows.filter((row) => row.paysPrincipal);
  const base = commonDenominator(paying.map((row) => row.factor));
  const stepBase = commonDenominator(paying.flatMap(({ weight, extra }) => [weight, extra]));
  // The balance is (P × grown − (extras + A × weights) / stepBase) / scale.
  let scale = 1n;
  let grown = 1n;
  let extras = 0n;
  let weights = 0n;
  for (const { factor, paysInterest, weight, extra } of paying) {
    if (paysInterest) {
      const growth = base + factor.numerator * (base / factor.denominator);
      grown *= growth;
      extras *= growth;
      weights *= growth;
      scale *= base;
    }
    extras += extra.numerator * (stepBase / extra.denominator) * scale;
    weights += weight.numerator * (stepBase / weight.denominator) * scale;
  }
  return fraction((principal * grown - left * scale) * stepBase - extras, weights);
}

/** The least common multiple of the denominators. */
function commonDenominator(values: readonly Fraction[]): bigint {
  let common = 1n;
  for (const { denominator } of values) {
    if (common % denominator !== 0n) {
      common *= reduceFraction(fraction(denominator, common)).numerator;
    }
  }
  return common;
}
