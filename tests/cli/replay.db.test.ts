// Some loans of tests/vectors/past-loans.csv: rows of the public loan file of LendingClub (36 months, issued in the
// second quarter of 2015, public domain), as they stand there.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutua } from './command.ts';

const FILE = fileURLToPath(new URL('../vectors/past-loans.csv', import.meta.url));
/** As slow as a busy machine may be. */
const SLOW_MS = 240_000;

let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mutua-replay-test-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('mutua replay', () => {
  it('lives loans through the platform, and finds every difference from their record explained', {
    timeout: SLOW_MS,
  }, async () => {
    const { status, stdout, stderr } = await mutua(['replay', FILE, '--lenders', '30', '--check']);
    expect(stderr).toBe('');
    expect(stdout).toContain('Unexplained differences: 0\n');
    expect(stdout).toMatch(/^All \d+ laws of the books hold\.$/m);
    expect(stdout).toMatch(/^grade +loans +principal ledger +file +interest ledger +file/m);
    expect(stdout).toContain('repaid early, within one day’s accrual');
    expect(stdout).toContain('Instalments that differ: 46793138\n');
    expect(status).toBe(0);
  });

  it('says so when the rate of a row was raised', { timeout: SLOW_MS }, async () => {
    const [header = '', ...rows] = fs.readFileSync(FILE, 'utf8').split('\n');
    const columns = header.split(',');
    const raised = (rows.find((row) => row.startsWith('44653304,')) ?? '').split(',');
    const rate = columns.indexOf('int_rate');
    raised[rate] = String(Math.round(Number(raised[rate]) * 10_100) / 10_000);
    const file = path.join(folder, 'raised.csv');
    fs.writeFileSync(file, `${header}\n${raised.join(',')}\n`);
    const { status, stdout } = await mutua(['replay', file, '--json']);
    const told = JSON.parse(stdout);
    expect(told).toMatchObject({ loans: 1, instalmentsThatDiffer: ['44653304'] });
    expect(told.unexplained).toBeGreaterThanOrEqual(1);
    expect(status).toBe(1);
  });

  it('refuses what cannot be used, with the place and exit status 2', async () => {
    const broken = path.join(folder, 'broken.csv');
    fs.writeFileSync(broken, fs.readFileSync(FILE, 'utf8').replace(/Fully Paid/, 'Current'));
    const unread = await mutua(['replay', broken]);
    expect([unread.status, unread.stderr]).toEqual([
      2,
      expect.stringMatching(/line 2: loan_status: "Current" is neither/),
    ]);
    const missing = await mutua(['replay', path.join(folder, 'none.csv')]);
    expect([missing.status, missing.stderr]).toEqual([
      2,
      expect.stringContaining('There is no file'),
    ]);
    const few = await mutua(['replay', FILE, '--lenders', '0']);
    expect([few.status, few.stderr]).toEqual([2, expect.stringContaining('--lenders is "0"')]);
  });
});
