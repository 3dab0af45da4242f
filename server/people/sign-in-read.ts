// What a route has to know of a sign-in before it asks the door.
import type { Id } from '@mutua/core/kit/id.ts';
import type pg from 'pg';

/** The hash that is kept for a person, if that person can sign in. */
export async function readHashOf(pool: pg.Pool, personId: Id): Promise<string | undefined> {
  const { rows } = await pool.query<{ hash: string }>(
    `select password_hash as hash
     from people.sign_in
     where person_id = $1`,
    [personId],
  );
  return rows[0]?.hash;
}

/** The name under which a person signs in. */
export async function readSignInNameOf(pool: pg.Pool, personId: Id): Promise<string | undefined> {
  const { rows } = await pool.query<{ name: string }>(
    `select sign_in_name as name
     from people.sign_in
     where person_id = $1`,
    [personId],
  );
  return rows[0]?.name;
}
