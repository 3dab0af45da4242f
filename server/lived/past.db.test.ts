// A short past, lived twice: the same book both times, whose laws hold, and a bank that agrees with it.
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { idOf } from '@mutua/core/kit/id.ts';
import { plus } from '@mutua/core/money/minor-units.ts';
import { dayOf, formatDay } from '@mutua/core/time/day.ts';
import { instantOf } from '@mutua/core/time/instant.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { checkEverything } from '../check/check.ts';
import { openLane } from '../commit/lane.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { readPastMark } from '../installation/past/past-mark.ts';
import { type PastSettling, settlePast } from '../installation/past/settle-past.ts';
import { DESK } from '../loan/office-desks.ts';
import { Bank } from '../sandbox/bank/bank.ts';
import { makeTrialFolder } from '../trial-folder.ts';
import { LivedIds } from './lived-ids.ts';
import { readCustodyTotal, readTransferDigest } from './lived-read.ts';
import { TownLife } from './town-life.ts';

const NOW = instantOf('2026-11-23T02:00:00Z');
const MONTHS = 2;
/** When everything has lain long enough, and instalments are due. */
const LATER = dayOf(2026, 12, 10);
const folders: string[] = [];
const databases: Database[] = [];

afterAll(async () => {
  for (const database of databases) await database.close('immediate');
  for (const folder of folders) {
    const home = path.dirname(path.join(folder, 'data', 'postgres'));
    rmSync(home, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('a past', () => {
  it('is the same at two first starts on one date, even after one that was broken off', async () => {
    const [one, other] = [await open(), await open()];
    await settlePast(one.database, settling(one.folder));

    const broken = new AbortController();
    const half = settling(other.folder, {
      signal: broken.signal,
      onProgress: (permille) => {
        if ((permille ?? 0) > 100) broken.abort();
      },
    });
    await expect(settlePast(other.database, half)).rejects.toThrow();
    expect(readPastMark(other.folder)).toBe('begun');
    await settlePast(other.database, settling(other.folder));

    expect(readPastMark(other.folder)).toBe('lived');
    const digests = await Promise.all(
      [one, other].map(({ database }) => readTransferDigest(database.pool)),
    );
    expect(digests[0]).toBe(digests[1]);
    expect(await countOf(one.database, 'ledger.transfer')).toBeGreaterThan(200);
  }, 240_000);

  it('leaves something to do at every desk', async () => {
    const [database] = databases;
    if (database === undefined) throw new Error('A past was lived.');
    const { rows } = await database.pool.query<{ what: string }>(WAITING);
    expect(rows.map(({ what }) => what)).toEqual([
      ...['application applied', 'application approved', 'application assessed'],
      ...['application funding', 'break explained', 'break mended', 'client held'],
      ...['commitment asked', 'complaint', 'fraud', 'receipt proposed', 'receipt unmatched'],
      ...['withdrawal bounced', 'withdrawal paid', 'withdrawal refused', 'withdrawal requested'],
    ]);
  });

  // A Monday: whoever applied at the weekend was looked at by nobody.
  it('leaves somebody at each desk of the review, also where hardly anybody else applies', async () => {
    const { database, folder } = await open();
    await settlePast(database, settling(folder, { months: 1, sizePercent: 1 }));
    const { rows } = await database.pool.query<{ part: string }>(
      `with ${DESK} select part from desk where part = any('{in_review,to_decide}') order by part`,
    );
    expect(rows.map(({ part }) => part)).toEqual(['in_review', 'to_decide']);
  }, 60_000);

  it('has people who go on living before a day ends, once', async () => {
    const [database] = databases;
    if (database === undefined) throw new Error('A past was lived.');
    const { pool, application } = database;
    const { rows } = await pool.query<{ id: string }>(
      'select installation_id as id from platform.installation',
    );
    const installationId = idOf(rows[0]?.id ?? '');
    const ids = new LivedIds();
    const alarm = (error: unknown) => {
      throw error;
    };
    const clock = () => NOW;
    const lane = await openLane({ database: application, clock, newId: ids.ofPlatform, alarm });
    // Nobody answers at the bank here.
    const options = { lane, pool, clock, installationId, patienceMs: 0, onFailed: alarm };
    const town = new TownLife({ ...options, onFailed: (_, error) => alarm(error) });
    const before = await lifeOf(database);
    await town.liveDay(LATER);
    const after = await lifeOf(database);
    await town.liveDay(LATER);
    await lane.close();
    expect(await lifeOf(database)).toEqual(after);
    for (const what of ['applications', 'bids', 'topUps', 'listed', 'decided'] as const) {
      expect(after[what], what).toBeGreaterThan(before[what]);
    }
  }, 60_000);

  it('keeps every law of the books, and leaves a bank that agrees with them', async () => {
    const [database] = databases;
    const [folder = ''] = folders;
    if (database === undefined) throw new Error('A past was lived.');
    await checkEverything(database.pool);
    const bank = await Bank.open({
      ...{ folder: path.join(folder, 'data', 'sandbox', 'bank'), startDay: '2000-01-01' },
      ...{ currency: 'CNY', clock: () => NOW, origin: () => '' },
      onFailure: (error) => {
        throw error;
      },
    });
    expect(bank.books.day).toBe(formatDay(dayOf(2026, 11, 23)));
    expect(bank.books.totalsOf('CNY').booked).toBe(await readCustodyTotal(database.pool));
    const booked = [...bank.books.balances.values()].map((balance) => balance.booked);
    expect(booked.reduce(plus)).toBe(bank.books.totalsOf('CNY').booked);
    expect(existsSync(path.join(bank.statementFolder, '2026-11-22.CNY.json'))).toBe(true);
    await bank.close();
  }, 60_000);

  it('is lived once: a later start leaves it alone, and without one nothing is lived', async () => {
    const [database] = databases;
    const [folder = ''] = folders;
    if (database === undefined) throw new Error('A past was lived.');
    const before = await countOf(database, 'commit.command');
    await settlePast(database, settling(path.join(folder, 'data')));
    expect(await countOf(database, 'commit.command')).toBe(before);
  });
});

async function open(): Promise<{ readonly database: Database; readonly folder: string }> {
  const folder = makeTrialFolder('mutua-past-');
  folders.push(folder);
  const data = path.join(folder, 'data');
  const database = await openDatabase({
    ...{ folder: data, beforeStart: async () => undefined, say: () => undefined },
    signal: new AbortController().signal,
  });
  databases.push(database);
  return { database, folder: data };
}

function settling(dataFolder: string, changes: Partial<PastSettling> = {}): PastSettling {
  return {
    ...{ dataFolder, months: MONTHS, sizePercent: 20, clock: () => NOW, operatorTime: {} },
    ...{ administratorPassword: undefined, say: () => undefined, onProgress: () => undefined },
    signal: new AbortController().signal,
    ...changes,
  };
}

/** What waits, or has gone another way than it was meant to. */
const WAITING = `select distinct what from (
    select 'application ' || state as what from loan.loan
      where state in ('applied', 'assessed', 'approved', 'funding')
    union all select 'receipt ' || state from wallet.receipt
    union all select 'break ' || state from ledger.break
    union all select 'withdrawal ' || state from wallet.withdrawal
    union all select 'commitment asked' from safeguard.commitment where state = 'asked'
    union all select 'client held' from people.client where is_held
    union all select case_kind from work.case
      where case_kind in ('complaint', 'fraud') and state not in ('closed', 'cancelled')
  ) as waiting order by what`;

async function lifeOf({ pool }: Database) {
  const { rows } = await pool.query<
    Record<'applications' | 'bids' | 'topUps' | 'listed' | 'decided', number>
  >(
    `select (select count(*)::integer from loan.loan) as applications,
       (select count(*)::integer from loan.bid) as bids,
       (select count(*)::integer from wallet.top_up) as "topUps",
       (select count(*)::integer from loan.listing where state = 'published') as listed,
       (select count(*)::integer from loan.loan
        where state not in ('applied', 'assessed')) as decided`,
  );
  const [life] = rows;
  if (life === undefined) throw new Error('It is counted.');
  return life;
}

async function countOf({ pool }: Database, table: string): Promise<number> {
  const { rows } = await pool.query<{ count: string }>(
    `select count(*)::text as count from ${table}`,
  );
  return Number(rows[0]?.count);
}
