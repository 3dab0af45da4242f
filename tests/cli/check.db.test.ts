import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../server/database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '../../server/database/trial-database.ts';
import { jsonLines, mutua } from './command.ts';

let database: TrialDatabase;

beforeAll(async () => {
  database = await startTrialDatabase();
});
afterAll(() => database.remove());

describe('mutua check', () => {
  it('says of every law that it holds, and what was examined, while the database is running', async () => {
    const { status, stdout, stderr } = await mutua(['check', '--data', database.folder]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^holds {3}balances_equal_lines: The balance of every account is/m);
    expect(stdout).toMatch(/^All \d+ laws hold\.$/m);
    const chinese = await mutua([
      'check',
      '--data',
      database.folder,
      '--json',
      '--language',
      'zh-CN',
    ]);
    const laws = jsonLines(chinese.stdout);
    expect(laws.every(({ holds }) => holds === true)).toBe(true);
    expect(laws[0]).toMatchObject({ law: 'balances_equal_lines', examined: 0, unit: 'accounts' });
    expect(laws[0]?.words).toContain('余额');
  });

  it('ends with status 1 at the first law that does not hold, naming what breaks it', async () => {
    await withClient(database.owner, (owner) =>
      owner.query(
        `insert into ledger.account values (10017140000000001, 'custody', 'custodian', 'CNY', 5, 0, 0, 1)`,
      ),
    );
    const { status, stdout } = await mutua(['check', '--data', database.folder]);
    expect(status).toBe(1);
    expect(stdout).toContain('BROKEN  balances_equal_lines');
    expect(stdout).toContain('Account 10017140000000001 (custody/custodian/CNY) has 5');
    expect(stdout).not.toContain('days_are_chained');
    await withClient(database.owner, (owner) => owner.query('delete from ledger.account'));
  });

  it('refuses a folder without a database, tables of another version, and a language that is not spoken', async () => {
    const empty = fs.mkdtempSync(path.join(os.tmpdir(), 'mutua-check-'));
    const nothing = await mutua(['check', '--data', empty]);
    expect([nothing.status, nothing.stderr]).toEqual([
      2,
      expect.stringContaining('no database of Mutua'),
    ]);
    const spoken = await mutua(['check', '--language', 'fr']);
    expect([spoken.status, spoken.stderr]).toEqual([2, expect.stringContaining('not spoken here')]);
    await withClient(database.owner, (owner) =>
      owner.query(`update platform.migration set name = name || '-else' where number = 1`),
    );
    const other = await mutua(['check', '--data', database.folder]);
    expect([other.status, other.stderr]).toEqual([
      2,
      expect.stringContaining('not those of this version'),
    ]);
    fs.rmSync(empty, { recursive: true });
  });
});
