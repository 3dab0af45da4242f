// The features that the scorecards bin, made from the facts of one application.
import { ok, type Result } from '../kit/result.ts';
import { makeSchedule } from '../loan/schedule/make-schedule.ts';
import {
  divideBy,
  greatest,
  type MinorUnits,
  minus,
  plus,
  sum,
  times,
  ZERO,
} from '../money/minor-units.ts';
import { divideRounded } from '../money/rounding.ts';
import { scheduleTermsOf } from '../product/contract-terms.ts';
import type { ProductTerms } from '../product/product.ts';
import type { Day } from '../time/day.ts';
import { fullYears } from '../time/full-years.ts';
import type { AssessmentRequest } from './assessment.ts';
import { choiceFact, countFact, moneyFact } from './credit-file.ts';
import type { FeatureValues } from './scorecard.ts';

/** A share beyond every bin: where nothing is earned, everything is too much. */
const SHARE_MAX = 1_000_000_000n;

export interface Features {
  readonly values: FeatureValues;
  /** All payments on debts each month as a share of the income, this loan's at the product's highest rate. */
  readonly burdenPpm: number;
}

/**
 * The features of an application whose file is complete. What the product does not ask for counts as
 * nothing: no debt, no month, no loan.
 *
 * @returns what the reckoning of the instalment refuses, where the loan has no schedule.
 * @example
 * featureValues({
 *   borrower: { kind: 'natural_person', owedHere: ZERO },
 *   application: {
 *     loanAmount: minorUnits(5000000n), termMonths: 12, repaymentMethod: 'equal_instalments',
 *     purpose: 'consumption', security: 'unsecured',
 *   },
 *   file: {}, documents: [],
 * }, SMALL_CREDIT_LOAN, dayOf(2026, 11, 22)).ok
 * // true
 */
export function featureValues(
  request: AssessmentRequest,
  product: ProductTerms,
  today: Day,
): Result<Features> {
  const { borrower, file } = request;
  const money = (name: Parameters<typeof moneyFact>[1]) => moneyFact(file, name) ?? ZERO;
  const count = (name: Parameters<typeof countFact>[1]) => countFact(file, name) ?? 0;
  const asked = monthlyPayment(request, product, today);
  if (!asked.ok) return asked;

  const income = greatest(ZERO, minus(money('monthly_income'), money('monthly_costs')));
  const burdenPpm = shareOf(plus(asked.value, money('monthly_debt_payments')), income);
  const debt = plus(borrower.owedHere, money('debt_elsewhere'));
  return ok({
    burdenPpm,
    values: {
      burden: burdenPpm,
      debt_to_income: shareOf(debt, times(income, 12n)),
      employment_months: count('employment_months'),
      months_in_business: count('months_in_business'),
      employees: count('employees'),
      age: borrower.birthDay === undefined ? 0 : fullYears(borrower.birthDay, today),
      home: choiceFact(file, 'home') ?? 'other',
      overdue_past_6_months: count('overdue_past_6_months'),
      loans_repaid_here: count('loans_repaid_here'),
      worst_days_overdue_here: count('worst_days_overdue_here'),
    },
  });
}

/** What the loan asks each month on the average of its term, at the highest rate of the product. */
function monthlyPayment(
  { application }: AssessmentRequest,
  product: ProductTerms,
  today: Day,
): Result<MinorUnits> {
  const annualRatePpm = product.annualRatePpm.maximum;
  const terms = scheduleTermsOf(product, { ...application, annualRatePpm, valueDay: today });
  const schedule = makeSchedule(terms);
  if (!schedule.ok) return schedule;
  const total = sum(
    schedule.value.rows.flatMap(({ principal, interest, fee }) => [principal, interest, fee]),
  );
  return ok(divideBy(total, BigInt(application.termMonths), 'up'));
}

/** In ppm, rounded up: to the borrower's disadvantage, by less than one of them. */
function shareOf(part: MinorUnits, whole: MinorUnits): number {
  if (part <= 0n) return 0;
  if (whole <= 0n) return Number(SHARE_MAX);
  const ppm = divideRounded(part * 1_000_000n, whole, 'up');
  return Number(ppm > SHARE_MAX ? SHARE_MAX : ppm);
}
