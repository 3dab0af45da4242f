// Clients as the office sees them.
import type { ClientInOffice } from '@mutua/contract/people/client.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { ClientRole, FreezeAsked } from '@mutua/core/people/client.ts';
import type pg from 'pg';
import type { Static } from 'typebox';
import { readPacked } from '../database/packed-json.ts';
import { mayUse, type PersonActor } from '../http/access.ts';
import type { PageRequest } from '../http/cursor.ts';
import { present } from '../http/read-fields.ts';

type Client = Static<typeof ClientInOffice>;

interface Row {
  readonly clientId: Id;
  readonly clientNumber: number;
  readonly kind: string;
  readonly name: string | null;
  readonly roles: string;
  readonly status: string;
  readonly region: string | null;
  readonly isHeld: boolean;
  readonly isInstitution: boolean;
  readonly isRelatedParty: boolean;
  readonly freezeAsked: string | null;
  readonly registeredAt: Date | null;
}

export interface ClientFilter {
  readonly status?: string;
  readonly isHeld?: boolean;
  readonly clientId?: Id;
}

/** By client number, the newest first. */
export async function readClients(
  pool: pg.Pool,
  { status, isHeld, clientId }: ClientFilter,
  { after, readLimit }: Pick<PageRequest, 'after' | 'readLimit'>,
  actor: PersonActor,
): Promise<readonly Client[]> {
  const { rows } = await pool.query<Row>(
    `select
       client.id as "clientId", client.client_number as "clientNumber", client.kind, identity.name,
       client.roles, client.status, client.region, coalesce(client.is_held, false) as "isHeld",
       coalesce(client.is_institution, false) as "isInstitution",
       client.is_related_party as "isRelatedParty", client.freeze_asked as "freezeAsked",
       sign_in.created_at as "registeredAt"
     from people.client
     left join people.identity on identity.person_id = client.id
     left join people.sign_in on sign_in.person_id = client.id
     where ($1::text is null or client.status = $1)
       and ($2::boolean is null or coalesce(client.is_held, false) = $2)
       and ($3::uuid is null or client.id = $3)
       and ($4::integer is null or client.client_number < $4)
     order by client.client_number desc
     limit $5`,
    [status ?? null, isHeld ?? null, clientId ?? null, after?.[0] ?? null, readLimit],
  );
  return rows.map((row) => write(row, actor));
}

function write(row: Row, actor: PersonActor): Client {
  const { roles, freezeAsked: asked, registeredAt, name, region, ...own } = row;
  const freezeAsked = asked === null ? undefined : (readPacked(asked) as FreezeAsked);
  return {
    ...own,
    ...present({ name, region, freezeAsked, registeredAt: registeredAt?.toISOString() }),
    roles: readPacked(roles) as ClientRole[],
    actions: actionsOf(row, freezeAsked, actor),
  };
}

const COMPLIANCE = { roles: ['staff'], positions: ['compliance_officer'] } as const;

function actionsOf(
  { status, isHeld }: Row,
  freezeAsked: FreezeAsked | undefined,
  actor: PersonActor,
): string[] {
  if (!mayUse(actor, COMPLIANCE) || status === 'closed') return [];
  const asked = status === 'frozen' ? 'unfreeze' : 'freeze';
  const isOwnAsking = freezeAsked?.asked === asked && freezeAsked.makerId === actor.id;
  return [...(isHeld ? ['clear'] : []), ...(isOwnAsking ? [] : [asked]), 'declare_relation'];
}
