import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from './pool.ts';
import { requireLimitedRole } from './roles.ts';
import { startTrialDatabase, type TrialDatabase } from './trial-database.ts';

let server: TrialDatabase;

beforeAll(async () => {
  server = await startTrialDatabase({ isAsServed: true });
});
afterAll(() => server.remove());

describe("the application's role", () => {
  it('reads what it was granted', async () => {
    const { rows } = await withClient(server.application, (client) =>
      client.query('select installation_id from platform.installation'),
    );
    expect(rows).toHaveLength(1);
  });

  it.each([
    'create table platform.own (id integer)',
    'create table public.own (id integer)',
    'create schema own',
    'drop table platform.installation',
    'alter table platform.installation add column more text',
    'truncate platform.installation',
    'update platform.installation set installation_id = gen_random_uuid()',
    'delete from platform.migration',
    "insert into platform.migration (number, name, digest) values (2, 'x', repeat('0', 64))",
    'set role mutua_owner',
    'set role postgres',
    "copy platform.installation to '/tmp/stolen'",
    'create role more login',
  ])('may not: %s', async (statement) => {
    await expect(
      withClient(server.application, (client) => client.query(statement)),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('is accepted as it is, and refused when it may do more', async () => {
    await withClient(server.application, requireLimitedRole);
    await expect(withClient(server.owner, requireLimitedRole)).rejects.toThrow(
      'would serve as mutua_owner',
    );
    const superuser = { ...server.administrator, database: 'mutua' };
    await expect(withClient(superuser, requireLimitedRole)).rejects.toThrow(
      'would serve as postgres',
    );
  });
});

describe('what was once written', () => {
  const tables = [
    ...['ledger.transfer', 'ledger.day_close', 'ledger.day_balance'],
    ...['commit.command', 'loan.transition', 'loan.contract', 'notice.notice'],
    ...['disclosure.published', 'supervision.view'],
  ];

  it.each(tables)(
    'into %s can be changed and removed by no statement of the application',
    async (table) => {
      const own = {
        'ledger.transfer': 'amount',
        'ledger.day_balance': 'posted',
        'commit.command': 'at',
        'notice.notice': 'figures',
        'supervision.view': 'address',
      }[table];
      const column = own ?? 'version';
      for (const act of [
        `update ${table} set ${column} = ${column}`,
        `delete from ${table}`,
        `truncate ${table}`,
      ]) {
        await expect(
          withClient(server.application, (client) => client.query(act)),
        ).rejects.toMatchObject({ code: '42501' });
      }
    },
  );

  it.each(
    tables.flatMap((table) => ['update', 'delete', 'truncate'].map((right) => [right, table])),
  )('keeps the platform from starting while the application may %s %s', async (right, table) => {
    await asOwner(`grant ${right} on ${table} to mutua_application`);
    await expect(withClient(server.application, requireLimitedRole)).rejects.toThrow(
      `once written into ${table}.`,
    );
    await asOwner(`revoke ${right} on ${table} from mutua_application`);
    await withClient(server.application, requireLimitedRole);
  });

  it('keeps the platform from starting while the application may change one column of it', async () => {
    await asOwner('grant update (amount) on ledger.transfer to mutua_application');
    await expect(withClient(server.application, requireLimitedRole)).rejects.toThrow(
      'ledger.transfer',
    );
    await asOwner('revoke update (amount) on ledger.transfer from mutua_application');
    await withClient(server.application, requireLimitedRole);
  });

  async function asOwner(statement: string): Promise<void> {
    await withClient(server.owner, (owner) => owner.query(statement));
  }
});

describe('the database', () => {
  it('takes nobody without a password', async () => {
    const { password: _, ...withoutPassword } = server.application;
    await expect(
      withClient({ ...withoutPassword, password: 'guess' }, async () => 1),
    ).rejects.toMatchObject({
      code: '28P01',
    });
  });

  it('writes through, checks its pages, and stores its passwords as SCRAM', async () => {
    const { rows } = await withClient(server.administrator, (administrator) =>
      administrator.query(
        `select
           current_setting('fsync') as fsync,
           current_setting('full_page_writes') as pages,
           current_setting('data_checksums') as checksums,
           (select bool_and(rolpassword like 'SCRAM-SHA-256$%') from pg_authid where rolcanlogin) as scram`,
      ),
    );
    expect(rows).toEqual([{ fsync: 'on', pages: 'on', checksums: 'on', scram: true }]);
  });
});
