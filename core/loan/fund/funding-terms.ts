// What the terms of funding say of time.
import { addDays, type Day } from '../../time/day.ts';
import { dayAt, type Instant, plusMs } from '../../time/instant.ts';
import type { FundingTerms } from '../loan.ts';
import type { Bid } from './bid.ts';

const MS_A_MINUTE = 60_000;
const AUTHORISE_WITHIN_MINUTES = 30;
const SIGN_WITHIN_MINUTES = 3 * 24 * 60;

/**
 * Until when a lender may authorise the freeze of a bid; never beyond the end of the funding period.
 *
 * @example isoOf(authoriseUntil({ authoriseWithinMinutes: 30, closesAt: instantOf('2026-03-02T09:00:00Z') }, instantOf('2026-03-02T08:00:00Z')))
 * // '2026-03-02T08:30:00.000Z'
 */
export function authoriseUntil(
  {
    authoriseWithinMinutes = AUTHORISE_WITHIN_MINUTES,
    closesAt,
  }: Pick<FundingTerms, 'authoriseWithinMinutes' | 'closesAt'>,
  now: Instant,
): Instant {
  const until = plusMs(now, authoriseWithinMinutes * MS_A_MINUTE);
  return until < closesAt ? until : closesAt;
}

/**
 * When the reflection period of a bid ends; undefined where there is none.
 *
 * @example reflectionEndsAt({}, instantOf('2026-03-02T08:00:00Z')) // undefined
 */
export function reflectionEndsAt(
  { reflectionMinutes = 0 }: Pick<FundingTerms, 'reflectionMinutes'>,
  placedAt: Instant,
): Instant | undefined {
  return reflectionMinutes === 0 ? undefined : plusMs(placedAt, reflectionMinutes * MS_A_MINUTE);
}

/**
 * Until when the contract of a loan that is full since then can be signed.
 *
 * @example isoOf(signUntil({}, instantOf('2026-03-02T08:00:00Z'))) // '2026-03-05T08:00:00.000Z'
 */
export function signUntil(
  { signWithinMinutes = SIGN_WITHIN_MINUTES }: Pick<FundingTerms, 'signWithinMinutes'>,
  fundedAt: Instant,
): Instant {
  return plusMs(fundedAt, signWithinMinutes * MS_A_MINUTE);
}

/**
 * A day whose beginning lies after a moment in every time zone: on it the end of the day makes up for what
 * should have been done at that moment.
 *
 * @example formatDay(dayAfter(instantOf('2026-03-02T23:00:00Z'))) // '2026-03-04'
 */
export function dayAfter(moment: Instant): Day {
  return addDays(dayAt(moment, 0), 2);
}

/** Whether the lender of one of these bids may still cancel it. */
export function isReflecting(
  terms: Pick<FundingTerms, 'reflectionMinutes'>,
  bids: readonly Pick<Bid, 'state' | 'placedAt'>[],
  now: Instant,
): boolean {
  return bids.some(({ state, placedAt }) => {
    const endsAt = reflectionEndsAt(terms, placedAt);
    return state === 'accepted' && endsAt !== undefined && now < endsAt;
  });
}
