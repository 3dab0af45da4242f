// How a peer's progressive engine reckons interest that follows the payments.
import type { Fraction } from '../../../money/fraction.ts';
import { fromFraction, ZERO } from '../../../money/minor-units.ts';
import { addDays, type Day } from '../../../time/day.ts';
import { type LentPart, lentParts } from '../schedule/disbursements.ts';
import { type PeerPeriod, peerPeriods } from '../schedule/due-days.ts';
import { progressiveInterest } from '../schedule/progressive-period.ts';
import { progressiveRate } from '../schedule/progressive-rate.ts';
import type { PeerDisbursement, PeerTerms } from '../schedule/terms.ts';
import type { InterestRules } from './interest-book.ts';

/** Most instalments of a loan whose interest follows the payments: each part of a payment changes all of them. */
export const RECALCULATED_INSTALMENTS_MAX = 360;

/** How interest follows the payments. */
export interface RecalculationTerms {
  /** A loan that is paid off owes interest to that day, or to the next due day. */
  readonly payOffInterest: 'till_pay_off_day' | 'till_due_day';
  /** Money in advance lowers the balance on its own day, or (with interest to the due day) on the due day. */
  readonly rest: 'daily' | 'same_as_repayment';
}

/** What a life needs of a schedule whose interest follows the payments. */
export interface LifeInterest {
  readonly rules: InterestRules;
  readonly periods: (disbursements: readonly PeerDisbursement[]) => readonly PeerPeriod[];
  /** What the disbursement leaves to be repaid by instalments, and from which day it bears interest. */
  readonly financed: (disbursement: PeerDisbursement, periods: readonly PeerPeriod[]) => LentPart;
  readonly interestGraceInstalments: number;
  readonly interestFreeInstalments: number;
}

/**
 * Interest that follows the payments, where the terms have a balance that payments lower by level
 * instalments: the progressive engine on the declining balance.
 *
 * @returns nothing for terms whose interest does not depend on when money comes.
 * @example
 * lifeInterest(
 *   {
 *     ...PEER_DEFAULTS,
 *     interestMethod: 'flat',
 *     submittedDay: dayOf(2026, 1, 1),
 *     principal: minorUnits(100n),
 *     annualRate: fraction(1n, 10n),
 *     instalments: 2,
 *   },
 *   { payOffInterest: 'till_pay_off_day', rest: 'daily' },
 * )
 * // undefined
 */
export function lifeInterest(
  terms: PeerTerms,
  { payOffInterest, rest }: RecalculationTerms,
): LifeInterest | undefined {
  const isLevel =
    terms.engine === 'progressive' &&
    terms.interestMethod === 'declining_balance' &&
    terms.amortisation === 'equal_instalments';
  const { rateChanges = [] } = terms;
  const bearsInterest = [terms, ...rateChanges].some(({ annualRate }) => annualRate.numerator > 0n);
  if (!isLevel || !bearsInterest) return undefined;
  return {
    rules: {
      interestOn: interestOf(terms),
      round: (interest) => fromFraction(interest, terms.rounding),
      rateDays: rateChanges.map(({ day }) => addDays(day, -1)),
      paysToDueDay: (isPayOff) =>
        payOffInterest === 'till_due_day' && (isPayOff || rest === 'same_as_repayment'),
    },
    periods: (disbursements) => peerPeriods({ ...terms, disbursements }),
    financed: (disbursement, periods) => {
      const [part] = lentParts({ ...terms, disbursements: [disbursement] });
      const { downPayment = ZERO, financed = disbursement.amount } = part ?? {};
      return { day: interestDay(terms, disbursement.day, periods), downPayment, financed };
    },
    interestGraceInstalments: terms.interestGraceInstalments ?? 0,
    interestFreeInstalments: terms.interestFreeInstalments ?? 0,
  };
}

/** Where interest goes by whole periods alone, money bears it from the start of the period. */
function interestDay(terms: PeerTerms, day: Day, periods: readonly PeerPeriod[]): Day {
  const isWhole =
    terms.interestCalculationPeriod === 'same_as_repayment_period' && !terms.partialPeriodInterest;
  if (!isWhole) return day;
  return periods.find(({ dueDay }) => dueDay > day)?.fromDay ?? day;
}

function interestOf(terms: PeerTerms): InterestRules['interestOn'] {
  // The same spans are asked for again and again.
  const rates = new Map<string, Fraction>();
  const { rateChanges = [], precisionDigits } = terms;
  return (balance, period, fromDay, toDay) => {
    const { dueDay } = period;
    const key = `${fromDay} ${period.fromDay} ${dueDay}`;
    const changed = rateChanges.findLast(({ day }) => addDays(day, -1) <= fromDay);
    const annualRate = changed?.annualRate ?? terms.annualRate;
    const span = { fromDay, toDay: dueDay };
    const rate = rates.get(key) ?? progressiveRate(terms, period, span, annualRate, 'interest');
    rates.set(key, rate);
    return progressiveInterest(balance, rate, period, { fromDay, toDay }, precisionDigits);
  };
}
