// What two sides of a loan are told over two instalments: reminders on their days, what was collected in full and in
// part, in both languages, once each; and that nobody reads what another was told.
import type { Id } from '@mutua/core/kit/id.ts';
import { NOTICE_KINDS } from '@mutua/core/notice/notice.ts';
import { addDays, type Day, dayOf } from '@mutua/core/time/day.ts';
import { Clockwork } from '@mutua/server/calendar/clockwork.ts';
import { runEndOfDay } from '@mutua/server/calendar/end-of-day.ts';
import { checkLaws, everyLaw, examine } from '@mutua/server/check/check.ts';
import { TYPES } from '@mutua/server/database/pool.ts';
import { LiveFeed } from '@mutua/server/http/live-feed.ts';
import { newId, TrialHouse } from '@mutua/server/http/trial-house.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  aLender,
  anOffice,
  anOpenListing,
  bid,
  disburse,
  letTheBankAnswer,
  type Office,
  topUp,
  yuan,
} from './trial-life.ts';

const DAY_MS = 86_400_000;
/** A Thursday; and the Monday to which Saturday the second of May moves. */
const FIRST_DUE = dayOf(2026, 4, 2);
const SECOND_DUE = dayOf(2026, 5, 4);

interface Told {
  readonly noticeId: string;
  readonly kind: string;
  readonly role: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly listingTitle?: string;
  readonly businessDate: string;
  readonly title: string;
  readonly text: string;
  readonly figures: Readonly<Record<string, unknown>>;
  readonly isRead: boolean;
}

let house: TrialHouse;
let office: Office;
let borrower: Id;
let [anna, ben, stranger]: readonly Id[] = [];
let loanId: Id;

beforeAll(async () => {
  house = await TrialHouse.open();
  office = await anOffice(house);
  borrower = await aClient(house, 'borrower');
  [anna, ben, stranger] = [
    await aLender(house, 60_000),
    await aLender(house, 60_000),
    await aLender(house, 0),
  ];
  loanId = await anOpenListing(house, borrower, office);
  await bid(house, person(anna), loanId, 15_000);
  await bid(house, person(anna), loanId, 10_000);
  await bid(house, person(ben), loanId, 25_000);
  await disburse(house, borrower, loanId);
}, 120_000);
afterAll(async () => {
  const checked = await checkLaws(house.pool, { laws: everyLaw() });
  await house.close();
  expect(checked.flatMap(({ violations }) => violations)).toEqual([]);
  expect(house.alarms).toEqual([]);
}, 60_000);

function person(id: Id | undefined): Id {
  if (id === undefined) throw new Error('Everybody is there before the first test.');
  return id;
}

async function read(who: Id, url = '/api/notices?limit=200', language = 'zh-CN') {
  const headers = {
    ...{ authorization: `Bearer ${await house.tokenOf(who)}`, 'accept-language': language },
  };
  const answer = await house.app.inject({ method: 'GET', url, headers });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json() as { items: readonly Told[]; next?: string; unread: number };
}

/** In the order in which they were given. */
async function told(who: Id, language?: string): Promise<readonly Told[]> {
  return (await read(who, undefined, language)).items.toReversed();
}

const kindsOf = (notices: readonly Told[]) => notices.map(({ kind }) => kind);

/** A sum of a notice, in minor units; small enough for a number. */
function minorOf(notice: Told | undefined, name: string): number {
  const figure = notice?.figures[name] as { minorUnits: string } | undefined;
  return Number(figure?.minorUnits);
}

/** Of reminders alone: on which business day, for which day, and how long before it. */
async function reminders(): Promise<readonly unknown[]> {
  const all = (await told(borrower)).filter(({ kind }) => kind === 'repayment_due');
  return all.map(({ businessDate, figures: { day, daysBefore } }) => [
    ...[businessDate, day, daysBefore],
  ]);
}

/** Days go by; what comes within a day comes in it, if the platform runs. */
async function goTo(day: Day, { isRunning = true } = {}): Promise<void> {
  const { lane, pool } = house;
  const clock = () => house.now;
  const statement = async ({ text, values }: { text: string; values: readonly unknown[] }) =>
    (await pool.query({ text, values: [...values] })).rows;
  while ((await house.today()) < day) {
    const ended = await runEndOfDay({ lane, read: statement });
    expect(ended).toMatchObject({ ok: true });
    house.later(DAY_MS);
    await letTheBankAnswer(house);
    if (!isRunning) continue;
    // Two of them, as after a start that came too early.
    const both = [1, 2].map(() => new Clockwork({ lane, pool, clock, slowMs: 0 }).turn());
    await Promise.all(both);
  }
  house.forgetSessions();
}

async function endDay(): Promise<void> {
  await goTo(addDays(await house.today(), 1));
}

describe('before the first due day', () => {
  it('each side was told of the steps that it waits for, and of nothing else', async () => {
    expect(kindsOf(await told(borrower))).toEqual([
      ...['loan_approved', 'loan_listed', 'loan_funded', 'loan_disbursed'],
    ]);
    const lent = await told(person(anna));
    expect(kindsOf(lent)).toEqual(['top_up_credited', 'claim_made']);
    expect(lent[1]).toMatchObject({
      ...{ role: 'lender', subject: { kind: 'loan', id: loanId }, listingTitle: '装修借款' },
      ...{ title: '债权已生效', figures: { amount: yuan(25_000), day: '2026-04-02' } },
      text: '您投标的借款已放款，您持有债权本金25,000.00元，首个还款日为2026-04-02。',
    });
    expect(kindsOf(await told(person(stranger)))).toEqual([]);
  });

  it('is told three days before the due day, one day before it, and on it', async () => {
    await goTo(addDays(FIRST_DUE, -4));
    expect(await reminders()).toEqual([]);
    await goTo(addDays(FIRST_DUE, -2));
    expect(await reminders()).toEqual([['2026-03-30', '2026-04-02', 3]]);
    await goTo(FIRST_DUE);
    expect(await reminders()).toEqual([
      ['2026-03-30', '2026-04-02', 3],
      ['2026-04-01', '2026-04-02', 1],
      ['2026-04-02', '2026-04-02', 0],
    ]);
    const [chinese, english] = [
      (await told(borrower, 'zh-CN')).at(-1),
      (await told(borrower, 'en')).at(-1),
    ];
    const sum = (minorOf(chinese, 'amount') / 100).toLocaleString('en', {
      minimumFractionDigits: 2,
    });
    expect(chinese).toMatchObject({
      title: '还款提醒',
      text: `您的借款应于2026-04-02还款${sum}元，请在当日前将资金存入存管账户。`,
    });
    expect(english).toMatchObject({
      title: 'Repayment due',
      text: `CNY ${sum} of your loan is due on 2026-04-02. Please have it in your custody account by then.`,
    });
  });
});

describe('on the due days', () => {
  it('what is collected in full both sides are told, each of the own money', async () => {
    const position = await positionOf(borrower);
    await endDay();
    const paid = (await told(borrower)).at(-1);
    expect(paid).toMatchObject({
      ...{ kind: 'repayment_collected', title: '还款成功', businessDate: '2026-04-03' },
      figures: { remaining: { minorUnits: '0', currency: 'CNY' } },
    });
    const lenders = [await told(person(anna)), await told(person(ben))].map((all) => all.at(-1));
    expect(lenders.map((one) => one?.kind)).toEqual(['claim_paid', 'claim_paid']);
    const [first, second] = lenders;
    for (const part of ['principal', 'interest']) {
      expect(minorOf(first, part) + minorOf(second, part)).toBe(minorOf(paid, part));
    }
    await expect.poll(() => typesSince(borrower, position)).toContain('notices_given');
    expect(await typesSince(person(stranger), position)).not.toContain('notices_given');
  });

  it('days that the platform makes up for have the same reminders, each on its day', async () => {
    // What is left pays a part of the next instalment.
    const { body } = await house.get(borrower, '/api/accounts');
    const { items } = body as unknown as { items: { available: { minorUnits: string } }[] };
    const spare = BigInt(items[0]?.available.minorUnits ?? 0) - 100_000n;
    await house.post(borrower, '/api/withdrawals', {
      ...{ role: 'borrower', amount: { minorUnits: String(spare), currency: 'CNY' } },
    });
    await letTheBankAnswer(house);
    expect((await told(borrower)).at(-1)).toMatchObject({ kind: 'withdrawal_paid' });
    await goTo(SECOND_DUE, { isRunning: false });
    expect((await reminders()).slice(3)).toEqual([
      ['2026-05-01', '2026-05-04', 3],
      ['2026-05-03', '2026-05-04', 1],
    ]);
    await endDay();
    expect((await reminders()).slice(3)).toHaveLength(3);
  });

  it('what is collected in part both sides are told, in both languages, with what is still due', async () => {
    const part = (await told(borrower)).at(-1);
    expect(part).toMatchObject({
      kind: 'repayment_collected_in_part',
      figures: { amount: yuan(1_000) },
    });
    expect(part?.text).toMatch(
      /^已收到您的还款1,000\.00元，到期应还款项仍欠[\d,.]+元，请尽快充值还款。$/,
    );
    const english = (await told(borrower, 'en')).at(-1);
    expect(english?.text).toMatch(
      /^CNY 1,000\.00 was collected; CNY [\d,.]+ is still due\. Please top up and repay it soon\.$/,
    );
    for (const lender of [person(anna), person(ben)]) {
      const [chinese, other] = [(await told(lender)).at(-1), (await told(lender, 'en')).at(-1)];
      expect(chinese).toMatchObject({ kind: 'claim_paid_in_part', title: '部分回款到账' });
      expect(other?.text).toMatch(/^The borrower paid in part\. You received CNY [\d,.]+: /);
    }
    await topUp(house, borrower, 'borrower', 10_000);
    await endDay();
    await endDay();
    expect((await told(borrower)).at(-1)).toMatchObject({ kind: 'repayment_collected' });
    expect((await told(person(ben))).at(-1)).toMatchObject({ kind: 'claim_paid' });
  });

  it('a lender learns nothing of who borrows, nor of what other lenders have', async () => {
    for (const language of ['zh-CN', 'en']) {
      const all = JSON.stringify(await read(person(anna), undefined, language));
      for (const hidden of [borrower, person(ben), '林薇', '13800000001', '1101051990']) {
        expect(all).not.toContain(hidden);
      }
    }
  });
});

describe('reading', () => {
  it('goes in pages, the newest first, and counts what is not read', async () => {
    const all = await read(borrower);
    expect(all.unread).toBe(all.items.length);
    expect(all.items.map(({ isRead }) => isRead)).not.toContain(true);
    const seen: Told[] = [];
    for (let next: string | undefined, first = true; first || next !== undefined; first = false) {
      const cursor = next === undefined ? '' : `&cursor=${next}`;
      const page = await read(borrower, `/api/notices?limit=4${cursor}`);
      seen.push(...page.items);
      next = page.next;
    }
    expect(seen).toEqual(all.items);
    const wrong = await house.get(borrower, `/api/notices?cursor=${btoa('["1","x"]')}`);
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ field: 'cursor' }] } });
  });

  it('is marked by its client, once for all that was before, and never goes back', async () => {
    const { items } = await read(borrower);
    const [newest, , third] = items;
    const url = '/api/notices/read-mark';
    await house.post(borrower, url, { through: third?.noticeId });
    const after = await read(borrower);
    expect(after.unread).toBe(2);
    expect(after.items.slice(0, 4).map(({ isRead }) => isRead)).toEqual([false, false, true, true]);
    await house.post(borrower, url, { through: items.at(-1)?.noticeId });
    expect((await read(borrower)).unread).toBe(2);
    const commandId = newId();
    const mark = { commandId, through: newest?.noticeId };
    expect(await house.ask(borrower, 'POST', url, mark)).toMatchObject({
      body: { isRepeat: false },
    });
    expect(await house.ask(borrower, 'POST', url, mark)).toMatchObject({
      body: { isRepeat: true },
    });
    expect((await read(borrower)).unread).toBe(0);
    expect((await read(person(anna))).unread).toBeGreaterThan(0);
  });

  it('another’s notice can neither be read nor marked', async () => {
    const [own] = (await read(borrower)).items;
    for (const through of [own?.noticeId, '999999-0']) {
      const asked = { commandId: newId(), through };
      const answer = await house.ask(person(stranger), 'POST', '/api/notices/read-mark', asked);
      expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    expect((await read(person(stranger))).items).toEqual([]);
    const agent = await house.staff('service_agent');
    expect(await house.get(agent, '/api/notices')).toMatchObject({ status: 403 });
  });

  it('the office sees what the two sides of a loan, or one client, were told, in the right posts', async () => {
    const agent = await house.staff('service_agent');
    const ofLoan = await read(agent, `/api/office/loans/${loanId}/notices?limit=200`, 'en');
    const receivers = ofLoan.items.map((one) => (one as unknown as { receiverId: Id }).receiverId);
    expect(new Set(receivers)).toEqual(new Set([borrower, person(anna), person(ben)]));
    expect(ofLoan.items.at(-1)).toMatchObject({ kind: 'loan_approved', title: 'Loan approved' });
    const ofClient = await read(agent, `/api/office/clients/${person(ben)}/notices?limit=2`);
    expect(ofClient.items.map(({ kind }) => kind)).toEqual(['claim_paid', 'claim_paid_in_part']);
    expect(ofClient.next).toEqual(expect.any(String));
    const none = await house.get(agent, `/api/office/loans/${newId()}/notices`);
    expect(none).toMatchObject({ status: 404 });
    const product = await house.staff('product_officer');
    const refused = await house.get(product, `/api/office/loans/${loanId}/notices`);
    expect(refused).toMatchObject({ status: 403 });
  });
});

describe('what is kept', () => {
  it('is of the kinds that the code knows', async () => {
    const { rows } = await house.pool.query<{ kind: string }>('select kind from notice.kind');
    const kinds = rows.map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual([...NOTICE_KINDS].toSorted());
  });

  it('cannot be given twice, changed or taken back', async () => {
    const { pool } = house;
    const again = `insert into notice.notice
      select client_id, sequence + 1000000, place, role, kind, subject_kind, subject_id, currency, figures, at,
        business_date
      from notice.notice
      where kind = 'repayment_due'
      limit 1`;
    await expect(pool.query(again)).rejects.toMatchObject({ constraint: 'reminder_once' });
    for (const act of ['delete from notice.notice', 'update notice.notice set place = 9']) {
      await expect(pool.query(act)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it.each([
    [
      'a lender’s notice that is gone',
      `delete from notice.notice where kind = 'claim_paid_in_part'`,
      ['log_gives_the_tables'],
    ],
    [
      'a sum that was changed',
      `update notice.notice set figures = '{"amount":"#1"}' where kind = 'loan_funded'`,
      ['log_gives_the_tables'],
    ],
    [
      'a reminder that is gone',
      `delete from notice.notice where kind = 'repayment_due' and figures ->> 'daysBefore' = '3'`,
      ['log_gives_the_tables', 'reminders_go_out'],
    ],
    [
      'a notice that went to somebody else',
      `update notice.notice set client_id = gen_random_uuid() where kind = 'claim_paid_in_part'`,
      ['log_gives_the_tables', 'notices_reach_their_parties'],
    ],
  ])('the check of the books sees %s', async (_, plant, laws) => {
    const owner = new pg.Client({ ...house.server.owner, types: TYPES });
    await owner.connect();
    await owner.query('begin');
    await owner.query(plant);
    const names = ['log_gives_the_tables', 'notices_reach_their_parties', 'reminders_go_out'];
    const broken: string[] = [];
    for (const law of everyLaw().filter(({ name }) => names.includes(name))) {
      if ((await examine(owner, law)).broken > 0) broken.push(law.name);
    }
    await owner.query('rollback');
    await owner.end();
    expect(broken.toSorted()).toEqual(laws);
  });
});

let feed: LiveFeed | undefined;

async function positionOf(personId: Id): Promise<string> {
  feed ??= new LiveFeed(house.pool, house.lane);
  const batch = await feed.sourceFor({ personId, roles: ['borrower'] }).read(undefined);
  if (!batch.ok) throw new Error(batch.refusal.code);
  return batch.value.position;
}

async function typesSince(personId: Id, position: string): Promise<readonly string[]> {
  const batch = await feed?.sourceFor({ personId, roles: ['borrower'] }).read(position);
  return batch?.ok ? batch.value.events.map(({ type }) => type) : [];
}
