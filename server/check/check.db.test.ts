import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { instantOf } from '@mutua/core/time/instant.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePool, TYPES } from '../database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '../database/trial-database.ts';
import { entry, TrialBook } from '../ledger/trial-book.ts';
import { custodianLaw } from './bank-law.ts';
import { checkBook, checkLaws, everyLaw, examine } from './check.ts';
import type { Law } from './law.ts';
import { replayLaw } from './replay-law.ts';
import { ANNA, BEN, buildTown } from './trial-town.ts';

const REPLAY = 'log_gives_the_tables';
const LAWS = new Map(everyLaw().map((law) => [law.name, law]));

let server: TrialDatabase;
let pool: pg.Pool;
let client: pg.Client;
let owner: pg.Client;
let book: TrialBook;

beforeAll(async () => {
  server = await startTrialDatabase();
  pool = makePool(server.application);
  client = new pg.Client({ ...server.application, types: TYPES });
  owner = new pg.Client({ ...server.owner, types: TYPES });
  await client.connect();
  await owner.connect();
  book = new TrialBook(client, server.application, () => instantOf('2026-03-02T02:00:00Z'));
});
afterAll(async () => {
  await client.end();
  await owner.end();
  await pool.end();
  await server.remove();
});

describe('the log played again', () => {
  beforeAll(async () => {
    await book.turn(dayOf(2026, 3, 2));
    const lender = ['lender_cash', ANNA] as const;
    for (let day = 0; day < 3; day += 1) {
      await book.write(entry('top_up', ['custody', 'custodian'], lender, 100));
      const held = { isPending: true } as const;
      const [hold] = await book.write(
        entry('withdrawal', lender, ['custody', 'custodian'], 10, held),
      );
      if (hold && day > 0) await book.write({ ends: hold, by: day === 1 ? 'post' : 'void' });
      if (day < 2) await book.turn();
    }
  });

  it('gives the tables, with much memory and with next to none', async () => {
    const owners = makePool(server.owner);
    for (const [from, bytesMax] of [
      [pool, undefined],
      [pool, 1],
      [owners, undefined],
      [owners, 3_000],
      [owners, 1],
    ] as const) {
      const [checked] = await checkLaws(from, { laws: [replayLaw(bytesMax)] });
      expect(checked).toMatchObject({ broken: 0, violations: [] });
      expect(checked?.examined).toBeGreaterThan(15);
    }
    await owners.end();
  });

  it.each([
    [
      'a balance',
      `update ledger.account set posted = posted + 1 where kind = 'lender_cash'`,
      'posted is "#291"',
    ],
    ['a hold that is gone', 'delete from ledger.hold', 'hold: the log gives 1, the table has 0.'],
    [
      'a row that nobody asked for',
      `insert into people.borrower (id, owed, version) values (gen_random_uuid(), 0, 1)`,
      'the log knows nothing of it',
    ],
    ['a day that was moved', `update calendar.business_day set day = day + 1`, 'day is'],
    [
      'a notice that nobody caused',
      `insert into notice.notice
       values (gen_random_uuid(), 2, 0, 'lender', 'top_up_credited', 'top_up', gen_random_uuid(), 'CNY', '{}',
         now(), '2026-03-02')`,
      'the log knows nothing of it',
    ],
    [
      'an event that was changed',
      `update commit.command set events = '[]' where kind = 'OpenFirstDay'`,
      'cannot be played again',
    ],
    [
      'a command that is gone',
      `delete from commit.command where kind = 'Entry' and business_date = '2026-03-02'`,
      'is of command 2, which is not there before this one',
    ],
    [
      'a command that moved nothing and is gone',
      `delete from commit.command where kind = 'OpenFirstDay'`,
      'cannot be played again',
    ],
    [
      'a transfer behind the last command',
      'update ledger.transfer set command_sequence = 900000 where transfer_id = (select max(transfer_id) from ledger.transfer)',
      'names command 900000, which the log has not',
    ],
    [
      'a transfer that was changed',
      'update ledger.transfer set amount = 500 where transfer_id = 4',
      'balance_would_be_negative',
    ],
  ])('shows %s', async (_, plant, said) => {
    for (const law of [LAWS.get(REPLAY) as Law, replayLaw(1)]) {
      const found = await planted(law, plant);
      expect(found.violations.join()).toContain(said);
      expect(found.broken).toBeGreaterThan(0);
    }
  });

  it('tells how long each law took, and looks no further where one before it does not hold', async () => {
    const laws = everyLaw();
    await owner.query(`update ledger.account set posted = posted + 1 where kind = 'lender_cash'`);
    const checked = await checkLaws(pool, { laws, stopAtFirst: true });
    await owner.query(`update ledger.account set posted = posted - 1 where kind = 'lender_cash'`);
    expect(checked.map(({ law }) => law.name)).toEqual(['balances_equal_lines']);
    expect(checked.every(({ seconds }) => seconds > 0)).toBe(true);
  });
});

describe('the check', () => {
  beforeAll(() => buildTown(book, owner));

  it('finds nothing in a town where everything is right', async () => {
    await checkBook(pool);
    const laws = everyLaw().filter(({ name }) => name !== REPLAY);
    const checked = await checkLaws(pool, { laws });
    expect(checked.flatMap(({ violations }) => violations)).toEqual([]);
    for (const { law, examined } of checked)
      expect([law.name, examined > 0]).toEqual([law.name, true]);
  });

  it('has a name and words in both languages for every law, and no two alike', () => {
    const laws = [...everyLaw(), custodianLaw(async () => [])];
    expect(new Set(laws.map(({ name }) => name)).size).toBe(laws.length);
    for (const { words, name } of laws) {
      expect(name).toMatch(/^[a-z]+(_[a-z]+)+$/);
      expect(words['zh-CN']).toMatch(/[\u4e00-\u9fff]/);
      expect(words.en).toMatch(/^[A-Z]/);
    }
  });

  it.each(Object.entries(plants()))('catches a violation of %s', async (name, plant) => {
    const found = await planted(LAWS.get(name) as Law, plant);
    expect([name, found.broken > 0, found.violations.length > 0]).toEqual([name, true, true]);
  });

  it.each([
    [
      'numbers of two days that overlap',
      'closed_days_are_not_written',
      `update ledger.day_close set last_transfer_id = last_transfer_id + 1
       where day = (select min(day) from ledger.day_close)`,
      'which is among those of a day before',
    ],
    [
      'a transfer outside the numbers of its closed day',
      'day_balances_equal_lines',
      `update ledger.day_close set last_transfer_id = last_transfer_id - 1
       where day = (select min(day) from ledger.day_close)`,
      'its lines come to',
    ],
  ])('catches %s', async (_, name, plant, said) => {
    const found = await planted(LAWS.get(name) as Law, plant);
    expect(found.violations.join()).toContain(said);
  });

  it('has a planted violation for every law', () => {
    expect(
      [...LAWS.keys()].filter((name) => name !== REPLAY && !Object.hasOwn(plants(), name)),
    ).toEqual([]);
  });

  it('ends at the first law that does not hold, and a test that ends with it fails', async () => {
    await owner.query(`update ledger.account set posted = posted + 1 where kind = 'custody'`);
    try {
      const checked = await checkLaws(pool, { laws: everyLaw(), stopAtFirst: true });
      expect(checked.map(({ law }) => law.name)).toEqual(['balances_equal_lines']);
      await expect(checkBook(pool)).rejects.toThrow('balances_equal_lines: Account 100171400');
    } finally {
      await owner.query(`update ledger.account set posted = posted - 1 where kind = 'custody'`);
    }
  });

  it("holds the custodian's figures against the ledger", async () => {
    const CNY = currency('CNY');
    const { rows } = await owner.query<{ posted: bigint }>(
      `select posted from ledger.account where kind = 'custody'`,
    );
    const booked = minorUnits(rows[0]?.posted ?? 0n);
    const agrees = custodianLaw(async () => [{ currency: CNY, booked }]);
    expect(await examine(client, agrees)).toMatchObject({ broken: 0, examined: 1 });
    const differs = custodianLaw(async () => [{ currency: CNY, booked: minorUnits(booked + 1n) }]);
    expect(await examine(client, differs)).toMatchObject({ broken: 1 });
  });
});

/** What the law says when this was done by somebody who may do everything; then it is undone. */
async function planted(law: Law, plant: string) {
  await owner.query('begin');
  try {
    await owner.query(plant);
    return await examine(owner, law);
  } finally {
    await owner.query('rollback');
  }
}

/** A reserve into which so much was paid. */
function reserve(contributed: number): string {
  return `insert into safeguard.reserve_scheme
    (id, code, names, trustee_id, contributor_id, currency, accrual_ppm, cover, ceiling_ppm, short_rule, state,
      state_since, contributed, released, waiting, version)
    values ('00000000-0000-7000-8000-0000000000aa', 'a_reserve', '{}', '00000000-0000-7000-8000-0000000000ab',
      '00000000-0000-7000-8000-0000000000ac', 'CNY', 10000, 'principal', 1000000, 'pro_rata', 'active',
      '2026-01-01', ${contributed}, 0, 0, 1)`;
}

const SAFEGUARD_PLANTS = {
  lines_hold_what_is_promised: 'update safeguard.guarantor set committed = committed + 1',
  guarantors_stand_behind_their_loans: `update loan.loan set safeguard = 'guarantee' where state = 'funding'`,
  compensation_becomes_a_claim: `update claim.claim set origin = 'subrogation' where outstanding = 15`,
  compensation_reaches_the_lenders: `alter table ledger.transfer drop constraint code_fits_accounts,
      drop constraint if exists may_be_pending;
    update ledger.transfer set code = 410 where transfer_id = (select min(transfer_id) from ledger.transfer where kind = 'post')`,
  compensation_is_called_in_time: `update loan.loan set compensation_day = '2026-01-01' where state = 'repaying'`,
  secured_loans_keep_their_collateral: `update loan.loan set security = 'mortgage' where state = 'funding'`,
  // Paid in, it says, and nothing is there.
  reserves_are_funded_and_used: reserve(5),
  // 1 % of 1,000 is 10.
  reserves_are_accrued_by_their_share: `${reserve(0)};
    insert into safeguard.reserve_accrual
    values ('00000000-0000-7000-8000-0000000000aa', '2026-01-01', 1000, 10000, 9, 0, 0, 9, 'asked', null, 1)`,
  // Two are owed the same, and get it unequally.
  reserves_are_shared_by_their_rule: `insert into safeguard.reserve_spending
    values ('00000000-0000-7000-8000-0000000000aa', '2026-01-01', 10, 20, 10, 'pro_rata',
      '[{"loanId":"a","due":"#10","paid":"#8"},{"loanId":"b","due":"#10","paid":"#2"}]', 1)`,
  reserves_pay_their_own_bad_debts: `alter table ledger.transfer drop constraint code_fits_accounts,
      drop constraint if exists may_be_pending;
    update ledger.transfer set code = 421 where transfer_id = (select min(transfer_id) from ledger.transfer where kind = 'post')`,
};

const CORRECTION_PLANTS = {
  corrections_move_no_money: `update ledger.transfer
      set credit_account = (select account_id from ledger.account where owner = '${ANNA}' and kind = 'lender_cash')
      where code = 231 and reverses_id is null and command_sequence in (
        select command_sequence from ledger.transfer where code = 231 and reverses_id is not null
      )`,
  repayments_are_taken_back_whole: 'update wallet.instruction set reversed_by = null',
  // It says that it was paid, and nothing was booked.
  collection_costs_are_those_of_cases: `insert into work.collection_cost
    select id, id, id, 5, 'CNY', 'p', 'r', 'n', 'a', id, '2026-03-02', 'paid', gen_random_uuid(), id, 900000,
      '2026-03-02', null, 1
    from loan.loan limit 1`,
};

/** One act for each law, as only the owner of the tables could do it. */
function plants(): Record<string, string> {
  const copy = (changes: string) => `
    insert into ledger.transfer
    select (jsonb_populate_record(transfer, to_jsonb(transfer) || '{"transfer_id": 900000}' || ${changes})).*
    from ledger.transfer
    where transfer_id = (select max(transfer_id) from ledger.transfer where kind = 'posted' and reverses_id is null)`;
  const without = (constraint: string, act: string) =>
    `alter table ledger.transfer drop constraint ${constraint}; ${act}`;
  const account = (kind: string) =>
    `(select account_id from ledger.account where kind = '${kind}' limit 1)`;
  return {
    balances_equal_lines: `update ledger.account set posted = posted + 1 where kind = 'platform_fees'`,
    holds_equal_pending: 'update ledger.hold set amount = amount + 1',
    holds_end_once: copy(`'{}'`).replace(/where transfer_id = .*/s, `where kind = 'post' limit 1`),
    reversals_mirror: `update ledger.transfer set amount = amount + 1 where reverses_id is not null`,
    never_below_zero: `alter table ledger.account drop constraint never_below_zero;
      update ledger.account set posted = -1 where kind = 'borrower_cash'`,
    accounts_of_the_chart: `alter table ledger.account drop constraint number_fits_kind;
      update ledger.account set kind = 'pool' where kind = 'platform_fees'`,
    transfers_by_their_code: without('code_fits_accounts', copy(`jsonb_build_object('code', 999)`)),
    custody_equals_client_money: `update ledger.account set posted = posted + 1 where kind = 'custody'`,
    debt_equals_owed: `update ledger.account set posted = posted + 1 where kind = 'loan_owed'`,
    claims_equal_principal: `update ledger.account set posted = posted + 1 where kind = 'loan_principal'`,
    funding_equals_bids: `update ledger.account set pending_credit = 49 where pending_credit = 50`,
    repayments_pass_through: `update ledger.transfer set amount = amount + 1 where code = 220`,
    operator_by_its_codes: without(
      'code_fits_accounts',
      `update ledger.transfer set code = 230 where code = 301`,
    ),
    no_cash_to_cash: without(
      'code_fits_accounts',
      `update ledger.transfer set debit_account = ${account('borrower_cash')} where code = 230`,
    ),
    loan_money_stays_with_its_loan: `update claim.claim set holder_id = '00000000-0000-7000-8000-0000000000ff'
      where outstanding = 15`,
    loans_follow_their_transitions: `update loan.loan set state = 'listed' where state = 'funding'`,
    bids_are_held: `update loan.bid set amount = amount + 1 where state = 'accepted'`,
    loans_count_their_bids: `update loan.loan set accepted = accepted - 1 where state = 'funding'`,
    claims_are_between_borrower_and_lender: `update claim.claim set borrower_id = holder_id, holder_id = borrower_id
      where outstanding = 24`,
    claims_add_up: `update claim.claim set principal = principal + 1`,
    claims_received_what_was_paid: `update claim.claim set interest_received = interest_received + 1`,
    exposure_is_what_is_committed: 'update people.lender set exposure = exposure + 1',
    borrowers_owe_their_principal: 'update people.borrower set owed = owed + 1',
    listings_are_whole_loans: 'update loan.listing set term_months = 2',
    accounts_have_their_owner: `update ledger.account set owner = 'nobody' where owner = '${BEN}'`,
    contracts_keep_their_hash: `update loan.loan set contract_hash = repeat('0', 64) where contract_hash is not null`,
    withdrawals_are_held: `update wallet.withdrawal set state = 'paid'`,
    repayments_are_asked_for: `update loan.servicing
      set under_way = '{"instructionId":"00000000-0000-8000-8000-000000000001"}'`,
    withdrawals_that_bounce_cost_nothing: `update wallet.withdrawal set state = 'paid', held = held + 1`,
    ...plantsOfDebt(),
    nobody_stands_behind_none: without(
      'code_fits_accounts',
      `update ledger.transfer set code = 410 where code = 220`,
    ),
    ...SAFEGUARD_PLANTS,
    ...CORRECTION_PLANTS,
    notices_reach_their_parties: `update notice.notice set client_id = '00000000-0000-7000-8000-0000000000ff'
      where role = 'lender'`,
    reminders_go_out: `delete from notice.notice where figures ->> 'daysBefore' = '1'`,
    ...plantsOfTheLog(),
  };
}

function plantsOfTheLog(): Record<string, string> {
  return {
    transfers_have_their_command:
      'update ledger.transfer set command_sequence = 900000 where transfer_id = 3',
    log_goes_forward: 'update commit.command set batch = 900000 where sequence = 3',
    closed_days_are_not_written: `update ledger.transfer set booked_day = booked_day - 1,
      effective_day = effective_day - 1 where transfer_id = (select max(transfer_id) from ledger.transfer)`,
    trial_balances_equal_balances: `update ledger.day_close
      set trial_balance = regexp_replace(trial_balance::text, '"#([1-9])', '"#9\\1')::json
      where day = (select max(day) from ledger.day_close)`,
    day_balances_equal_lines: `delete from ledger.day_balance where day = (select max(day) from ledger.day_balance)`,
    days_are_chained: `update commit.command set actor = 'person x' where sequence = 2`,
  };
}

function plantsOfDebt(): Record<string, string> {
  return {
    instalments_are_the_debt: `update ledger.account set posted = posted + 1 where kind = 'loan_interest'`,
    penalty_stops_at_write_off: `update ledger.transfer set transfer_id = 900000 where code = 602`,
    written_off_stands_apart: `update loan.loan set state = 'defaulted' where state = 'written_off'`,
    losses_are_what_is_missing: `update claim.claim set state = 'closed', outstanding = 0, loss = 24
      where outstanding = 24`,
  };
}
