// What people are called, where the office reads of what they did, and who of the staff could do a piece of work.
import type { Id } from '@mutua/core/kit/id.ts';
import type { Position } from '@mutua/core/people/actor.ts';
import type pg from 'pg';

export interface NamedPerson {
  readonly personId: Id;
  readonly name: string;
}

/** Those of the given people who have a name, in no order. */
export async function readNames(
  pool: pg.Pool,
  personIds: readonly string[],
): Promise<readonly NamedPerson[]> {
  if (personIds.length === 0) return [];
  const { rows } = await pool.query<NamedPerson>({
    name: 'names of people',
    text: `select person_id as "personId", name from people.identity where person_id = any ($1::uuid[])`,
    values: [[...new Set(personIds)]],
  });
  return rows;
}

/** The staff in one of these positions, and their leads, by name. */
export async function readStaffIn(
  pool: pg.Pool,
  positions: readonly Position[],
): Promise<readonly NamedPerson[]> {
  const { rows } = await pool.query<NamedPerson>({
    name: 'staff in positions',
    text: `select sign_in.person_id as "personId", coalesce(identity.name, sign_in.sign_in_name) as name
      from people.sign_in
      left join people.identity on identity.person_id = sign_in.person_id
      where sign_in.kind = 'staff' and sign_in.positions && $1::text[]
      order by 2`,
    values: [positions.flatMap((position) => [position, `${position}_lead`])],
  });
  return rows;
}
