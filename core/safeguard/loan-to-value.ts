// Loan to value 抵押率: loan amount plus debts of higher rank ÷ value of the collateral.
import { fraction } from '../money/fraction.ts';
import { type MinorUnits, plus, sum } from '../money/minor-units.ts';
import { numberOf } from '../rate/number.ts';
import type { Collateral } from './collateral.ts';

const MILLION = 1_000_000n;

/**
 * Loan to value over several things, in parts per million, rounded up; undefined where nothing has a value.
 *
 * @example loanToValue(minorUnits(60n), [{ value: minorUnits(100n), priorDebts: minorUnits(10n) }]) // 700000
 */
export function loanToValue(
  loanAmount: MinorUnits,
  things: readonly Pick<Collateral, 'value' | 'priorDebts'>[],
): number | undefined {
  const value = sum(things.map((one) => one.value));
  if (value <= 0n) return undefined;
  const debts = plus(loanAmount, sum(things.map(({ priorDebts }) => priorDebts)));
  return numberOf(fraction((debts * MILLION + value - 1n) / value));
}
