// Which product can be lived by: every field sane, all of them consistent, and nothing beyond its pack.
import { creditPolicyOf } from '../credit/policy.ts';
import { invalid, ok, type Refused, type Result, refuse } from '../kit/result.ts';
import { borrowerCap } from '../law/borrower-cap.ts';
import { checkAllowed, checkPurpose } from '../law/checks.ts';
import { checkRate } from '../law/rate-cap.ts';
import { type RulePack, ruleInForce } from '../law/rule-pack.ts';
import { COMPONENTS } from '../loan/repay/components.ts';
import { BUCKETS } from '../loan/repay/waterfall.ts';
import { moneyText } from '../money/figure-text.ts';
import { isMultipleOf, type MinorUnits, minorUnits, times } from '../money/minor-units.ts';
import { refusedForName } from '../people/name.ts';
import { checkSafeguardTerms, paysFromReserve } from './check-safeguard-terms.ts';
import { checkTariff } from './check-tariff.ts';
import { ESSENTIAL_SERVICES, LENDERS_MAX, type ProductTerms } from './product.ts';

const TERM_MONTHS_MAX = 360;
const REMINDER_DAYS_MAX = 30;
const REMINDERS_MAX = 10;
const MILLION = 1_000_000;

/**
 * Whether loans can be made by the rules of a product.
 *
 * @param pack the pack that the product names.
 * @returns the product; `rate_above_cap`, `purpose_forbidden`, `fee_in_advance`, `borrower_cap_exceeded` or
 * `forbidden_by_rule` with the clause where it goes beyond the pack on its first day; else `invalid_input`.
 * @example checkProduct(SMALL_CREDIT_LOAN, CN).ok // true
 */
export function checkProduct<Terms extends ProductTerms>(
  product: Terms,
  pack: RulePack,
): Result<Terms> {
  const refused =
    checkName(product, pack) ??
    checkAmounts(product) ??
    checkTermAndRate(product, pack) ??
    checkReminders(product) ??
    checkLists(product) ??
    checkServices(product) ??
    checkSafeguardTerms(product) ??
    checkFiles(product) ??
    checkBids(product) ??
    checkMoneyLife(product) ??
    checkAgainstPack(product, pack);
  return refused ?? ok(product);
}

function checkName(product: ProductTerms, pack: RulePack): Refused | undefined {
  const { code, version, names, effectiveFrom, effectiveTo, packId, creditPolicy } = product;
  if (!/^[a-z][a-z0-9_]*$/.test(code)) return invalid('code', 'It must be in snake case.');
  if (!Number.isInteger(version) || version < 1) {
    return invalid('version', 'It must be a whole number of at least 1.');
  }
  const named =
    refusedForName(names['zh-CN'], 'names.zh-CN') ?? refusedForName(names.en, 'names.en');
  if (named !== undefined) return named;
  if (effectiveTo !== undefined && effectiveTo <= effectiveFrom) {
    return invalid('effectiveTo', 'It must be after its first day.');
  }
  if (packId !== pack.id) return invalid('packId', 'It must be the pack that it is checked by.');
  const policy = creditPolicyOf(creditPolicy);
  // What is taken from a record is assessed by nobody: that is for the loans of the past alone.
  const isAllowed = policy.ok && (policy.value.basis === undefined || pack.isForReplay === true);
  return isAllowed ? undefined : invalid('creditPolicy', 'There is no such version.');
}

function checkAmounts({ amount, offlineAbove }: ProductTerms): Refused | undefined {
  const { minimum, maximum, step } = amount;
  if (minimum <= 0n) return invalid('amount.minimum', 'It must be greater than 0.');
  if (maximum < minimum) return invalid('amount.maximum', 'It must not be less than the minimum.');
  if (step <= 0n) return invalid('amount.step', 'It must be greater than 0.');
  if (!isMultipleOf(minimum, step)) {
    return invalid('amount.minimum', 'It must be a multiple of the step.');
  }
  if (!isMultipleOf(maximum, step)) {
    return invalid('amount.maximum', 'It must be a multiple of the step.');
  }
  return offlineAbove <= 0n ? invalid('offlineAbove', 'It must be greater than 0.') : undefined;
}

/** The most days first, none twice. */
function checkReminders({ reminderDays = [] }: ProductTerms): Refused | undefined {
  const isInOrder = reminderDays.every((days, index) => {
    const before = reminderDays[index - 1];
    return isCount(days, 0, REMINDER_DAYS_MAX) && (before === undefined || days < before);
  });
  return isInOrder && reminderDays.length <= REMINDERS_MAX
    ? undefined
    : invalid('reminderDays', 'They must be up to ten numbers from 30 to 0, the greatest first.');
}

function checkTermAndRate(product: ProductTerms, pack: RulePack): Refused | undefined {
  const { termMonths, annualRatePpm, effectiveFrom } = product;
  if (!isCount(termMonths.minimum, 1, TERM_MONTHS_MAX)) {
    return invalid('termMonths.minimum', `It must be a whole number from 1 to ${TERM_MONTHS_MAX}.`);
  }
  if (!isCount(termMonths.maximum, 1, TERM_MONTHS_MAX)) {
    return invalid('termMonths.maximum', `It must be a whole number from 1 to ${TERM_MONTHS_MAX}.`);
  }
  if (termMonths.maximum < termMonths.minimum) {
    return invalid('termMonths.maximum', 'It must not be less than the minimum.');
  }
  const { minimum, maximum, step } = annualRatePpm;
  if (!isCount(step, 1, MILLION)) {
    return invalid('annualRatePpm.step', `It must be a whole number from 1 to ${MILLION}.`);
  }
  if (!isCount(minimum, 0, MILLION * 10) || minimum % step !== 0) {
    return invalid('annualRatePpm.minimum', 'It must be a multiple of the step.');
  }
  if (!isCount(maximum, 0, MILLION * 10) || maximum % step !== 0) {
    return invalid('annualRatePpm.maximum', 'It must be a multiple of the step.');
  }
  if (maximum < minimum) {
    return invalid('annualRatePpm.maximum', 'It must not be less than the minimum.');
  }
  const rate = checkRate(pack, maximum, effectiveFrom);
  return rate.ok ? undefined : rate;
}

function isCount(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function checkLists(product: ProductTerms): Refused | undefined {
  const { borrowerKinds, purposes, channels, securities, safeguards, services } = product;
  const { repaymentMethods, regions } = product;
  const lists: Readonly<Record<string, readonly string[]>> = {
    borrowerKinds,
    purposes,
    channels,
    securities,
    safeguards,
    services,
    repaymentMethods,
    ...(regions === 'all' ? {} : { regions }),
  };
  for (const [field, list] of Object.entries(lists)) {
    if (list.length === 0) return invalid(field, 'There must be at least one.');
    if (new Set(list).size < list.length) return invalid(field, 'None may stand there twice.');
  }
  const { amount, offlineAbove } = product;
  if (amount.maximum <= offlineAbove) return undefined;
  if (!channels.includes('branch')) {
    return invalid('channels', 'Loans above offlineAbove need a branch.');
  }
  return securities.every((security) => security === 'unsecured')
    ? invalid('securities', 'Loans above offlineAbove need collateral.')
    : undefined;
}

/** Nobody is promised a safeguard that the platform does nothing for, or the other way round. */
function checkServices({
  services,
  safeguards,
  safeguardTerms: terms = {},
}: ProductTerms): Refused | undefined {
  if (ESSENTIAL_SERVICES.some((service) => !services.includes(service))) {
    const sentence = 'Listing, rating, matching, contract and custody belong to every product.';
    return invalid('services', sentence);
  }
  const hasReserve = safeguards.includes('reserve') || paysFromReserve(terms);
  const hasPayer = safeguards.some(
    (one) =>
      one !== 'none' &&
      one !== 'reserve' &&
      !(one === 'principal_only' && terms.principal_only?.fromReserve === true),
  );
  const isApt =
    services.includes('reserve') === hasReserve && services.includes('compensation') === hasPayer;
  return isApt
    ? undefined
    : invalid('services', 'Compensation and reserve go with the safeguards that need them.');
}

function checkFiles({ borrowerKinds, requiredFiles }: ProductTerms): Refused | undefined {
  for (const kind of borrowerKinds) {
    const file = requiredFiles[kind];
    const field = `requiredFiles.${kind}`;
    if (!file) return invalid(field, 'It is missing.');
    const names = file.facts.map(({ name }) => name);
    if (new Set(names).size < names.length) {
      return invalid(`${field}.facts`, 'None may stand there twice.');
    }
    if (new Set(file.documents).size < file.documents.length) {
      return invalid(`${field}.documents`, 'None may stand there twice.');
    }
  }
  return undefined;
}

function checkBids({
  bids,
  amount,
  fundingDays,
  approvalValidDays,
}: ProductTerms): Refused | undefined {
  if (bids.step <= 0n) return invalid('bids.step', 'It must be greater than 0.');
  if (bids.minimum <= 0n) return invalid('bids.minimum', 'It must be greater than 0.');
  if (!isMultipleOf(bids.minimum, bids.step)) {
    return invalid('bids.minimum', 'It must be a multiple of the step.');
  }
  if (bids.minimum > amount.minimum) {
    return invalid('bids.minimum', 'It must be at most the least loan amount.');
  }
  if (times(bids.minimum, BigInt(LENDERS_MAX)) < amount.maximum) {
    return invalid('bids.minimum', `A loan could have more than ${LENDERS_MAX} lenders.`);
  }
  // Or a listing could never be filled by bids that are whole steps.
  if (!isMultipleOf(amount.step, bids.step)) {
    return invalid('amount.step', 'It must be a multiple of the bid step.');
  }
  if (!isCount(bids.maximumSharePpm, 1, MILLION)) {
    return invalid('bids.maximumSharePpm', `It must be a whole number from 1 to ${MILLION}.`);
  }
  if (!isCount(bids.gradesBeyondTolerance, 0, 6)) {
    return invalid('bids.gradesBeyondTolerance', 'It must be a whole number from 0 to 6.');
  }
  if (!isCount(fundingDays, 1, 365)) {
    return invalid('fundingDays', 'It must be a whole number from 1 to 365.');
  }
  return isCount(approvalValidDays, 1, 365)
    ? undefined
    : invalid('approvalValidDays', 'It must be a whole number from 1 to 365.');
}

/** Repayment, early repayment, penalty: all components have their place, and no part is too small to be one. */
function checkMoneyLife({ waterfall, earlyRepayment, penalty }: ProductTerms): Refused | undefined {
  for (const bucket of BUCKETS.filter((one) => one !== 'in_advance')) {
    const placed = COMPONENTS.every((component) =>
      waterfall.places.some((place) => place.bucket === bucket && place.component === component),
    );
    if (!placed) return invalid('waterfall.places', 'Every component must have its place.');
  }
  if (earlyRepayment.partMinimum < 0n) {
    return invalid('earlyRepayment.partMinimum', 'It must not be negative.');
  }
  if (earlyRepayment.partAllowed && earlyRepayment.partMinimum === minorUnits(0n)) {
    return invalid('earlyRepayment.partMinimum', 'It must be greater than 0.');
  }
  if (!isCount(penalty.ofAnnualRatePpm, 0, MILLION * 10)) {
    return invalid(
      'penalty.ofAnnualRatePpm',
      `It must be a whole number from 0 to ${MILLION * 10}.`,
    );
  }
  return isCount(penalty.graceDays, 0, 30)
    ? undefined
    : invalid('penalty.graceDays', 'It must be a whole number from 0 to 30.');
}

function checkAgainstPack(product: ProductTerms, pack: RulePack): Refused | undefined {
  const { effectiveFrom: day, tariff, currency, rounding } = product;
  if (tariff.currency !== currency) return refuse('currencies_mixed');
  if (tariff.rounding !== rounding.interest) {
    return invalid('tariff.rounding', 'It must be the rounding of interest.');
  }
  const checkedTariff = checkTariff(tariff, pack);
  if (!checkedTariff.ok) return checkedTariff;
  for (const purpose of product.purposes) {
    const allowed = checkPurpose(pack, purpose, day);
    if (!allowed.ok) return allowed;
  }
  if (product.safeguardTerms?.reserve !== undefined || product.safeguards.includes('reserve')) {
    const allowed = checkAllowed(pack, 'risk_reserve', day);
    if (!allowed.ok) return allowed;
  }
  const period = ruleInForce(pack, 'funding_period', day);
  // Working days are never more than calendar days, so no calendar is needed here.
  if (period && product.fundingDays > period.value.workingDaysMax) {
    return refuse('forbidden_by_rule', { clause: period.clause });
  }
  return checkLargestLoan(product, pack);
}

/** A product whose largest loan no borrower may owe promises what cannot be. */
function checkLargestLoan(product: ProductTerms, pack: RulePack): Refused | undefined {
  let largest: MinorUnits | undefined;
  let clause = '';
  for (const kind of product.borrowerKinds) {
    const cap = borrowerCap(pack, kind, product.effectiveFrom);
    if (!cap) return undefined;
    if (cap.currency !== product.currency) return refuse('currencies_mixed');
    if (largest === undefined || cap.onePlatform > largest) largest = cap.onePlatform;
    clause = cap.clause;
  }
  if (largest === undefined || product.amount.maximum <= largest) return undefined;
  const text = moneyText(largest, product.currency);
  return refuse('borrower_cap_exceeded', { cap: text, room: text, clause });
}
