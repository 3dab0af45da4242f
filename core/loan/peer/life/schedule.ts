// What a life needs of a schedule: its rows for what was disbursed so far, and what a row earns day by day.
import type { Result } from '../../../kit/result.ts';
import {
  type Fraction,
  fraction,
  multiplyFractions,
  ZERO_FRACTION,
} from '../../../money/fraction.ts';
import { type MinorUnits, plus, sum, toFraction } from '../../../money/minor-units.ts';
import type { Rounding } from '../../../money/rounding.ts';
import { type Day, daysBetween } from '../../../time/day.ts';
import { lentParts } from '../schedule/disbursements.ts';
import { peerPeriods } from '../schedule/due-days.ts';
import { peerSchedule } from '../schedule/peer-schedule.ts';
import { progressiveInterest } from '../schedule/progressive-period.ts';
import { progressiveRate } from '../schedule/progressive-rate.ts';
import type { PeerDisbursement, PeerEngine, PeerRow, PeerTerms } from '../schedule/terms.ts';
import { type LifeInterest, lifeInterest, type RecalculationTerms } from './life-interest.ts';

/** A row of a schedule, with the fee that falls due with it, if any. */
export interface LifeScheduleRow extends PeerRow {
  readonly fee?: MinorUnits;
}

/** A schedule that grows with the disbursements. */
export interface LifeSchedule {
  /** The newer engine works everything by day; the older one makes the schedule with all charges first. */
  readonly engine: PeerEngine;
  readonly submittedDay: Day;
  /** What is expected to be lent. */
  readonly principal: MinorUnits;
  readonly rounding: Rounding;
  /** The rows after these disbursements; before the first one, as they are expected. */
  readonly rows: (
    principal: MinorUnits,
    disbursements: readonly PeerDisbursement[],
  ) => Result<readonly LifeScheduleRow[]>;
  /** Where interest follows the payments; absent: it stays as it was scheduled. */
  readonly interest?: LifeInterest;
  /** What a row has earned by a day within it, not yet rounded. */
  readonly earned: (
    row: EarningRow,
    till: Day,
    disbursements: readonly PeerDisbursement[],
  ) => Fraction;
}

/** A row as far as its interest is concerned: `principal` and `balance` as they were scheduled. */
export type EarningRow = Pick<PeerRow, 'fromDay' | 'dueDay' | 'principal' | 'interest' | 'balance'>;

/**
 * The schedule of a peer's engine.
 *
 * @param terms their principal and disbursements are only the beginning: both are told anew each time.
 * @param recalculation interest follows the payments, where the terms allow for it.
 * @example
 * peerLifeSchedule({
 *   ...PEER_DEFAULTS,
 *   submittedDay: dayOf(2026, 1, 1),
 *   principal: minorUnits(100n),
 *   annualRate: fraction(0n),
 *   instalments: 2,
 * }).rows(minorUnits(100n), []).value.map((row) => row.balance)
 * // [50n, 0n]
 */
export function peerLifeSchedule(
  terms: PeerTerms,
  recalculation?: RecalculationTerms,
): LifeSchedule {
  const { engine, submittedDay, principal, rounding } = terms;
  // A replay asks for the same rows again and again.
  const made = new Map<string, Result<readonly LifeScheduleRow[]>>();
  const interest = recalculation && lifeInterest(terms, recalculation);
  return {
    ...{ engine, submittedDay, principal, rounding },
    ...(interest && { interest }),
    rows: (lent, disbursements) => {
      const key = [lent, ...disbursements.flatMap(({ day, amount }) => [day, amount])].join(' ');
      const known = made.get(key) ?? peerSchedule({ ...terms, principal: lent, disbursements });
      made.set(key, known);
      return known;
    },
    earned: (row, till, disbursements) =>
      engine === 'cumulative'
        ? earnedEvenly(row, till)
        : earnedProgressively({ ...terms, disbursements }, row, till),
  };
}

/**
 * Interest spread evenly over the days of its row.
 *
 * @example
 * earnedEvenly(
 *   {
 *     fromDay: dayOf(2026, 1, 1),
 *     dueDay: dayOf(2026, 1, 11),
 *     principal: minorUnits(100n),
 *     interest: minorUnits(20n),
 *     balance: minorUnits(0n),
 *   },
 *   dayOf(2026, 1, 6),
 * )
 * // fraction(100n, 10n)
 */
export function earnedEvenly(row: EarningRow, till: Day): Fraction {
  const days = daysBetween(row.fromDay, row.dueDay);
  if (days === 0) return ZERO_FRACTION;
  const share = fraction(BigInt(daysBetween(row.fromDay, till)), BigInt(days));
  return multiplyFractions(toFraction(row.interest), share);
}

/** As the engine itself reckons a part of a period, where nothing changed within it; else evenly. */
function earnedProgressively(terms: PeerTerms, row: EarningRow, till: Day): Fraction {
  const { fromDay, dueDay } = row;
  const isWithin = ({ day }: { readonly day: Day }) => day > fromDay && day < dueDay;
  const isChanging =
    terms.disbursements.some(isWithin) || (terms.rateChanges ?? []).some((one) => one.day < dueDay);
  const period = peerPeriods(terms).find((one) => one.fromDay === fromDay && one.dueDay === dueDay);
  if (isChanging || !period) return earnedEvenly(row, till);
  const base =
    terms.interestMethod === 'flat'
      ? sum(lentParts(terms).map(({ financed }) => financed))
      : plus(row.balance, row.principal);
  const rate = progressiveRate(
    terms,
    period,
    { fromDay, toDay: dueDay },
    terms.annualRate,
    'interest',
  );
  return progressiveInterest(base, rate, period, { fromDay, toDay: till }, terms.precisionDigits);
}
