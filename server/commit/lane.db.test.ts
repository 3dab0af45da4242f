import { setTimeout as pause } from 'node:timers/promises';
import type { Id } from '@mutua/core/kit/id.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { instantOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkBook } from '../check/check.ts';
import { makePool, withClient } from '../database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '../database/trial-database.ts';
import { type Lane, OutcomeUnknown, openLane } from './lane.ts';
import type { Outcome } from './request.ts';
import { acceptedId, bidRequest, newId, person, topUpRequest } from './trial-requests.ts';

const NOW = instantOf('2026-03-02T02:00:00Z');
const CALENDAR = { kind: 'calendar' } as const;
const clock = () => NOW;

let server: TrialDatabase;
let lane: Lane;
let alarms: unknown[];

beforeAll(async () => {
  server = await startTrialDatabase();
});
afterAll(async () => {
  const pool = makePool(server.application);
  await checkBook(pool);
  await pool.end();
  await server.remove();
});

// As it runs, and so that each batch is small and the next never waits for it to be saved.
const SIZES = [undefined, { batchMax: 3, aheadMin: 1 }];

describe.each(SIZES)('the door with batches of %o', (sizes) => {
  beforeEach(async () => {
    alarms = [];
    lane = await openLane({
      database: server.application,
      clock,
      ...(sizes !== undefined && { sizes }),
      alarm: (error) => alarms.push(error),
    });
    const command = { kind: 'OpenFirstDay', day: dayOf(2026, 3, 2) } as const;
    await lane.commit({ commandId: newId(), actor: CALENDAR, command });
  });
  afterEach(() => lane.close());

  it('books what a bank says, once, however often it says so', async () => {
    const lender = await aLender();
    const topUpId = acceptedId(await lane.commit(topUpRequest(lender, 500_000n)));
    const credit = {
      commandId: newId(),
      actor: { kind: 'custodian', name: 'bank' } as const,
      command: {
        kind: 'CreditTopUp',
        topUpId,
        amount: minorUnits(500_000n),
        bankReference: 'R1',
      } as const,
    };
    const [first, second] = await Promise.all([lane.commit(credit), lane.commit(credit)]);
    const third = await lane.commit(credit);
    const repeats = [first, second, third].map((one) => one.ok && one.isRepeat);
    expect(repeats).toEqual([false, true, true]);
    const again = await lane.commit({ ...credit, commandId: newId() });
    expect(again).toMatchObject({ ok: true, command: { events: [] } });
    const command = { ...credit.command, bankReference: 'R2' };
    expect(await lane.commit({ ...credit, commandId: newId(), command })).toEqual(
      refuse('wrong_stage', { state: 'credited' }),
    );
    expect(await balances(lender)).toEqual(['lender_cash 500000 0 0']);
    expect(alarms).toEqual([]);
  });

  it('refuses an id that was used for something else, or by somebody else', async () => {
    const lender = await aLender();
    const request = topUpRequest(lender, 1n);
    expect((await lane.commit(request)).ok).toBe(true);
    const other = { ...request, command: { ...request.command, amount: minorUnits(2n) } };
    expect(await lane.commit(other)).toEqual(refuse('command_id_reused'));
    const another = { ...request, actor: person(await aLender()) };
    expect(await lane.commit(another)).toEqual(refuse('command_id_reused'));
  });

  it('does what is new although something beside it was done before', async () => {
    const loanId = await aLoan(1_000_000n);
    const [one, other] = [await aLender(100_000n), await aLender(100_000n)];
    const known = bidRequest(one, loanId, 10_000n);
    const full = bidRequest(other, loanId, 100_000n);
    const first = await Promise.all([lane.commit(known), lane.commit(full)]);
    // Decided anew, the first would be accepted once more and take the cash of the next; the third would be refused.
    const outcomes = await Promise.all([
      lane.commit(known),
      bid(one, loanId, 90_000n),
      lane.commit(full),
      bid(other, loanId, 10_000n),
      lane.commit(known),
    ]);
    expect(
      outcomes.map((outcome) => (outcome.ok ? outcome.isRepeat : outcome.refusal.code)),
    ).toEqual([true, false, true, 'insufficient_cash', true]);
    expect([acceptedId(outcomes[0]), acceptedId(outcomes[2])]).toEqual(first.map(acceptedId));
    expect(await balances(one)).toEqual(['lender_cash 100000 100000 0']);
    expect(await balances(loanId)).toEqual(['loan_funding 0 0 200000']);
    // What was taken back left no number out.
    const { rows } = await query(
      `select max(transfer_id) - min(transfer_id) as last
       from ledger.transfer
       where subject_id = $1`,
      [loanId],
    );
    expect(rows).toEqual([{ last: 2n }]);
    expect(alarms).toEqual([]);
  });

  it('takes many bids at once up to the loan amount exactly, and refuses the others', async () => {
    const loanId = await aLoan(1_000_000n);
    const lenders = await Promise.all(Array.from({ length: 40 }, () => aLender(60_000n)));
    const outcomes = await Promise.all(
      lenders.flatMap((lender) => [bid(lender, loanId, 30_000n), bid(lender, loanId, 30_000n)]),
    );
    expect(outcomes.filter((one) => one.ok)).toHaveLength(33);
    const refused = outcomes.flatMap((one) => (one.ok ? [] : [one.refusal]));
    expect(refused).toHaveLength(47);
    for (const refusal of refused) {
      expect(refusal).toEqual({ code: 'exceeds_remaining', data: { remaining: 'CNY 100.00' } });
    }
    expect((await bid(await aLender(10_000n), loanId, 10_000n)).ok).toBe(true);
    expect(await bid(await aLender(10_000n), loanId, 10_000n)).toEqual(refuse('listing_full'));
    expect(await balances(loanId)).toEqual(['loan_funding 0 0 1000000']);
    expect(alarms).toEqual([]);
  });

  it('changes nothing and remembers nothing when it refuses', async () => {
    const loanId = await aLoan(1_000_000n);
    const lender = await aLender(10_000n);
    const before = await counts();
    const commandId = newId();
    const refused = await bid(lender, loanId, 20_000n, commandId);
    expect(refused).toMatchObject({ refusal: { code: 'insufficient_cash' } });
    expect(await counts()).toEqual(before);
    // Decided anew under the same id, now that another amount is asked for.
    expect((await bid(lender, loanId, 10_000n, commandId)).ok).toBe(true);
  });

  it('previews without keeping anything', async () => {
    const loanId = await aLoan(1_000_000n);
    const lender = await aLender(10_000n);
    const before = await counts();
    const request = bidRequest(lender, loanId, 10_000n);
    expect((await lane.preview(request)).ok).toBe(true);
    expect(await counts()).toEqual(before);
    expect(await lane.commit(request)).toMatchObject({ ok: true, isRepeat: false });
  });

  it('works its commands again one by one when the batch meets rows that another writer changed', async () => {
    const loanId = await aLoan(1_000_000n);
    const lender = await aLender(100_000n);
    expect((await bid(lender, loanId, 10_000n)).ok).toBe(true);
    await withClient(server.owner, (owner) =>
      owner.query(
        'update people.lender set exposure_ceiling = 30000, version = version + 1 where id = $1',
        [lender],
      ),
    );
    const outcomes = await Promise.all([
      bid(lender, loanId, 10_000n),
      bid(lender, loanId, 10_000n),
      bid(lender, loanId, 10_000n),
    ]);
    expect(outcomes.map((one) => (one.ok ? 'accepted' : one.refusal.code))).toEqual([
      'accepted',
      'accepted',
      'over_limit',
    ]);
    expect(await balances(lender)).toEqual(['lender_cash 100000 30000 0']);
  });

  it('keeps the neighbours of a command that cannot be saved, and sounds the alarm once', async () => {
    const loanId = await aLoan(1_000_000n);
    const lenders = await Promise.all(Array.from({ length: 5 }, () => aLender(100_000n)));
    await asOwner('alter table loan.bid add constraint no_thirteen check (amount <> 130000)');
    const amounts = [10_000n, 20_000n, 130_000n, 30_000n, 40_000n];
    const rich = await aLender(200_000n);
    const outcomes = await Promise.allSettled(
      amounts.map((amount, index) =>
        bid(amount === 130_000n ? rich : (lenders[index] ?? rich), loanId, amount),
      ),
    );
    await asOwner('alter table loan.bid drop constraint no_thirteen');
    expect(outcomes.map((one) => one.status === 'fulfilled' && one.value.ok)).toEqual([
      ...[true, true, false, true, true],
    ]);
    expect(alarms.map(String)).toEqual([expect.stringContaining('no_thirteen')]);
    expect(await balances(loanId)).toEqual(['loan_funding 0 0 100000']);
    expect(await balances(rich)).toEqual(['lender_cash 200000 0 0']);
  });

  it('keeps what is being saved while what comes next cannot even be read', async () => {
    const loanId = await aLoan(1_000_000n);
    const lenders = await Promise.all(Array.from({ length: 9 }, () => aLender(100_000n)));
    const version = 'none' as unknown as number;
    const command = { kind: 'ApproveProduct', code: 'p', version } as const;
    const unreadable = { commandId: newId(), actor: CALENDAR, command };
    const outcomes = await Promise.allSettled(
      lenders.map((one, index) =>
        index === 4 ? lane.commit(unreadable) : bid(one, loanId, 10_000n),
      ),
    );
    const lost = outcomes.flatMap(({ status }, index) => (status === 'fulfilled' ? [] : [index]));
    expect(lost).toEqual([4]);
    expect(alarms.map(String)).toEqual([expect.stringContaining('invalid input syntax')]);
    expect(await balances(loanId)).toEqual(['loan_funding 0 0 80000']);
  });

  it('does not know what became of a commit whose connection broke, and finds it by its id', async () => {
    const loanId = await aLoan(1_000_000n);
    const request = bidRequest(await aLender(100_000n), loanId, 10_000n);
    await withClient(server.owner, async (owner) => {
      // Somebody else has the loan's row, so the transaction of the bid stands still in its middle.
      await owner.query('begin');
      await owner.query('select from loan.loan where id = $1 for update', [loanId]);
      const committed = lane.commit(request);
      const broken = expect(committed).rejects.toThrow(OutcomeUnknown);
      await laneWaits();
      await breakLane();
      await broken;
      await owner.query('rollback');
    });
    expect(await lane.commit(request)).toMatchObject({ ok: true, isRepeat: false });
    expect(await lane.commit(request)).toMatchObject({ ok: true, isRepeat: true });
    expect(await balances(loanId)).toEqual(['loan_funding 0 0 10000']);
    expect(alarms).toHaveLength(1);
  });

  it('does each command once, however often its connection breaks and it is asked for again', async () => {
    const loanId = await aLoan(10_000_000n);
    const lenders = await Promise.all(Array.from({ length: 20 }, () => aLender(100_000n)));
    let unknown = 0;
    const ask = async (request: ReturnType<typeof bidRequest>): Promise<Outcome> => {
      try {
        return await lane.commit(request);
      } catch (error) {
        if (!(error instanceof OutcomeUnknown)) throw error;
        unknown += 1;
        return ask(request);
      }
    };
    let isOver = false;
    const breaking = (async () => {
      for (let moment = 0; !isOver; moment = (moment + 1) % 12) {
        await pause(3 * moment);
        await breakLane();
      }
    })();
    const requests = lenders.flatMap((lender) =>
      Array.from({ length: 10 }, () => bidRequest(lender, loanId, 10_000n)),
    );
    const outcomes: Outcome[] = [];
    try {
      for (let start = 0; start < requests.length; start += 10) {
        outcomes.push(...(await Promise.all(requests.slice(start, start + 10).map(ask))));
      }
    } finally {
      isOver = true;
      await breaking;
    }
    expect(outcomes.every((one) => one.ok)).toBe(true);
    expect(unknown).toBeGreaterThan(0);
    const { rows } = await query(
      `select count(*) as bids, sum(amount)::bigint as sum
       from loan.bid
       where loan_id = $1 and id = any($2::uuid[])`,
      [loanId, requests.map(({ commandId }) => commandId)],
    );
    expect(rows).toEqual([{ bids: 200n, sum: 2_000_000n }]);
    expect(await balances(loanId)).toEqual(['loan_funding 0 0 2000000']);
  });

  it('ends when another lane takes the lease', async () => {
    const lender = await aLender();
    const other = await openLane({ database: server.application, clock, alarm: () => undefined });
    const request = topUpRequest(lender, 1n);
    await expect(lane.commit(request)).rejects.toThrow('Another process has the lease');
    expect((await other.commit(request)).ok).toBe(true);
    await other.close();
  });
});

function asOwner(text: string): Promise<unknown> {
  return withClient(server.owner, (owner) => owner.query(text));
}

const LANE = `from pg_stat_activity where application_name = 'mutua lane'`;

/** Ends the lane's connection from the database's side, as when the server fails. */
function breakLane(): Promise<unknown> {
  return withClient(server.administrator, (administrator) =>
    administrator.query(`select pg_terminate_backend(pid) ${LANE}`),
  );
}

/** Comes back when the lane waits for a row that another transaction has. */
function laneWaits(): Promise<void> {
  return withClient(server.administrator, async (administrator) => {
    for (;;) {
      const { rowCount } = await administrator.query(`select ${LANE} and wait_event_type = 'Lock'`);
      if (rowCount === 1) return;
      await pause(5);
    }
  });
}

function bid(lender: Id, loanId: Id, amount: bigint, commandId = newId()): Promise<Outcome> {
  return lane.commit(bidRequest(lender, loanId, amount, commandId));
}

let clients = 0;

/** Somebody who may lend, with so much cash that came in through the door. */
async function aLender(cash = 0n): Promise<Id> {
  const id = newId();
  clients += 1;
  const number = clients;
  await withClient(server.owner, async (owner) => {
    await owner.query(
      `insert into people.client (id, client_number, kind, roles, status, is_related_party,
         custody_accounts, custody_currencies, version)
       values ($1, $2, 'natural_person', '["lender"]', 'active', false,
         '{"lender":"L1"}', '{"lender":"CNY"}', 1)`,
      [id, number],
    );
    await owner.query(
      `insert into people.lender values ($1, 5, 100000000, '2030-01-01', false, 0, 1)`,
      [id],
    );
  });
  if (cash === 0n) return id;
  const topUpId = acceptedId(await lane.commit(topUpRequest(id, cash)));
  acceptedId(
    await lane.commit({
      commandId: newId(),
      actor: { kind: 'custodian', name: 'bank' },
      command: {
        ...{ kind: 'CreditTopUp', topUpId, amount: minorUnits(cash) },
        bankReference: `R${number}`,
      },
    }),
  );
  return id;
}

async function aLoan(amount: bigint): Promise<Id> {
  const id = newId();
  const funding = {
    ...{ minimumBid: '#10000', bidStep: '#10000', riskNotice: 'v1', minimumTolerance: 1 },
    opensAt: NOW - 1000,
    closesAt: NOW + 1000,
  };
  await withClient(server.owner, (owner) =>
    owner.query(
      `insert into loan.loan (id, borrower_id, state, transitions, product_code, product_version, currency,
         loan_amount, term_months, repayment_method, purpose, fees, funding, accepted, frozen, version)
       values ($1, $2, 'funding', 1, 'p', 1, 'CNY', $3, 12, 'equal_instalments', 'consumption', '[]', $4, 0, 0, 1)`,
      [id, newId(), amount, JSON.stringify(funding)],
    ),
  );
  return id;
}

async function balances(owner: Id): Promise<string[]> {
  const { rows } = await query<Record<string, bigint>>(
    'select kind, posted, pending_debit, pending_credit from ledger.account where owner = $1 order by kind',
    [owner],
  );
  return rows.map((row) => [row.kind, row.posted, row.pending_debit, row.pending_credit].join(' '));
}

/** How many rows there are of everything that a command could leave behind. */
async function counts(): Promise<unknown> {
  const { rows } = await query(
    `select (select count(*) from commit.command) as commands,
       (select count(*) from ledger.transfer) as transfers,
       (select count(*) from ledger.hold) as holds,
       (select count(*) from loan.bid) as bids,
       (select sum(pending_debit) from ledger.account) as held`,
    [],
  );
  return rows;
}

function query<Row extends pg.QueryResultRow>(text: string, values: unknown[]) {
  return withClient(server.application, (client) => client.query<Row>(text, values));
}
