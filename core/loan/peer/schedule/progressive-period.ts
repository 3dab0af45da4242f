// A period as the progressive engine sees it, after what has been lent and which rates have been set so far.
import { addFractions, type Fraction, fraction, ZERO_FRACTION } from '../../../money/fraction.ts';
import {
  fromFraction,
  type MinorUnits,
  plus,
  sum,
  toFraction,
} from '../../../money/minor-units.ts';
import { type Day, daysBetween } from '../../../time/day.ts';
import { peerArithmetic } from './arithmetic.ts';
import type { PeerPeriod } from './due-days.ts';
import type { PeerLevelPeriod } from './level.ts';
import { type PeerSpan, progressiveRate } from './progressive-rate.ts';
import type { PeerTerms } from './terms.ts';

/** What has happened so far. Interest follows it from the end of the day. */
export interface ProgressiveEvents {
  readonly lent: readonly { readonly day: Day; readonly amount: MinorUnits }[];
  /** In date order. */
  readonly rates: readonly { readonly day: Day; readonly annualRate: Fraction }[];
}

/** A part of a period in which what bears interest and the rate stay the same. */
interface Stretch extends PeerSpan {
  readonly annualRate: Fraction;
  /** Lent after the period's first day and up to the stretch's. */
  readonly lentBefore: MinorUnits;
  /** All that was lent up to the stretch's first day. */
  readonly lentSoFar: MinorUnits;
}

/**
 * What levelling asks of the period: its rate, and the interest on what is owed when it starts, or with
 * a flat method on all that was lent. The stretches of a period are rounded together.
 *
 * @param index from 0 for the first period of the schedule.
 * @example progressivePeriod(
 *   { ...PEER_DEFAULTS, submittedDay: dayOf(2024, 1, 1), principal: minorUnits(100n), annualRate: fraction(12n, 100n), instalments: 1 },
 *   { fromDay: dayOf(2024, 1, 1), dueDay: dayOf(2024, 2, 1), isRegular: true },
 *   0,
 *   { lent: [], rates: [] },
 * ).interestOn(minorUnits(10000n)) // 100n
 */
export function progressivePeriod(
  terms: PeerTerms,
  period: PeerPeriod,
  index: number,
  events: ProgressiveEvents,
): PeerLevelPeriod {
  const isFree = index < (terms.interestFreeInstalments ?? 0);
  const stretches = isFree ? [] : stretchesOf(terms, period, events);
  const charged = stretches.map((stretch) => ({
    stretch,
    rate: rateTillDue(terms, period, stretch),
  }));
  return {
    instalmentRate: stretches
      .map((stretch) => progressiveRate(terms, period, stretch, stretch.annualRate, 'instalment'))
      .reduce(addFractions, ZERO_FRACTION),
    interestOn: (opening) => {
      const parts = charged.map(({ stretch, rate }) => {
        const owed = plus(opening, stretch.lentBefore);
        const base = terms.interestMethod === 'flat' ? stretch.lentSoFar : owed;
        return progressiveInterest(base, rate, period, stretch, terms.precisionDigits);
      });
      return fromFraction(parts.reduce(addFractions, ZERO_FRACTION), terms.rounding);
    },
    lentWithin: lentBetween(events, period.fromDay, period.dueDay),
    isPrincipalGrace: index < (terms.principalGraceInstalments ?? 0),
    isInterestGrace: index < (terms.interestGraceInstalments ?? 0),
  };
}

/**
 * Interest of a span of days, in minor units and not yet rounded: base × the rate from its first day
 * to the period's due day × its share of those days.
 *
 * @param rateTillDue `progressiveRate` from the span's first day to the period's due day.
 * @example progressiveInterest(
 *   minorUnits(31000n),
 *   fraction(1n, 100n),
 *   { fromDay: dayOf(2024, 1, 1), dueDay: dayOf(2024, 2, 1), isRegular: true },
 *   { fromDay: dayOf(2024, 1, 1), toDay: dayOf(2024, 1, 11) },
 * ) // fraction(310000n, 3100n)
 */
export function progressiveInterest(
  base: MinorUnits,
  rateTillDue: Fraction,
  period: PeerPeriod,
  span: PeerSpan,
  precisionDigits?: number,
): Fraction {
  const arithmetic = peerArithmetic(precisionDigits);
  const daysTillDue = fraction(BigInt(daysBetween(span.fromDay, period.dueDay)));
  if (daysTillDue.numerator === 0n) return ZERO_FRACTION;
  const tillDue = arithmetic.multiply(toFraction(base), rateTillDue);
  // With rounded steps even a whole period is divided by its days and multiplied by them again.
  if (precisionDigits === undefined && span.toDay === period.dueDay) return tillDue;
  const spanDays = fraction(BigInt(daysBetween(span.fromDay, span.toDay)));
  return arithmetic.multiply(arithmetic.divide(tillDue, daysTillDue), spanDays);
}

function rateTillDue(terms: PeerTerms, period: PeerPeriod, stretch: Stretch): Fraction {
  const span = { fromDay: stretch.fromDay, toDay: period.dueDay };
  return progressiveRate(terms, period, span, stretch.annualRate, 'interest');
}

/** The period, cut at every day within it on which something was lent or the rate changed. */
function stretchesOf(terms: PeerTerms, period: PeerPeriod, events: ProgressiveEvents): Stretch[] {
  const cuts = [...events.lent, ...events.rates]
    .map((event) => event.day)
    .filter((day) => day > period.fromDay && day < period.dueDay);
  const starts = [...new Set([period.fromDay, ...cuts])].sort((a, b) => a - b);
  return starts.map((fromDay, position) => ({
    fromDay,
    toDay: starts[position + 1] ?? period.dueDay,
    annualRate:
      events.rates.findLast((rate) => rate.day <= fromDay)?.annualRate ?? terms.annualRate,
    lentBefore: sum(
      events.lent
        .filter(({ day }) => day > period.fromDay && day <= fromDay)
        .map(({ amount }) => amount),
    ),
    lentSoFar: sum(events.lent.filter(({ day }) => day <= fromDay).map(({ amount }) => amount)),
  }));
}

function lentBetween(events: ProgressiveEvents, fromDay: Day, dueDay: Day): MinorUnits {
  const within = events.lent.filter(({ day }) => day > fromDay && day < dueDay);
  return sum(within.map(({ amount }) => amount));
}
