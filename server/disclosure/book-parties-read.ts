// Who stands in the loans of the book besides their borrowers, when loans came into default, and the calls on those who
// pay for borrowers.
import type { CompensationCall } from '@mutua/core/disclosure/book-on-day.ts';
import type { DefaultTurn } from '@mutua/core/disclosure/loan-record.ts';
import { UNSTATED } from '@mutua/core/disclosure/loan-record.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type pg from 'pg';
import { dayColumn } from '../database/column.ts';

/** By the loan. */
export type Parties = ReadonlyMap<Id, readonly Id[]>;

export function readLenders(pool: pg.Pool): Promise<Parties> {
  return readParties(
    pool,
    `select loan_id, array_agg(distinct holder_id) as parties
     from claim.claim where origin <> 'subrogation' group by loan_id`,
  );
}

export function readGuarantors(pool: pg.Pool): Promise<Parties> {
  return readParties(
    pool,
    `select loan_id, array_agg(distinct guarantor_id) as parties
     from safeguard.commitment where signed_at is not null group by loan_id`,
  );
}

async function readParties(pool: pg.Pool, statement: string): Promise<Parties> {
  const { rows } = await pool.query<{ loan_id: Id; parties: readonly Id[] }>(statement);
  return new Map(rows.map(({ loan_id, parties }) => [loan_id, parties]));
}

/** The region of everybody who holds or held a claim. */
export async function readLenderRegions(pool: pg.Pool): Promise<ReadonlyMap<Id, string>> {
  const { rows } = await pool.query<{ id: Id; region: string | null }>(
    `select id, region
     from people.client
     where exists (select from claim.claim where holder_id = client.id)`,
  );
  return new Map(rows.map(({ id, region }) => [id, region ?? UNSTATED]));
}

export async function readDefaults(
  pool: pg.Pool,
): Promise<ReadonlyMap<Id, readonly DefaultTurn[]>> {
  const { rows } = await pool.query<{ loanId: Id; day: string; isDefaulted: boolean }>(
    `select loan_id as "loanId", day, "to" = 'defaulted' as "isDefaulted"
     from loan.transition
     where "to" = 'defaulted' or "from" = 'defaulted'
     order by loan_id, number`,
  );
  const turns = new Map<Id, DefaultTurn[]>();
  for (const { loanId, day, isDefaulted } of rows) {
    const turn = { day: dayColumn.read(day), isDefaulted };
    turns.set(loanId, [...(turns.get(loanId) ?? []), turn]);
  }
  return turns;
}

export async function readCompensations(
  pool: pg.Pool,
  currency: string,
): Promise<readonly CompensationCall[]> {
  const { rows } = await pool.query<{ claimed: string; ended: string | null; isPaid: boolean }>(
    `select claimed_on as claimed, ended_on as ended, state = 'paid' as "isPaid"
     from safeguard.compensation where currency = $1`,
    [currency],
  );
  return rows.map(({ claimed, ended, isPaid }) => ({
    claimedOn: dayColumn.read(claimed),
    ...(ended === null ? {} : { endedOn: dayColumn.read(ended) }),
    isPaid,
  }));
}
