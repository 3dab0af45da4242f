// Two roles: the owner has the tables and changes them; the application serves, and may do only what
// a migration granted it. So no request, however wrong, can change a table or rewrite what must never change.
import type { Client } from 'pg';
import { StartRefused } from '../start-refused.ts';
import { sqlStateOf } from './failure.ts';

export const OWNER_ROLE = 'mutua_owner';
export const APPLICATION_ROLE = 'mutua_application';

const INSUFFICIENT_PRIVILEGE = '42501';

/** What was written here stays as it was written: it is only added to. */
const NEVER_CHANGED = [
  ...['ledger.transfer', 'ledger.day_close', 'ledger.day_balance'],
  ...['commit.command', 'loan.transition', 'loan.contract', 'notice.notice'],
  ...['disclosure.published', 'supervision.view'],
];

/** On a server of the operator's own: makes the application's role if the owner may, and lets it be taken on. */
export async function settleApplicationRole(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ name: string; exists: boolean; taken: boolean }>(
    `select
       current_user as name,
       role.oid is not null as exists,
       role.oid is not null and pg_has_role(current_user, role.oid, 'member') as taken
     from (values ($1)) as wanted (name)
     left join pg_roles as role on role.rolname = wanted.name`,
    [APPLICATION_ROLE],
  );
  const { name, exists, taken } = rows[0] ?? { name: '', exists: false, taken: false };
  if (exists && taken) return;
  const grant = `grant ${APPLICATION_ROLE} to ${owner.escapeIdentifier(name)}`;
  try {
    if (!exists) await owner.query(`create role ${APPLICATION_ROLE} nologin`);
    await owner.query(grant);
  } catch (error) {
    if (sqlStateOf(error) !== INSUFFICIENT_PRIVILEGE) throw error;
    const missing = exists ? [] : [`create role ${APPLICATION_ROLE} nologin;`];
    throw new StartRefused(
      [
        `The database needs a role "${APPLICATION_ROLE}" that ${name} can take on, and ${name} may not make it.`,
        'Have an administrator of that server run:',
        ...[...missing, `${grant};`].map((statement) => `  ${statement}`),
      ].join('\n'),
      2,
    );
  }
}

/** Refuses to serve with a role that could change what only a migration may change, or what nobody may. */
export async function requireLimitedRole(application: Client): Promise<void> {
  const { rows } = await application.query<{
    name: string;
    limited: boolean;
    changeable: string[];
  }>(
    `select
       current_user as name,
       array(
         select name
         from unnest($1::text[]) as name
         where has_table_privilege(name, 'update, delete, truncate')
           or has_any_column_privilege(name, 'update')
       ) as changeable,
       not role.rolsuper
         and not role.rolbypassrls
         and not has_schema_privilege('platform', 'create')
         and not has_table_privilege('platform.migration', 'insert, update, delete, truncate') as limited
     from pg_roles as role
     where role.rolname = current_user`,
    [NEVER_CHANGED],
  );
  const role = rows[0];
  if (role?.limited === true && role.changeable.length > 0) {
    throw new StartRefused(
      `The platform would serve as ${role.name}, which may change or remove what was once written into ${role.changeable.join(', ')}. Take update, delete and truncate on these tables from it: what stands there is only ever added to.`,
      2,
    );
  }
  if (role?.limited === true) return;
  throw new StartRefused(
    `The platform would serve as ${role?.name ?? 'an unknown role'}, which may change the tables themselves. Take those rights from it; it needs only what "${APPLICATION_ROLE}" has.`,
    2,
  );
}
