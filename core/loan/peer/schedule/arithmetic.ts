// Arithmetic on rates: exact, or with so many significant digits after every step, as a peer calculates.
import {
  addFractions,
  divideFractions,
  type Fraction,
  multiplyFractions,
  reduceFraction,
} from '../../../money/fraction.ts';
import { roundToDecimals, roundToSignificant } from '../../../money/significant.ts';

export interface PeerArithmetic {
  /** A number as it enters the calculation. */
  readonly take: (value: Fraction) => Fraction;
  readonly add: (left: Fraction, right: Fraction) => Fraction;
  readonly multiply: (left: Fraction, right: Fraction) => Fraction;
  readonly divide: (left: Fraction, right: Fraction) => Fraction;
  /** A finished period rate: with digits, it keeps as many decimals. */
  readonly settle: (rate: Fraction) => Fraction;
}

const EXACT: PeerArithmetic = {
  take: (value) => value,
  add: addFractions,
  multiply: multiplyFractions,
  divide: divideFractions,
  settle: reduceFraction,
};

/**
 * Exact arithmetic, or decimal arithmetic where each result is rounded half even.
 *
 * @param digits significant digits of every result; left out for exact ones.
 * @example peerArithmetic(4).divide(fraction(2n), fraction(3n)) // { numerator: 6667n, denominator: 10000n }
 */
export function peerArithmetic(digits?: number): PeerArithmetic {
  if (digits === undefined) return EXACT;
  const cut = (value: Fraction) => roundToSignificant(value, digits);
  return {
    take: cut,
    add: (left, right) => cut(addFractions(left, right)),
    multiply: (left, right) => cut(multiplyFractions(left, right)),
    divide: (left, right) => cut(divideFractions(left, right)),
    settle: (rate) => roundToDecimals(rate, digits),
  };
}
