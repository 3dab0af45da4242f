// The one door to the peers' engines: terms in, rows out.
import { invalid, ok, type Refused, type Result, refuse } from '../../../kit/result.ts';
import {
  compareFractions,
  type Fraction,
  fraction,
  ONE_FRACTION,
} from '../../../money/fraction.ts';
import { type Day, dayOf } from '../../../time/day.ts';
import { cumulativeRows } from './cumulative.ts';
import { lentParts } from './disbursements.ts';
import { peerPeriods, peerStartDay } from './due-days.ts';
import { progressiveRows } from './progressive.ts';
import type { PeerRow, PeerTerms, PeerUnit } from './terms.ts';

/** Most rows without down payments that one schedule may have. */
export const PEER_INSTALMENTS_MAX = 1200;
/** Most units from one due day to the next. */
export const PEER_EVERY_MAX = 1200;
/** Most disbursements of one loan, and most changes of its rate. */
export const PEER_DISBURSEMENTS_MAX = 100;
/** Each of them makes all later rows anew: most such rows, reckoned as instalments × disbursements and changes. */
const REMADE_ROWS_MAX = 12_000;
/** Highest annual rate: a hundred times the principal. */
const ANNUAL_RATE_MAX = fraction(100n);
/** Digits of a rate are bounded because the exact powers of a schedule grow with them. */
const RATE_DENOMINATOR_MAX = 10n ** 24n;
const RATE_RANGE = 'A rate must be from 0 to 10000, with at most 20 decimals.';
const PRECISION_DIGITS_MIN = 7;
const PRECISION_DIGITS_MAX = 50;
/** No schedule leaves these days, so that every day that it needs exists. */
const FIRST_DAY = dayOf(1, 1, 1);
const LAST_DAY = dayOf(9000, 12, 31);
const DAYS_IN_UNIT_MAX: Readonly<Record<PeerUnit, number>> = {
  days: 1,
  weeks: 7,
  months: 31,
  years: 366,
};

/**
 * The schedule of a loan as a peer's engine makes it. Rows are in date order; a down payment is a row
 * of its own, before the instalment of its period. The principal of the rows adds up to what was lent,
 * the last balance is 0, no interest is negative, and no row follows that has nothing due.
 *
 * @returns refuses naming the published field: `principal`, `installments`, `every`,
 *   `annualRatePercent`, `graceOnPrincipal`, `graceOnInterest`, `graceOnInterestCharged`,
 *   `installmentMultipleOf`, `downPaymentPercent`, `mathPrecisionDigits`, `submittedOn`, `periods`,
 *   `firstRepaymentDate`, `disbursements`, `rateChanges`.
 * @example peerSchedule({ ...PEER_DEFAULTS, submittedDay: dayOf(2024, 1, 1), principal: minorUnits(10000n), annualRate: fraction(7n, 100n), instalments: 3 })
 *   .value.map((row) => row.balance) // [6686n, 3353n, 0n]
 */
export function peerSchedule(terms: PeerTerms): Result<PeerRow[]> {
  const refusal = refuseNumbers(terms) ?? refuseDays(terms);
  if (refusal) return refusal;
  const rows = terms.engine === 'progressive' ? ok(progressiveRows(terms)) : cumulativeRows(terms);
  return rows.ok ? ok(withoutEmptyTail(rows.value)) : rows;
}

function refuseNumbers(terms: PeerTerms): Refused | undefined {
  const { instalments, every, annualRate, downPaymentShare, precisionDigits } = terms;
  if (terms.principal <= 0n) return invalid('principal', 'It must be greater than 0.');
  if (!isWithin(instalments, 1, PEER_INSTALMENTS_MAX)) {
    return invalid('installments', `It must be from 1 to ${PEER_INSTALMENTS_MAX}.`);
  }
  if (!isWithin(every, 1, PEER_EVERY_MAX)) {
    return invalid('every', `It must be from 1 to ${PEER_EVERY_MAX}.`);
  }
  if (!isRate(annualRate)) return invalid('annualRatePercent', RATE_RANGE);
  for (const [field, count = 0] of [
    ['graceOnPrincipal', terms.principalGraceInstalments],
    ['graceOnInterest', terms.interestGraceInstalments],
    ['graceOnInterestCharged', terms.interestFreeInstalments],
  ] as const) {
    if (isWithin(count, 0, instalments - 1)) continue;
    return invalid(field, `It must be from 0 to ${instalments - 1}: one row must pay.`);
  }
  if (terms.instalmentStep !== undefined && terms.instalmentStep <= 0n) {
    return invalid('installmentMultipleOf', 'It must be greater than 0.');
  }
  if (
    downPaymentShare &&
    (downPaymentShare.numerator < 0n || compareFractions(downPaymentShare, ONE_FRACTION) >= 0)
  ) {
    return invalid('downPaymentPercent', 'It must be from 0 to less than 100.');
  }
  if (precisionDigits === undefined) return undefined;
  if (isWithin(precisionDigits, PRECISION_DIGITS_MIN, PRECISION_DIGITS_MAX)) return undefined;
  const range = `${PRECISION_DIGITS_MIN} to ${PRECISION_DIGITS_MAX}`;
  return invalid('mathPrecisionDigits', `It must be from ${range}.`);
}

function refuseDays(terms: PeerTerms): Refused | undefined {
  const { disbursements, periods = [] } = terms;
  const agreed = [terms.firstDueDay, disbursements[0]?.day, ...periods.flat()];
  const named = [terms.submittedDay, ...agreed.filter((day) => day !== undefined)];
  const longest = terms.every * DAYS_IN_UNIT_MAX[terms.unit];
  if (Math.min(...named) - longest < FIRST_DAY) {
    return invalid('submittedOn', 'No date may be so early.');
  }
  if (Math.max(...named) + terms.instalments * longest > LAST_DAY) {
    return refuse('number_too_large', { field: 'installments' });
  }
  if (terms.periods) {
    if (periods.length !== terms.instalments) {
      return invalid('periods', 'There must be as many as installments.');
    }
    if (periods.some(([from, due]) => due <= from) || !areJoined(periods)) {
      return invalid(
        'periods',
        'Each must end after it starts, and start where the last one ended.',
      );
    }
  } else if (terms.firstDueDay !== undefined && terms.firstDueDay <= peerStartDay(terms)) {
    return invalid('firstRepaymentDate', 'It must be after the day on which the term starts.');
  }
  return refuseEvents(terms);
}

function refuseEvents(terms: PeerTerms): Refused | undefined {
  const { disbursements, rateChanges = [] } = terms;
  if (disbursements.length > PEER_DISBURSEMENTS_MAX) {
    return invalid('disbursements', `There must be at most ${PEER_DISBURSEMENTS_MAX}.`);
  }
  if (disbursements.some(({ amount }) => amount <= 0n)) {
    return invalid('disbursements', 'Every amount must be greater than 0.');
  }
  if (!areOrdered(disbursements.map(({ day }) => day))) {
    return invalid('disbursements', 'They must stand in the order of their dates.');
  }
  const maturity = peerPeriods(terms).at(-1)?.dueDay ?? terms.submittedDay;
  const lentDays = lentParts(terms).map(({ day }) => day);
  if (lentDays.some((day) => day < peerStartDay(terms) || day >= maturity)) {
    return invalid('disbursements', 'Each must lie within the term, before the last due date.');
  }
  if (rateChanges.length > PEER_DISBURSEMENTS_MAX) {
    return invalid('rateChanges', `There must be at most ${PEER_DISBURSEMENTS_MAX}.`);
  }
  if (terms.instalments * (disbursements.length + rateChanges.length) > REMADE_ROWS_MAX) {
    const field = disbursements.length > rateChanges.length ? 'disbursements' : 'rateChanges';
    return invalid(field, `There are too many of them for ${terms.instalments} instalments.`);
  }
  if (rateChanges.length > 0 && terms.engine === 'cumulative') {
    return invalid('rateChanges', 'Only the engines MUTUA and PROGRESSIVE know them.');
  }
  if (!rateChanges.every(({ annualRate }) => isRate(annualRate))) {
    return invalid('rateChanges', RATE_RANGE);
  }
  if (!areOrdered(rateChanges.map(({ day }) => day))) {
    return invalid('rateChanges', 'They must stand in the order of their dates.');
  }
  return undefined;
}

/** Without the rows at the end in which nothing is due any more. */
function withoutEmptyTail(rows: PeerRow[]): PeerRow[] {
  return rows.slice(0, rows.findLastIndex((row) => row.total > 0n) + 1);
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function isRate(value: Fraction): boolean {
  return (
    value.numerator >= 0n &&
    value.denominator <= RATE_DENOMINATOR_MAX &&
    compareFractions(value, ANNUAL_RATE_MAX) <= 0
  );
}

function areOrdered(days: readonly Day[]): boolean {
  return days.every((day, index) => index === 0 || day >= (days[index - 1] ?? day));
}

function areJoined(periods: readonly (readonly [Day, Day])[]): boolean {
  return periods.every(([from], index) => index === 0 || from === periods[index - 1]?.[1]);
}
