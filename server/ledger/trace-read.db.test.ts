import { idOf } from '@mutua/core/kit/id.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { instantOf } from '@mutua/core/time/instant.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePool, TYPES, withClient } from '../database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '../database/trial-database.ts';
import { readTrace, type TraceAsked } from './trace-read.ts';
import { entry, TrialBook } from './trial-book.ts';

const ANNA = idOf('00000000-0000-7000-8000-00000000000a');
const BEN = idOf('00000000-0000-7000-8000-00000000000b');
const CARL = idOf('00000000-0000-7000-8000-00000000000c');
const LOAN = idOf('00000000-0000-7000-8000-00000000000d');
const custody = ['custody', 'custodian'] as const;
const anna = ['lender_cash', ANNA] as const;
const ben = ['lender_cash', BEN] as const;
const carl = ['borrower_cash', CARL] as const;
const funding = ['loan_funding', LOAN] as const;
const repayment = ['loan_repayment', LOAN] as const;
const ofLoan = { subjectId: LOAN };

let server: TrialDatabase;
let pool: pg.Pool;
let client: pg.Client;
/** The numbers of the lines, by what they are. */
const line: Record<string, bigint> = {};

beforeAll(async () => {
  server = await startTrialDatabase();
  pool = makePool(server.application);
  client = new pg.Client({ ...server.application, types: TYPES });
  await client.connect();
  const book = new TrialBook(client, server.application, () => instantOf('2026-03-02T02:00:00Z'));
  await book.turn(dayOf(2026, 3, 2));
  await writeLife(book);
});
afterAll(async () => {
  await client.end();
  await pool.end();
  await server.remove();
});

describe('a trace', () => {
  it("follows a lender's money from top-up to loan to repayment and on", async () => {
    expect(await hops({ transferId: line.topUp, owner: ANNA })).toEqual([
      'Top-up 100: custody > lender_cash',
      'Lent 80: lender_cash > loan_funding',
      'Disbursement 80: loan_funding > borrower_cash',
      'Repayment 20: borrower_cash > loan_repayment',
      'Principal received 20: loan_repayment > lender_cash',
      'Withdrawal 30: lender_cash > custody',
      'edge custody 10',
      'edge custody 20',
      'rests claim 60',
      'rests lender_cash 10',
    ]);
  });

  it('shows of the money of others no more than that it went there, or came from there', async () => {
    expect(await hops({ transferId: line.interest, direction: 'backwards', owner: ANNA })).toEqual([
      'Repayment 3: borrower_cash > loan_repayment',
      'Interest received 3: loan_repayment > lender_cash',
      'edge borrower_cash 3',
    ]);
    expect(
      await hops({ transferId: line.disbursement, direction: 'backwards', owner: CARL }),
    ).toEqual([
      'Lent 80: lender_cash > loan_funding',
      'Lent 20: lender_cash > loan_funding',
      'Disbursement 100: loan_funding > borrower_cash',
      'edge lender_cash 20',
      'edge lender_cash 80',
    ]);
  });

  it('follows the money itself for an auditor', async () => {
    expect(await hops({ transferId: line.topUp })).toEqual([
      'Top-up 100: custody > lender_cash',
      'Lent 80: lender_cash > loan_funding',
      'Disbursement 80: loan_funding > borrower_cash',
      'Service fee 10: borrower_cash > platform_fees',
      'Withdrawal 70: borrower_cash > custody',
      'Withdrawal 20: lender_cash > custody',
      'edge custody 20',
      'edge custody 70',
      'edge platform_fees 10',
    ]);
  });

  it('follows one yuan of a sum', async () => {
    const part = { start: minorUnits(99n), end: minorUnits(100n) };
    expect(await hops({ transferId: line.topUp, owner: ANNA, part })).toEqual([
      'Top-up 1: custody > lender_cash',
      'Withdrawal 1: lender_cash > custody',
      'edge custody 1',
    ]);
  });

  it('that is too long can be taken up again', async () => {
    const first = await trace({ transferId: line.topUp, owner: ANNA, hopsMax: 1 });
    const again = first.ends.find(({ why }) => why === 'not_followed')?.again;
    expect(again).toMatchObject({ transferId: String(line.bid), direction: 'forwards' });
    const part = {
      start: minorUnits(BigInt(again?.from ?? 0)),
      end: minorUnits(BigInt(again?.to ?? 0)),
    };
    expect(await hops({ transferId: line.bid, owner: ANNA, part })).toContain('rests claim 60');
  });

  it('is refused for a hold, a debt, a number that there is not, and a part beyond the sum', async () => {
    for (const transferId of [line.hold, line.lent, 999n]) {
      expect(await read({ transferId })).toMatchObject({ refusal: { code: 'not_found' } });
    }
    const part = { start: minorUnits(0n), end: minorUnits(101n) };
    expect(await read({ transferId: line.topUp, part })).toMatchObject({
      refusal: { code: 'invalid_input', data: { field: 'part' } },
    });
  });
});

/** Anna tops up 100 and lends 80 of a loan of 100; Carl repays 25 of principal and 4 of interest on a later day. */
async function writeLife(book: TrialBook): Promise<void> {
  line.topUp = await one(book, entry('top_up', custody, anna, 100));
  await one(book, entry('top_up', custody, ben, 50));
  const bid = entry('bid', anna, funding, 80, { ...ofLoan, isPending: true });
  const benBid = entry('bid', ben, funding, 20, { ...ofLoan, isPending: true });
  await withClient(server.owner, (owner) =>
    owner.query(
      `insert into claim.claim (id, loan_id, borrower_id, holder_id, origin, state, principal, outstanding, units,
         rounding_units, principal_received, interest_received, penalty_received, version)
       values (gen_random_uuid(), $1, $2, $3, 'disbursement', 'active', 100, 100, 1, 0, 0, 0, 0, 1)`,
      [LOAN, CARL, ANNA],
    ),
  );
  const holds = await book.write(bid, benBid);
  line.hold = holds[0]?.id ?? 0n;
  const posts = holds.map((ends) => ({ ends, by: 'post' }) as const);
  const disbursed = await book.write(
    ...posts,
    entry('disbursement', funding, carl, 100, ofLoan),
    entry('fee_service', carl, ['platform_fees', 'service'], 10, ofLoan),
    entry('principal_lent', ['loan_principal', LOAN], ['loan_owed', LOAN], 100, ofLoan),
  );
  [line.bid, , line.disbursement, , line.lent] = disbursed.map(({ id }) => id) as bigint[] as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  await book.turn();
  await one(book, entry('withdrawal', carl, custody, 90));
  await one(book, entry('top_up', custody, carl, 40));
  await withClient(server.owner, (owner) => owner.query('update claim.claim set outstanding = 75'));
  const paid = await book.write(
    entry('repayment', carl, repayment, 29, ofLoan),
    entry('principal_paid', repayment, anna, 20, ofLoan),
    entry('principal_paid', repayment, ben, 5, ofLoan),
    entry('interest_paid', repayment, anna, 3, ofLoan),
    entry('interest_paid', repayment, ben, 1, ofLoan),
    entry('principal_repaid', ['loan_owed', LOAN], ['loan_principal', LOAN], 25, ofLoan),
  );
  line.interest = paid[3]?.id ?? 0n;
  await book.turn();
  // The first 20 are what was left of the top-up; the next 10 are of the principal.
  await one(book, entry('withdrawal', anna, custody, 30));
}

async function one(book: TrialBook, written: ReturnType<typeof entry>): Promise<bigint> {
  const [transfer] = await book.write(written);
  return transfer?.id ?? 0n;
}

type Asked = Omit<Partial<TraceAsked>, 'transferId'> & { transferId: bigint | undefined };

function read({ transferId = 0n, ...asked }: Asked) {
  return readTrace(pool, { direction: 'forwards', language: 'en', ...asked, transferId });
}

async function trace(asked: Asked) {
  const found = await read(asked);
  if (!found.ok) throw new Error(found.refusal.code);
  const ends = found.value.ends.reduce((total, { amount }) => total + BigInt(amount), 0n);
  expect(String(ends)).toBe(found.value.amount);
  return found.value;
}

async function hops(asked: Asked): Promise<string[]> {
  const found = await trace(asked);
  return [
    ...found.hops.map(
      ({ words, amount, fromKind, toKind }) => `${words} ${amount}: ${fromKind} > ${toKind}`,
    ),
    ...found.ends.map(({ why, where, amount }) => `${why} ${where} ${amount}`).toSorted(),
  ];
}
