import type { Id } from '@mutua/core/kit/id.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { isoOf, plusMs } from '@mutua/core/time/instant.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aPerson, BANK } from '../../tests/trial-house.ts';
import { newTrialId, TrialStart } from '../installation/trial-start.ts';
import type { RailLane } from '../rails/rail-door.ts';
import { Clockwork } from './clockwork.ts';

const CNY = currency('CNY');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

let trial: TrialStart;
let clients = 100_000;

beforeAll(async () => {
  trial = await TrialStart.open();
});
afterAll(() => trial.close());
afterEach(() => {
  expect(trial.alarms).toEqual([]);
});

describe('within a day', () => {
  it('a listing opens when its time has come, and not before', async () => {
    const loanId = await aLoan('listed', { opensAt: trial.now + HOUR_MS });
    await finish();
    expect(await stateOf(loanId)).toBe('listed');
    trial.later(HOUR_MS);
    await finish();
    await finish();
    expect(await stateOf(loanId)).toBe('funding');
    expect(await logged('OpenFunding', loanId)).toBe(1);
  });

  it('a bid that nobody authorised in time goes back', async () => {
    const loanId = await aLoan('funding');
    const [lender] = await lenders(1);
    const bidId = await aBid(lender, loanId);
    await awaits([bidId]);
    trial.later(29 * MINUTE_MS);
    await finish();
    expect(await bidsOf(loanId)).toEqual(['accepted']);
    trial.later(MINUTE_MS);
    await finish();
    await finish();
    expect(await bidsOf(loanId)).toEqual(['returned']);
    expect(await logged('ExpireBid', bidId)).toBe(1);
    expect(await held(lender)).toBe(0n);
  });

  it('a listing that is not full closes at its deadline, and every bid goes back', async () => {
    const loanId = await aLoan('funding', { closesAt: trial.now + 10 * MINUTE_MS });
    const both = await lenders(2);
    for (const lender of both) await aBid(lender, loanId);
    trial.later(10 * MINUTE_MS);
    await finish();
    await finish();
    expect(await stateOf(loanId)).toBe('failed');
    expect(await bidsOf(loanId)).toEqual(['returned', 'returned']);
    for (const lender of both) expect(await held(lender)).toBe(0n);
    expect(await logged('CloseFunding', loanId)).toBe(1);
  });

  it('a full loan is funded when no bid can be taken back any more', async () => {
    const loanId = await aLoan('funding', { reflectionMinutes: 60 }, 20_000n);
    const [lender] = await lenders(1);
    const bidId = await aBid(lender, loanId, 20_000n);
    const account = `F${bidId}`;
    await trial.command(BANK, {
      kind: 'RecordFreezes',
      results: [{ bidId, outcome: 'confirmed', bankReference: account }],
    } as unknown as AnyCommand);
    await finish();
    expect(await stateOf(loanId)).toBe('funding');
    trial.later(60 * MINUTE_MS);
    await finish();
    expect(await stateOf(loanId)).toBe('funded');
    trial.later(3 * DAY_MS - MINUTE_MS);
    await finish();
    expect(await stateOf(loanId)).toBe('funded');
    trial.later(MINUTE_MS);
    await finish();
    await finish();
    expect(await stateOf(loanId)).toBe('withdrawn');
    expect(await logged('LapseUnsigned', loanId)).toBe(1);
    expect(await held(lender)).toBe(0n);
  });

  it('what came to its time while the platform was off is done at the next start', async () => {
    const opens = await aLoan('listed', { opensAt: trial.now + HOUR_MS });
    const closes = await aLoan('funding', { closesAt: trial.now + HOUR_MS });
    trial.later(2 * DAY_MS);
    await trial.reopen();
    await finish();
    expect(await stateOf(opens)).toBe('funding');
    expect(await stateOf(closes)).toBe('failed');
  });

  it('is done once when the answer of the door was lost', async () => {
    const loanId = await aLoan('listed', { opensAt: trial.now });
    const losing: Pick<RailLane, 'commit'> = {
      async commit(request) {
        await trial.lane.commit(request);
        throw new Error('It ended.');
      },
    };
    const { pool, clock } = trial;
    await expect(new Clockwork({ lane: losing, pool, clock }).turn()).rejects.toThrow('It ended.');
    await finish();
    expect(await logged('OpenFunding', loanId)).toBe(1);
  });

  it('asks nothing of the door when nothing is due, and waits with what does not come about', async () => {
    const asked: string[] = [];
    const { pool, clock, lane } = trial;
    const noting: Pick<RailLane, 'commit'> = {
      commit(request) {
        asked.push(request.command.kind);
        return lane.commit(request);
      },
    };
    const clockwork = new Clockwork({ lane: noting, pool, clock, slowMs: 0 });
    expect(await clockwork.turn()).toBe(false);
    expect(asked).toEqual([]);
    // A listing whose state says what its terms do not.
    const loanId = await aLoan('listed', { opensAt: trial.now });
    const late = new Clockwork({
      ...{ pool, slowMs: 0, lane: noting },
      clock: () => plusMs(trial.now, 1),
    });
    await trial.write(`update loan.loan set funding = $2 where id = $1`, [
      loanId,
      JSON.stringify({ ...terms(), opensAt: trial.now + 1 }),
    ]);
    expect(await late.turn()).toBe(false);
    expect(await late.turn()).toBe(false);
    expect(asked).toEqual(['OpenFunding']);
    trial.later(1);
    late.hurry();
    expect(await late.turn()).toBe(true);
    expect(await stateOf(loanId)).toBe('funding');
  });

  it('what the door took without anything coming of it is asked for anew', async () => {
    const { pool, lane } = trial;
    const loanId = await aLoan('funding', { closesAt: trial.now + 1 });
    const fast = () => new Clockwork({ lane, pool, slowMs: 0, clock: () => plusMs(trial.now, 1) });
    const clockwork = fast();
    await clockwork.turn();
    await fast().turn();
    expect(await stateOf(loanId)).toBe('funding');
    trial.later(1);
    clockwork.hurry();
    expect(await clockwork.turn()).toBe(true);
    expect(await stateOf(loanId)).toBe('failed');
  });

  it('what cannot be done stands in the way of nothing else', async () => {
    const [bad, good] = [
      await aLoan('listed', { opensAt: trial.now - 1 }),
      await aLoan('listed', { opensAt: trial.now }),
    ];
    const { pool, clock, lane } = trial;
    const failing: Pick<RailLane, 'commit'> = {
      commit: (request) =>
        'loanId' in request.command && request.command.loanId === bad
          ? Promise.reject(new Error('A rule has a mistake.'))
          : lane.commit(request),
    };
    const clockwork = new Clockwork({ lane: failing, pool, clock });
    await expect(clockwork.turn()).rejects.toThrow('A rule has a mistake.');
    expect(await stateOf(good)).toBe('funding');
    await finish();
    expect(await stateOf(bad)).toBe('funding');
  });

  it('a thousand bids that expire at one moment do not hold up those who bid', async () => {
    const loanId = await aLoan('funding', {}, 20_000_000n);
    const some = await lenders(100, 200_000n);
    const bids = await Promise.all(
      some.flatMap((lender) => Array.from({ length: 10 }, () => aBid(lender, loanId))),
    );
    await awaits(bids);
    trial.later(30 * MINUTE_MS);
    const [other] = await lenders(1, 20_000_000n);
    const burst = performance.now();
    let isOver = false;
    const whole = finish().then(() => {
      isOver = true;
      return performance.now() - burst;
    });
    const waits: number[] = [];
    while (!isOver) {
      const began = performance.now();
      await aBid(other, loanId);
      waits.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const lasted = await whole;
    const states = await bidsOf(loanId);
    expect(states.filter((state) => state === 'returned')).toHaveLength(1_000);
    expect(waits.length).toBeGreaterThan(3);
    // Each waits for one part of the burst at most, not for all of it.
    expect(Math.max(...waits)).toBeLessThan(lasted / 2);
  });

  it('finds what is due by indexes, however many loans there are', async () => {
    await trial.write(
      `insert into loan.loan (id, borrower_id, state, transitions, product_code, product_version, currency,
         loan_amount, term_months, repayment_method, purpose, fees, funding, accepted, frozen, version)
       select gen_random_uuid(), gen_random_uuid(), 'funding', 1, 'p', 1, 'CNY',
         10000, 12, 'equal_instalments', 'consumption', '[]', $1::json, 0, 0, 1
       from generate_series(1, 20000)`,
      [JSON.stringify({ ...terms(), closesAt: trial.now + DAY_MS })],
    );
    await trial.write('analyze loan.loan');
    const plan = await trial.column(
      `explain (analyze, costs off, timing off, summary off)
       select id, version
       from loan.loan
       where state = 'funding'
         and (funding ->> 'closesAt')::bigint <= ${trial.now}
       order by (funding ->> 'closesAt')::bigint
       limit 500`,
    );
    expect(plan.join('\n')).toMatch(/loan_to_close/);
    expect(plan.join('\n')).toMatch(/rows=0/);
  });
});

async function finish(): Promise<void> {
  const { lane, pool, clock } = trial;
  const clockwork = new Clockwork({ lane, pool, clock, slowMs: 0 });
  while (await clockwork.turn());
}

function terms() {
  return {
    ...{ minimumBid: '#10000', bidStep: '#10000', riskNotice: 'v1', minimumTolerance: 1 },
    opensAt: trial.now - 1_000,
    closesAt: trial.now + 5 * DAY_MS,
  };
}

async function aLoan(
  state: 'listed' | 'funding',
  funding: { opensAt?: number; closesAt?: number; reflectionMinutes?: number } = {},
  amount = 1_000_000n,
): Promise<Id> {
  const [id, borrowerId] = [newTrialId(), newTrialId()];
  await trial.write(
    'insert into people.borrower (id, owed, open_loan_id, version) values ($1, 0, $2, 1)',
    [borrowerId, id],
  );
  await trial.write(
    `insert into loan.loan (id, borrower_id, state, transitions, product_code, product_version, currency,
       loan_amount, term_months, repayment_method, purpose, fees, funding, accepted, frozen, version)
     values ($1, $2, $3, 1, 'p', 1, 'CNY', $4, 12, 'equal_instalments', 'consumption', '[]', $5, 0, 0, 1)`,
    [id, borrowerId, state, amount, JSON.stringify({ ...terms(), ...funding })],
  );
  return id;
}

async function lenders(count: number, cash = 100_000n): Promise<[Id, ...Id[]]> {
  const ids = Array.from({ length: count }, () => newTrialId());
  for (const id of ids) {
    clients += 1;
    await trial.write(
      `insert into people.client
         (id, client_number, kind, roles, status, is_related_party, custody_accounts,
           custody_currencies, version)
       values ($1, $2, 'natural_person', '["lender"]', 'active', false, $3, '{"lender":"CNY"}', 1)`,
      [id, clients, JSON.stringify({ lender: `L${clients}` })],
    );
    await trial.write(
      `insert into people.lender values ($1, 5, 100000000000, '2030-01-01', false, 0, 1)`,
      [id],
    );
  }
  await Promise.all(
    ids.map(async (id) => {
      const asked = { role: 'lender', amount: minorUnits(cash), currency: CNY } as const;
      const topUpId = await trial.command(aPerson(id, 'lender'), {
        kind: 'RequestTopUp',
        ...asked,
      });
      const credit = { topUpId, amount: asked.amount, bankReference: topUpId };
      await trial.command(BANK, { kind: 'CreditTopUp', ...credit });
    }),
  );
  return ids as [Id, ...Id[]];
}

function aBid(lender: Id, loanId: Id, amount = 10_000n): Promise<Id> {
  return trial.command(aPerson(lender, 'lender'), {
    ...{ kind: 'PlaceBid', loanId, amount: minorUnits(amount), acknowledgedNotice: 'v1' },
  });
}

/** The custodian waits for their lenders, for half an hour. */
async function awaits(bidIds: readonly Id[]): Promise<void> {
  await trial.write(
    `update loan.bid
     set freeze_state = 'awaiting_authorisation', authorise_until = $2, version = version + 1
     where id = any($1::uuid[])`,
    [bidIds, isoOf(plusMs(trial.now, 30 * MINUTE_MS))],
  );
  // The lane has them in memory as they were.
  await trial.reopen();
}

async function stateOf(loanId: Id): Promise<unknown> {
  return (await trial.column('select state from loan.loan where id = $1', [loanId]))[0];
}

function bidsOf(loanId: Id): Promise<readonly unknown[]> {
  return trial.column('select state from loan.bid where loan_id = $1 order by id', [loanId]);
}

async function held(lender: Id): Promise<unknown> {
  const text = `select pending_debit from ledger.account where owner = $1 and kind = 'lender_cash'`;
  return (await trial.column(text, [lender]))[0];
}

async function logged(kind: string, id: Id): Promise<number> {
  const found = await trial.column('select events from commit.command where kind = $1', [kind]);
  return found.filter((events) => String(events).includes(id)).length;
}
