// What a loan is expected to bring its lenders: every instalment weighted by the chance that it comes, with what is
// recovered of those that do not.
import { assert } from '../kit/assert.ts';
import { ok, type Result } from '../kit/result.ts';
import { type MinorUnits, minus, plus, sum, toFraction } from '../money/minor-units.ts';
import type { Security } from '../product/product.ts';
import { flowSeries, type TimedAmount } from '../rate/flow-series.ts';
import { numberOf } from '../rate/number.ts';
import { findRate } from '../rate/rate-of-return.ts';

const MILLION = 1_000_000;
const MONTHS_IN_YEAR = 12;

/** One instalment as lenders are paid it; the fee is theirs. */
export interface LentInstalment {
  /** The month of the loan's life in which it falls due, from 1. */
  readonly month: number;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly fee: MinorUnits;
  /** Outstanding principal after it. */
  readonly balance: MinorUnits;
}

/** How a loan may fail, in parts per million. */
export interface LoanRisk {
  /** As a yearly share of outstanding principal. */
  readonly expectedLossPpm: number;
  /** What is lost of the balance at default, more than 0. */
  readonly lgdPpm: number;
}

/** In parts per million. The loss is the product of the three before it, each over the whole term. */
export interface ExpectedOutcome {
  readonly termPdPpm: number;
  /** The balance at default, as a share of what was lent. */
  readonly exposurePpm: number;
  readonly lgdPpm: number;
  /** As a share of what was lent. */
  readonly termLossPpm: number;
  /** A year: twelve times the monthly rate of return after fees and losses. */
  readonly expectedNetPpm: number;
}

/** Of balances at default; set by hand, as the policy's expected losses are, until outcomes say better. */
const LGD_OF_SECURITY: Readonly<Record<Security, number>> = {
  unsecured: 660_000,
  mortgage: 350_000,
  pledge: 350_000,
  receivable: 450_000,
  lease: 450_000,
};

/**
 * The loss given default of loans so secured, in parts per million; that of unsecured ones for any other text.
 *
 * @example lgdOf('mortgage') // 350000
 */
export function lgdOf(security: string | undefined): number {
  const known = Object.entries(LGD_OF_SECURITY).find(([name]) => name === security);
  return known?.[1] ?? LGD_OF_SECURITY.unsecured;
}

/**
 * What is to be expected of a loan over its term.
 *
 * Each month the same share of the loans that are left defaults: a twelfth of expected loss ÷ loss given default. Who
 * defaults pays nothing of the instalment; of the balance, all but the loss comes back in its place.
 *
 * @param instalments in the order of their months; together they repay what was lent.
 * @returns `no_solution` or `number_too_large` where no rate of return fits.
 * @example
 * expectedOutcome(
 *   [{ month: 12, principal: minorUnits(100000n), interest: minorUnits(12000n), fee: ZERO, balance: ZERO }],
 *   { expectedLossPpm: 0, lgdPpm: 660000 },
 * ).value.expectedNetPpm
 * // 113866
 * @example
 * expectedOutcome(
 *   [{ month: 1, principal: minorUnits(1000n), interest: minorUnits(20n), fee: ZERO, balance: ZERO }],
 *   { expectedLossPpm: 60000, lgdPpm: 500000 },
 * ).value
 * // { termPdPpm: 10000, exposurePpm: 1000000, lgdPpm: 500000, termLossPpm: 5000, expectedNetPpm: 177600 }
 */
export function expectedOutcome(
  instalments: readonly LentInstalment[],
  { expectedLossPpm, lgdPpm }: LoanRisk,
): Result<ExpectedOutcome> {
  assert(lgdPpm > 0, 'Something is lost where a loan defaults.');
  const lent = sum(instalments.map(({ principal }) => principal));
  const monthly = Math.min(1, expectedLossPpm / lgdPpm / MONTHS_IN_YEAR);
  const flows: TimedAmount[] = [{ time: 0, amount: -amountOf(lent) }];
  let [alive, outstanding, month, exposed] = [1, lent, 0, 0];
  for (const { principal, interest, fee, balance, ...due } of instalments) {
    const left = alive * (1 - monthly) ** (due.month - month);
    const failing = (alive - left) * amountOf(outstanding);
    const paid = left * amountOf(minus(plus(principal, interest), fee));
    flows.push({ time: due.month, amount: paid + failing * (1 - lgdPpm / MILLION) });
    exposed += failing;
    [alive, outstanding, month] = [left, balance, due.month];
  }
  const found = findRate(flowSeries(flows));
  if (!found.ok) return found;
  const defaulting = 1 - alive;
  return ok({
    termPdPpm: ppmOf(defaulting),
    exposurePpm: ppmOf(defaulting === 0 ? 0 : exposed / defaulting / amountOf(lent)),
    lgdPpm,
    termLossPpm: ppmOf((exposed / amountOf(lent)) * (lgdPpm / MILLION)),
    expectedNetPpm: ppmOf(found.value.rate * MONTHS_IN_YEAR),
  });
}

function amountOf(amount: MinorUnits): number {
  return numberOf(toFraction(amount));
}

function ppmOf(share: number): number {
  return Math.round(share * MILLION);
}
