// The rows of `people.sign_in` and `people.sign_in_failure`.
import type { HeldPosition, SignInKind } from '@mutua/contract/people/role.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { Role } from '@mutua/core/people/actor.ts';
import { type Instant, instantOfMs, isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';

/** A sign-in as it is kept; the door writes it in the transaction that makes the person. */
export interface SignIn {
  readonly personId: Id;
  readonly kind: SignInKind;
  /** As `readSignInName` gives it. */
  readonly signInName: string;
  /** As `PasswordWork.hash` gives it. */
  readonly passwordHash: string;
  readonly roles: readonly Role[];
  readonly positions: readonly HeldPosition[];
}

type Client = Pick<pg.ClientBase, 'query'>;

/** Which of these normal names somebody has already; the table's own constraint has the last word. */
export async function readTakenNames(
  client: Client,
  signInNames: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select sign_in_name as name
     from people.sign_in
     where sign_in_name = any ($1::text[])`,
    [signInNames],
  );
  return rows.map(({ name }) => name);
}

/** Inserts all of them in one statement. */
export async function insertSignIns(
  client: Client,
  signIns: readonly SignIn[],
  now: Instant,
): Promise<void> {
  const rows = signIns.map((signIn) => ({
    person_id: signIn.personId,
    kind: signIn.kind,
    sign_in_name: signIn.signInName,
    password_hash: signIn.passwordHash,
    roles: signIn.roles,
    positions: signIn.positions,
  }));
  await client.query(
    `insert into people.sign_in
       (person_id, kind, sign_in_name, password_hash, roles, positions, created_at)
     select person_id, kind, sign_in_name, password_hash, roles, positions, $2::timestamptz
     from jsonb_to_recordset($1::jsonb) as given (
       person_id uuid, kind text, sign_in_name text, password_hash text,
       roles text[], positions text[]
     )`,
    [JSON.stringify(rows), isoOf(now)],
  );
}

export async function readSignIn(pool: pg.Pool, signInName: string): Promise<SignIn | undefined> {
  const { rows } = await pool.query<SignIn>(
    `select
       person_id as "personId",
       kind,
       sign_in_name as "signInName",
       password_hash as "passwordHash",
       roles,
       positions
     from people.sign_in
     where sign_in_name = $1`,
    [signInName],
  );
  return rows[0];
}

/** Puts a new hash of the same password where the old one still stands. */
export async function replaceHash(
  pool: pg.Pool,
  personId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await pool.query(
    `update people.sign_in
     set password_hash = $3
     where person_id = $1 and password_hash = $2`,
    [personId, from, to],
  );
}

export interface AttemptRules {
  readonly now: Instant;
  /** Failures before this instant no longer count. */
  readonly forgottenBefore: Instant;
  /** For how long the first, second, … failure locks the name; the last entry holds for all further ones. */
  readonly lockMs: readonly number[];
}

/**
 * Counts an attempt as failed before it is made, so that of many at once none is tried too many, and gives
 * until when the name is locked if no attempt may be made now.
 */
export async function countAttempt(
  pool: pg.Pool,
  nameDigest: Buffer,
  { now, forgottenBefore, lockMs }: AttemptRules,
): Promise<Instant | undefined> {
  const { rowCount } = await pool.query(
    `insert into people.sign_in_failure as failure
       (name_digest, failed_attempts, last_failed_at, locked_until)
     values (
       $1, 1, $2::timestamptz,
       $2::timestamptz + nullif(($4::double precision[])[1], 0) * interval '1 ms'
     )
     on conflict (name_digest) do update
     set (failed_attempts, last_failed_at, locked_until) = (
       select
         failures,
         $2,
         $2 + nullif(($4)[least(failures, cardinality($4))], 0) * interval '1 ms'
       from (
         select case
           when failure.last_failed_at < $3::timestamptz then 1
           else failure.failed_attempts + 1
         end
       ) as counted (failures)
     )
     where failure.locked_until is null or failure.locked_until <= $2`,
    [nameDigest, isoOf(now), isoOf(forgottenBefore), lockMs],
  );
  if (rowCount !== 0) return undefined;
  const { rows } = await pool.query<{ until: Date }>(
    `select locked_until as until
     from people.sign_in_failure
     where name_digest = $1 and locked_until > $2`,
    [nameDigest, isoOf(now)],
  );
  const [locked] = rows;
  // Somebody has just signed in under the name, so that nothing is counted any more.
  if (locked === undefined) return countAttempt(pool, nameDigest, { now, forgottenBefore, lockMs });
  return instantOfMs(locked.until.getTime());
}

export async function forgetFailures(pool: pg.Pool, nameDigest: Buffer): Promise<void> {
  await pool.query('delete from people.sign_in_failure where name_digest = $1', [nameDigest]);
}

/** Removes some of what no longer counts, so that the table stays as small as the last day was bad. */
export async function removeOldFailures(pool: pg.Pool, before: Instant): Promise<void> {
  await pool.query(
    `delete from people.sign_in_failure
     where name_digest in (
       select name_digest
       from people.sign_in_failure
       where last_failed_at < $1
       order by last_failed_at
       limit 100
     )`,
    [isoOf(before)],
  );
}
