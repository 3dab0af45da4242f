// Halves planted into the tables: each is found.
import { withClient } from '@mutua/server/database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '@mutua/server/database/trial-database.ts';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEGINNING, readHalves, readIdsOf, readLogged, readMark, readTraces } from './log-read.ts';

const ID = '01a20176-0000-7000-8000-000000000001';
const OTHER = '01a20176-0000-7000-8000-000000000002';
const COMMAND = `insert into commit.command
  (sequence, command_id, batch, kind, actor, digest, events, at, business_date)
  values ($1, $2, 1, $3, 'person p', sha256(''), $4, '2026-11-23T02:00:00Z', '2026-11-23')`;
const TRANSFER = `insert into ledger.transfer
  (transfer_id, subject_id, kind, code, debit_account, credit_account, amount, booked_day, effective_day,
    command_sequence)
  values (7, $1, 'pending', 200, 20017140000000001, 23017140000000001, 100, '2026-11-23', '2026-11-23', $2)`;
const BID = [{ kind: 'BidPlaced', holdId: '#7' }];

let database: TrialDatabase;

beforeAll(async () => {
  database = await startTrialDatabase();
}, 60_000);
afterAll(() => database.remove());

/** What is planted is gone afterwards. */
function planted<Value>(act: (client: pg.Client) => Promise<Value>): Promise<Value> {
  return withClient(database.owner, async (client) => {
    await client.query('begin');
    try {
      return await act(client);
    } finally {
      await client.query('rollback');
    }
  });
}

describe('what is there by half', () => {
  it('is nothing in a database in which nothing happened', async () => {
    expect(await planted((client) => readHalves(client, BEGINNING))).toEqual([]);
  });

  it('is a log with a gap', async () => {
    const halves = await planted(async (client) => {
      await client.query(COMMAND, [1, ID, 'StopBidding', '[]']);
      await client.query(COMMAND, [3, OTHER, 'StopBidding', '[]']);
      return readHalves(client, BEGINNING);
    });
    expect(halves).toEqual(['After command 0 the log has 2 commands, and the last is 3.']);
  });

  it('is a command without its transfer, and without its row', async () => {
    const halves = await planted(async (client) => {
      await client.query(COMMAND, [1, ID, 'PlaceBid', JSON.stringify(BID)]);
      return readHalves(client, BEGINNING);
    });
    expect(halves).toEqual([
      'Command 1 says that it made transfer 7, which is not there.',
      'Command 1 (PlaceBid) is in the log, and its row is not there.',
    ]);
  });

  it('is a transfer of a command that is not there, or of another one', async () => {
    const orphan = await planted(async (client) => {
      await client.query(TRANSFER, [ID, 9]);
      return readHalves(client, BEGINNING);
    });
    expect(orphan).toEqual(['Transfer 7 of 2026-11-23 has no command of its day.']);
    const wrong = await planted(async (client) => {
      await client.query(COMMAND, [1, ID, 'Other', JSON.stringify(BID)]);
      await client.query(COMMAND, [2, OTHER, 'StopBidding', '[]']);
      await client.query(TRANSFER, [ID, 2]);
      return readHalves(client, BEGINNING);
    });
    expect(wrong).toEqual(['Command 1 says that it made transfer 7, which is not there.']);
  });

  it('is a row of a command that the log does not have', async () => {
    const traces = await planted(async (client) => {
      await client.query(
        `insert into wallet.top_up (id, client_id, role, currency, amount, state, requested_at, version)
         values ($1, $2, 'lender', 'CNY', 100, 'requested', '2026-11-23T02:00:00Z', 1)`,
        [ID, OTHER],
      );
      return readTraces(client, [ID, OTHER]);
    });
    expect(traces).toEqual([`top-up ${ID} is there, and its command is not in the log.`]);
  });
});

describe('the log', () => {
  it('is read by id and by person, up to where it goes', async () => {
    await planted(async (client) => {
      await client.query(COMMAND, [1, ID, 'StopBidding', '[]']);
      expect(await readMark(client)).toEqual({ sequence: 1n, transferId: 0n });
      expect([...(await readLogged(client, [ID, OTHER])).values()]).toEqual([
        {
          id: ID,
          times: 1,
          actor: 'person p',
          at: '2026-11-23T02:00:00.000Z',
          businessDate: '2026-11-23',
        },
      ]);
      expect(await readIdsOf(client, ['p'], BEGINNING)).toEqual([ID]);
      expect(await readIdsOf(client, ['p'], { sequence: 1n })).toEqual([]);
      expect(await readIdsOf(client, ['q'], BEGINNING)).toEqual([]);
    });
  });
});
