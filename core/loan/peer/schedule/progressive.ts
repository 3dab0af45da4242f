// The progressive engine: what is repeated row by row is found anew whenever money is lent or the rate changes.
import type { Fraction } from '../../../money/fraction.ts';
import {
  divideBy,
  least,
  type MinorUnits,
  minus,
  plus,
  roundToMultiple,
  sum,
  ZERO,
} from '../../../money/minor-units.ts';
import { addDays, type Day } from '../../../time/day.ts';
import { type LentPart, lentParts } from './disbursements.ts';
import { type PeerPeriod, peerPeriods } from './due-days.ts';
import {
  type PeerLevelPeriod,
  type PeerLevelRow,
  peerLevelInstalment,
  peerLevelRow,
} from './level.ts';
import { type ProgressiveEvents, progressivePeriod } from './progressive-period.ts';
import { downPaymentRow, instalmentRow, isFinanced, lateDownPayments } from './rows.ts';
import type { PeerRow, PeerTerms } from './terms.ts';

/**
 * The rows of the progressive engine. The instalment is level (see `peerLevelInstalment`); with a flat
 * method it is an equal part of principal and interest together. With equal principal, the principal
 * is in equal parts and interest comes on top. The last row takes what is left; the row that repays
 * the last of the principal is the last, and interest that is still deferred then is due with it.
 *
 * @param terms with every disbursement inside of the term.
 * @example progressiveRows({ ...PEER_DEFAULTS, submittedDay: dayOf(2024, 1, 1), principal: minorUnits(10000n), annualRate: fraction(7n, 100n), instalments: 3 })
 *   .map((row) => [row.principal, row.interest]) // [[3314n, 58n], [3333n, 39n], [3353n, 20n]]
 */
export function progressiveRows(terms: PeerTerms): PeerRow[] {
  const periods = peerPeriods(terms);
  const parts = lentParts(terms);
  const rows: PeerRow[] = [];
  let events: ProgressiveEvents = { lent: [], rates: [] };
  let rest: PeerLevelPeriod[] = [];
  let repeated = ZERO;
  let left = ZERO;
  let deferred = ZERO;
  for (const [index, period] of periods.entries()) {
    const lentNow = parts.filter((part) => part.day >= period.fromDay && part.day < period.dueDay);
    const ratesNow = ratesFrom(terms, period, index === 0);
    const isChanged = lentNow.length + ratesNow.length > 0;
    if (isChanged) {
      const lent = lentNow.map((part) => effective(terms, period, part));
      events = { lent: [...events.lent, ...lent], rates: [...events.rates, ...ratesNow] };
      rest = periods
        .slice(index)
        .map((one, offset) => progressivePeriod(terms, one, index + offset, events));
    }
    let opening = left;
    for (const part of lentNow) {
      opening = plus(opening, part.financed);
      if (part.downPayment > 0n) rows.push(downPaymentRow(rows.length + 1, part, opening));
    }
    const current = rest[0] ?? progressivePeriod(terms, period, index, events);
    opening = minus(opening, current.lentWithin);
    if (isChanged) repeated = repeatedAmount(terms, opening, deferred, rest);
    const isLast = index === periods.length - 1;
    const row = rowOf(terms, opening, deferred, current, repeated, isLast);
    left = row.balance;
    deferred = row.carried;
    rest = rest.slice(1);
    const later = parts.filter((part) => part.day >= period.dueDay);
    const ends = left === 0n && !isFinanced(later);
    const interest = ends ? plus(row.interest, deferred) : row.interest;
    rows.push(instalmentRow(rows.length + 1, period, row.principal, interest, left));
    if (ends) return [...rows, ...lateDownPayments(later, rows.length)];
  }
  return rows;
}

/** The rates that start within the period; in the first one, all earlier ones too. Interest of a day belongs to its end. */
function ratesFrom(
  terms: PeerTerms,
  period: PeerPeriod,
  isFirst: boolean,
): { readonly day: Day; readonly annualRate: Fraction }[] {
  return (terms.rateChanges ?? [])
    .map(({ day, annualRate }) => ({ day: addDays(day, -1), annualRate }))
    .filter(({ day }) => day < period.dueDay && (isFirst || day >= period.fromDay));
}

/** Where interest goes by whole periods alone, money bears it from the start of the period. */
function effective(
  terms: PeerTerms,
  period: PeerPeriod,
  part: LentPart,
): { readonly day: Day; readonly amount: MinorUnits } {
  const isWhole =
    terms.interestCalculationPeriod === 'same_as_repayment_period' && !terms.partialPeriodInterest;
  return { day: isWhole ? period.fromDay : part.day, amount: part.financed };
}

/** What the engine repeats row by row: the instalment, or with equal principal the principal. */
function repeatedAmount(
  terms: PeerTerms,
  opening: MinorUnits,
  deferred: MinorUnits,
  periods: readonly PeerLevelPeriod[],
): MinorUnits {
  if (terms.amortisation === 'equal_instalments' && terms.interestMethod === 'declining_balance') {
    return peerLevelInstalment(opening, deferred, periods, terms);
  }
  const paying = periods.filter((period) => period.isPrincipalGrace !== true);
  if (paying.length === 0) return ZERO;
  const owed = plus(opening, sum(periods.map((period) => period.lentWithin)));
  const interest = sum(paying.map((period) => period.interestOn(opening)));
  const whole = terms.amortisation === 'equal_principal' ? owed : plus(owed, interest);
  const part = divideBy(whole, BigInt(paying.length), terms.rounding);
  if (terms.instalmentStep === undefined) return part;
  const stepped = roundToMultiple(part, terms.instalmentStep, terms.rounding);
  return stepped === 0n ? part : stepped;
}

function rowOf(
  terms: PeerTerms,
  opening: MinorUnits,
  deferred: MinorUnits,
  period: PeerLevelPeriod,
  repeated: MinorUnits,
  isLast: boolean,
): PeerLevelRow & { readonly carried: MinorUnits } {
  if (terms.amortisation === 'equal_instalments') {
    return peerLevelRow(opening, deferred, period, repeated, isLast);
  }
  const owed = plus(opening, period.lentWithin);
  const charged = plus(period.interestOn(opening), deferred);
  const interest = period.isInterestGrace === true && !isLast ? ZERO : charged;
  const regular = period.isPrincipalGrace === true ? ZERO : least(repeated, owed);
  const principal = isLast ? owed : regular;
  return {
    principal,
    interest,
    balance: minus(owed, principal),
    carried: minus(charged, interest),
  };
}
