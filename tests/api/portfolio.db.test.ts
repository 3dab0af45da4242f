// A lender's account as its own pages read it: the parts add up to the value, every division of the claims to what is
// outstanding, the bridge to the rate of return, and the year's files to the book.
import zlib from 'node:zlib';
import type { ClaimOnWire, ClaimRow } from '@mutua/contract/claim/claim.ts';
import type {
  CalendarOnWire,
  HealthOnWire,
  PortfolioOnWire,
  ReceiptsOnWire,
  ReturnsOnWire,
  SpreadOnWire,
  TaxYearOnWire,
  ValueOverTimeOnWire,
} from '@mutua/contract/claim/portfolio.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yearlyOfDays } from './independent-rates.ts';
import { aPortfolioTown, PARTS, type PortfolioTown, READ_ON } from './portfolio-town.ts';

let story: PortfolioTown;
let portfolio: PortfolioOnWire;
let lines: readonly Line[];

interface Line {
  readonly day: string;
  readonly code: number;
  readonly loanId: string;
  readonly amount: bigint;
}

const PRINCIPAL = [230, 411, 422];
const EARNED = [231, 232, 412, 423];
const money = ({ minorUnits }: { readonly minorUnits: string }) => BigInt(minorUnits);
const read = <Answer>(url: string) => story.town.read<Answer>(story.lender, url);
const sumOf = (rows: readonly Line[]) => rows.reduce((all, { amount }) => all + amount, 0n);
const ofCodes = (...codes: number[]) => lines.filter(({ code }) => codes.includes(code));
const fees = () => lines.filter(({ code }) => code >= 300 && code < 330);

/** What of a loan's principal has not come back to the lender, by the lines of the own cash. */
const left = (loanId: string) =>
  -sumOf(lines.filter((one) => one.loanId === loanId && [200, ...PRINCIPAL].includes(one.code)));

beforeAll(async () => {
  story = await aPortfolioTown();
  portfolio = (await read<{ items: [PortfolioOnWire] }>('/api/portfolio')).items[0];
  const rows = await story.town.rows(
    `select to_char(booked_day, 'YYYY-MM-DD') as day, code, subject_id as "loanId",
       case when credit_account = account_id then amount else -amount end as amount
     from ledger.transfer
     join ledger.account on account_id in (credit_account, debit_account)
     where owner = $1 and account.kind = 'lender_cash' and transfer.kind in ('posted', 'post')
     order by transfer_id`,
    [story.lender.id],
  );
  lines = rows as unknown as readonly Line[];
}, 240_000);
afterAll(async () => {
  const violations = await story?.town.violations();
  await story?.town.close();
  expect(violations).toEqual([]);
});

describe('what the account is worth', () => {
  it('is cash, held, on its way out, outstanding and accrued, less impairment', () => {
    const { cash, heldForBids, onItsWayOut, outstanding, accruedInterest } = portfolio;
    const parts = [cash, heldForBids, onItsWayOut, outstanding, accruedInterest];
    const all = parts.reduce((sum, part) => sum + money(part), 0n);
    expect(money(portfolio.accountValue)).toBe(all - money(portfolio.impairment));
    expect(money(cash) + money(heldForBids) + money(onItsWayOut)).toBe(sumOf(lines));
    expect(money(onItsWayOut)).toBe(200_000n);
    expect(portfolio.withdrawalSince).toMatch(/^2026-07-12T/);
    const { steady, late, later } = story.loans;
    expect(money(outstanding)).toBe(left(steady) + left(late) + left(later));
    // Ten days of a month's interest on the one loan that is on time.
    expect(money(accruedInterest)).toBeGreaterThan(3_000n);
    expect(money(accruedInterest)).toBeLessThan(20_000n);
  });

  it('is what came in, and what was earned and lost', () => {
    const { cash, heldForBids, onItsWayOut, outstanding, lost, netDeposited } = portfolio;
    const here = [cash, heldForBids, onItsWayOut, outstanding, lost];
    const earned = [portfolio.interestReceived, portfolio.penaltyReceived];
    const sum = (parts: readonly { readonly minorUnits: string }[]) =>
      parts.reduce((all, part) => all + money(part), 0n);
    expect(sum(here)).toBe(money(netDeposited) + sum(earned) - money(portfolio.feesPaid));
    expect(money(netDeposited)).toBe(10_000_000n);
    expect(money(portfolio.lost)).toBe(left(story.loans.lost));
    expect(money(portfolio.feesPaid)).toBe(-sumOf(fees()));
    expect(money(portfolio.netGain)).toBe(money(portfolio.accountValue) - 10_000_000n);
    const july = [...ofCodes(...EARNED), ...fees()].filter(({ day }) => day >= '2026-07-01');
    expect(money(portfolio.interestThisMonth)).toBe(sumOf(july));
  });
});

describe('how the claims stand', () => {
  it('by buckets and by each spread they come to what is outstanding', async () => {
    const health = await read<HealthOnWire>('/api/portfolio/health');
    const spread = await read<SpreadOnWire>('/api/portfolio/spread');
    const { steady, late, later } = story.loans;
    const found = health.buckets
      .filter(({ claims }) => claims > 0)
      .map(({ bucket, claims, outstanding }) => [bucket, claims, money(outstanding)]);
    expect(found).toEqual([
      ['current', 1, left(steady)],
      ['to_15', 1, left(late)],
      ['to_60', 1, left(later)],
    ]);
    const impaired = (left(late) * 6n + 50n) / 100n + (left(later) * 38n + 50n) / 100n;
    expect(money(health.total.impairment)).toBe(impaired);
    expect(money(portfolio.impairment)).toBe(impaired);
    expect(money(health.total.outstanding)).toBe(money(portfolio.outstanding));
    expect(health.writtenOff).toMatchObject({ claims: 1, lost: portfolio.lost });
    expect(health.tabs).toEqual({ running: 3, late: 2, closed: 1, lost: 1, passed_on: 0, bids: 0 });
    const { byGrade, byRemainingTerm, byPurpose, byRegion, byIndustry, bySafeguard } = spread;
    const divisions = [byGrade, byRemainingTerm, byPurpose, byRegion, byIndustry, bySafeguard];
    for (const rows of divisions) {
      const total = rows.reduce((sum, { outstanding }) => sum + money(outstanding), 0n);
      expect(total).toBe(money(portfolio.outstanding));
      expect(rows.reduce((sum, { claims }) => sum + claims, 0)).toBe(3);
      expect(rows.every(({ key }) => key !== '')).toBe(true);
      const share = rows.reduce((sum, { sharePpm }) => sum + sharePpm, 0);
      expect(Math.abs(share - 1_000_000)).toBeLessThanOrEqual(rows.length);
    }
    expect(byRemainingTerm.map(({ key }) => key)).toEqual(['to_6', 'to_12']);
    expect(money(spread.largestBorrower?.outstanding ?? { minorUnits: '0' })).toBe(left(steady));
  });

  it.each([
    ['tab=running', ['steady', 'late', 'later']],
    ['tab=late', ['late', 'later']],
    ['tab=closed', ['early']],
    ['tab=lost', ['lost']],
    ['bucket=to_60', ['later']],
    ['tab=running&dueOn=2026-08-02', ['steady', 'late', 'later']],
    ['search=没有这样的标的', []],
  ] as const)('the list with %s has those and no others', async (query, kinds) => {
    const claims = await story.town.list<ClaimRow>(story.lender, `/api/claims?${query}`);
    expect(new Set(claims.map(({ loanId }) => loanId))).toEqual(
      new Set(kinds.map((kind) => story.loans[kind])),
    );
    for (const { principal, instalments, instalmentsReceived } of claims) {
      expect(money(principal)).toBeGreaterThan(0n);
      expect(instalmentsReceived).toBeLessThanOrEqual(instalments);
    }
  });
});

describe('what it earned', () => {
  it('goes from the contract rate to the rate of return, step by step', async () => {
    const returns = await read<ReturnsOnWire>('/api/portfolio/returns');
    const { contractPpm = 0, actualPpm = 0, impairedPpm = 0, steps } = returns;
    let level = contractPpm;
    for (const { changePpm, levelPpm } of steps) {
      level += changePpm;
      expect(levelPpm).toBe(level);
      expect(Math.abs(changePpm % 100)).toBe(0);
    }
    const names = ['missing', 'lost', 'fees', 'compounding', 'idle', 'impairment'];
    expect(steps.map(({ step }) => step)).toEqual(names);
    expect(steps.at(-2)?.levelPpm).toBe(actualPpm);
    expect(level).toBe(impairedPpm);
    const border = ofCodes(100, 110).map(({ day, amount }) => ({ day, amount: -Number(amount) }));
    const worth = (value: bigint) =>
      yearlyOfDays([...border, { day: READ_ON, amount: Number(value) }]);
    const value = money(portfolio.accountValue);
    expect(Math.abs(impairedPpm - worth(value))).toBeLessThan(100);
    const before = worth(value + money(portfolio.impairment));
    expect(Math.abs(actualPpm - before)).toBeLessThan(100);
    expect(Math.abs((portfolio.netReturnPpm ?? 0) - before)).toBeLessThan(2);
  });

  it('begins with the rates of the contracts, weighted day by day', async () => {
    const { contractPpm } = await read<ReturnsOnWire>('/api/portfolio/returns');
    const claims = await story.town.list<ClaimRow>(story.lender, '/api/claims');
    let [balances, weighted] = [0, 0];
    for (let ms = Date.parse('2026-03-02'); ms < Date.parse(READ_ON); ms += 86_400_000) {
      const day = new Date(ms).toISOString().slice(0, 10);
      for (const { loanId, annualRatePpm } of claims) {
        if (loanId === story.loans.lost && day >= '2026-07-11') continue;
        const known = lines.filter((one) => one.loanId === loanId && one.day <= day);
        const own = known.filter(({ code }) => [200, ...PRINCIPAL].includes(code));
        balances += Number(-sumOf(own));
        weighted += Number(-sumOf(own)) * annualRatePpm;
      }
    }
    expect(Math.abs((contractPpm ?? 0) - weighted / balances)).toBeLessThanOrEqual(50);
  });
});

describe('over time', () => {
  it('the calendar has what came on each day, and what each claim is to bring', async () => {
    const url = '/api/portfolio/calendar?from=2026-06-01&to=2026-08-31';
    const { days, ahead, onTimePpm = 0, overdue } = await read<CalendarOnWire>(url);
    expect(days).toHaveLength(92);
    for (const { day, received } of days) {
      const came = lines.filter((one) => one.day === day && one.loanId !== story.lender.id);
      expect([day, money(received)]).toEqual([
        day,
        sumOf(came.filter(({ code }) => code !== 200 && (code < 100 || code > 199))),
      ]);
    }
    const claims = await story.town.list<ClaimRow>(story.lender, '/api/claims?tab=running');
    for (const { claimId, loanId } of claims) {
      const { schedule } = await read<ClaimOnWire>(`/api/claims/${claimId}`);
      const row = schedule.find(({ dueDay }) => dueDay === '2026-08-02');
      const amount = BigInt(row?.principal ?? 0) + BigInt(row?.interest ?? 0);
      const { nextAmount } = claims.find((one) => one.loanId === loanId) ?? {};
      if (loanId === story.loans.steady) {
        const own = amount - BigInt(row?.fee ?? 0);
        expect(Number(money(nextAmount ?? { minorUnits: '0' }) - own)).toBeLessThanOrEqual(2);
        expect(Number(own - money(nextAmount ?? { minorUnits: '0' }))).toBeLessThanOrEqual(2);
      }
    }
    expect(days.find(({ day }) => day === '2026-08-02')?.claims).toBe(3);
    const [, month, quarter] = ahead;
    const due = days.filter(({ day }) => day >= READ_ON && day < '2026-08-11');
    const onTime = claims.find(({ loanId }) => loanId === story.loans.steady)?.nextAmount;
    expect(month?.contract).toEqual(onTime);
    expect(due.reduce((sum, one) => sum + money(one.expected), 0n)).toBeGreaterThan(
      money(month?.contract ?? { minorUnits: '0' }),
    );
    expect(money(quarter?.expected ?? { minorUnits: '0' })).toBeLessThan(
      money(quarter?.contract ?? { minorUnits: '0' }),
    );
    expect(onTimePpm).toBeGreaterThan(500_000);
    expect(money(overdue)).toBeGreaterThan(0n);
  });

  it('a calendar ends after it begins, and has an end', async () => {
    const ask = (query: string) =>
      story.town.house.get(story.lender.id, `/api/portfolio/calendar?${query}`);
    expect(await ask('from=2026-06-02&to=2026-06-01')).toMatchObject({
      ...{ status: 422, body: { code: 'days_out_of_order' } },
    });
    expect(await ask('from=2026-06-01&to=2026-12-01')).toMatchObject({ status: 400 });
  });

  it('the months have what the book has, and end with today’s cash and outstanding principal', async () => {
    const { months } = await read<ReceiptsOnWire>('/api/portfolio/receipts');
    expect(months.map(({ month }) => month)).toEqual(
      ['03', '04', '05', '06', '07'].map((month) => `2026-${month}`),
    );
    for (const { month, principal, interest, fee } of months) {
      const own = (rows: readonly Line[]) => sumOf(rows.filter(({ day }) => day.startsWith(month)));
      expect(money(principal)).toBe(own(ofCodes(...PRINCIPAL)));
      expect(money(interest)).toBe(own(ofCodes(...EARNED)));
      expect(money(fee)).toBe(-own(fees()));
    }
    const value = await read<ValueOverTimeOnWire>('/api/portfolio/value?months=2');
    expect(value.months.map(({ month }) => month)).toEqual(['2026-06', '2026-07']);
    const { cash, heldForBids, onItsWayOut, outstanding, netDeposited } = portfolio;
    const now = [cash, heldForBids, onItsWayOut, outstanding];
    expect(value.months.at(-1)).toEqual({
      month: '2026-07',
      value: {
        currency: 'CNY',
        minorUnits: String(now.reduce((sum, one) => sum + money(one), 0n)),
      },
      netDeposited,
    });
    const june = lines.filter(({ day }) => day < '2026-07-01');
    const lent = -sumOf(june.filter(({ code }) => [200, ...PRINCIPAL].includes(code)));
    expect(money(value.months[0]?.value ?? { minorUnits: '0' })).toBe(sumOf(june) + lent);
  });
});

describe('a year for the tax office', () => {
  it('is the book’s, loan by loan, and the same in both files', async () => {
    const { items } = await read<{ items: TaxYearOnWire[] }>('/api/portfolio/tax-years');
    expect(items).toMatchObject([{ year: 2026, claims: 5, loss: { minorUnits: '0' } }]);
    const interest = sumOf(ofCodes(231, 412, 423));
    expect(items[0]?.interest.minorUnits).toBe(String(interest));
    expect(items[0]?.fees.minorUnits).toBe(String(-sumOf(fees())));
    const csv = (await file('2026.csv')).toString('utf8').replace('\uFEFF', '');
    const rows = csv
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    expect(rows).toHaveLength(2 + Object.keys(PARTS).length);
    const [head, ...body] = rows;
    expect(head?.[5]).toBe('Interest');
    const yuan = (amount: bigint) => `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`;
    expect(body.at(-1)?.[5]).toBe(yuan(interest));
    const loan = body.find(([, loanId]) => loanId === story.loans.steady);
    const own = ofCodes(231).filter(({ loanId }) => loanId === story.loans.steady);
    expect(loan?.[5]).toBe(yuan(sumOf(own)));
    const sheet = cellsOf(await file('2026.xlsx'));
    const asTexts = (cells: readonly string[]) =>
      cells.map((cell, index) => (index > 3 ? Number.parseFloat(cell).toFixed(2) : cell));
    expect(sheet[0]).toEqual(head);
    expect(sheet.slice(1).map(asTexts)).toEqual(body);
  });

  it('of another year is empty but for its head and sum', async () => {
    const text = (await file('2019.csv')).toString('utf8').trim();
    expect(text.split('\r\n')).toHaveLength(2);
  });
});

describe('the evidence of a claim that is written off', () => {
  it('has contract, payments, contacts and what was acknowledged, and is its holder’s alone', async () => {
    const [claim] = await story.town.list<ClaimRow>(story.lender, '/api/claims?tab=lost');
    const url = `/api/claims/${claim?.claimId}/evidence`;
    const pack = await read<Readonly<Record<string, never>>>(url);
    expect(pack).toMatchObject({
      asOf: READ_ON,
      claim: { loanId: story.loans.lost, received: [{ day: READ_ON }] },
      acknowledged: { riskNotice: 'risk_notice_1', at: expect.stringMatching(/^2026-03-02T/) },
      contract: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      timeline: expect.arrayContaining([expect.objectContaining({ to: 'written_off' })]),
      contacts: [{ day: '2026-04-20', channel: 'phone', outcome: 'reached' }],
    });
    expect(await story.town.house.get(story.other.id, url)).toMatchObject({ status: 404 });
  });
});

async function file(name: string): Promise<Buffer> {
  const token = await story.town.house.tokenOf(story.lender.id);
  const answer = await story.town.house.app.inject({
    url: `/api/portfolio/tax-year/${name}?language=en`,
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.statusCode, name).toBe(200);
  expect(answer.headers['content-disposition']).toContain(`mutua-tax-${name}`);
  return answer.rawPayload;
}

/** The cells of the first sheet, row by row, without any library. */
function cellsOf(zip: Buffer): string[][] {
  const sheet = entryOf(zip, 'xl/worksheets/sheet1.xml');
  const shared = [...entryOf(zip, 'xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(
    ([, item = '']) => item.replace(/<[^>]*>/g, ''),
  );
  return [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) => {
    const cells: string[] = [];
    for (const [, names = '', inner = ''] of row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const value = /<v>(.*?)<\/v>/s.exec(inner)?.[1] ?? inner.replace(/<[^>]*>/g, '');
      const column = (/r="([A-Z])/.exec(names)?.[1] ?? 'A').charCodeAt(0) - 65;
      while (cells.length < column) cells.push('');
      cells[column] = names.includes('t="s"') ? (shared[Number(value)] ?? '') : value;
    }
    return cells;
  });
}

function entryOf(zip: Buffer, name: string): string {
  for (
    let at = zip.indexOf('PK\u0001\u0002');
    at >= 0;
    at = zip.indexOf('PK\u0001\u0002', at + 4)
  ) {
    const nameLength = zip.readUInt16LE(at + 28);
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) !== name) continue;
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    return (zip.readUInt16LE(at + 10) === 0 ? packed : zlib.inflateRawSync(packed)).toString(
      'utf8',
    );
  }
  return '';
}
