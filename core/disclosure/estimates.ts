// What lending or borrowing would come to: the two calculators for everybody. Nothing in them is a promise.
import { ok, type Result } from '../kit/result.ts';
import { type QuotedMethod, type QuoteInstalment, quoteLoan } from '../loan/quote.ts';
import { fraction } from '../money/fraction.ts';
import {
  type MinorUnits,
  minus,
  negate,
  plus,
  scale,
  sum,
  toFraction,
  ZERO,
} from '../money/minor-units.ts';
import { type FeeLine, feeFor, feesOf } from '../product/fees.ts';
import type { Tariff } from '../product/tariff.ts';
import { allInRateOfYears } from '../rate/all-in/all-in-rate.ts';
import { internalRateOfDays } from '../rate/dated-flows.ts';
import { numberOf } from '../rate/number.ts';
import { partsPerMillion } from '../rate/parts-per-million.ts';
import type { Day } from '../time/day.ts';

const MILLION = 1_000_000n;
const MONTHS = 12n;

export interface EstimateAsked {
  /** Greater than 0. */
  readonly amount: MinorUnits;
  readonly annualRatePpm: bigint;
  readonly method: QuotedMethod;
  readonly months: number;
  readonly from: Day;
  readonly tariff: Tariff;
}

export interface ReturnEstimate {
  readonly interest: MinorUnits;
  readonly fee: MinorUnits;
  readonly expectedLoss: MinorUnits;
  /** Interest − fee − expected loss; may be below zero. */
  readonly net: MinorUnits;
  /** A year, with money that came back not lent again; nothing where no rate fits. */
  readonly netRatePpm?: bigint;
}

/**
 * What a lender may expect of one loan: its interest by the schedule, less the lender's fee of the tariff, less a yearly
 * loss on what is outstanding.
 *
 * @param lossPpm the yearly forecast, in parts per million of what is outstanding.
 * @returns a refusal of the schedule.
 * @example estimateReturn({
 *   amount: minorUnits(1200000n), annualRatePpm: 120000n, method: 'interest_first', months: 12,
 *   from: dayOf(2026, 3, 2), tariff: freeTariff(currency('CNY'), dayOf(2026, 1, 1)),
 * }, 20000n).value.net
 * // minorUnits(120000n)
 */
export function estimateReturn(asked: EstimateAsked, lossPpm: bigint): Result<ReturnEstimate> {
  const rows = rowsOf(asked);
  if (!rows.ok) return rows;
  const parts = rows.value.map(({ dueDay, principal, interest, balance }) => {
    const fee = feeFor(asked.tariff, 'lender_management', 'lender', {
      ...{ amount: asked.amount, outstanding: plus(principal, balance), interest },
    });
    const monthly = fraction(lossPpm, MILLION * MONTHS);
    const loss = scale(plus(principal, balance), monthly, 'half_even');
    return { dueDay, principal, interest, fee, loss };
  });
  const [interest, fee, expectedLoss] = [
    sum(parts.map((part) => part.interest)),
    sum(parts.map((part) => part.fee)),
    sum(parts.map((part) => part.loss)),
  ];
  const flows = parts.map((part) => ({
    day: part.dueDay,
    amount: minus(plus(part.principal, part.interest), plus(part.fee, part.loss)),
  }));
  const found = internalRateOfDays(
    [{ day: asked.from, amount: negate(asked.amount) }, ...flows].map(({ day, amount }) => ({
      ...{ day, amount: numberOf(toFraction(amount)) },
    })),
  );
  return ok({
    ...{ interest, fee, expectedLoss, net: minus(interest, plus(fee, expectedLoss)) },
    ...(found.ok ? { netRatePpm: partsPerMillion(found.value.rate) } : {}),
  });
}

export interface CostEstimate {
  readonly interest: MinorUnits;
  /** Each fee of the tariff that falls due by the schedule, in the order of its day. */
  readonly fees: readonly Pick<FeeLine, 'kind' | 'amount'>[];
  readonly totalFees: MinorUnits;
  readonly totalCost: MinorUnits;
  /** Fees with it, a year, compound; nothing where no rate fits. */
  readonly allInPpm?: bigint;
}

/**
 * What a loan costs its borrower under a tariff, with every fee by its kind.
 *
 * @returns a refusal of the schedule.
 * @example estimateCost({
 *   amount: minorUnits(1200000n), annualRatePpm: 120000n, method: 'interest_first', months: 12,
 *   from: dayOf(2026, 3, 2), tariff: freeTariff(currency('CNY'), dayOf(2026, 1, 1)),
 * }).value.totalCost
 * // minorUnits(144000n)
 */
export function estimateCost(asked: EstimateAsked): Result<CostEstimate> {
  const rows = rowsOf(asked);
  if (!rows.ok) return rows;
  const { amount: loanAmount, from: disbursedOn, tariff } = asked;
  const lines = feesOf(tariff, { loanAmount, disbursedOn, rows: rows.value });
  const byKind = new Map<FeeLine['kind'], MinorUnits>();
  for (const { kind, amount } of lines) byKind.set(kind, plus(byKind.get(kind) ?? ZERO, amount));
  const feesWith = (place: FeeLine['dueWith']) =>
    sum(lines.filter(({ dueWith }) => dueWith === place).map(({ amount }) => amount));
  const interest = sum(rows.value.map((row) => row.interest));
  const totalFees = sum(lines.map(({ amount }) => amount));
  const isOne = rows.value.length === 1;
  const found = allInRateOfYears('cn_irr', [
    { time: 0, amount: numberOf(toFraction(minus(loanAmount, feesWith('disbursement')))) },
    ...rows.value.map((row) => ({
      time: (isOne ? asked.months : row.number) / 12,
      amount: -numberOf(toFraction(sum([row.principal, row.interest, feesWith(row.number)]))),
    })),
  ]);
  return ok({
    ...{ interest, totalFees, totalCost: plus(interest, totalFees) },
    fees: [...byKind].map(([kind, amount]) => ({ kind, amount })),
    ...(found.ok ? { allInPpm: partsPerMillion(found.value.rate) } : {}),
  });
}

function rowsOf(asked: EstimateAsked): Result<readonly QuoteInstalment[]> {
  const quote = quoteLoan({
    ...{ loanAmount: asked.amount, annualRatePpm: asked.annualRatePpm },
    ...{ repaymentMethod: asked.method, instalmentCount: asked.months, disbursedOn: asked.from },
    ...{ feePerInstalment: ZERO, takenInAdvance: ZERO },
  });
  return quote.ok ? ok(quote.value.instalments) : quote;
}
