// Flat interest: reckoned once for the whole term on all that was lent, and then shared out.
import {
  divideBy,
  greatest,
  least,
  type MinorUnits,
  minus,
  plus,
  roundToMultiple,
  scale,
  sum,
  times,
  ZERO,
} from '../../../money/minor-units.ts';
import type { CumulativeMethod } from './cumulative-method.ts';
import { cumulativeTermRate } from './cumulative-rate.ts';
import type { LentPart } from './disbursements.ts';
import { type PeerPeriod, peerStartDay } from './due-days.ts';
import type { PeerTerms } from './terms.ts';

/**
 * The whole term's interest, rounded once; each row has its share of it, rounded, and the last the
 * rest. Rows in interest grace have none: with equal instalments it is shared out among the others,
 * with equal principal it is due with the first row after the grace. The principal is in equal parts of
 * what has been lent so far, rounded; with a step, principal and interest are rounded to it each by
 * itself, and the row pays the sum of both.
 *
 * @param periods all of the schedule.
 * @param parts what is lent, in date order.
 * @example cumulativeFlat(
 *   { ...PEER_DEFAULTS, submittedDay: dayOf(2025, 1, 1), principal: minorUnits(100000n), annualRate: fraction(7n, 100n), instalments: 3 },
 *   [{ fromDay: dayOf(2025, 1, 1), dueDay: dayOf(2025, 4, 1), isRegular: false }],
 *   [{ day: dayOf(2025, 1, 1), downPayment: ZERO, financed: minorUnits(100000n) }],
 * )({ fromDay: dayOf(2025, 1, 1), dueDay: dayOf(2025, 2, 1), isRegular: true, index: 0, isLast: false, opening: minorUnits(100000n), financedSoFar: minorUnits(100000n), lentWithin: [], deferred: ZERO, interestSoFar: ZERO })
 *   // { principal: 33333n, interest: 583n, deferred: 0n }
 */
export function cumulativeFlat(
  terms: PeerTerms,
  periods: readonly PeerPeriod[],
  parts: readonly LentPart[],
): CumulativeMethod {
  const principalGrace = terms.principalGraceInstalments ?? 0;
  const interestGrace = terms.interestGraceInstalments ?? 0;
  const free = terms.interestFreeInstalments ?? 0;
  const financed = sum(parts.map((part) => part.financed));
  const lent = plus(financed, sum(parts.map((part) => part.downPayment)));
  const termRate = cumulativeTermRate(terms, periods, parts[0]?.day ?? peerStartDay(terms));
  const wholeTerm = scale(lent, termRate, terms.rounding);
  const perRow = partOf(terms, wholeTerm, terms.instalments);
  const charged = greatest(minus(wholeTerm, times(perRow, BigInt(free))), ZERO);
  const isAveraged = terms.amortisation === 'equal_instalments';
  const regular = isAveraged
    ? partOf(terms, charged, terms.instalments - interestGrace - free)
    : perRow;

  return (period) => {
    const left = minus(minus(charged, period.interestSoFar), period.deferred);
    const own = period.index < free ? ZERO : least(regular, left);
    const isGrace = period.index < interestGrace && !period.isLast;
    const deferred = isGrace && !isAveraged ? plus(period.deferred, own) : ZERO;
    const reached = plus(period.deferred, period.isLast ? left : own);
    const interest = isGrace ? ZERO : reached;
    const paying = terms.instalments - principalGrace;
    const part = partOf(terms, period.financedSoFar, paying);
    const principal = period.index < principalGrace ? ZERO : inSteps(terms, part, interest);
    return { principal, interest, deferred };
  };
}

/** One of so many equal parts. */
function partOf(terms: PeerTerms, whole: MinorUnits, count: number): MinorUnits {
  return divideBy(whole, BigInt(Math.max(count, 1)), terms.rounding);
}

/** What the principal must be for principal and interest together to be whole steps. */
function inSteps(terms: PeerTerms, principal: MinorUnits, interest: MinorUnits): MinorUnits {
  const step = terms.instalmentStep;
  if (step === undefined) return principal;
  const round = (value: MinorUnits) => roundToMultiple(value, step, terms.rounding);
  return minus(plus(round(principal), round(interest)), interest);
}
