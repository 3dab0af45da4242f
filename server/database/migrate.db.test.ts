import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MIGRATIONS, migrate, readMigrations } from './migrate.ts';
import { withClient } from './pool.ts';
import { startEmptyDatabase, type TrialDatabase } from './trial-database.ts';

let server: TrialDatabase;
let folder: string;
let owner: pg.ClientConfig;
let count = 0;

beforeAll(async () => {
  server = await startEmptyDatabase();
});
afterAll(() => server.remove());

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'mutua-migrations-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  count += 1;
  const database = `trial_${count}`;
  await withClient(server.administrator, (administrator) =>
    administrator.query(`create database ${database} owner mutua_owner`),
  );
  owner = { ...server.owner, database };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const names = () => readdirSync(MIGRATIONS).sort();

function addMigration(sql: string): string {
  const number = String(readdirSync(folder).length + 1).padStart(4, '0');
  const name = `${number}-trial.sql`;
  writeFileSync(path.join(folder, name), sql);
  return name;
}

const run = () => withClient(owner, (client) => migrate(client, folder));

describe('migrations', () => {
  it('are applied once, in order, and recorded', async () => {
    expect(await run()).toEqual(names());
    expect(await run()).toEqual([]);
    const added = addMigration('create table platform.trial (id integer);');
    expect(await run()).toEqual([added]);
    const { rows } = await withClient(owner, (client) =>
      client.query('select name from platform.migration order by number'),
    );
    expect(rows.map(({ name }) => name)).toEqual([...names(), added]);
  });

  it('are applied once by two platforms that start together', async () => {
    const both = await Promise.all([run(), run(), run()]);
    expect(both.flat()).toEqual(names());
  });

  it('leave nothing behind when one fails, and go on when it is mended', async () => {
    const added = addMigration('create table platform.trial (id integer); select 1 / 0;');
    await expect(run()).rejects.toThrow(`The migration ${added} failed`);
    const { rows } = await withClient(owner, (client) =>
      client.query(`select to_regclass('platform.trial') as found`),
    );
    expect(rows).toEqual([{ found: null }]);
    writeFileSync(path.join(folder, added), 'create table platform.trial (id integer);');
    expect(await run()).toEqual([added]);
  });

  it('are refused when one was changed after it was applied', async () => {
    const added = addMigration('create table platform.trial (id integer);');
    await run();
    writeFileSync(path.join(folder, added), 'create table platform.trial (id bigint);');
    await expect(run()).rejects.toThrow(`The migration ${added} was changed`);
  });

  it('are the same with other line ends', async () => {
    const added = addMigration('create table platform.trial (\n  id integer\n);\n');
    await run();
    writeFileSync(
      path.join(folder, added),
      'create table platform.trial (\r\n  id integer\r\n);\r\n',
    );
    expect(await run()).toEqual([]);
  });

  it('are refused when the database has one that the program does not know', async () => {
    const added = addMigration('create table platform.trial (id integer);');
    await run();
    rmSync(path.join(folder, added));
    await expect(run()).rejects.toThrow(
      `The database is newer than this program: it has migration ${added}`,
    );
  });

  it.each(['0099-gap.sql', '0001-again.sql', 'no-number.sql', '0002_underscore.sql'])(
    'must be numbered without a gap (%s)',
    (name) => {
      writeFileSync(path.join(folder, name), 'select 1;');
      expect(() => readMigrations(folder)).toThrow('should be number');
    },
  );
});
