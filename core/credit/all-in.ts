// What a loan costs its borrower a year by its contract: interest and every fee of its schedule.
import { ok, type Result } from '../kit/result.ts';
import { makeSchedule } from '../loan/schedule/make-schedule.ts';
import { type MinorUnits, minus, plus, sum, toFraction } from '../money/minor-units.ts';
import { type ContractTerms, scheduleTermsOf } from '../product/contract-terms.ts';
import { type FeeLine, feesOf } from '../product/fees.ts';
import type { ProductTerms } from '../product/product.ts';
import { allInRateOfYears } from '../rate/all-in/all-in-rate.ts';
import type { RateConvention } from '../rate/all-in/rate-convention.ts';
import { numberOf } from '../rate/number.ts';
import { partsPerMillion } from '../rate/parts-per-million.ts';

const MONTHS_IN_YEAR = 12;

/** The cost of a loan by its contract, if everything is paid on its due day. */
export interface ContractCost {
  /** In the convention that was asked for. */
  readonly allInRatePpm: number;
  /** Nominal a year (twelve times the monthly rate): what a cap on everything is compared with. */
  readonly nominalAllInPpm: number;
  readonly interest: MinorUnits;
  readonly fees: readonly FeeLine[];
  /** All that is paid in all instalments, fees at the disbursement apart. */
  readonly totalRepaid: MinorUnits;
}

/**
 * The cost of a loan under a product.
 *
 * Every instalment is a month, so each payment counts in whole months; fees at the disbursement lower what
 * is received. Fees of events that may never happen are not counted.
 *
 * @returns a refusal of the schedule, or `no_solution` where no rate fits.
 * @example
 * costOfContract(SMALL_CREDIT_LOAN, {
 *   loanAmount: minorUnits(5000000n), annualRatePpm: 80000, termMonths: 12,
 *   repaymentMethod: 'equal_instalments', valueDay: dayOf(2026, 11, 22),
 * }, 'cn_irr').value.nominalAllInPpm
 * // 101559
 */
export function costOfContract(
  product: ProductTerms,
  contract: ContractTerms,
  convention: RateConvention,
): Result<ContractCost> {
  const schedule = makeSchedule(scheduleTermsOf(product, contract));
  if (!schedule.ok) return schedule;
  const { rows } = schedule.value;
  const { loanAmount, valueDay, termMonths } = contract;
  const fees = feesOf(product.tariff, { loanAmount, disbursedOn: valueDay, rows });
  const feesWith = (dueWith: FeeLine['dueWith']) =>
    sum(fees.filter((fee) => fee.dueWith === dueWith).map(({ amount }) => amount));

  const payments = rows.map(({ number, principal, interest }) => ({
    months: rows.length === 1 ? termMonths : number,
    amount: plus(plus(principal, interest), feesWith(number)),
  }));
  const flows = [
    { time: 0, amount: numberOf(toFraction(minus(loanAmount, feesWith('disbursement')))) },
    ...payments.map(({ months, amount }) => ({
      time: months / MONTHS_IN_YEAR,
      amount: -numberOf(toFraction(amount)),
    })),
  ];
  const allIn = allInRateOfYears(convention, flows);
  if (!allIn.ok) return allIn;
  const nominal = allInRateOfYears('cn_simple', flows);
  if (!nominal.ok) return nominal;
  return ok({
    allInRatePpm: Number(partsPerMillion(allIn.value.rate)),
    nominalAllInPpm: Number(partsPerMillion(nominal.value.rate)),
    interest: sum(rows.map((row) => row.interest)),
    fees,
    totalRepaid: sum(payments.map(({ amount }) => amount)),
  });
}
