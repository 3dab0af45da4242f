import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CHINA_TIME } from '@mutua/core/calendar/business-date.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import { type Instant, instantOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Lane, openLane } from '../commit/lane.ts';
import { makePool } from '../database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '../database/trial-database.ts';
import { verifyPassword } from '../people/password.ts';
import { PasswordWork } from '../people/password-work.ts';
import type { RailLane } from '../rails/rail-door.ts';
import { StartRefused } from '../start-refused.ts';
import { makeTrialFolder } from '../trial-folder.ts';
import { givenPassword } from './first-password.ts';
import { type Installed, type InstallOptions, install } from './install.ts';

const passwordWork = new PasswordWork({
  cost: { costLog2: 10, blockSize: 8, parallelization: 1 },
});

let server: TrialDatabase;
let pool: pg.Pool;
let lane: Lane;
let dataFolder: string;
// Half past midnight in China.
let now: Instant;

beforeEach(async () => {
  now = instantOf('2026-03-01T16:30:00Z');
  dataFolder = makeTrialFolder('mutua-install-');
  server = await startTrialDatabase();
  pool = makePool(server.application);
  lane = await openLane({
    database: server.application,
    clock: () => now,
    alarm: (error) => {
      throw error;
    },
  });
});
afterEach(async () => {
  await lane.close();
  await pool.end();
  await server.remove();
  rmSync(dataFolder, { recursive: true, force: true });
});

describe('the first start', () => {
  it('opens today in the operator’s zone, and installs operator, administrator and products once', async () => {
    const first = await start();
    expect(formatDay(first.businessDate)).toBe('2026-03-02');
    const file = path.join(dataFolder, 'administrator-password');
    expect(first).toMatchObject({ passwordFile: file, note: expect.stringContaining(file) });
    const password = readFileSync(file, 'utf8').trim();
    expect(password).toMatch(/^[\w-]{24}$/);
    expect(first.note).not.toContain(password);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await administrators()).toEqual([
      { id: first.administratorId, name: 'administrator', fits: true },
    ]);
    const kept = await everything();
    now = instantOf('2026-03-05T16:30:00Z');
    expect(await start()).toEqual(first);
    expect(await everything()).toEqual(kept);
    expect(kept).toEqual({
      commands: ['OpenFirstDay', 'InstallPlatform'],
      products: ['general_loan 1', 'small_credit_loan 1'],
    });
  });

  it('goes on after an end before any of its commands, and after any of them, with the same password', async () => {
    for (const [number, isSaved] of [
      [0, false],
      [0, true],
      [1, false],
      [1, true],
    ] as const) {
      await expect(start({ lane: endingAt(number, isSaved) })).rejects.toThrow('It ended.');
    }
    const password = readFileSync(path.join(dataFolder, 'administrator-password'), 'utf8').trim();
    await start();
    expect(await administrators(password)).toMatchObject([{ fits: true }]);
    expect((await everything()).commands).toEqual(['OpenFirstDay', 'InstallPlatform']);
  });

  it('takes the password that the operator gave, and leaves none behind', async () => {
    const installed = await start({ password: 'chosen by the operator' });
    expect(installed).toMatchObject({ passwordFile: undefined, note: undefined });
    expect(existsSync(path.join(dataFolder, 'administrator-password'))).toBe(false);
    expect(await administrators('chosen by the operator')).toMatchObject([{ fits: true }]);
  });

  it('is the operator’s who was named, and with a custodian of one’s own one has to be', async () => {
    const refused = start({ isReal: true });
    await expect(refused).rejects.toThrow('MUTUA_OPERATOR_NAME');
    expect(await administrators()).toEqual([]);
    const operator = {
      ...{ name: '互信网络借贷信息中介有限公司', creditCode: '91350100M000100Y43' },
      ...{ packId: 'neutral', licences: [] },
    };
    await start({ isReal: true, operator });
    const { rows } = await pool.query('select name, credit_code, pack_id from people.operator');
    expect(rows).toEqual([
      { name: operator.name, credit_code: operator.creditCode, pack_id: 'neutral' },
    ]);
    // Afterwards it is what stands in the database, whatever is said.
    await start({ isReal: true });
  });

  it('is refused with a password that nobody may choose', async () => {
    const refused = start({ password: 'short' });
    await expect(refused).rejects.toThrow(StartRefused);
    await expect(refused).rejects.toThrow('at least 10 characters');
    expect(await administrators()).toEqual([]);
  });
});

describe('a password that was given', () => {
  it('comes from the environment or from a file', () => {
    expect(givenPassword({})).toBeUndefined();
    expect(givenPassword({ MUTUA_ADMINISTRATOR_PASSWORD: 'a' })).toBe('a');
    const file = path.join(dataFolder, 'given');
    expect(() => givenPassword({ MUTUA_ADMINISTRATOR_PASSWORD_FILE: file })).toThrow(StartRefused);
    expect(givenPassword({ MUTUA_ADMINISTRATOR_PASSWORD_FILE: aFile(file, 'b\n') })).toBe('b');
  });
});

function start(
  changes: Partial<Pick<InstallOptions, 'lane' | 'password' | 'operator' | 'isReal'>> = {},
): Promise<Installed> {
  const operatorTime = CHINA_TIME;
  return install({
    ...{ lane, pool, clock: () => now, operatorTime, dataFolder, passwordWork },
    ...changes,
  });
}

/** A lane whose process ends at that command: before it is saved, or before its answer comes. */
function endingAt(number: number, isSaved: boolean): Pick<RailLane, 'commit'> {
  let commands = 0;
  return {
    async commit(request) {
      const isLast = request.command.kind === ['OpenFirstDay', 'InstallPlatform'][number];
      commands += 1;
      if (isLast && !isSaved) throw new Error('It ended.');
      const outcome = await lane.commit(request);
      if (isLast || commands > 2) throw new Error('It ended.');
      return outcome;
    },
  };
}

async function administrators(password?: string) {
  const { rows } = await pool.query<{ id: string; name: string; hash: string }>(
    `select person_id as id, sign_in_name as name, password_hash as hash
     from people.sign_in
     where 'administrator' = any(positions)`,
  );
  const file = path.join(dataFolder, 'administrator-password');
  const known = password ?? (existsSync(file) ? readFileSync(file, 'utf8').trim() : '');
  return Promise.all(
    rows.map(async ({ id, name, hash }) => ({ id, name, fits: await verifyPassword(known, hash) })),
  );
}

async function everything() {
  const commands = await pool.query<{ kind: string }>(
    'select kind from commit.command order by sequence',
  );
  const products = await pool.query<{ product: string }>(
    `select code || ' ' || number as product
     from product.product_version
     where checker_id is not null
     order by code`,
  );
  return {
    commands: commands.rows.map(({ kind }) => kind),
    products: products.rows.map(({ product }) => product),
  };
}

function aFile(file: string, text: string): string {
  writeFileSync(file, text);
  return file;
}
