// How far a person of the demo has come.
import type { Id } from '@mutua/core/kit/id.ts';
import type { ClientRole, ClientStatus } from '@mutua/core/people/client.ts';
import type pg from 'pg';
import { readPacked } from '../../database/packed-json.ts';

export interface DemoStanding {
  readonly status: ClientStatus;
  readonly custodyAccounts: Partial<Record<ClientRole, string>>;
  readonly hasAnswered: boolean;
}

/** Nothing for somebody who is no client yet. */
export async function readStanding(pool: pg.Pool, id: Id): Promise<DemoStanding | undefined> {
  const { rows } = await pool.query<{ status: ClientStatus; accounts: string; answered: boolean }>(
    `select
       client.status, client.custody_accounts as accounts,
       exists (
         select 1 from people.questionnaire where lender_id = client.id
       ) as answered
     from people.client
     where client.id = $1`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const custodyAccounts = readPacked(row.accounts) as DemoStanding['custodyAccounts'];
  return { status: row.status, custodyAccounts, hasAnswered: row.answered };
}

export interface DemoTopUp {
  readonly state: string;
  readonly pageUrl: string | undefined;
}

export async function readTopUp(pool: pg.Pool, id: Id): Promise<DemoTopUp | undefined> {
  const { rows } = await pool.query<{ state: string; pageUrl: string | null }>(
    `select state, page_url as "pageUrl"
     from wallet.top_up
     where id = $1`,
    [id],
  );
  const [row] = rows;
  return row === undefined ? undefined : { state: row.state, pageUrl: row.pageUrl ?? undefined };
}

/** Whether one of them can sign in. */
export async function readHasSignIn(pool: pg.Pool, ids: readonly Id[]): Promise<boolean> {
  const { rows } = await pool.query<{ has: boolean }>(
    `select exists (
       select 1
       from people.sign_in
       where person_id = any($1::uuid[])
     ) as has`,
    [ids],
  );
  return rows[0]?.has === true;
}
