// A lender's claims divided: by how late they are, by grade, term, purpose and place. Every division has the same sum.
import type { HealthOnWire, SpreadOnWire } from '@mutua/contract/claim/portfolio.ts';
import {
  CLAIM_BUCKETS,
  type ClaimBucket,
  IMPAIRMENT_PPM,
  impairmentOf,
} from '@mutua/core/claim/impairment.ts';
import { type MinorUnits, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import { divideRounded } from '@mutua/core/money/rounding.ts';
import { addMonths, formatDay } from '@mutua/core/time/day.ts';
import { moneyOf } from '../http/read-fields.ts';
import { bucketOf, type Holding, isLive, outstandingOf } from './holdings-read.ts';
import type { PortfolioAccount } from './portfolio-account-read.ts';

/** The impairment of each bucket in which there is something. */
export function impairmentByBucket(live: readonly Holding[]): ReadonlyMap<ClaimBucket, MinorUnits> {
  return new Map(
    [...groupsOf(live, bucketOf)].map(([bucket, own]) => [
      bucket,
      impairmentOf(bucket, outstandingOf(own)),
    ]),
  );
}

/** @param bids that wait for their listings to be full. */
export function healthOf(
  { today, currency }: PortfolioAccount,
  holdings: readonly Holding[],
  bids: number,
): HealthOnWire {
  const live = holdings.filter(isLive);
  const whole = outstandingOf(live);
  const groups = groupsOf(live, bucketOf);
  const impaired = impairmentByBucket(live);
  const lost = holdings.filter((one) => one.lost > ZERO);
  return {
    asOf: formatDay(today),
    buckets: CLAIM_BUCKETS.map((bucket) => {
      const outstanding = outstandingOf(groups.get(bucket) ?? []);
      return {
        ...{ bucket, claims: groups.get(bucket)?.length ?? 0 },
        outstanding: moneyOf(outstanding, currency),
        sharePpm: shareOf(outstanding, whole),
        impairmentPpm: IMPAIRMENT_PPM[bucket],
        impairment: moneyOf(impaired.get(bucket) ?? ZERO, currency),
      };
    }),
    total: {
      claims: live.length,
      outstanding: moneyOf(whole, currency),
      impairment: moneyOf(sum(impaired.values()), currency),
    },
    tabs: {
      ...{ running: live.length, late: live.filter(isLate).length, lost: lost.length, bids },
      closed: holdings.filter(({ state, lost: loss }) => state === 'closed' && loss === ZERO)
        .length,
      passed_on: holdings.filter(({ state }) => state === 'assigned' || state === 'compensated')
        .length,
    },
    writtenOff: {
      claims: lost.length,
      lost: moneyOf(sum(lost.map((one) => one.lost)), currency),
    },
  };
}

/** Past the grace days. */
export function isLate(holding: Holding): boolean {
  const bucket = bucketOf(holding);
  return bucket !== 'current' && bucket !== 'grace';
}

export function spreadOf(account: PortfolioAccount, holdings: readonly Holding[]): SpreadOnWire {
  const { today, currency } = account;
  const live = holdings.filter(isLive);
  const whole = outstandingOf(live);
  const rows = (key: (holding: Holding) => string) =>
    [...groupsOf(live, key)].map(([of, own]) => {
      const outstanding = outstandingOf(own);
      return {
        ...{ key: of, claims: own.length, amount: outstanding },
        row: {
          ...{ key: of, claims: own.length, outstanding: moneyOf(outstanding, currency) },
          sharePpm: shareOf(outstanding, whole),
        },
      };
    });
  const byMost = (key: (holding: Holding) => string) =>
    rows(key)
      .toSorted((one, other) => order(other.amount, one.amount) || order(one.key, other.key))
      .map(({ row }) => row);
  const [largest] = byMost(({ borrowerId }) => borrowerId);
  return {
    ...{ asOf: formatDay(today), claims: live.length, outstanding: moneyOf(whole, currency) },
    byGrade: rows(({ grade }) => grade)
      .toSorted((one, other) => order(one.key, other.key))
      .map(({ row }) => row),
    byRemainingTerm: rows((holding) => remainingTerm(account, holding))
      .toSorted((one, other) => TERMS.indexOf(one.key) - TERMS.indexOf(other.key))
      .map(({ row }) => row),
    byPurpose: byMost(({ purpose }) => purpose),
    byRegion: byMost(({ region }) => region),
    byIndustry: byMost(({ industry }) => industry),
    bySafeguard: byMost(({ safeguard }) => safeguard),
    ...(largest === undefined
      ? {}
      : { largestBorrower: { outstanding: largest.outstanding, sharePpm: largest.sharePpm } }),
  };
}

const TERMS: readonly string[] = ['to_6', 'to_12', 'to_24', 'over_24'];
const TERM_MONTHS = [6, 12, 24];

/** To the last due day by the contract, or by the plan in force where that ends later. */
function remainingTerm({ today }: PortfolioAccount, { lastDay, standing }: Holding): string {
  const last = standing?.toCome.at(-1)?.dueDay ?? lastDay ?? today;
  const place = TERM_MONTHS.findIndex((months) => last <= addMonths(today, months));
  return TERMS.at(place) ?? '';
}

function groupsOf<Key extends string>(
  holdings: readonly Holding[],
  key: (holding: Holding) => Key,
): ReadonlyMap<Key, readonly Holding[]> {
  const groups = new Map<Key, Holding[]>();
  for (const holding of holdings) {
    const of = key(holding);
    const group = groups.get(of);
    if (group === undefined) groups.set(of, [holding]);
    else group.push(holding);
  }
  return groups;
}

function shareOf(part: MinorUnits, whole: MinorUnits): number {
  return whole === ZERO ? 0 : Number(divideRounded(part * 1_000_000n, whole, 'half_up'));
}

function order<Value extends string | bigint>(one: Value, other: Value): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
