// What has come to its time, found by the partial indexes made for it.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { type Instant, isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';

/** Something whose time has come, as it stands saved: when it changed, it has another version. */
export interface Due {
  readonly id: Id;
  readonly version: number;
}

/** So many at most after that id, whatever is due since when. */
export interface Page {
  readonly now: Instant;
  readonly after: Id | undefined;
  readonly limit: number;
}

export type ReadDue = (pool: pg.Pool, page: Page) => Promise<readonly Due[]>;

/** Listings whose opening time has come. */
export const readToOpen = readerOf(
  'listings to open',
  `select id, version
    from loan.loan
    where state = 'listed'
      and (funding ->> 'opensAt')::bigint <= $1`,
);

/** Listings whose funding period is over. */
export const readToClose = readerOf(
  'listings to close',
  `select id, version
    from loan.loan
    where state = 'funding'
      and (funding ->> 'closesAt')::bigint <= $1`,
);

/** Full loans in which no bid can be taken back any more. */
export const readFull = readerOf(
  'full loans past reflection',
  `select id, version
    from loan.loan
    where state = 'funding'
      and frozen = loan_amount
      and not exists (
        select 1
        from loan.bid
        where bid.loan_id = loan.id
          and bid.state = 'accepted'
          and bid.placed_at > to_timestamp(
            ($1 - 60000 * coalesce((loan.funding ->> 'reflectionMinutes')::bigint, 0)) / 1000.0
          )
      )`,
);

/** Full loans whose contract was not signed in time. */
export const readToLapse = readerOf(
  'full loans not signed',
  `select id, version
    from loan.loan
    where state = 'funded'
      and contract_hash is null
      and funded_at <= to_timestamp(
        ($1 - 60000 * coalesce((funding ->> 'signWithinMinutes')::bigint, 4320)) / 1000.0
      )`,
);

/** Approvals whose last day lies before the business date. */
export const readApprovalsOver = readerOf(
  'approvals over',
  `select id, version
    from loan.loan
    where state = 'approved'
      and next_action_day <= (select day from calendar.business_day)
      and $1::bigint is not null`,
);

/** Bids whose lender has not authorised the freeze in time. */
export const readBidsOver: ReadDue = async (pool, { now, after, limit }) => {
  const { rows } = await pool.query<Row>({
    name: 'bids over',
    text: `select id, version
      from loan.bid
      where freeze_state = 'awaiting_authorisation'
        and state = 'accepted'
        and authorise_until <= $1::timestamptz
        and ($2::uuid is null or id > $2::uuid)
      order by id
      limit $3`,
    values: [isoOf(now), after ?? null, limit],
  });
  return rows.map(dueOf);
};

interface Row {
  readonly id: string;
  readonly version: number;
}

function readerOf(name: string, text: string): ReadDue {
  return async (pool, { now, after, limit }) => {
    const { rows } = await pool.query<Row>({
      name,
      text: `${text}
        and ($2::uuid is null or id > $2::uuid)
        order by id
        limit $3`,
      values: [now, after ?? null, limit],
    });
    return rows.map(dueOf);
  };
}

function dueOf({ id, version }: Row): Due {
  return { id: idOf(id), version };
}
