// Interest on the declining balance, and the principal that an annuity or equal parts leave beside it.
import {
  divideBy,
  fromFraction,
  type MinorUnits,
  minus,
  plus,
  scale,
  sum,
  times,
  ZERO,
} from '../../../money/minor-units.ts';
import type { Day } from '../../../time/day.ts';
import type { CumulativeMethod, CumulativePeriod } from './cumulative-method.ts';
import { cumulativeInstalmentRate, cumulativeRate } from './cumulative-rate.ts';
import type { LentPart } from './disbursements.ts';
import { addUnits } from './due-days.ts';
import type { PeerTerms } from './terms.ts';

/**
 * Interest by period on what is owed. The instalment is the annuity over all that will be lent and the
 * rows that pay principal; with equal principal, the principal is in equal parts. In interest grace the
 * interest is due with the first row after it, on top of the instalment.
 *
 * @param parts what is lent, in date order.
 * @example cumulativeDeclining(
 *   { ...PEER_DEFAULTS, submittedDay: dayOf(2024, 1, 1), principal: minorUnits(10000n), annualRate: fraction(12n, 100n), instalments: 2 },
 *   [{ day: dayOf(2024, 1, 1), downPayment: ZERO, financed: minorUnits(10000n) }],
 * )({ fromDay: dayOf(2024, 1, 1), dueDay: dayOf(2024, 2, 1), isRegular: true, index: 0, isLast: false, opening: minorUnits(10000n), financedSoFar: minorUnits(10000n), lentWithin: [], deferred: ZERO, interestSoFar: ZERO })
 *   // { principal: 4975n, interest: 100n, deferred: 0n }
 */
export function cumulativeDeclining(
  terms: PeerTerms,
  parts: readonly LentPart[],
): CumulativeMethod {
  const principalGrace = terms.principalGraceInstalments ?? 0;
  const financed = sum(parts.map((part) => part.financed));
  const paying = Math.max(terms.instalments - principalGrace, 1);
  const isLevel = terms.amortisation === 'equal_instalments';
  const repeated = isLevel
    ? cumulativeInstalment(terms, financed, paying)
    : divideBy(financed, BigInt(paying), terms.rounding);
  return (period) => {
    const isFree = period.index < (terms.interestFreeInstalments ?? 0);
    const own = isFree ? ZERO : interestOf(terms, period, parts[0]?.day);
    const regular = isLevel ? minus(repeated, own) : repeated;
    const principal = period.index < principalGrace ? ZERO : regular;
    if (own === 0n || period.index < (terms.interestGraceInstalments ?? 0)) {
      return { principal, interest: ZERO, deferred: plus(period.deferred, own) };
    }
    return { principal, interest: plus(own, period.deferred), deferred: ZERO };
  };
}

/**
 * The annuity P r (1 + r)ⁿ / ((1 + r)ⁿ − 1), or P / n without interest, rounded once: to the minor
 * unit, or to the step of the terms.
 *
 * @param count rows that pay principal, at least 1.
 * @example cumulativeInstalment(
 *   { ...PEER_DEFAULTS, submittedDay: dayOf(2024, 1, 1), principal: minorUnits(100n), annualRate: fraction(12n, 100n), instalments: 18 },
 *   minorUnits(500000n),
 *   18,
 * ) // 30491n
 */
export function cumulativeInstalment(
  terms: PeerTerms,
  principal: MinorUnits,
  count: number,
): MinorUnits {
  const { numerator, denominator } = cumulativeInstalmentRate(terms);
  const step = terms.instalmentStep ?? 1n;
  const n = BigInt(count);
  const grown = (numerator + denominator) ** n;
  const steps =
    numerator === 0n
      ? { numerator: principal, denominator: n * step }
      : {
          numerator: principal * numerator * grown,
          denominator: denominator * (grown - denominator ** n) * step,
        };
  return times(fromFraction(steps, terms.rounding), step);
}

/** Interest of a period: each stretch between two disbursements rounded by itself. */
function interestOf(
  terms: PeerTerms,
  period: CumulativePeriod,
  firstDay: Day | undefined,
): MinorUnits {
  const fromDay = interestStart(terms, period, firstDay);
  const later = period.lentWithin.filter((part) => part.day > fromDay && part.day < period.dueDay);
  const isWhole = later.length === 0 && period.isRegular;
  let start = fromDay;
  let interest = ZERO;
  let owed = period.opening;
  for (const part of period.lentWithin) if (part.day <= fromDay) owed = plus(owed, part.financed);
  for (const part of later) {
    interest = plus(interest, stretch(terms, owed, start, part.day, false));
    owed = plus(owed, part.financed);
    start = part.day;
  }
  return plus(interest, stretch(terms, owed, start, period.dueDay, isWhole));
}

function stretch(
  terms: PeerTerms,
  owed: MinorUnits,
  fromDay: Day,
  toDay: Day,
  isRegular: boolean,
): MinorUnits {
  const rate = cumulativeRate(terms, { fromDay, toDay }, terms.annualRate, isRegular);
  return scale(owed, rate, terms.rounding);
}

/**
 * From when a period bears interest: the first one, where it starts with a disbursement, from one
 * regular length before its due day, whatever day that is.
 */
function interestStart(terms: PeerTerms, period: CumulativePeriod, firstDay: Day | undefined): Day {
  const isCounted =
    terms.periods === undefined && period.index === 0 && period.fromDay === firstDay;
  return isCounted ? addUnits(period.dueDay, -terms.every, terms.unit) : period.fromDay;
}
