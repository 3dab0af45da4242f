// The verified data with which a client's own account is asked for at the custodian.
import type { Id } from '@mutua/core/kit/id.ts';
import type { ClientRole, ClientStatus } from '@mutua/core/people/client.ts';
import type pg from 'pg';

export interface AccountOwner {
  readonly roles: readonly ClientRole[];
  readonly status: ClientStatus;
  readonly name?: string;
  readonly number?: string;
  readonly mobile?: string;
}

export async function readAccountOwner(
  pool: pg.Pool,
  clientId: Id,
): Promise<AccountOwner | undefined> {
  const { rows } = await pool.query<Readonly<Record<string, string | null>>>({
    name: 'wallet: account owner',
    text: `select client.roles, client.status, identity.name, identity.number, identity.mobile
      from people.client
      left join people.identity on identity.person_id = client.id
      where client.id = $1::uuid`,
    values: [clientId],
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  const { name, number, mobile } = row;
  return {
    roles: JSON.parse(row.roles ?? '[]') as readonly ClientRole[],
    status: row.status as ClientStatus,
    ...(name && { name }),
    ...(number && { number }),
    ...(mobile && { mobile }),
  };
}
