// The rows of `people.identity_check`: whose identity is still to be asked for, how often it was, and when next.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { type Instant, isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';

export interface IdentityCheck {
  readonly clientId: Id;
  /** How often the source gave no answer. */
  readonly attempts: number;
}

export type CheckEnd =
  | { readonly state: 'answered' | 'given_up' }
  | { readonly state: 'refused'; readonly reason: string };

const TAKEN_IN_AT_ONCE = 1_000;

/** Takes in clients who registered since the last one that was; gives how many. */
export async function takeInClients(pool: pg.Pool, now: Instant): Promise<number> {
  // Numbers of clients are given one after the other by the one writer, so nobody comes below the last of them.
  const { rowCount } = await pool.query({
    name: 'take in clients',
    text: `insert into people.identity_check (client_id, client_number, state, attempts, next_at)
      select id, client_number,
        case when status = 'registered' then 'waiting' else 'answered' end,
        0,
        case when status = 'registered' then $1::timestamptz end
      from people.client
      where client_number > (
        select coalesce(max(client_number), 0)
        from people.identity_check
      )
      order by client_number
      limit $2
      on conflict do nothing`,
    values: [isoOf(now), TAKEN_IN_AT_ONCE],
  });
  return rowCount ?? 0;
}

/** Who is to be asked for now, whoever has waited longest first. */
export async function readChecksDue(
  pool: pg.Pool,
  now: Instant,
  limit: number,
): Promise<readonly IdentityCheck[]> {
  const { rows } = await pool.query<{ id: string; attempts: number }>({
    name: 'identity checks due',
    text: `select client_id as id, attempts
      from people.identity_check
      where state = 'waiting'
        and next_at <= $1::timestamptz
      order by next_at
      limit $2`,
    values: [isoOf(now), limit],
  });
  return rows.map(({ id, attempts }) => ({ clientId: idOf(id), attempts }));
}

export async function putOffCheck(
  pool: pg.Pool,
  { clientId, attempts }: IdentityCheck,
  nextAt: Instant,
): Promise<void> {
  await pool.query({
    name: 'put off identity check',
    text: `update people.identity_check
      set attempts = $2, next_at = $3::timestamptz
      where client_id = $1
        and state = 'waiting'`,
    values: [clientId, attempts, isoOf(nextAt)],
  });
}

/** Whoever was held and is let go on is asked for now. */
export async function hastenChecks(
  pool: pg.Pool,
  clientIds: readonly Id[],
  now: Instant,
): Promise<void> {
  await pool.query({
    name: 'hasten identity checks',
    text: `update people.identity_check
      set next_at = $2::timestamptz
      where client_id = any($1::uuid[])
        and state = 'waiting'`,
    values: [clientIds, isoOf(now)],
  });
}

export async function endCheck(pool: pg.Pool, clientId: Id, end: CheckEnd): Promise<void> {
  await pool.query({
    name: 'end identity check',
    text: `update people.identity_check
      set state = $2, reason = $3, next_at = null
      where client_id = $1`,
    values: [clientId, end.state, end.state === 'refused' ? end.reason : null],
  });
}
