// Which terms no schedule can be made from, and what is wrong with them: a ladder of named refusals.
import { invalid, type Refused, refuse } from '../../kit/result.ts';
import { compareFractions, type Fraction, fraction } from '../../money/fraction.ts';
import {
  MINOR_UNITS_MAX,
  type MinorUnits,
  minus,
  plus,
  sum,
  ZERO,
} from '../../money/minor-units.ts';
import { feesCharged } from './fees.ts';
import { balloonOf, partOfPrincipal } from './loan-ahead.ts';
import { INSTALMENT_COUNT_MAX, type ScheduleTerms } from './terms.ts';

/** Rates from here on are typing errors, not prices: 100,000 % a year. */
const ANNUAL_RATE_LIMIT = 1000n;
/** Digits of a rate are bounded because the exact powers of a schedule grow with them. */
const DENOMINATOR_MAX = 10n ** 15n;

/**
 * The first thing that is wrong with the terms, naming the field of `ScheduleTerms`; undefined if nothing is.
 * What shows only when the rows are made (an instalment of 0, a last row in a holiday) is refused there.
 */
export function checkTerms(terms: ScheduleTerms): Refused | undefined {
  return checkEachTerm(terms) ?? checkWhole(terms);
}

/** What is wrong with a term, whatever principal is to be repaid. */
export function checkEachTerm(terms: ScheduleTerms): Refused | undefined {
  return (
    checkAmounts(terms) ??
    checkPeriods(terms) ??
    (terms.custom === undefined && terms.repaymentMethod !== 'custom'
      ? undefined
      : checkCustom(terms)) ??
    checkRelief(terms) ??
    checkDownPayment(terms) ??
    (terms.fees || terms.earlyRepaymentFee ? checkFees(terms) : undefined)
  );
}

function checkAmounts(terms: ScheduleTerms): Refused | undefined {
  const { principal, annualRate, instalmentMultiple } = terms;
  if (principal <= 0n) return invalid('principal', 'It must be greater than 0.');
  if (principal > MINOR_UNITS_MAX) return refuse('number_too_large', { field: 'principal' });
  if (annualRate.numerator < 0n) return invalid('annualRate', 'It must not be negative.');
  if (
    annualRate.denominator > DENOMINATOR_MAX ||
    annualRate.numerator > annualRate.denominator * ANNUAL_RATE_LIMIT
  ) {
    return refuse('number_too_large', { field: 'annualRate' });
  }
  if (instalmentMultiple !== undefined && instalmentMultiple <= 0n) {
    return invalid('instalmentMultiple', 'It must be greater than 0.');
  }
  return undefined;
}

function checkPeriods(terms: ScheduleTerms): Refused | undefined {
  const { instalmentCount, every, firstDueDay, valueDay, unit, interestBasis } = terms;
  if (!isCount(instalmentCount)) {
    return invalid(
      'instalmentCount',
      `It must be a whole number from 1 to ${INSTALMENT_COUNT_MAX}.`,
    );
  }
  if (!isCount(every)) {
    return invalid('every', `It must be a whole number from 1 to ${INSTALMENT_COUNT_MAX}.`);
  }
  if (firstDueDay !== undefined) {
    if (firstDueDay <= valueDay) return invalid('firstDueDay', 'It must be after the value day.');
    const daysInUnit = { days: 1, weeks: 7, months: 31 }[unit];
    if (firstDueDay - valueDay > INSTALMENT_COUNT_MAX * daysInUnit * every) {
      return invalid('firstDueDay', `It must be at most ${INSTALMENT_COUNT_MAX} periods away.`);
    }
  }
  if (interestBasis.kind === 'day_count') {
    const { dayCount } = interestBasis;
    const canadian = dayCount === 'actual_365_canadian' && (unit !== 'months' || every > 12);
    // It counts a period as the number of months nearest to it: three weeks would cost a whole month.
    const icma = dayCount === 'actual_actual_icma' && unit !== 'months';
    if (dayCount === 'one_one' || canadian || icma) {
      return invalid('interestBasis.dayCount', 'Interest of these periods cannot run by it.');
    }
  }
  return undefined;
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= INSTALMENT_COUNT_MAX;
}

function checkCustom(terms: ScheduleTerms): Refused | undefined {
  const { custom, repaymentMethod, instalmentCount } = terms;
  if (repaymentMethod !== 'custom') {
    return invalid('custom', 'It is given with the repayment method custom only.');
  }
  if (custom === undefined) return invalid('custom', 'A custom repayment must be described.');
  switch (custom.kind) {
    case 'seasonal':
      return areMonths(custom.months)
        ? undefined
        : invalid('custom.months', 'They must be months from 1 to 12, at least one.');
    case 'stepped':
      return checkSteps(custom.steps, instalmentCount);
    case 'balloon':
      return balloonOf(terms) < 0n
        ? invalid('custom.balloon', 'It must not be negative.')
        : undefined;
    case 'principals':
      if (custom.principals.length !== instalmentCount) {
        return invalid('custom.principals', 'There must be one for each instalment.');
      }
      return custom.principals.some((principal) => principal < 0n)
        ? invalid('custom.principals', 'None may be negative.')
        : undefined;
  }
}

function checkSteps(
  steps: readonly { readonly from: number; readonly kind: string; readonly share?: Fraction }[],
  instalmentCount: number,
): Refused | undefined {
  if (steps.length > instalmentCount) {
    return invalid('custom.steps', 'There must not be more steps than instalments.');
  }
  for (const [index, { from, share }] of steps.entries()) {
    const field = `custom.steps.${index}`;
    const before = steps[index - 1]?.from ?? 1;
    if (!Number.isInteger(from) || from <= before || from > instalmentCount) {
      return invalid(
        `${field}.from`,
        'Steps must be at rising instalment numbers after the first.',
      );
    }
    if (share !== undefined && !isShare(share, -1n, 100n)) {
      return invalid(`${field}.share`, 'It must be more than -100 % and at most 10,000 %.');
    }
  }
  return undefined;
}

/** A share above the one bound and at or below the other, of not too many digits. */
function isShare(share: Fraction, above: bigint, atMost: bigint): boolean {
  return (
    share.denominator <= DENOMINATOR_MAX &&
    compareFractions(share, fraction(above)) > 0 &&
    compareFractions(share, fraction(atMost)) <= 0
  );
}

function areMonths(months: readonly number[]): boolean {
  return (
    months.length > 0 &&
    months.every((month) => Number.isInteger(month) && month >= 1 && month <= 12)
  );
}

function checkRelief(terms: ScheduleTerms): Refused | undefined {
  const { graceOnPrincipal = 0, graceOnInterest, holidays, instalmentCount } = terms;
  const isGrace = (count: number) =>
    Number.isInteger(count) && count >= 0 && count < instalmentCount;
  if (!isGrace(graceOnPrincipal)) {
    return invalid('graceOnPrincipal', 'It must be a whole number from 0, below instalmentCount.');
  }
  if (graceOnInterest && !isGrace(graceOnInterest.instalments)) {
    return invalid(
      'graceOnInterest.instalments',
      'It must be a whole number from 0, below instalmentCount.',
    );
  }
  const relief = graceOnPrincipal > 0 || (graceOnInterest?.instalments ?? 0) > 0;
  if (terms.repaymentMethod === 'bullet' && (relief || (holidays?.length ?? 0) > 0)) {
    const field = holidays?.length
      ? 'holidays'
      : graceOnInterest
        ? 'graceOnInterest'
        : 'graceOnPrincipal';
    return invalid(field, 'A single payment has no instalments to put off.');
  }
  for (const [index, { on }] of (holidays ?? []).entries()) {
    const isValid =
      on.kind === 'months'
        ? areMonths(on.months)
        : Number.isInteger(on.from) &&
          Number.isInteger(on.to) &&
          1 <= on.from &&
          on.from <= on.to &&
          on.to < instalmentCount;
    if (!isValid) {
      return invalid(
        `holidays.${index}.on`,
        'It must name instalments before the last, or months.',
      );
    }
  }
  return undefined;
}

function checkDownPayment(terms: ScheduleTerms): Refused | undefined {
  const { downPayment, principal } = terms;
  if (downPayment === undefined) return undefined;
  if (downPayment.kind === 'share' && !isShare(downPayment.share, 0n, 1n)) {
    return invalid('downPayment.share', 'It must be between 0 and 1.');
  }
  const amount = partOfPrincipal(terms, downPayment);
  return amount <= 0n || amount >= principal
    ? invalid('downPayment', 'It must be greater than 0 and less than the principal.')
    : undefined;
}

function checkFees({ fees = [], earlyRepaymentFee }: ScheduleTerms): Refused | undefined {
  if (fees.length > 100) return invalid('fees', 'There must be at most 100.');
  for (const [index, { charged, amount }] of fees.entries()) {
    const field = `fees.${index}`;
    if (amount.kind === 'fixed') {
      if (amount.amount < 0n) return invalid(`${field}.amount`, 'It must not be negative.');
      if (amount.amount > MINOR_UNITS_MAX) return refuse('number_too_large', { field });
      continue;
    }
    if (amount.kind === 'share_of_outstanding' && charged !== 'each_instalment') {
      return invalid(
        `${field}.amount`,
        'Only a fee in each instalment can follow the outstanding.',
      );
    }
    if (!isFeeShare(amount.share)) return invalid(`${field}.share`, 'It must be from 0 to 1.');
  }
  if (earlyRepaymentFee?.kind === 'fixed' && earlyRepaymentFee.amount < 0n) {
    return invalid('earlyRepaymentFee.amount', 'It must not be negative.');
  }
  if (earlyRepaymentFee?.kind === 'share' && !isFeeShare(earlyRepaymentFee.share)) {
    return invalid('earlyRepaymentFee.share', 'It must be from 0 to 1.');
  }
  return undefined;
}

function isFeeShare(share: Fraction): boolean {
  return share.numerator >= 0n && isShare(share, -1n, 1n);
}

/** The principal of the instalments, and whether it can be repaid in them. */
function checkWhole(terms: ScheduleTerms): Refused | undefined {
  const { custom, downPayment, graceOnPrincipal = 0, holidays = [] } = terms;
  if (custom?.kind === 'principals' && (graceOnPrincipal > 0 || holidays.length > 0)) {
    return invalid('custom.principals', 'Where each principal is given, none can be put off.');
  }
  const paidDown = downPayment ? partOfPrincipal(terms, downPayment) : ZERO;
  const lent = terms.fees ? plus(terms.principal, feesCharged(terms, 'financed')) : terms.principal;
  return checkRepayable(terms, minus(lent, paidDown));
}

/**
 * Whether a principal can be repaid in the instalments of the terms: a minor unit for each, more than the
 * balloon, and exactly what the given principals add up to.
 */
export function checkRepayable(
  terms: Pick<
    ScheduleTerms,
    'custom' | 'instalmentCount' | 'principal' | 'repaymentMethod' | 'rounding'
  >,
  principal: MinorUnits,
): Refused | undefined {
  const { custom, instalmentCount, repaymentMethod } = terms;
  if (principal > MINOR_UNITS_MAX) return refuse('number_too_large', { field: 'principal' });
  if (repaymentMethod !== 'bullet' && principal < BigInt(instalmentCount)) {
    return invalid('instalmentCount', 'The principal is too small for so many instalments.');
  }
  if (custom?.kind === 'balloon' && balloonOf(terms) >= principal) {
    return invalid('custom.balloon', 'It must be less than the principal.');
  }
  if (custom?.kind === 'principals') {
    if (sum(custom.principals) !== principal) {
      return invalid('custom.principals', 'They must add up to the principal to be repaid.');
    }
    if (custom.principals.at(-1) === ZERO) {
      return invalid('custom.principals', 'The last one must be greater than 0.');
    }
  }
  return undefined;
}
