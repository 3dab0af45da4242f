// Now and then all comes to rest: what is under way is brought to its end, the bank's books are compared with the
// ledger, a business day is closed over its reconciliation, and `mutua check` looks at everything.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SandboxState } from '@mutua/contract/custodian/sandbox.ts';
import type { DayState } from '@mutua/contract/office/money.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { instantOfMs } from '@mutua/core/time/instant.ts';
import { makePool } from '@mutua/server/database/pool.ts';
import { reachCustodian } from '@mutua/server/rails/custodian/custodian.ts';
import { readRailKeys } from '@mutua/server/rails/keys.ts';
import { compareBalances } from '@mutua/server/wallet/reconcile.ts';
import { runProcess } from '../start/processes.ts';
import { CURRENCY, type Desk, personOf } from './desk.ts';
import type { House } from './house.ts';
import { readForPeople, reading, readUnderWay } from './log-read.ts';

/** An answer that nobody gave is asked for after a minute at most. */
const SETTLE_MS = 180_000;
const LOOK_MS = 200;
const SAID_LINES = 5;
export const DAY_URL = '/api/office/days/current';

export interface Rested {
  readonly seconds: number;
  /** The business date that is open now. */
  readonly day: string;
  /** Commands and rows that the last law looked at: the whole log, played again. */
  readonly examined: number;
  readonly laws: number;
  readonly violations: readonly string[];
}

export interface RestOptions {
  readonly house: House;
  readonly desk: Desk;
  readonly dist: string;
  /** Whether the day ends too; one that is ending already is always closed. */
  readonly endsDay: boolean;
  /** Decides everything that waits for an owner. */
  readonly decideAll: () => Promise<void>;
}

export async function rest(options: RestOptions): Promise<Rested> {
  const began = performance.now();
  const { house } = options;
  const settled = await settle(options);
  const balances = settled.length > 0 ? [] : await compareBooks(house);
  const { day, violations: ofDay } = await endDay(options);
  const people = await reading(() => house.connection(), readForPeople);
  const { laws, examined, violations: ofLaws } = await checkAll(options);
  return {
    ...{ seconds: (performance.now() - began) / 1_000, day, laws, examined },
    violations: [...settled, ...balances, ...ofDay, ...people, ...ofLaws],
  };
}

/** Nothing stays under way for ever. */
async function settle({ house, decideAll }: RestOptions): Promise<readonly string[]> {
  const until = Date.now() + SETTLE_MS;
  for (;;) {
    await decideAll();
    const left = await reading(() => house.connection(), readUnderWay);
    const undelivered = await undeliveredAtBank(house);
    const words = Object.entries(left).map(([what, count]) => `${count} × ${what}`);
    if (undelivered > 0) words.push(`${undelivered} × callback of the bank`);
    if (words.length === 0) return [];
    if (Date.now() > until) return [`This never comes to its end: ${words.join(', ')}.`];
    await pause(LOOK_MS);
  }
}

async function undeliveredAtBank({ data, bankUrl }: House): Promise<number> {
  const sandboxKey = readFileSync(path.join(data, 'sandbox', 'bank', 'sandbox-key'), 'utf8');
  const headers = { 'mutua-sandbox-key': sandboxKey };
  const state = await (await fetch(`${bankUrl}/sandbox/state`, { headers })).json();
  return (state as SandboxState).undeliveredCount;
}

/** Each account at the bank is what the ledger says, to the cent. */
async function compareBooks(house: House): Promise<readonly string[]> {
  const pool = makePool(house.connection());
  try {
    const { breaks } = await compareBalances({
      pool,
      custodian: reachCustodian({
        ...{ url: house.bankUrl, key: readRailKeys(house.data).key },
        clock: () => instantOfMs(Date.now()),
      }),
      currency: currency(CURRENCY),
    });
    return breaks.map((one) => `The bank's books differ: ${writeBreak(one)}`);
  } finally {
    await pool.end();
  }
}

function writeBreak(found: object): string {
  return JSON.stringify(found, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

/** The day is compared with the bank's statement, line by line, and is closed only if nothing differs. */
async function endDay({ house, desk, endsDay }: RestOptions) {
  const officer = personOf(desk, 'finance-officer');
  const { teller } = desk;
  const { day, state } = await teller.readPatiently<DayState>(officer, DAY_URL);
  if (state === 'open' && !endsDay) return { day, violations: [] };
  if (state === 'open') await teller.send(officer, `${DAY_URL}/end-of-day`, { day });
  const until = Date.now() + SETTLE_MS;
  for (;;) {
    const now = await teller.readPatiently<DayState>(officer, DAY_URL);
    if (now.day !== day) return { day: now.day, violations: [] };
    if (Date.now() > until) {
      const said = house.said.trim().split('\n').slice(-SAID_LINES).join(' ');
      return { day, violations: [`The day ${day} stays open, and the platform says: ${said}`] };
    }
    await pause(LOOK_MS);
  }
}

async function checkAll({ house, dist }: RestOptions) {
  const { status, stdout, stderr } = await runProcess(
    process.execPath,
    [path.join(dist, 'mutua.mjs'), 'check', '--data', house.data, '--json'],
    { cwd: '/', env: { PATH: process.env.PATH, HOME: '/' } },
  );
  const laws = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { law: string; examined: number; violations: string[] });
  const broken = laws.flatMap(({ law, violations }) => violations.map((one) => `${law}: ${one}`));
  const failed = status === 0 ? [] : [`mutua check ends with ${status}. ${stderr.trim()}`];
  return {
    ...{ laws: laws.length, examined: laws.at(-1)?.examined ?? 0 },
    violations: [...failed, ...broken],
  };
}
