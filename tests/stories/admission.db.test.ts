// From the registration to a listing that opens: through the lane, on a real database.

import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import type { ApplyForLoan } from '@mutua/core/loan/apply/apply-for-loan.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { RegisterClient } from '@mutua/core/people/register-client.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { instantOf, plusMs } from '@mutua/core/time/instant.ts';
import { checkLaws, everyLaw } from '@mutua/server/check/check.ts';
import { type Lane, openLane } from '@mutua/server/commit/lane.ts';
import { makePool } from '@mutua/server/database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '@mutua/server/database/trial-database.ts';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ASSESSMENT_RULE,
  aPerson,
  application,
  BANK,
  CALENDAR,
  credentials,
  IDENTITY_SOURCE,
  identityNumber,
  installation,
  listingOf,
  ORGANISATION_APPLICATION,
  organisationRegistration,
  personRegistration,
  REVIEW,
  staffOf,
  VISITOR,
  verifications,
} from '../trial-house.ts';

let server: TrialDatabase;
let pool: pg.Pool;
let lane: Lane;
let alarms: unknown[];
let now = instantOf('2026-03-02T02:00:00Z');

const STAFF = staffOf(newId);

beforeAll(async () => {
  server = await startTrialDatabase();
  pool = makePool(server.application);
  lane = await open();
  await done(CALENDAR, { kind: 'OpenFirstDay', day: dayOf(2026, 3, 2) });
  await done(CALENDAR, installation(STAFF.administrator.id));
  await lane.close();
});
afterAll(async () => {
  const checked = await checkLaws(pool, { laws: everyLaw() });
  await pool.end();
  await server.remove();
  expect(checked.flatMap(({ violations }) => violations)).toEqual([]);
});

beforeEach(async () => {
  alarms = [];
  lane = await open();
});
afterEach(async () => {
  await lane.close();
  expect(alarms).toEqual([]);
});

describe('a borrower', () => {
  it.each<[string, () => RegisterClient, Partial<ApplyForLoan>]>([
    ['natural person', () => personRegistration({ roles: ['borrower', 'lender'] }), {}],
    ['organisation', () => organisationRegistration(), ORGANISATION_APPLICATION],
  ])(
    'who is a %s comes from the registration to a listing that opens',
    async (_, registration, asked) => {
      const borrower = await aClient(registration());
      const applied = application(asked);
      const loanId = await done(borrower, applied);
      for (const command of verifications(loanId, applied.facts)) {
        await done(STAFF.loanOfficer, command);
      }
      // Everything from here on is read again from the database.
      await reopen();
      await done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId });
      const reason = '符合准入条件';
      await done(STAFF.analystLead, { kind: 'ApproveLoan', loanId, safeguard: 'none', reason });
      const allInRatePpm = Number((await loanRow(loanId)).all_in_rate_ppm);
      await done(borrower, { kind: 'AcceptTerms', loanId, allInRatePpm });
      await done(STAFF.loanOfficer, listingOf(loanId, now));
      await reopen();
      await done(STAFF.loanOfficerLead, { kind: 'ListLoan', loanId, review: REVIEW });
      const open = { kind: 'OpenFunding', loanId } as const;
      expect(await ask(CALENDAR, open)).toMatchObject({ refusal: { code: 'not_open_yet' } });
      now = plusMs(now, 3_600_000);
      await done(CALENDAR, open);

      expect(await loanRow(loanId)).toMatchObject({
        state: 'funding',
        transitions: 5,
        grade: expect.stringMatching(/^[A-C]$/),
        safeguard: 'none',
        security: 'unsecured',
      });
      const { rows } = await query(
        'select event from loan.transition where loan_id = $1 order by number',
        [loanId],
      );
      expect(rows.map(({ event }) => event)).toEqual([
        'LoanApplied',
        'LoanAssessed',
        'LoanApproved',
        'LoanListed',
        'FundingOpened',
      ]);
    },
  );

  it('who is rejected by the rules may apply again', async () => {
    const borrower = await aClient(personRegistration());
    const loanId = await done(borrower, application());
    for (const command of verifications(loanId, application().facts, 3)) {
      await done(STAFF.analyst, command);
    }
    await done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId });
    expect(await loanRow(loanId)).toMatchObject({ state: 'rejected', transitions: 3 });
    await done(borrower, application());
  });
});

describe('the log', () => {
  it('has nothing personal of whom it admits', async () => {
    const registration = organisationRegistration();
    const borrower = await aClient(registration);
    const { facts } = application(ORGANISATION_APPLICATION);
    const source = { kind: 'text', text: '茶园租金收入' } as const;
    await done(
      borrower,
      application({ ...ORGANISATION_APPLICATION, facts: { ...facts, repayment_source: source } }),
    );
    const { rows } = await query(
      'select string_agg(events::text, chr(10)) as text from commit.command',
      [],
    );
    const text = String(rows[0]?.text);
    const { name, number, mobile, legalRepresentative, credentials: secret } = registration;
    for (const word of [name, number, mobile, secret.signInName, secret.passwordHash]) {
      expect(text).not.toContain(word);
    }
    expect(text).not.toContain(legalRepresentative?.identityNumber);
    expect(text).not.toContain(source.text);
    const { rows: kept } = await query(
      'select name, number from people.identity where person_id = $1',
      [borrower.id],
    );
    expect(kept).toEqual([{ name, number }]);
  });
});

describe('a refusal', () => {
  it('leaves no trace, whatever is refused', async () => {
    const borrower = await aClient(personRegistration());
    const loanId = await done(borrower, application());
    const number = identityNumber();
    await aClient(personRegistration({ number }));
    await reopen();
    const before = await counts();
    const asked: readonly [Actor, AnyCommand, string][] = [
      [VISITOR, personRegistration({ number }), 'identity_already_used'],
      [VISITOR, personRegistration({ credentials: credentials('admin') }), 'invalid_input'],
      [VISITOR, personRegistration({ consents: [] }), 'consent_missing'],
      [borrower, application(), 'application_already_open'],
      [borrower, application({ loanAmount: minorUnits(999_900n) }), 'amount_out_of_range'],
      [ASSESSMENT_RULE, { kind: 'AssessLoan', loanId }, 'file_incomplete'],
      [STAFF.loanOfficer, listingOf(loanId, now), 'wrong_stage'],
      [STAFF.administrator, { kind: 'OpenAccount', accountKind: 'pool' }, 'account_kind_unknown'],
      [STAFF.loanOfficer, { kind: 'ListLoan', loanId: newId(), review: REVIEW }, 'not_found'],
    ];
    for (const [actor, command, code] of asked) {
      expect(await ask(actor, command)).toMatchObject({ ok: false, refusal: { code } });
    }
    expect(await counts()).toEqual(before);
  });

  it('of two at once under one identity number lets the first one through', async () => {
    const number = identityNumber();
    const [first, second] = await Promise.all([
      done(VISITOR, personRegistration({ number })),
      done(VISITOR, personRegistration({ number })),
    ]);
    const answers = await Promise.all([verify(first), verify(second)]);
    expect(answers.map((answer) => answer.ok)).toEqual([true, false]);
    expect(answers[1]).toEqual(refuse('identity_already_used'));
  });

  it('of two at once under one sign-in name lets the first one through', async () => {
    const name = credentials(`same${uuid()}`.slice(0, 30));
    const answers = await Promise.all([
      ask(VISITOR, personRegistration({ credentials: name })),
      ask(VISITOR, personRegistration({ credentials: name })),
    ]);
    expect(answers.map((answer) => answer.ok)).toEqual([true, false]);
  });
});

describe('a product', () => {
  it('comes from the database as it was proposed, and is released by another person', async () => {
    const { products } = installation(STAFF.administrator.id);
    const [small] = products;
    if (small === undefined) throw new Error('The installation has a product.');
    const tariff = { ...small.tariff, version: 2, effectiveFrom: dayOf(2026, 4, 1) };
    const terms = { ...small, version: 2, effectiveFrom: dayOf(2026, 4, 1), tariff };
    const clientMoney = 'own_accounts';
    await done(STAFF.productOfficer, { kind: 'ProposeProduct', terms, clientMoney });
    await reopen();
    const approve = { kind: 'ApproveProduct', code: small.code, version: 2 } as const;
    expect(await ask(STAFF.productOfficer, approve)).toEqual(refuse('same_person'));
    await done(STAFF.productLead, approve);
    // Until its first day loans are made by the version before it.
    const loanId = await done(await aClient(personRegistration()), application());
    expect(await loanRow(loanId)).toMatchObject({ product_version: 1 });
  });
});

function open(): Promise<Lane> {
  return openLane({
    database: server.application,
    clock: () => now,
    alarm: (error) => alarms.push(error),
  });
}

async function reopen(): Promise<void> {
  await lane.close();
  lane = await open();
}

function newId(): Id {
  return idOf(uuid());
}

function ask(actor: Actor, command: AnyCommand, commandId = newId()) {
  return lane.commit({ commandId, actor, command });
}

async function done(actor: Actor, command: AnyCommand): Promise<Id> {
  const commandId = newId();
  const outcome = await ask(actor, command, commandId);
  if (!outcome.ok) throw new Error(`${command.kind}: ${JSON.stringify(outcome.refusal)}`);
  return commandId;
}

function verify(clientId: Id) {
  const answer = { kind: 'verified', reference: 'R1' } as const;
  return ask(IDENTITY_SOURCE, { kind: 'VerifyIdentity', clientId, answer, screening: 'clear' });
}

async function aClient(registration: RegisterClient): Promise<Actor & { readonly id: Id }> {
  const clientId = await done(VISITOR, registration);
  expect(await verify(clientId)).toMatchObject({ ok: true });
  for (const role of registration.roles) {
    const account = `${role}-${clientId}`;
    await done(BANK, {
      kind: 'RecordCustodyAccount',
      clientId,
      role,
      account,
      currency: currency('CNY'),
    });
  }
  return aPerson(clientId, ...registration.roles);
}

async function loanRow(loanId: Id): Promise<Record<string, unknown>> {
  const { rows } = await query('select * from loan.loan where id = $1', [loanId]);
  const [row] = rows;
  if (row === undefined) throw new Error('There is no such loan.');
  return row;
}

/** How many rows there are of everything that a command could leave behind. */
async function counts(): Promise<unknown> {
  const { rows } = await query(
    `select (select count(*) from commit.command) as commands,
       (select count(*) from people.client) as clients,
       (select count(*) from people.identity) as identities,
       (select count(*) from people.sign_in) as sign_ins,
       (select max(value) from people.counter) as numbers,
       (select count(*) from loan.loan) as loans,
       (select count(*) from loan.transition) as transitions,
       (select sum(version) from loan.application) as applications,
       (select count(*) from loan.assessment) as assessments,
       (select count(*) from loan.listing) as listings`,
    [],
  );
  return rows;
}

function query(text: string, values: unknown[]) {
  return pool.query<Record<string, unknown> & pg.QueryResultRow>(text, values);
}
