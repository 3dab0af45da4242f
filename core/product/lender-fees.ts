// What of a borrower's interest does not reach the lenders: the spread, which the operator keeps, and the lenders'
// own fee on what they are paid.
import { assert } from '../kit/assert.ts';
import { least, type MinorUnits, minus, plus, sum, ZERO } from '../money/minor-units.ts';
import { feeFor } from './fees.ts';
import type { Tariff } from './tariff.ts';

const MILLION = 1_000_000;
const MONTHS_IN_YEAR = 12;

/**
 * What the operator keeps of an interest as the spread 利差; the rest is the lenders'. Zero where none is taken.
 *
 * @example
 * interestSpread({
 *   ...freeTariff(currency('CNY'), dayOf(2026, 1, 1)),
 *   fees: [{
 *     kind: 'interest_spread', payer: 'lender', due: 'each_instalment',
 *     rule: { kind: 'share_of_interest', sharePpm: 100000 },
 *   }],
 * }, minorUnits(8333n))
 * // minorUnits(833n)
 */
export function interestSpread(tariff: Tariff, interest: MinorUnits): MinorUnits {
  return feeFor(tariff, 'interest_spread', 'lender', { interest });
}

/**
 * The spread in a part of an instalment's interest, when some of it was paid before: the parts add up to the
 * spread of the whole, however the interest is paid, and none is more than its part.
 *
 * @example spreadOfPart(freeTariff(currency('CNY'), dayOf(2026, 1, 1)), minorUnits(5n), minorUnits(3n)) // ZERO
 */
export function spreadOfPart(tariff: Tariff, before: MinorUnits, part: MinorUnits): MinorUnits {
  return minus(interestSpread(tariff, plus(before, part)), interestSpread(tariff, before));
}

/**
 * The rows of a schedule as lenders are owed them: the interest of each without its spread.
 *
 * @example
 * rowsForLenders([{ interest: minorUnits(5n) }], freeTariff(currency('CNY'), dayOf(2026, 1, 1)))
 * // [{ interest: minorUnits(5n) }]
 */
export function rowsForLenders<Row extends { readonly interest: MinorUnits }>(
  rows: readonly Row[],
  tariff: Tariff,
): Row[] {
  return rows.map((row) => ({
    ...row,
    interest: minus(row.interest, interestSpread(tariff, row.interest)),
  }));
}

/**
 * What a lender pays of one claim payment; never more than it brings.
 *
 * @param claim what was lent under it, and what was outstanding before the payment.
 * @param payment the interest without any spread.
 * @example
 * claimPaymentFee(
 *   freeTariff(currency('CNY'), dayOf(2026, 1, 1)),
 *   { principal: minorUnits(100n), outstanding: minorUnits(100n) },
 *   { principal: minorUnits(10n), interest: minorUnits(1n), penalty: ZERO },
 * )
 * // ZERO
 */
export function claimPaymentFee(
  tariff: Tariff,
  { principal, outstanding }: { readonly principal: MinorUnits; readonly outstanding: MinorUnits },
  payment: Readonly<Record<'principal' | 'interest' | 'penalty', MinorUnits>>,
): MinorUnits {
  const received = sum([payment.principal, payment.interest, payment.penalty]);
  if (received === ZERO) return ZERO;
  const bases = { amount: principal, outstanding, interest: payment.interest };
  return least(received, feeFor(tariff, 'lender_management', 'lender', bases));
}

/** A contract's annual rate, and where it goes; the parts add up to it. */
export interface LenderReturn {
  readonly annualRatePpm: number;
  /** `lender_management`, as a yearly rate. */
  readonly managementPpm: number;
  /** `interest_spread`, as a yearly rate; zero where it is off. */
  readonly spreadPpm: number;
  /** What the lender is left with, before any loss. */
  readonly lenderPpm: number;
}

/**
 * What of the borrower's annual rate reaches the lender: the rate less the spread and the stated fees of lenders,
 * each rounded up to a part per million, so that no promise is too high.
 *
 * A share of the interest is the same share of the rate: of the whole for the spread, of what is left for the
 * lender's fee. A share of the amount lent counts as simple interest on it, twelve times a year.
 *
 * @example
 * lenderReturn(100000, {
 *   ...freeTariff(currency('CNY'), dayOf(2026, 1, 1)),
 *   fees: [{
 *     kind: 'lender_management', payer: 'lender', due: 'each_instalment',
 *     rule: { kind: 'share_of_interest', sharePpm: 50000 },
 *   }],
 * })
 * // { annualRatePpm: 100000, managementPpm: 5000, spreadPpm: 0, lenderPpm: 95000 }
 */
export function lenderReturn(annualRatePpm: number, tariff: Tariff): LenderReturn {
  const spreadPpm = yearlyRate(tariff, 'interest_spread', annualRatePpm);
  const managementPpm = yearlyRate(tariff, 'lender_management', annualRatePpm - spreadPpm);
  const lenderPpm = annualRatePpm - managementPpm - spreadPpm;
  return { annualRatePpm, managementPpm, spreadPpm, lenderPpm };
}

function yearlyRate(
  tariff: Tariff,
  kind: 'lender_management' | 'interest_spread',
  annualRatePpm: number,
): number {
  const rule = tariff.fees.find((one) => one.kind === kind)?.rule;
  switch (rule?.kind) {
    case undefined:
      return 0;
    case 'share_of_interest':
      return dividedUp(annualRatePpm * rule.sharePpm, MILLION);
    case 'share_of_amount':
    case 'share_of_outstanding':
      return rule.sharePpm * MONTHS_IN_YEAR;
    case 'fixed':
      assert(rule.amount === ZERO, "A lender's yearly fee is a share.");
      return 0;
  }
}

/** Whole numbers, whose product stays far below what a number holds exactly. */
function dividedUp(dividend: number, divisor: number): number {
  const rest = dividend % divisor;
  return (dividend - rest) / divisor + (rest > 0 ? 1 : 0);
}
