import { dayOf } from '@mutua/core/time/day.ts';
import { instantOf } from '@mutua/core/time/instant.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBook } from '../check/check.ts';
import { makePool, TYPES } from '../database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '../database/trial-database.ts';
import { entry, TrialBook } from './trial-book.ts';

const LENDER = '20017140000000001';
const OTHER_LENDER = '20017140000000002';
const CUSTODY = '10017140000000001';
const CHECK = '23514';
const UNIQUE = '23505';

let server: TrialDatabase;
let client: pg.Client;

beforeAll(async () => {
  server = await startTrialDatabase();
  client = new pg.Client({ ...server.application, types: TYPES });
  await client.connect();
  const now = instantOf('2026-03-02T02:00:00Z');
  const book = new TrialBook(client, server.application, () => now);
  await book.turn(dayOf(2026, 3, 2));
  const custody = ['custody', 'custodian'] as const;
  const [topUp] = await book.write(
    entry('top_up', custody, ['lender_cash', 'anna'], 500),
    entry('top_up', custody, ['lender_cash', 'ben'], 500),
  );
  if (topUp)
    await book.write({ reverses: topUp }, entry('top_up', custody, ['lender_cash', 'anna'], 9));
});
afterAll(async () => {
  const pool = makePool(server.application);
  await checkBook(pool);
  await pool.end();
  await client.end();
  await server.remove();
});

describe('the tables themselves refuse, to whoever can write them,', () => {
  it.each([
    [
      'code_fits_accounts',
      "one lender's money for another",
      { debit: LENDER, credit: OTHER_LENDER, code: 230 },
    ],
    [
      'code_fits_accounts',
      'a code that is for other accounts',
      { debit: LENDER, credit: CUSTODY, code: 200 },
    ],
    [
      'code_fits_accounts',
      'a kind of account that there is not',
      { debit: '99017140000000001', credit: CUSTODY },
    ],
    [
      'code_fits_accounts',
      'money for debt',
      { debit: LENDER, credit: '40017140000000001', code: 600 },
    ],
    ['one_currency', 'one currency for another', { debit: LENDER, credit: '10012210000000001' }],
    ['code_fits_accounts', 'an account and itself', { debit: CUSTODY, credit: CUSTODY }],
    ['amount_is_positive', 'nothing at all', { amount: 0 }],
    ['transfer_check', 'a day to come', { effective: '2026-03-03' }],
    [
      'may_be_pending',
      'a hold by a code without holds',
      { kind: 'pending', debit: CUSTODY, credit: LENDER, code: 100 },
    ],
    ['only_an_end_names_a_hold', 'an end of nothing', { kind: 'post' }],
    [
      'only_posted_reverses',
      'a hold that reverses',
      { kind: 'pending', debit: CUSTODY, credit: LENDER, reverses: 1 },
    ],
  ])('by %s: %s', async (constraint, _, change) => {
    const error = await refusalOf(change);
    expect(error).toMatchObject({ code: CHECK, constraint });
  });

  it('a second reversal of one transfer', async () => {
    const twice = {
      kind: 'posted',
      code: 100,
      debit: LENDER,
      credit: CUSTODY,
      amount: 500,
      reverses: 1,
    };
    expect(
      await refusalOf({ ...twice, subject: '00000000-0000-7000-8000-000000000000' }),
    ).toMatchObject({
      code: UNIQUE,
    });
  });

  it('a balance below zero, and a hold beyond it', async () => {
    for (const change of ['posted = -1', 'pending_debit = posted + 1']) {
      const text = `update ledger.account set ${change} where account_id = ${LENDER}`;
      expect(await client.query(text).catch((error: unknown) => error)).toMatchObject({
        ...{ code: CHECK, constraint: 'never_below_zero' },
      });
    }
  });

  it('an account for a pool, and a number that says another kind', async () => {
    for (const kind of ['pool', 'borrower_cash']) {
      const text = `insert into ledger.account values (20017140000000077, '${kind}', 'x', 'CNY', 0, 0, 0, 1)`;
      expect(await client.query(text).catch((error: unknown) => error)).toMatchObject({
        ...{ code: CHECK, constraint: 'number_fits_kind' },
      });
    }
  });
});

interface Change {
  readonly kind?: string;
  readonly code?: number;
  readonly debit?: string;
  readonly credit?: string;
  readonly amount?: number;
  readonly effective?: string;
  readonly reverses?: number;
  readonly subject?: string;
}

/** What PostgreSQL says to a withdrawal that is right but for the change. */
function refusalOf(change: Change): Promise<unknown> {
  const { kind = 'posted', code = 110, debit = LENDER, credit = CUSTODY, amount = 1 } = change;
  const {
    effective = '2026-03-02',
    reverses = null,
    subject = '00000000-0000-7000-8000-000000000009',
  } = change;
  return client
    .query(
      `insert into ledger.transfer (transfer_id, subject_id, kind, code, debit_account, credit_account, amount,
         booked_day, effective_day, command_sequence, reverses_id)
       values (900, $1, $2, $3, $4, $5, $6, '2026-03-02', $7, 1, $8)`,
      [subject, kind, code, debit, credit, amount, effective, reverses],
    )
    .then(
      () => 'accepted',
      (error: unknown) => error,
    );
}
