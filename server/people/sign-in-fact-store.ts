// Sign-ins as facts of the door: written once, with the person. Roles and positions are arrays, so the rows go
// as one JSON document.
import { assert } from '@mutua/core/kit/assert.ts';
import { idOf } from '@mutua/core/kit/id.ts';
import type { SignIn } from '@mutua/core/people/sign-in.ts';
import { instantOfMs, isoOf } from '@mutua/core/time/instant.ts';
import type { FactTable, Statement } from '../database/fact-table.ts';

const COLUMNS = `person_id as "personId", kind, sign_in_name as "signInName",
  password_hash as "passwordHash", roles, positions, created_at as "createdAt"`;

interface SignInRow extends Omit<SignIn, 'personId' | 'createdAt'> {
  readonly personId: string;
  readonly createdAt: Date;
}

export const signInTable: FactTable<'signIn'> = {
  kind: 'signIn',
  name: 'people.sign_in',
  lists: ['signInsOfName'],
  selected: COLUMNS,
  loadByKey: (keys) => load('by key', 'person_id = any ($1::uuid[])', keys),
  loadList: (list, keys) => load(list, 'sign_in_name = any ($1::text[])', keys),
  loadPage: (after, limit) => ({
    name: `load page of sign-ins ${after === undefined ? 'first' : 'after'}`,
    text: `select ${COLUMNS} from people.sign_in
      ${after === undefined ? '' : 'where person_id > $1::uuid'} order by person_id limit ${limit}`,
    values: after === undefined ? [] : [after],
    rows: -1,
  }),
  read(row) {
    const { personId, createdAt, ...signIn } = row as unknown as SignInRow;
    const at = instantOfMs(createdAt.getTime());
    return { fact: { ...signIn, personId: idOf(personId), createdAt: at }, version: 1 };
  },
  save(changes) {
    const rows = changes.map(({ fact, savedVersion }) => {
      assert(fact !== undefined && savedVersion === 0, 'A sign-in is written once.');
      return fact;
    });
    return rows.length === 0 ? [] : [insert(rows)];
  },
};

function load(suffix: string, condition: string, keys: readonly string[]): Statement {
  return {
    name: `load sign-in ${suffix}`,
    text: `select ${COLUMNS} from people.sign_in where ${condition}`,
    values: [keys],
    rows: -1,
  };
}

function insert(signIns: readonly SignIn[]): Statement {
  const rows = signIns.map((signIn) => ({
    person_id: signIn.personId,
    kind: signIn.kind,
    sign_in_name: signIn.signInName,
    password_hash: signIn.passwordHash,
    roles: signIn.roles,
    positions: signIn.positions,
    created_at: isoOf(signIn.createdAt),
  }));
  return {
    name: 'insert sign-in',
    text: `insert into people.sign_in
        (person_id, kind, sign_in_name, password_hash, roles, positions, created_at)
      select person_id, kind, sign_in_name, password_hash, roles, positions, created_at
      from jsonb_to_recordset($1::jsonb) as given (
        person_id uuid, kind text, sign_in_name text, password_hash text,
        roles text[], positions text[], created_at timestamptz
      )`,
    values: [JSON.stringify(rows)],
    rows: rows.length,
  };
}
