// Public figures of a house that was lived in: what the API and the files say is what SQL of its own finds in the
// ledger, and a figure that turns out otherwise is published beside what it was.
import path from 'node:path';
import { FIGURE_WORDS } from '@mutua/contract/disclosure/figure-words.ts';
import { MONTHLY_INDICATORS } from '@mutua/core/disclosure/figure-catalogue.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { addDays, type Day, dayOf, formatDay } from '@mutua/core/time/day.ts';
import { runDaysUntil } from '@mutua/server/calendar/end-of-day.ts';
import type { Statement } from '@mutua/server/database/fact-table.ts';
import { TrialHouse } from '@mutua/server/http/trial-house.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notMet } from '../browser/figures/met-in-walks.ts';
import { PageReader } from '../browser/rules/page-reader.ts';
import { ensureBuilt, ROOT } from '../start/platform.ts';
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

const FIRST_DUE: Day = dayOf(2026, 4, 2);
/** A day on which one loan is on track and the other five days late. */
const LATE_DAY = addDays(FIRST_DUE, 5);

interface Value {
  readonly money?: { readonly minorUnits: string; readonly currency: string };
  readonly count?: number;
  readonly ratePpm?: number;
}
interface OnWire extends Value {
  readonly figure: string;
  readonly row: string;
}
interface Figures {
  readonly day: string;
  readonly version: number;
  readonly knownThrough: string;
  readonly figures: readonly OnWire[];
}

let house: TrialHouse;
let office: Office;
let paysOnTime: Id;
let paysLate: Id;
let lateBorrower: Id;

beforeAll(async () => {
  await ensureBuilt();
  house = await TrialHouse.open({ webFolder: path.join(ROOT, 'dist', 'web') });
  office = await anOffice(house);
  const lenders = [await aLender(house, 50_000), await aLender(house, 50_000)] as const;
  const aLoan = async (borrower: Id, parts: readonly [number, number]) => {
    const loanId = await anOpenListing(house, borrower, office);
    await bid(house, lenders[0], loanId, parts[0]);
    await bid(house, lenders[1], loanId, parts[1]);
    await disburse(house, borrower, loanId);
    return loanId;
  };
  paysOnTime = await aLoan(await aClient(house, 'borrower'), [25_000, 25_000]);
  lateBorrower = await aClient(house, 'borrower');
  paysLate = await aLoan(lateBorrower, [25_000, 25_000]);
  await house.post(lateBorrower, '/api/withdrawals', { role: 'borrower', amount: yuan(50_000) });
  await letTheBankAnswer(house);
  await liveUntil(addDays(LATE_DAY, 1));
}, 180_000);
afterAll(async () => {
  await house.close();
  expect(house.alarms).toEqual([]);
}, 60_000);

async function liveUntil(day: Day): Promise<void> {
  const read = async ({ text, values }: Statement) =>
    (await house.pool.query<Record<string, unknown>>(text, [...values])).rows;
  for (let today = await house.today(); today < day; today = addDays(today, 1)) {
    const stayed = await runDaysUntil(addDays(today, 1), { lane: house.lane, read });
    if (stayed !== undefined) throw new Error(JSON.stringify(stayed));
    await letTheBankAnswer(house);
  }
}

async function figuresOf(day: Day): Promise<Figures> {
  const { status, body } = await house.get(
    undefined,
    `/api/disclosure/figures?day=${formatDay(day)}`,
  );
  expect(status).toBe(200);
  return body as unknown as Figures;
}

async function fileOf(name: string): Promise<readonly (readonly string[])[]> {
  const answer = await house.app.inject({ method: 'GET', url: `/api/disclosure/${name}` });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
  const lines = answer.body.replace('\uFEFF', '').trimEnd().split('\r\n');
  return lines.map((line) => line.split(','));
}

function valueIn({ figures }: Pick<Figures, 'figures'>, figure: string, row = ''): unknown {
  const found = figures.find((one) => one.figure === figure && one.row === row);
  return found?.money?.minorUnits ?? found?.count ?? found?.ratePpm;
}

async function fromLedger(text: string, values: readonly unknown[] = []): Promise<bigint> {
  const { rows } = await house.pool.query<{ value: bigint | number | null }>(text, [...values]);
  return BigInt(rows[0]?.value ?? 0);
}

const booked = (codes: string, day: Day) =>
  fromLedger(
    `select coalesce(sum(case when reverses_id is null then amount else -amount end), 0)::bigint as value
     from ledger.transfer where code in (${codes}) and kind in ('posted', 'post') and booked_day <= $1`,
    [formatDay(day)],
  );

/** Of a second program: the rows of the schedule whose day has passed, less what lenders were credited with. */
async function owedToLenders(loanId: Id, day: Day): Promise<bigint> {
  const { body } = await house.get(lateBorrower, `/api/loans/${loanId}`);
  const { schedule } = body as unknown as {
    schedule: { dueDay: string; principal: string; interest: string }[];
  };
  const due = schedule
    .filter((row) => row.dueDay < formatDay(day))
    .reduce((total, row) => total + BigInt(row.principal) + BigInt(row.interest), 0n);
  const credited = await fromLedger(
    `select coalesce(sum(amount), 0)::bigint as value from ledger.transfer
     where subject_id = $1 and code in (230, 231) and booked_day <= $2`,
    [loanId, formatDay(day)],
  );
  return due - credited;
}

describe('the figures of a closed day', () => {
  it('are those of the ledger, to the cent', async () => {
    const figures = await figuresOf(LATE_DAY);
    const [lent, repaid, interest] = [
      await booked('600', LATE_DAY),
      await booked('610', LATE_DAY),
      await booked('231, 232', LATE_DAY),
    ];
    expect(lent).toBe(10_000_000n);
    expect(repaid).toBeGreaterThan(0n);
    expect(valueIn(figures, 'totalLent')).toBe(String(lent));
    expect(valueIn(figures, 'principalRepaid')).toBe(String(repaid));
    expect(valueIn(figures, 'interestToLenders')).toBe(String(interest));
    const principal = await fromLedger(
      `select (element ->> 'balance') as value from ledger.day_close,
         json_array_elements(trial_balance) as element
       where day = $1 and element ->> 'kind' = 'loan_principal'`.replace(
        "(element ->> 'balance')",
        "ltrim(element ->> 'balance', '#')::bigint",
      ),
      [formatDay(LATE_DAY)],
    );
    expect(valueIn(figures, 'balance')).toBe(String(principal));
    expect(principal).toBe(lent - repaid);
    expect(valueIn(figures, 'loansOutstanding')).toBe(2);
    expect(valueIn(figures, 'lendersCurrent')).toBe(2);
    expect(valueIn(figures, 'borrowersEver')).toBe(2);
    expect(valueIn(figures, 'historyBalance', '2026-04')).toBe(String(principal));
    expect(valueIn(figures, 'gradeLent', 'all')).toBe(String(lent));
    expect(valueIn(figures, 'industryBalance', 'services')).toBe(String(principal));
    expect(valueIn(figures, 'largestIndustryShare')).toBe(1_000_000);
    for (const id of ['historyLoans', 'historyBorrowers', 'historyLenders']) {
      expect(valueIn(figures, id, '2026-04'), id).toBe(2);
    }
    for (const id of ['regionBorrowers', 'regionLenders']) {
      const rows = figures.figures.filter(({ figure }) => figure === id);
      expect(
        rows.reduce((sum, one) => sum + (one.count ?? 0), 0),
        id,
      ).toBe(2);
    }
  });

  it('count what is overdue by three definitions, as a second program finds it', async () => {
    const figures = await figuresOf(LATE_DAY);
    const owed = await owedToLenders(paysLate, LATE_DAY);
    expect(owed).toBeGreaterThan(0n);
    expect(valueIn(figures, 'overdueAmount')).toBe(String(owed));
    expect(valueIn(figures, 'overdueLoans')).toBe(1);
    expect(valueIn(figures, 'overdueLoanRate')).toBe(500_000);
    expect(valueIn(figures, 'overduePrincipal')).toBe('5000000');
    const balance = await fromLedger(
      `select sum(posted)::bigint as value from ledger.account where kind = 'loan_principal'`,
    );
    expect(valueIn(figures, 'overdueRate')).toBe(
      Math.round(Number((5_000_000n * 10_000_000n) / balance) / 10),
    );
    expect(valueIn(figures, 'bucketPrincipal', 'd1_30')).toBe('5000000');
    expect(valueIn(figures, 'bucketPrincipal', 'current')).toBe(String(balance - 5_000_000n));
    expect(valueIn(figures, 'over90Principal')).toBe('0');
    const due = await figuresOf(FIRST_DUE);
    expect(valueIn(due, 'overdueAmount')).toBe('0');
  });

  it('have everything that the rules want each month', async () => {
    const figures = await figuresOf(LATE_DAY);
    for (const id of MONTHLY_INDICATORS) expect(valueIn(figures, id), id).toBeDefined();
    expect(valueIn(figures, 'topTenShare')).toBe(1_000_000);
  });

  it('are the same on the page’s interface and in the file', async () => {
    const { figures, version } = await figuresOf(LATE_DAY);
    const [head, ...lines] = await fileOf(`figures.csv?day=${formatDay(LATE_DAY)}`);
    expect(head?.slice(0, 6)).toEqual(['day', 'version', 'figure', 'row', 'unit', 'value']);
    expect(lines.map((cells) => cells.slice(0, 6))).toEqual(
      figures.map(({ figure, row, money, count, ratePpm }) => [
        ...[formatDay(LATE_DAY), String(version), figure, row],
        ...(money === undefined
          ? [count === undefined ? 'ppm' : 'count', String(count ?? ratePpm)]
          : [money.currency, majorOf(money.minorUnits)]),
      ]),
    );
    const { body } = await house.get(undefined, '/api/disclosure/headline');
    const { published, calendar } = body as unknown as {
      published: Figures;
      calendar: { lastClosedDay: string; restatements: number };
    };
    expect(calendar).toMatchObject({ lastClosedDay: formatDay(LATE_DAY), restatements: 0 });
    expect(published.figures).toEqual(figures.filter(({ row }) => row === ''));
  });

  it('are there for closed days alone', async () => {
    for (const day of [formatDay(addDays(LATE_DAY, 1)), '2020-01-01']) {
      for (const name of ['figures', 'figures.csv', 'loan-book.csv', 'loans']) {
        const answer = await house.get(undefined, `/api/disclosure/${name}?day=${day}`);
        expect(answer, `${name} ${day}`).toMatchObject({ status: 404 });
      }
    }
    const answer = await house.get(undefined, '/api/disclosure/figures?currency=EUR');
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});

describe('the loan book', () => {
  it('has every loan as it stood, adds up to the figures, and names nobody', async () => {
    const figures = await figuresOf(LATE_DAY);
    const [head = [], ...loans] = await fileOf(`loan-book.csv?day=${formatDay(LATE_DAY)}`);
    expect(loans).toHaveLength(2);
    const total = (column: string) =>
      loans
        .map((cells) => BigInt((cells[head.indexOf(column)] ?? '').replace('.', '')))
        .reduce((sum, one) => sum + one, 0n);
    expect(String(total('lent'))).toBe(valueIn(figures, 'totalLent'));
    expect(String(total('principal'))).toBe(valueIn(figures, 'balance'));
    expect(String(total('overdueAmount'))).toBe(valueIn(figures, 'overdueAmount'));
    const text = JSON.stringify(loans);
    for (const secret of [paysLate, paysOnTime, lateBorrower, '林薇']) {
      expect(text).not.toContain(secret);
    }
    const dictionary = await fileOf('dictionary.csv');
    const columns = dictionary.filter(([file]) => file === 'loan-book.csv').map(([, name]) => name);
    expect(head).toEqual(['day', 'currency', ...columns]);
  });

  it('can be read page by page, and by what is late', async () => {
    const day = formatDay(LATE_DAY);
    const { body } = await house.get(undefined, `/api/disclosure/loans?limit=1&day=${day}`);
    const first = body as unknown as { items: { maskedId: string }[]; next: string };
    const rest = await house.get(
      undefined,
      `/api/disclosure/loans?limit=1&day=${day}&cursor=${first.next}`,
    );
    const ids = [...first.items, ...(rest.body as unknown as typeof first).items];
    expect(new Set(ids.map(({ maskedId }) => maskedId)).size).toBe(2);
    const late = await house.get(undefined, `/api/disclosure/loans?day=${day}&bucket=d1_30`);
    expect(late.body).toMatchObject({ items: [{ daysOverdue: 5, principal: yuan(50_000) }] });
  });
});

describe('a published figure', () => {
  it('can be written over or taken away by nobody', async () => {
    for (const act of [
      `update disclosure.published set figures = '[]'`,
      'delete from disclosure.published',
    ]) {
      await expect(house.pool.query(act)).rejects.toMatchObject({ code: '42501' });
    }
    await expect(
      house.pool.query(
        `insert into disclosure.published
         select day, currency, version, known_through, '[]', changes, cause, published_at
         from disclosure.published`,
      ),
    ).rejects.toMatchObject({ code: '23505' });
  });

  it('that turns out otherwise is published again, beside what it was', async () => {
    const before = await figuresOf(LATE_DAY);
    await topUp(house, lateBorrower, 'borrower', 5_000);
    await house.post(lateBorrower, `/api/loans/${paysLate}/repayments`, { amount: yuan(5_000) });
    await letTheBankAnswer(house);
    const { body } = await house.get(office.finance, `/api/office/loans/${paysLate}/repayments`);
    const [made] = (body as unknown as { repayments: { instructionId: string }[] }).repayments;
    const url = `/api/office/loans/${paysLate}/back-dating`;
    await house.post(office.finance, `${url}-proposal`, {
      ...{ instructionId: made?.instructionId, day: formatDay(addDays(FIRST_DUE, 1)) },
      ...{ evidence: 'B20260403000000001', reason: '款项已于该日到达存管账户。' },
    });
    await house.post(office.analystLead, url, { reason: '凭证核实无误。' });
    await letTheBankAnswer(house);
    expect(await figuresOf(LATE_DAY)).toEqual(before);
    await liveUntil(addDays(LATE_DAY, 2));
    const after = await figuresOf(LATE_DAY);
    expect(after).toMatchObject({ version: 2, knownThrough: formatDay(addDays(LATE_DAY, 1)) });
    // The borrower was on time by it, and the lenders were credited no earlier.
    expect(valueIn(after, 'overduePrincipal')).toBe('0');
    expect(valueIn(after, 'overdueAmount')).toBe(valueIn(before, 'overdueAmount'));
    const { body: list } = await house.get(undefined, '/api/disclosure/corrections');
    const { items } = list as unknown as {
      items: { day: string; version: number; cause: string; changes: OnWireChange[] }[];
    };
    const found = items.find(({ day }) => day === formatDay(LATE_DAY));
    expect(found).toMatchObject({ version: 2, cause: 'booked_later' });
    expect(found?.changes.find(({ figure }) => figure === 'overduePrincipal')).toMatchObject({
      before: { money: { minorUnits: '5000000' } },
      after: { money: { minorUnits: '0' } },
    });
    const kept = await fromLedger(
      'select count(*)::integer as value from disclosure.published where day = $1',
      [formatDay(LATE_DAY)],
    );
    expect(kept).toBe(2n);
  });

  it('stands on its page as the book has it, with its definition, and beside it what it was', async () => {
    const url = await house.app.listen({ host: '127.0.0.1', port: 0 });
    const reader = await PageReader.open({ url, db: house.pool });
    const corrected = await reader.read({ path: '/statistics/corrections' });
    const pages = [
      corrected,
      await reader.read({ path: '/statistics', language: 'en' }),
      await reader.read({ path: '/statistics/indicators' }),
    ];
    await reader.close();
    expect(pages.flatMap(({ complaints }) => complaints)).toEqual([]);
    expect(notMet('tests/api/disclosure.db.test.ts', corrected.met)).toEqual([]);
    const indicators = pages[2]?.text ?? '';
    for (const id of MONTHLY_INDICATORS) {
      expect(pages[2]?.met).toContain(`disclosed.${id}`);
      expect(indicators).toContain(FIGURE_WORDS[id].definition['zh-CN']);
    }
  });
});

interface OnWireChange {
  readonly figure: string;
  readonly before?: Value;
  readonly after?: Value;
}

function majorOf(minorUnits: string): string {
  const digits = minorUnits.replace('-', '').padStart(3, '0');
  const sign = minorUnits.startsWith('-') ? '-' : '';
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
