// Who a client is, for those who have to be asked about it; personal, and never logged.
import type { Id } from '@mutua/core/kit/id.ts';
import type { ClientKind, ClientStatus } from '@mutua/core/people/client.ts';
import type { NamedPerson } from '@mutua/core/people/identity.ts';
import type pg from 'pg';
import { readPacked } from '../database/packed-json.ts';

export interface KnownIdentity {
  readonly clientId: Id;
  readonly kind: ClientKind;
  readonly status: ClientStatus;
  readonly isHeld: boolean;
  readonly name: string;
  readonly number: string;
  readonly mobile: string;
  readonly legalRepresentative?: NamedPerson;
}

interface Row extends Omit<KnownIdentity, 'legalRepresentative'> {
  readonly representative: string | null;
}

export async function readIdentity(
  pool: pg.Pool,
  clientId: Id,
): Promise<KnownIdentity | undefined> {
  const { rows } = await pool.query<Row>(
    `select
       client.id as "clientId", client.kind, client.status,
       coalesce(client.is_held, false) as "isHeld",
       identity.name, coalesce(identity.number, '') as number,
       coalesce(identity.mobile, '') as mobile,
       identity.legal_representative as representative
     from people.client
     join people.identity on identity.person_id = client.id
     where client.id = $1`,
    [clientId],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { representative, ...known } = row;
  if (representative === null) return known;
  return { ...known, legalRepresentative: readPacked(representative) as NamedPerson };
}
