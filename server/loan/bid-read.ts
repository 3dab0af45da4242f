// Bids: a lender's own, and the bid book of a listing, where lenders are numbers.
import type { BidOnWire, PublicBid } from '@mutua/contract/market/bid.ts';
import type { ListingForLender } from '@mutua/contract/market/listing.ts';
import { PUBLIC_STATES } from '@mutua/contract/market/listing-filters.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { reflectionEndsAt } from '@mutua/core/loan/fund/funding-terms.ts';
import type { FundingTerms } from '@mutua/core/loan/loan.ts';
import { type Instant, instantOfMs, isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { readPacked } from '../database/packed-json.ts';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';

export interface BidsAsked {
  readonly lenderId: Id;
  readonly id?: Id;
  readonly state?: string;
  readonly loanId?: Id;
  readonly now: Instant;
}

interface Row {
  readonly bidId: string;
  readonly loanId: string;
  readonly title: string | null;
  readonly currency: string;
  readonly amount: bigint;
  readonly source: BidOnWire['source'];
  readonly state: BidOnWire['state'];
  readonly freezeState: string;
  readonly loanState: string;
  readonly funding: string;
  readonly safeguard: string | null;
  readonly placedAt: Date;
  readonly authoriseUntil: Date | null;
  readonly pageUrl: string | null;
  readonly claimId: string | null;
}

/** The newest first. */
export async function readBids(
  pool: pg.Pool,
  { lenderId, id, state, loanId, now }: BidsAsked,
  { after, readLimit }: Pick<PageRequest, 'after' | 'readLimit'>,
): Promise<readonly BidOnWire[]> {
  const { rows } = await pool.query<Row>(
    `select
       bid.id as "bidId", bid.loan_id as "loanId", listing.title, loan.currency, bid.amount, bid.source,
       bid.state, bid.freeze_state as "freezeState", loan.state as "loanState", loan.funding,
       loan.safeguard, bid.placed_at as "placedAt", bid.authorise_until as "authoriseUntil", bid.page_url as "pageUrl",
       claim.id as "claimId"
     from loan.bid
     join loan.loan on loan.id = bid.loan_id
     left join loan.listing on listing.loan_id = bid.loan_id
     left join claim.claim on claim.id = bid.id
     where bid.lender_id = $1
       and ($2::uuid is null or bid.id = $2)
       and ($3::text is null or bid.state = $3)
       and ($4::uuid is null or bid.loan_id = $4)
       and ($5::uuid is null or bid.id < $5)
     order by bid.id desc
     limit $6`,
    [lenderId, id ?? null, state ?? null, loanId ?? null, after?.[0] ?? null, readLimit],
  );
  return rows.map((row) => writeBid(row, now));
}

function writeBid(row: Row, now: Instant): BidOnWire {
  const { bidId, loanId, title, currency, source, state, freezeState, loanState, claimId } = row;
  const funding = readPacked(row.funding) as FundingTerms;
  const endsAt = reflectionEndsAt(funding, instantOfMs(row.placedAt.getTime()));
  const mayCancel =
    state === 'accepted' && loanState === 'funding' && endsAt !== undefined && now < endsAt;
  const isAsked = freezeState === 'awaiting_authorisation' && state === 'accepted';
  return {
    ...{ bidId, loanId, amount: moneyOf(row.amount, currency), source, state, freezeState },
    ...{ loanState, placedAt: row.placedAt.toISOString(), riskNotice: funding.riskNotice },
    ...present({ title, claimId, safeguard: row.safeguard }),
    ...(isAsked
      ? present({ authoriseUntil: row.authoriseUntil?.toISOString(), pageUrl: row.pageUrl })
      : {}),
    ...(mayCancel ? { cancelUntil: isoOf(endsAt) } : {}),
    actions: [...(isAsked ? ['authorise'] : []), ...(mayCancel ? ['cancel_bid'] : [])],
  };
}

/** A lender is a number of this listing and of no other. Nothing where there is no public listing. */
export async function readBidBook(
  pool: pg.Pool,
  loanId: Id,
  order: 'oldest' | 'newest',
  { after, readLimit }: PageRequest,
): Promise<readonly PublicBid[] | undefined> {
  const { rows: listings } = await pool.query(
    'select 1 from loan.loan where id = $1 and state = any ($2)',
    [loanId, [...PUBLIC_STATES]],
  );
  if (listings.length === 0) return undefined;
  const isNewest = order === 'newest';
  const { rows } = await pool.query<{
    place: number;
    lender: number;
    currency: string;
    amount: bigint;
    total: bigint;
    source: PublicBid['source'];
    state: string;
    placedAt: Date;
  }>(
    `select book.*, loan.currency
     from (
       select placed.*, dense_rank() over (order by first_place)::integer as lender
       from (
         select place, amount, source, state, placed_at as "placedAt",
           coalesce(sum(amount) filter (where state in ('placed', 'accepted', 'converted'))
             over (order by place), 0)::bigint as total,
           min(place) over (partition by lender_id) as first_place
         from (
           select *, row_number() over (order by placed_at, id)::integer as place
           from loan.bid
           where loan_id = $1
         ) as numbered
       ) as placed
     ) as book
     join loan.loan on loan.id = $1
     where $2::integer is null or book.place ${isNewest ? '<' : '>'} $2
     order by book.place ${isNewest ? 'desc' : 'asc'}
     limit $3`,
    [loanId, after?.[0] ?? null, readLimit],
  );
  return rows.map(({ place, lender, currency, amount, total, source, state, placedAt }) => ({
    ...{ place, lender: `L-${lender}`, amount: moneyOf(amount, currency), source, state },
    total: moneyOf(total, currency),
    placedAt: placedAt.toISOString(),
  }));
}

interface StandingRow {
  readonly state: string;
  readonly borrowerId: string;
  readonly currency: string;
  readonly loanAmount: bigint;
  readonly accepted: bigint;
  readonly funding: string;
  readonly tolerance: number | null;
  readonly ceiling: bigint | null;
  readonly exposure: bigint | null;
  readonly biddingStopped: boolean | null;
  readonly available: bigint | null;
  readonly yours: bigint;
}

/** How a listing stands for one lender; nothing where it is no listing. */
export async function readForLender(
  pool: pg.Pool,
  loanId: Id,
  lenderId: Id,
  now: Instant,
): Promise<ListingForLender | undefined> {
  const { rows } = await pool.query<StandingRow>(
    `select loan.state, loan.borrower_id as "borrowerId", loan.currency,
       loan.loan_amount as "loanAmount", loan.accepted, loan.funding,
       lender.tolerance, lender.exposure_ceiling as ceiling, lender.exposure,
       lender.bidding_stopped as "biddingStopped",
       account.posted - account.pending_debit as available,
       coalesce((
         select sum(amount) from loan.bid
         where loan_id = loan.id and lender_id = $2 and state in ('placed', 'accepted', 'converted')
       ), 0)::bigint as yours
     from loan.loan
     left join people.lender on lender.id = $2
     left join ledger.account
       on account.owner = $2::text and account.kind = 'lender_cash'
       and account.currency = loan.currency
     where loan.id = $1 and loan.funding is not null`,
    [loanId, lenderId],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const funding = readPacked(row.funding) as FundingTerms;
  const say = (value: bigint) => moneyOf(value, row.currency);
  const tolerance = row.tolerance ?? 0;
  const room = roomOf(row, funding);
  const isOpen = row.state === 'funding' && now >= funding.opensAt && now < funding.closesAt;
  const isFit = tolerance >= funding.minimumTolerance - 1 && row.biddingStopped !== true;
  const mayBid = isOpen && isFit && row.borrowerId !== lenderId && room > 0n;
  return {
    ...{ loanId, available: say(row.available ?? 0n), yourBids: say(row.yours), room: say(room) },
    ...{ tolerance, isRiskier: tolerance < funding.minimumTolerance },
    actions: mayBid ? ['place_bid'] : [],
  };
}

/** The most that this lender may bid now: by cash, by ceiling, by what is left, and by the share of one lender. */
function roomOf(row: StandingRow, { maximumBid }: FundingTerms): bigint {
  const { available, ceiling, exposure, loanAmount, accepted, yours } = row;
  const limits = [available ?? 0n, (ceiling ?? 0n) - (exposure ?? 0n), loanAmount - accepted];
  if (maximumBid !== undefined) limits.push(maximumBid - yours);
  const room = limits.reduce((least, limit) => (limit < least ? limit : least));
  return room > 0n ? room : 0n;
}
