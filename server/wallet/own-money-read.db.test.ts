import { idOf } from '@mutua/core/kit/id.ts';
import { instantOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePool } from '../database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '../database/trial-database.ts';
import { readOfficeTopUps } from './office-flows-read.ts';
import { readTopUps } from './own-money-read.ts';

const ANNA = idOf('00000000-0000-7000-8000-00000000000a');

/** Ids are not in the order of time: a caller's own id may be any. Two were asked for in one millisecond. */
const TOP_UPS = [
  { id: 'f0000000-0000-8000-8000-000000000001', at: '2023-11-23T01:00:00.000Z' },
  { id: '10000000-0000-8000-8000-000000000002', at: '2026-11-20T01:00:00.000Z' },
  { id: '20000000-0000-8000-8000-000000000003', at: '2026-11-21T01:00:00.250Z' },
  { id: '30000000-0000-8000-8000-000000000004', at: '2026-11-21T01:00:00.250Z' },
  { id: '00000000-0000-8000-8000-000000000005', at: '2026-11-22T01:00:00.000Z' },
] as const;
const NEWEST_FIRST = [5, 4, 3, 2, 1];

let server: TrialDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  server = await startTrialDatabase();
  pool = makePool(server.application);
  for (const { id, at } of TOP_UPS) {
    await pool.query(
      `insert into wallet.top_up
         (id, client_id, role, currency, amount, rail, state, requested_at, version)
       values ($1, $2, 'lender', 'CNY', 10000, 'custodian', 'requested', $3, 1)`,
      [id, ANNA, at],
    );
  }
});
afterAll(async () => {
  await pool.end();
  await server.remove();
});

describe('top-ups', () => {
  it('come with the newest first, whatever their ids', async () => {
    expect(await pages((after) => ownPage(after, 10))).toEqual([NEWEST_FIRST]);
  });

  it('come once each over the pages, also where two were asked for in one moment', async () => {
    expect(await pages((after) => ownPage(after, 2))).toEqual([[5, 4], [3, 2], [1]]);
  });

  it('come in the same order in the office', async () => {
    const asked = { state: undefined, now: instantOf('2026-11-23T01:00:00Z') };
    const officePage = (after: Key | undefined) =>
      readOfficeTopUps(pool, asked, { after, limit: 2, readLimit: 2 });
    expect(await pages(officePage)).toEqual([[5, 4], [3, 2], [1]]);
  });
});

type Key = readonly string[];
type Row = { readonly topUpId: string; readonly requestedAt: string };

function ownPage(after: Key | undefined, readLimit: number): Promise<readonly Row[]> {
  return readTopUps(pool, { clientId: ANNA, page: { after, limit: readLimit, readLimit } });
}

/** The last digits of the ids, page by page until nothing follows. */
async function pages(
  read: (after: Key | undefined) => Promise<readonly Row[]>,
): Promise<readonly (readonly number[])[]> {
  const found: number[][] = [];
  let after: Key | undefined;
  for (;;) {
    const rows = await read(after);
    const last = rows.at(-1);
    if (last === undefined) return found;
    found.push(rows.map(({ topUpId }) => Number(topUpId.at(-1))));
    after = [last.requestedAt, last.topUpId];
  }
}
