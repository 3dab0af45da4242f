// What a loan would cost: the schedule of its terms, and its price a year from what really changes hands.
import { invalid, ok, type Result } from '../kit/result.ts';
import { fraction } from '../money/fraction.ts';
import { type MinorUnits, minus, plus, sum, toFraction } from '../money/minor-units.ts';
import { allInRateOfYears } from '../rate/all-in/all-in-rate.ts';
import { numberOf } from '../rate/number.ts';
import { partsPerMillion } from '../rate/parts-per-million.ts';
import type { Day } from '../time/day.ts';
import { makeSchedule } from './schedule/make-schedule.ts';
import type { Instalment, RepaymentMethod, ScheduleTerms } from './schedule/terms.ts';

/** The methods that need no further terms. */
export type QuotedMethod = Exclude<RepaymentMethod, 'custom'>;

/** A loan in monthly instalments; all money in minor units of one currency. */
export interface QuoteRequest {
  /** What is lent and repaid; greater than 0. */
  readonly loanAmount: MinorUnits;
  /** Nominal, a year; 126000 is 12.6 %. */
  readonly annualRatePpm: bigint;
  readonly repaymentMethod: QuotedMethod;
  /** The term in months. */
  readonly instalmentCount: number;
  readonly disbursedOn: Day;
  /** 0 or more, in every instalment. */
  readonly feePerInstalment: MinorUnits;
  /** Interest or fees kept back at disbursement (砍头息), 0 or more and less than the loan amount. */
  readonly takenInAdvance: MinorUnits;
}

/** One row of the quote; `total` is principal, interest and fee together. */
export interface QuoteInstalment extends Instalment {
  readonly total: MinorUnits;
}

export interface QuotedRate {
  /** 年化综合成本（IRR）: (1 + m)^12 - 1 with m the monthly internal rate of the cash flow. */
  readonly cnIrrPpm: bigint;
  /** 单利年化: 12 × m. */
  readonly cnSimplePpm: bigint;
  /** What of the simple rate comes from interest, from fees, and from what is taken in advance. */
  readonly simpleParts: { readonly rate: bigint; readonly fee: bigint; readonly advance: bigint };
}

export interface Quote {
  readonly amountReceived: MinorUnits;
  readonly instalments: readonly QuoteInstalment[];
  /** Whether all instalments but the last are the same. */
  readonly level: boolean;
  readonly interest: MinorUnits;
  readonly fees: MinorUnits;
  /** Interest, fees and what is taken in advance. */
  readonly totalCost: MinorUnits;
  readonly totalRepaid: MinorUnits;
  /** Null where no rate fits. */
  readonly allInRate: QuotedRate | null;
}

/**
 * Quotes a loan. Interest is a twelfth of the annual rate a month, rounded half up to the minor unit
 * (四舍五入). The all-in rate counts what the borrower receives, not what is called the loan amount.
 *
 * @returns a refusal that names the field of the request.
 * @example quoteLoan({
 *   loanAmount: minorUnits(6000000n), annualRatePpm: 126000n, repaymentMethod: 'equal_instalments',
 *   instalmentCount: 18, disbursedOn: dayOf(2026, 11, 22), feePerInstalment: minorUnits(7000n),
 *   takenInAdvance: minorUnits(0n),
 * }).value.totalCost // 742201n
 */
export function quoteLoan(request: QuoteRequest): Result<Quote> {
  const { loanAmount, takenInAdvance, feePerInstalment } = request;
  if (loanAmount <= 0n) return invalid('loanAmount', 'It must be greater than 0.');
  if (takenInAdvance < 0n) return invalid('takenInAdvance', 'It must be 0 or more.');
  if (takenInAdvance >= loanAmount) {
    return invalid('takenInAdvance', 'It must be less than the loan amount.');
  }
  if (feePerInstalment < 0n) return invalid('feePerInstalment', 'It must be 0 or more.');
  const schedule = makeSchedule(termsOf(request));
  if (!schedule.ok) return schedule;

  const instalments = schedule.value.rows.map((row) => ({
    ...row,
    total: plus(plus(row.principal, row.interest), row.fee),
  }));
  const interest = sum(instalments.map((row) => row.interest));
  const fees = sum(instalments.map((row) => row.fee));
  return ok({
    amountReceived: minus(loanAmount, takenInAdvance),
    instalments,
    level: instalments.slice(0, -1).every((row) => row.total === instalments[0]?.total),
    interest,
    fees,
    totalCost: plus(plus(interest, fees), takenInAdvance),
    totalRepaid: sum(instalments.map((row) => row.total)),
    allInRate: quotedRate(request, instalments),
  });
}

function termsOf(request: QuoteRequest): ScheduleTerms {
  return {
    principal: request.loanAmount,
    annualRate: fraction(request.annualRatePpm, 1_000_000n),
    valueDay: request.disbursedOn,
    instalmentCount: request.instalmentCount,
    every: 1,
    unit: 'months',
    repaymentMethod: request.repaymentMethod,
    interestBasis: { kind: 'equal_periods', daysInYear: 365 },
    rounding: { interest: 'half_up', instalment: 'half_up' },
    fees: [
      {
        name: 'service',
        charged: 'each_instalment',
        amount: { kind: 'fixed', amount: request.feePerInstalment },
      },
    ],
  };
}

/** What a borrower pays so many months after the disbursement. */
interface MonthlyPayment {
  readonly month: number;
  readonly interestAndPrincipal: MinorUnits;
  readonly total: MinorUnits;
}

/** The rates of three cash flows, each with one cost more: so the parts add up to the whole. */
function quotedRate(
  request: QuoteRequest,
  instalments: readonly QuoteInstalment[],
): QuotedRate | null {
  const payments = instalments.map((row) => ({
    // Every row is a month, but a single payment stands at the end of them all.
    month: instalments.length === 1 ? request.instalmentCount : row.number,
    interestAndPrincipal: minus(row.total, row.fee),
    total: row.total,
  }));
  const received = minus(request.loanAmount, request.takenInAdvance);
  const compound = rateOf('cn_irr', received, payments, 'total');
  const simple = rateOf('cn_simple', received, payments, 'total');
  const withFees = rateOf('cn_simple', request.loanAmount, payments, 'total');
  const bare = rateOf('cn_simple', request.loanAmount, payments, 'interestAndPrincipal');
  if (!compound.ok || !simple.ok || !withFees.ok || !bare.ok) return null;
  return {
    cnIrrPpm: compound.value,
    cnSimplePpm: simple.value,
    simpleParts: {
      rate: bare.value,
      fee: withFees.value - bare.value,
      advance: simple.value - withFees.value,
    },
  };
}

function rateOf(
  convention: 'cn_irr' | 'cn_simple',
  received: MinorUnits,
  payments: readonly MonthlyPayment[],
  part: 'interestAndPrincipal' | 'total',
): Result<bigint> {
  const found = allInRateOfYears(convention, [
    { time: 0, amount: numberOf(toFraction(received)) },
    ...payments.map((payment) => ({
      time: payment.month / 12,
      amount: -numberOf(toFraction(payment[part])),
    })),
  ]);
  return found.ok ? ok(partsPerMillion(found.value.rate)) : found;
}
