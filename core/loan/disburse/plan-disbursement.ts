// What a disbursement would do: who is paid, which fees are due at once, and the schedule from that day on.
import { newClaims } from '../../claim/distribution.ts';
import { lenderSchedules } from '../../claim/lender-schedule.ts';
import { assert } from '../../kit/assert.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import { rulePackOf } from '../../law/packs.ts';
import { ruleInForce } from '../../law/rule-pack.ts';
import { rateText } from '../../money/figure-text.ts';
import { fraction } from '../../money/fraction.ts';
import { type MinorUnits, minus, plus, sum, toFraction, ZERO } from '../../money/minor-units.ts';
import { penaltyTermsOf, scheduleTermsOf } from '../../product/contract-terms.ts';
import { feesOf } from '../../product/fees.ts';
import { interestSpread } from '../../product/lender-fees.ts';
import type { Product } from '../../product/product.ts';
import { allInRateOfYears } from '../../rate/all-in/all-in-rate.ts';
import type { RateConvention } from '../../rate/all-in/rate-convention.ts';
import { numberOf } from '../../rate/number.ts';
import { partsPerMillion } from '../../rate/parts-per-million.ts';
import { payersAsked } from '../../safeguard/commitment.ts';
import type { Day } from '../../time/day.ts';
import { DEFAULT_DAYS } from '../arrears.ts';
import { mayTakeFee } from '../fee-codes.ts';
import type { Loan } from '../loan.ts';
import { makeSchedule } from '../schedule/make-schedule.ts';
import type { ScheduleTerms } from '../schedule/terms.ts';
import { feeTotal, servicedAccounts } from '../serviced-accounts.ts';
import type { FeePart, OverdueRules, ServicedAccount, ServicingRules } from '../servicing.ts';

const MONTHS_IN_YEAR = 12;

export interface DisbursementPlan {
  /** The borrower's account at the custodian. */
  readonly payee: string;
  /** Due on the day of the disbursement, each taken as its own movement after the whole principal came. */
  readonly fees: readonly FeePart[];
  readonly terms: ScheduleTerms;
  readonly rules: ServicingRules;
  readonly accounts: readonly ServicedAccount[];
  /** Of what really moves, in the convention of the pack. */
  readonly allInRatePpm: number;
}

/**
 * Plans the disbursement of a loan on a day.
 *
 * @returns `contract_check_failed` for a fee that no code can take from there, or a refusal of the schedule.
 */
export function planDisbursement(
  loan: Loan,
  product: Product,
  payee: string,
  valueDay: Day,
): Result<DisbursementPlan> {
  const { annualRatePpm, loanAmount, termMonths, repaymentMethod } = loan;
  assert(annualRatePpm !== undefined, 'An approved loan has its rate.');
  const contract = { loanAmount, annualRatePpm, termMonths, repaymentMethod, valueDay };
  const terms = scheduleTermsOf(product, contract);
  const schedule = makeSchedule(terms);
  if (!schedule.ok) return schedule;
  const lines = feesOf(product.tariff, {
    ...{ loanAmount, disbursedOn: valueDay, rows: schedule.value.rows },
  });
  const fees = positive(lines.filter(({ dueWith }) => dueWith === 'disbursement'));
  const once = product.tariff.fees.filter(
    ({ payer, due }) => payer === 'borrower' && due === 'first_due_day',
  );
  const firstFees = positive(
    lines.filter((line) => line.dueWith === 1 && once.some(({ kind }) => kind === line.kind)),
  );
  const rules: ServicingRules = {
    waterfall: product.waterfall,
    earlyRepayment: product.earlyRepayment,
    workingDayRule: product.workingDayRule,
    ...(product.reminderDays !== undefined && { reminderDays: product.reminderDays }),
    hasCollection: product.services.includes('collection'),
    firstFees,
    tariff: product.tariff,
    overdue: overdueRules(product, valueDay),
    ...penaltyRule(product, annualRatePpm, valueDay),
    ...compensationRule(product, loan),
    ...(loan.reserve !== undefined && { reserve: loan.reserve }),
  };
  const accounts = servicedAccounts(schedule.value, rules);
  const untakeable = untakeableFees(fees, accounts);
  if (untakeable.length > 0) {
    return refuse('contract_check_failed', { clauses: untakeable.join(', ') });
  }
  const pack = rulePackOf(product.packId);
  const convention =
    (pack.ok ? ruleInForce(pack.value, 'all_in_rate', valueDay)?.value.convention : undefined) ??
    'cn_irr';
  const rate = allInRatePpm(loan, fees, accounts, convention);
  if (!rate.ok) return rate;
  return ok({ payee, fees, terms, rules, accounts, allInRatePpm: rate.value });
}

/** The grace days of the product, and the days of default of the pack in force on the day of the contract. */
function overdueRules({ packId, penalty }: Product, valueDay: Day): OverdueRules {
  const pack = rulePackOf(packId);
  const rule = pack.ok ? ruleInForce(pack.value, 'default_days', valueDay) : undefined;
  const { graceDays } = penalty;
  return { graceDays, defaultDays: rule?.value.days ?? DEFAULT_DAYS };
}

/** The penalty of the product, within the cap of the pack in force on that day; a rate of nothing is no rule. */
function penaltyRule(
  product: Product,
  annualRatePpm: number,
  valueDay: Day,
): Pick<ServicingRules, 'penalty'> {
  const pack = rulePackOf(product.packId);
  if (!pack.ok) return {};
  const penalty = penaltyTermsOf(product, pack.value, annualRatePpm, valueDay);
  return penalty.annualRate.numerator === 0n ? {} : { penalty };
}

/** Who stands behind the loan pays for its borrower from that day overdue on. */
function compensationRule(
  product: Product,
  { safeguard, loanAmount }: Loan,
): Pick<ServicingRules, 'compensation'> {
  const terms = payersAsked(product, safeguard)?.termsFor(1, loanAmount);
  if (terms === undefined) return {};
  return { compensation: { day: terms.compensationDay, cover: terms.cover } };
}

/**
 * Whether what really moves costs what was quoted; every instalment counts as whole months.
 *
 * @returns `quote_differs` with both rates.
 */
export function checkQuote(loan: Loan, plan: DisbursementPlan): Result<number> {
  const { allInRatePpm: quoted } = loan;
  if (quoted === undefined || quoted === plan.allInRatePpm) return ok(plan.allInRatePpm);
  return refuse('quote_differs', {
    actual: rateText(plan.allInRatePpm),
    quoted: rateText(quoted),
  });
}

/** What a borrower will have repaid by the schedule, fees included. */
export function totalOfSchedule({ accounts }: Pick<DisbursementPlan, 'accounts'>): MinorUnits {
  return sum(accounts.map(({ due }) => plus(plus(due.principal, due.interest), due.fee)));
}

/**
 * What will have gone to the operator by the schedule: the borrower's fees, the spread, and what each lender pays
 * out of its share. All of it comes out of what the borrower pays.
 *
 * @param parts the bids of which the loan is made up.
 */
export function totalForOperator(
  { fees, accounts, rules: { tariff } }: Pick<DisbursementPlan, 'fees' | 'accounts' | 'rules'>,
  parts: readonly { readonly id: string; readonly amount: MinorUnits }[],
): MinorUnits {
  const rows = accounts.map(({ dueDay, due }, index) => ({ ...due, number: index + 1, dueDay }));
  const lenders = lenderSchedules({ rows }, newClaims(parts), tariff);
  assert(lenders.ok, 'The bids of a full loan make up its principal.');
  return sum([
    feeTotal(fees),
    ...accounts.map(({ due }) => plus(due.fee, interestSpread(tariff, due.interest))),
    ...lenders.value.flatMap(({ rows: own }) => own.map(({ fee }) => fee)),
  ]);
}

function positive(fees: readonly FeePart[]): readonly FeePart[] {
  return fees.filter(({ amount }) => amount > ZERO).map(({ kind, amount }) => ({ kind, amount }));
}

/** The kinds of the borrower's fees for which there is no way to take them when the tariff says. */
function untakeableFees(
  fees: readonly FeePart[],
  accounts: readonly ServicedAccount[],
): readonly string[] {
  const kinds = [
    ...fees.filter(({ kind }) => !mayTakeFee(kind, 'cash')),
    ...accounts
      .flatMap((account) => account.fees)
      .filter(({ kind }) => !mayTakeFee(kind, 'loan_repayment')),
  ].map(({ kind }) => kind);
  return [...new Set(kinds)];
}

function allInRatePpm(
  { loanAmount, termMonths }: Loan,
  fees: readonly FeePart[],
  accounts: readonly ServicedAccount[],
  convention: RateConvention,
): Result<number> {
  const found = allInRateOfYears(convention, [
    { time: 0, amount: numberOf(toFraction(minus(loanAmount, feeTotal(fees)))) },
    ...accounts.map(({ due }, index) => ({
      // Every row is a month, but a single payment stands at the end of them all.
      time: (accounts.length === 1 ? termMonths : index + 1) / MONTHS_IN_YEAR,
      amount: -numberOf(toFraction(plus(plus(due.principal, due.interest), due.fee))),
    })),
  ]);
  return found.ok ? ok(numberOf(fraction(partsPerMillion(found.value.rate)))) : found;
}
