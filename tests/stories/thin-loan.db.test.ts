// One loan through the lane, from the application to the close, with a bank in process that keeps its own books:
// paid out, four instalments to the lenders to the cent, repaid early in part and then in full. And one that is
// not filled, of which everything goes back.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { moneyText } from '@mutua/core/money/figure-text.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import { RISK_QUESTIONNAIRE_1 } from '@mutua/core/people/questionnaire.ts';
import type { RegisterClient } from '@mutua/core/people/register-client.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { addDays, type Day, dayOf, formatDay } from '@mutua/core/time/day.ts';
import { instantOf, plusMs } from '@mutua/core/time/instant.ts';
import { runEndOfDay } from '@mutua/server/calendar/end-of-day.ts';
import { type Lane, openLane } from '@mutua/server/commit/lane.ts';
import { makePool } from '@mutua/server/database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '@mutua/server/database/trial-database.ts';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ASSESSMENT_RULE,
  aPerson,
  application,
  BANK,
  CALENDAR,
  IDENTITY_SOURCE,
  installation,
  listingOf,
  personRegistration,
  REVIEW,
  staffOf,
  VISITOR,
  verifications,
} from '../trial-house.ts';
import { BankInProcess } from './bank-in-process.ts';

const CNY = currency('CNY');
const MS_A_DAY = 86_400_000;
const MS_AN_HOUR = 3_600_000;

type Person = Actor & { readonly id: Id };

let server: TrialDatabase;
let pool: pg.Pool;
let lane: Lane;
const alarms: unknown[] = [];
let today = dayOf(2026, 3, 2);
let now = instantOf('2026-03-02T02:00:00Z');

const STAFF = staffOf(newId);

beforeAll(async () => {
  server = await startTrialDatabase();
  pool = makePool(server.application);
  await open();
  await done(CALENDAR, { kind: 'OpenFirstDay', day: today });
  await done(CALENDAR, installation(STAFF.administrator.id));
});
afterAll(async () => {
  await lane.close();
  await pool.end();
  await server.remove();
  expect(alarms).toEqual([]);
});

const bank = new BankInProcess({ rows, done: (command) => done(BANK, command) });

describe('a loan', () => {
  it('lives from the application to the close, and every cent is where it should be', async () => {
    const borrower = await aClient(personRegistration({ roles: ['borrower'] }));
    const lenders = [];
    for (const cash of [2_000_000n, 1_800_000n, 1_500_000n]) lenders.push(await aLender(cash));
    const loanId = await aFundingLoan(borrower);
    for (const [index, lender] of lenders.entries()) {
      await bid(lender, loanId, [2_000_000n, 1_700_000n, 1_300_000n][index] ?? 0n);
    }
    expect(await stateOf(loanId)).toBe('funding');
    await bank.answerAll();
    expect(await stateOf(loanId)).toBe('funded');

    await authorise(borrower, loanId);
    await done(borrower, { kind: 'SignContract', loanId });
    await reopen();
    await bank.answerAll();
    expect(await stateOf(loanId)).toBe('repaying');
    expect(await cashOf('borrower', borrower)).toBe('CNY 50000.00');
    const disbursedOn = today;

    await topUp(borrower, 'borrower', 500_000n);
    await goTo(addDays(disbursedOn, 130));
    const received = await rows(
      `select principal, outstanding, principal_received, interest_received
       from claim.claim where loan_id = $1 order by principal desc`,
      [loanId],
    );
    expect(received).toHaveLength(3);
    const instalments = await rows(
      `select effective_day, sum(amount) as amount from ledger.transfer where code in (610, 611) and subject_id = $1
       group by 1 order by 1`,
      [loanId],
    );
    expect(instalments).toHaveLength(4);
    // What lenders got is what the borrower repaid, principal and interest, to the cent.
    const paid = sumOf(instalments, 'amount');
    expect(sumOf(received, 'principal_received') + sumOf(received, 'interest_received')).toBe(paid);
    await reopen();

    await done(borrower, {
      ...{ kind: 'RepayEarly', loanId, how: 'in_part', effect: 'smaller_instalment' },
      amount: minorUnits(1_000_000n),
    });
    await bank.answerAll();
    await goTo(addDays(today, 31));
    await topUp(borrower, 'borrower', 200_000n);
    await done(borrower, { kind: 'RepayEarly', loanId, how: 'in_full' });
    await bank.answerAll();

    expect(await rows('select state, close_reason from loan.loan where id = $1', [loanId])).toEqual(
      [{ state: 'closed', close_reason: 'repaid_early' }],
    );
    expect(
      await rows('select distinct state, outstanding from claim.claim where loan_id = $1', [
        loanId,
      ]),
    ).toEqual([{ state: 'closed', outstanding: 0n }]);
    expect(await restingOn(loanId)).toEqual([]);
    await goTo(addDays(today, 1));
    await bankAgrees([borrower, ...lenders]);
  });

  it('that is not filled goes back to its lenders, all of it', async () => {
    const borrower = await aClient(personRegistration({ roles: ['borrower'] }));
    const lenders = [await aLender(300_000n), await aLender(250_000n)];
    const loanId = await aFundingLoan(borrower);
    await bid(lenders[0] as Person, loanId, 300_000n);
    await bank.answerAll();
    await bid(lenders[1] as Person, loanId, 100_000n);
    await goTo(addDays(today, 4));
    await done(CALENDAR, { kind: 'CloseFunding', loanId });
    expect(await stateOf(loanId)).toBe('funding');
    now = plusMs(now, 2 * MS_A_DAY);
    await done(CALENDAR, { kind: 'CloseFunding', loanId });
    expect(await stateOf(loanId)).toBe('failed');
    expect(await cashOf('lender', lenders[0] as Person)).toBe('CNY 3000.00');
    expect(await cashOf('lender', lenders[1] as Person)).toBe('CNY 2500.00');
    await bank.answerAll();
    expect([...bank.frozen]).toEqual([]);
    expect(await restingOn(loanId)).toEqual([]);
    await bankAgrees([borrower, ...lenders]);
    // Nothing keeps the borrower from applying again.
    await done(borrower, application());
  });
});

async function open(): Promise<void> {
  lane = await openLane({
    database: server.application,
    clock: () => now,
    alarm: (error) => alarms.push(error),
  });
}

/** Everything from here on is read again from the database. */
async function reopen(): Promise<void> {
  await lane.close();
  await open();
}

function newId(): Id {
  return idOf(uuid());
}

async function done(actor: Actor, command: AnyCommand): Promise<Id> {
  const commandId = newId();
  const outcome = await lane.commit({ commandId, actor, command });
  if (!outcome.ok) throw new Error(`${command.kind}: ${JSON.stringify(outcome.refusal)}`);
  return commandId;
}

async function aClient(registration: RegisterClient): Promise<Person> {
  const clientId = await done(VISITOR, registration);
  const answer = { kind: 'verified', reference: 'R1' } as const;
  await done(IDENTITY_SOURCE, { kind: 'VerifyIdentity', clientId, answer, screening: 'clear' });
  for (const role of registration.roles) {
    const account = `${role}-${clientId}`;
    await done(BANK, { kind: 'RecordCustodyAccount', clientId, role, account, currency: CNY });
  }
  return aPerson(clientId, ...registration.roles);
}

/** Of the boldest answers to the questionnaire, with so much cash. */
async function aLender(cash: bigint): Promise<Person> {
  const lender = await aClient(personRegistration({ roles: ['lender'] }));
  const answers = RISK_QUESTIONNAIRE_1.questions.map(({ code, options }) => [
    code,
    options.toSorted((a, b) => b.points - a.points)[0]?.code ?? '',
  ]);
  await done(lender, {
    ...{ kind: 'AnswerQuestionnaire', version: RISK_QUESTIONNAIRE_1.version },
    answers: Object.fromEntries(answers),
  });
  await topUp(lender, 'lender', cash);
  return lender;
}

async function topUp(client: Person, role: 'lender' | 'borrower', amount: bigint): Promise<void> {
  const money = minorUnits(amount);
  const topUpId = await done(client, { kind: 'RequestTopUp', role, amount: money, currency: CNY });
  bank.move(`${role}-${client.id}`, amount);
  const bankReference = `T${topUpId}`;
  await done(BANK, { kind: 'CreditTopUp', topUpId, amount: money, bankReference });
}

/** From the application to a listing that takes bids. */
async function aFundingLoan(borrower: Person): Promise<Id> {
  const applied = application();
  const loanId = await done(borrower, applied);
  for (const command of verifications(loanId, applied.facts)) {
    await done(STAFF.loanOfficer, command);
  }
  await done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId });
  const reason = '符合准入条件';
  await done(STAFF.analystLead, { kind: 'ApproveLoan', loanId, safeguard: 'none', reason });
  const [priced] = await rows('select all_in_rate_ppm from loan.loan where id = $1', [loanId]);
  const allInRatePpm = Number(priced?.all_in_rate_ppm);
  await done(borrower, { kind: 'AcceptTerms', loanId, allInRatePpm });
  await done(STAFF.loanOfficer, listingOf(loanId, now));
  await done(STAFF.loanOfficerLead, { kind: 'ListLoan', loanId, review: REVIEW });
  now = plusMs(now, MS_AN_HOUR);
  await done(CALENDAR, { kind: 'OpenFunding', loanId });
  return loanId;
}

async function bid(lender: Person, loanId: Id, amount: bigint): Promise<void> {
  const [terms] = await rows(
    `select funding ->> 'riskNotice' as notice from loan.loan where id = $1`,
    [loanId],
  );
  await done(lender, {
    ...{ kind: 'PlaceBid', loanId, amount: minorUnits(amount), confirmedRisk: true },
    acknowledgedNotice: String(terms?.notice),
  });
}

async function authorise(borrower: Person, loanId: Id): Promise<void> {
  for (const scope of ['repayment', 'fees'] as const) {
    const mandateId = await done(borrower, {
      ...{ kind: 'RequestMandate', scope, currency: CNY, loanId },
      ...{ cap: minorUnits(20_000_000n), expiresDay: dayOf(2028, 1, 1) },
    });
    await done(BANK, { kind: 'RecordMandate', mandateId, outcome: 'granted' });
  }
}

/** Day by day: what is due is collected in the morning, and the day is closed in the evening. */
async function goTo(day: Day): Promise<void> {
  const read = async ({ text, values }: { text: string; values: readonly unknown[] }) =>
    rows(text, [...values]);
  while (today < day) {
    const due = await rows(
      `select id from loan.loan where next_action_day <= $1 and state = 'repaying'`,
      [formatDay(today)],
    );
    for (const { id } of due) {
      await done(CALENDAR, { kind: 'WorkLoan', loanId: idOf(String(id)) });
    }
    await bank.answerAll();
    const closed = await runEndOfDay({ lane, read });
    if (!closed.ok) throw new Error(`${formatDay(today)}: ${JSON.stringify(closed.refusal)}`);
    today = addDays(today, 1);
    now = plusMs(now, MS_A_DAY);
  }
}

async function stateOf(loanId: Id): Promise<unknown> {
  return (await rows('select state from loan.loan where id = $1', [loanId]))[0]?.state;
}

async function cashOf(role: 'lender' | 'borrower', { id }: Person): Promise<string> {
  const [account] = await rows(
    'select posted - pending_debit as cash from ledger.account where owner = $1 and kind = $2',
    [id, `${role}_cash`],
  );
  return moneyText(minorUnits(BigInt(String(account?.cash ?? 0n))), CNY);
}

/** Accounts of the loan on which anything stands. */
function restingOn(loanId: Id): Promise<readonly Record<string, unknown>[]> {
  return rows(
    `select kind, posted, pending_debit, pending_credit from ledger.account
     where owner = $1 and (posted <> 0 or pending_debit <> 0 or pending_credit <> 0)`,
    [loanId],
  );
}

/** Both books say the same of every client, and of the operator. */
async function bankAgrees(clients: readonly Person[]): Promise<void> {
  const ours = await rows(
    `select kind, owner, posted from ledger.account where kind in ('lender_cash', 'borrower_cash')`,
  );
  const own = new Map(
    ours.map(({ kind, owner, posted }) => [
      `${String(kind).replace('_cash', '')}-${owner}`,
      posted,
    ]),
  );
  for (const { id, roles } of clients as readonly { id: Id; roles: readonly string[] }[]) {
    for (const role of roles) {
      const account = `${role}-${id}`;
      expect([account, own.get(account) ?? 0n]).toEqual([
        account,
        bank.accounts.get(account) ?? 0n,
      ]);
    }
  }
  const [fees] = await rows(
    `select coalesce(sum(posted), 0)::bigint as fees from ledger.account where kind = 'platform_fees'`,
  );
  expect(fees?.fees).toBe(bank.accounts.get('platform') ?? 0n);
  const [custody] = await rows(`select posted from ledger.account where kind = 'custody'`);
  expect(custody?.posted).toBe([...bank.accounts.values()].reduce((a, b) => a + b, 0n));
}

function sumOf(all: readonly Record<string, unknown>[], field: string): bigint {
  return all.reduce((total, row) => total + BigInt(String(row[field])), 0n);
}

function rows(text: string, values: unknown[] = []) {
  return pool
    .query<Record<string, unknown> & pg.QueryResultRow>(text, values)
    .then((result) => result.rows);
}
