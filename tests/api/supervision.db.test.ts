// What regulator and auditor read of a closed day, that it adds up and can be drawn again by anybody, that they change
// nothing, and that what they look at is written down before they see it.
import { createHash } from 'node:crypto';
import {
  INDICATOR_IDS,
  type IndicatorId,
  SUPERVISED_INDICATORS,
} from '@mutua/contract/supervision/indicators.ts';
import type {
  IndicatorRow,
  LoanEvidence,
  LoanSample,
  ObserverView,
  SupervisedDay,
  SupervisedFigures,
} from '@mutua/contract/supervision/supervision.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import { runEndOfDay } from '@mutua/server/calendar/end-of-day.ts';
import { withClient } from '@mutua/server/database/pool.ts';
import { newId, TrialHouse } from '@mutua/server/http/trial-house.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  APPLICATION,
  aClient,
  aLender,
  anOffice,
  anOpenListing,
  bid,
  disburse,
  type Office,
  yuan,
} from './trial-life.ts';

const DAY_MS = 86_400_000;

let house: TrialHouse;
let office: Office;
let regulator: Id;
let auditor: Id;
let lender: Id;
let other: Id;
/** Closed with two loans paid out and one that still takes bids. */
let day: string;
const disbursed: Id[] = [];
let funding: Id;

beforeAll(async () => {
  house = await TrialHouse.open();
  office = await anOffice(house);
  [regulator, auditor] = [await house.user('regulator'), await house.user('auditor')];
  [lender, other] = [await aLender(house, 75_000), await aLender(house, 75_000)];
  for (const _ of [1, 2]) {
    const borrower = await aClient(house, 'borrower');
    const loanId = await anOpenListing(house, borrower, office);
    for (const who of [lender, other]) await bid(house, who, loanId, 25_000);
    await disburse(house, borrower, loanId);
    disbursed.push(loanId);
  }
  funding = await anOpenListing(house, await aClient(house, 'borrower'), office);
  await bid(house, lender, funding, 10_000);
  day = formatDay(await house.today());
  await endDay();
}, 180_000);
afterAll(() => house.close(), 60_000);

async function endDay(): Promise<void> {
  const read = async ({ text, values }: { text: string; values: readonly unknown[] }) =>
    (await house.pool.query({ text, values: [...values] })).rows;
  const ended = await runEndOfDay({ lane: house.lane, read });
  expect(ended).toMatchObject({ ok: true });
  house.later(DAY_MS);
  house.forgetSessions();
}

async function read<Answer>(url: string, who = regulator): Promise<Answer> {
  const { status, body } = await house.get(who, `/api/supervision${url}`);
  expect(status, `${url} ${JSON.stringify(body)}`).toBe(200);
  return body as unknown as Answer;
}

async function rowsOf(indicatorId: IndicatorId, limit: number): Promise<readonly IndicatorRow[]> {
  const rows: IndicatorRow[] = [];
  let cursor = '';
  for (;;) {
    const url = `/indicators/${indicatorId}/rows?day=${day}&limit=${limit}${cursor}`;
    const page = await read<{ items: readonly IndicatorRow[]; next?: string }>(url);
    rows.push(...page.items);
    if (page.next === undefined) return rows;
    cursor = `&cursor=${page.next}`;
  }
}

const amountOf = ({ amount }: IndicatorRow) => BigInt(amount?.minorUnits ?? 0);

describe('A closed day', () => {
  it('is one that regulator and auditor can choose, and one that is not closed is not there', async () => {
    const { items } = await read<{ items: readonly SupervisedDay[] }>('/days');
    expect(items.map((one) => one.day)).toEqual([day]);
    expect((await read<SupervisedFigures>('/indicators', auditor)).asOf).toEqual(items[0]);
    const open = formatDay(await house.today());
    expect(await house.get(regulator, `/api/supervision/indicators?day=${open}`)).toMatchObject({
      ...{ status: 404, body: { code: 'not_found' } },
    });
  });

  it('has indicators that equal the ledger of that day, whatever is booked afterwards', async () => {
    const { indicators } = await read<SupervisedFigures>(`/indicators?day=${day}`);
    const values = Object.fromEntries(
      indicators.map(({ indicatorId, money, count }) => [indicatorId, money?.minorUnits ?? count]),
    );
    expect(values).toMatchObject({
      ...{ disbursed: '10000000', repaid: '0', money_in: '15000000', money_out: '0' },
      ...{ custody_balance: '15000000', clearing_balance: '0', breaks_found: 0 },
      ...{ loans_funding: 1, loans_open: 2, principal_outstanding: '10000000' },
    });
    const { client_money: clients, platform_money: platform } = values;
    expect(BigInt(String(clients)) + BigInt(String(platform))).toBe(15_000_000n);
    await bid(house, lender, funding, 10_000);
    await endDay();
    expect((await read<SupervisedFigures>(`/indicators?day=${day}`)).indicators).toEqual(
      indicators,
    );
  });

  it.each(INDICATOR_IDS)('opens %s into rows that add up to it, page by page', async (id) => {
    const { indicators } = await read<SupervisedFigures>(`/indicators?day=${day}`);
    const whole = indicators.find(({ indicatorId }) => indicatorId === id);
    const [all, paged] = [await rowsOf(id, 200), await rowsOf(id, 1)];
    expect(paged).toEqual(all);
    expect(new Set(all.map(({ rowId }) => rowId)).size).toBe(all.length);
    if (SUPERVISED_INDICATORS[id].unit === 'count')
      return expect(all).toHaveLength(whole?.count ?? -1);
    const total = all.reduce((sum, row) => sum + amountOf(row), 0n);
    expect(String(total)).toBe(whole?.money?.minorUnits);
  });

  it('names those who owe the most, with their share', async () => {
    const { largestBorrowers } = await read<SupervisedFigures>(`/indicators?day=${day}`);
    expect(largestBorrowers).toHaveLength(2);
    expect(largestBorrowers[0]).toMatchObject({
      ...{ loans: 1, outstanding: yuan(50_000), sharePpm: 500_000 },
    });
  });

  it('does not take the cursor of another list', async () => {
    const cursor = Buffer.from(JSON.stringify([funding])).toString('base64url');
    const url = `/api/supervision/indicators/client_money/rows?cursor=${cursor}`;
    expect(await house.get(regulator, url)).toMatchObject({
      ...{ status: 400, body: { code: 'invalid_input' } },
    });
  });
});

describe('A sample', () => {
  const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

  it('is drawn by anybody who has the seed and the loans', async () => {
    const sample = await read<LoanSample>(`/samples?seed=2026-Q1&size=1&day=${day}`);
    const digests = disbursed.map((id) => ({ id, digest: sha256(`2026-Q1:${id}`) }));
    const [first] = digests.toSorted((a, b) => (a.digest < b.digest ? -1 : 1));
    expect(sample.loans).toMatchObject([
      { place: 1, loanId: first?.id, digest: first?.digest, outstanding: yuan(50_000) },
    ]);
    expect(sample).toMatchObject({ populationSize: 2, population: 'disbursed' });
    const whole = disbursed.toSorted().map((id) => `${id}\n`);
    expect(sample.populationDigest).toBe(sha256(whole.join('')));
    expect(await read<LoanSample>(`/samples?seed=2026-Q1&size=1&day=${day}`)).toEqual(sample);
  });

  it('comes as a file with all the evidence of each loan, in one request', async () => {
    const token = await house.tokenOf(auditor);
    const answer = await house.app.inject({
      ...{ method: 'GET', url: `/api/supervision/samples/file?seed=7&population=open&day=${day}` },
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('application/x-ndjson');
    const [head, ...loans] = answer.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(head).toMatchObject({ kind: 'sample', seed: '7', size: 2, populationSize: 2 });
    expect(head).toHaveProperty('rule');
    expect(loans.map(({ loanId }) => loanId).toSorted()).toEqual(disbursed.toSorted());
    for (const loan of loans) {
      expect(loan).toMatchObject({ kind: 'loan', bids: [{}, {}], claims: [{}, {}], contract: {} });
      expect(loan.transfers).toHaveLength(Number(loan.transferCount));
    }
  });

  it('is refused without a seed, and of more loans than one request may ask for', async () => {
    for (const query of ['', 'seed=a%20b', 'seed=7&size=201']) {
      expect(await house.get(regulator, `/api/supervision/samples?${query}`)).toMatchObject({
        ...{ status: 400, body: { code: 'invalid_input' } },
      });
    }
    const never = '/api/supervision/samples/file?seed=7&day=2019-01-01';
    expect(await house.get(regulator, never)).toMatchObject({ status: 404 });
  });
});

describe('A loan', () => {
  it('is read with every line of the book that touches it', async () => {
    const [loanId] = disbursed;
    const loan = await read<LoanEvidence>(`/loans/${loanId}`);
    expect(loan).toMatchObject({
      ...{ loanId, state: 'repaying', outstanding: yuan(50_000) },
      bids: [{ lenderId: lender }, { lenderId: other, amount: yuan(25_000) }],
    });
    const holders = loan.claims.map(({ holderId, outstanding }) => [holderId, outstanding]);
    expect(holders).toEqual(
      expect.arrayContaining([
        [lender, yuan(25_000)],
        [other, yuan(25_000)],
      ]),
    );
    expect(loan.timeline.map(({ to }) => to)).toEqual(
      expect.arrayContaining(['applied', 'funded', 'disbursed', 'repaying']),
    );
    const { items } = await read<{ items: readonly { code: string }[] }>(
      `/loans/${loanId}/transfers?limit=200`,
    );
    expect(items).toHaveLength(loan.transferCount);
    expect(items.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['bid', 'disbursement', 'principal_lent']),
    );
    for (const path of [newId(), `${newId()}/transfers`]) {
      expect(await house.get(regulator, `/api/supervision/loans/${path}`), path).toMatchObject({
        ...{ status: 404, body: { code: 'not_found' } },
      });
    }
    // An application that was never paid out is there, though the book has no line about it.
    const borrower = await aClient(house, 'borrower');
    const applied = await house.post(borrower, '/api/loans', APPLICATION);
    expect(await read(`/loans/${applied}/transfers`)).toMatchObject({ items: [] });
  });
});

describe('Whoever watches', () => {
  it('is nobody else, and changes nothing', async () => {
    for (const who of [lender, office.finance, await house.staff('administrator')]) {
      expect(await house.get(who, '/api/supervision/indicators')).toMatchObject({
        ...{ status: 403, body: { code: 'not_allowed' } },
      });
    }
    expect(await house.get(undefined, '/api/supervision/days')).toMatchObject({ status: 401 });
    const { body } = await house.get(undefined, '/api/openapi.json');
    const { paths } = body as unknown as { paths: Record<string, Record<string, object>> };
    const methods = Object.entries(paths)
      .filter(([path]) => path.startsWith('/api/supervision/'))
      .flatMap(([, operations]) => Object.keys(operations));
    expect(new Set(methods)).toEqual(new Set(['get']));
    expect(methods.length).toBeGreaterThan(6);
  });

  it('leaves a line for each view, of whatever route, and sees their own alone', async () => {
    const observer = await house.user('regulator');
    const asked = ['/days', `/samples?seed=log&day=${day}`, `/loans/${disbursed[0]}`];
    for (const url of asked) await read(url, observer);
    await house.get(observer, `/api/office/loans/${disbursed[1]}`);
    await house.get(observer, '/api/session');
    const { items } = await read<{ items: readonly ObserverView[] }>('/access-log', observer);
    expect(items.map(({ operation }) => operation)).toEqual([
      ...['listOwnViews', 'getLoanInOffice', 'getLoanEvidence', 'drawSample', 'listSupervisedDays'],
    ]);
    expect(items[3]?.address).toBe(`/api/supervision/samples?seed=log&day=${day}`);
    expect(items[0]?.at).toBe(new Date(house.now).toISOString());
  });

  it('sees nothing that could not be written down before', async () => {
    const observer = await house.user('auditor');
    await read('/days', observer);
    const owner = (text: string) => withClient(house.server.owner, (one) => one.query(text));
    await owner('revoke insert on supervision.view from mutua_application');
    const { status, body } = await house.get(observer, '/api/supervision/days');
    await owner('grant insert on supervision.view to mutua_application');
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain(day);
    await read('/days', observer);
  });

  it('can change or remove no line of it, and neither can the platform', async () => {
    for (const act of [
      `update supervision.view set address = '/'`,
      'delete from supervision.view',
      'truncate supervision.view',
    ]) {
      await expect(house.pool.query(act)).rejects.toMatchObject({ code: '42501' });
    }
  });
});
