// What has come to its time, found by the partial indexes made for it.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import type pg from 'pg';

/** Something whose time has come, as it stands saved: when it changed, it has another version. */
export interface Due {
  readonly id: Id;
  readonly version: number;
}

/** So many at most, without those that wait although they are due. */
export interface Looked {
  readonly now: Instant;
  readonly idle: readonly Id[];
  readonly limit: number;
}

/** What has been due for longest comes first, so that the index on its moment is read from its beginning. */
export type ReadDue = (pool: pg.Pool, looked: Looked) => Promise<readonly Due[]>;

/** Listings whose opening time has come. */
export const readToOpen = readerOf({
  name: 'listings to open',
  text: `select id, version
    from loan.loan
    where state = 'listed'
      and (funding ->> 'opensAt')::bigint <= $1`,
  order: `(funding ->> 'opensAt')::bigint`,
});

/** Listings whose funding period is over. */
export const readToClose = readerOf({
  name: 'listings to close',
  text: `select id, version
    from loan.loan
    where state = 'funding'
      and (funding ->> 'closesAt')::bigint <= $1`,
  order: `(funding ->> 'closesAt')::bigint`,
});

/** Bids whose lender has not authorised the freeze in time. */
export const readBidsOver = readerOf({
  name: 'bids over',
  text: `select id, version
    from loan.bid
    where freeze_state = 'awaiting_authorisation'
      and state = 'accepted'
      and authorise_until <= to_timestamp($1 / 1000.0)`,
  order: 'authorise_until',
});

/** Full loans in which no bid can be taken back any more. */
export const readFull = readerOf({
  name: 'full loans past reflection',
  text: `select id, version
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
  order: 'id',
});

/** Full loans whose contract was not signed in time, which is three days unless their terms say otherwise. */
export const readToLapse = readerOf({
  name: 'full loans not signed',
  text: `select id, version
    from loan.loan
    where state = 'funded'
      and contract_hash is null
      and funded_at <= to_timestamp(
        ($1 - 60000 * coalesce((funding ->> 'signWithinMinutes')::bigint, 4320)) / 1000.0
      )`,
  order: 'funded_at',
});

/** Approvals whose last day lies before the business date, whatever the clock says. */
export const readApprovalsOver = readerOf({
  name: 'approvals over',
  text: `select id, version
    from loan.loan
    where state = 'approved'
      and next_action_day <= (select day from calendar.business_day)
      and $1::bigint is not null`,
  order: 'next_action_day',
});

/** Loans whose borrower is to be reminded on the business date, or was to be before it. */
export const readToRemind = readerOf({
  name: 'loans to remind of',
  text: `select id, version
    from loan.loan
    where reminder_day <= (select day from calendar.business_day)
      and $1::bigint is not null`,
  order: 'reminder_day',
});

/** Loans for which somebody has to pay on the business date, and nothing is under way yet. */
export const readToCompensate = readerOf({
  name: 'compensations due',
  text: `select id, version
    from loan.loan
    where compensation_day <= (select day from calendar.business_day where state = 'open')
      and not exists (
        select from loan.servicing where servicing.loan_id = loan.id and under_way is not null
      )
      and $1::bigint is not null`,
  order: 'compensation_day',
});

interface DueQuery {
  readonly name: string;
  /** With the moment as the first parameter, in milliseconds. */
  readonly text: string;
  readonly order: string;
}

interface Row {
  readonly id: string;
  readonly version: number;
}

function readerOf({ name, text, order }: DueQuery): ReadDue {
  return async (pool, { now, idle, limit }) => {
    const { rows } = await pool.query<Row>({
      name,
      text: `${text}
        and id <> all($2::uuid[])
        order by ${order}
        limit $3`,
      values: [now, idle, limit],
    });
    return rows.map(dueOf);
  };
}

function dueOf({ id, version }: Row): Due {
  return { id: idOf(id), version };
}
