import type { ListingRow } from '@mutua/contract/market/listing.ts';
import { LISTING_FACETS, type ListingFilters } from '@mutua/contract/market/listing-filters.ts';
import type { ListingSchedule } from '@mutua/contract/market/listing-schedule.ts';
import type { MarketOnWire } from '@mutua/contract/market/market.ts';
import { withClient } from '@mutua/server/database/pool.ts';
import { TrialHouse } from '@mutua/server/http/trial-house.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertOpenListings, TITLES } from './many-open-listings.ts';

const COUNT = 10_000;

let house: TrialHouse;
let all: readonly ListingRow[];

beforeAll(async () => {
  house = await TrialHouse.open();
  const now = new Date(house.now);
  await withClient(house.server.owner, (owner) => insertOpenListings(owner, { count: COUNT, now }));
  all = await everything({});
}, 120_000);

afterAll(() => house?.close());

type Filters = Readonly<ListingFilters & { sort?: string }>;

function queryOf(filters: Filters, more: Readonly<Record<string, string>> = {}): string {
  const texts = Object.entries(filters).map(([name, value]) => [name, String(value)]);
  return new URLSearchParams([...texts, ...Object.entries(more)]).toString();
}

/** Page after page, to the end. */
async function everything(filters: Filters): Promise<readonly ListingRow[]> {
  const found: ListingRow[] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; ) {
    isFirst = false;
    const more = { limit: '200', ...(cursor === undefined ? {} : { cursor }) };
    const { status, body } = await house.get(undefined, `/api/listings?${queryOf(filters, more)}`);
    expect(status, JSON.stringify(body)).toBe(200);
    const page = body as unknown as { items: ListingRow[]; next?: string };
    found.push(...page.items);
    cursor = page.next;
  }
  return found;
}

async function market(filters: Filters): Promise<MarketOnWire> {
  const { status, body } = await house.get(undefined, `/api/market?${queryOf(filters)}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as unknown as MarketOnWire;
}

type Condition = (row: ListingRow) => boolean;
/** The market has those alone that take bids or are going to. */
type Asked = Omit<ListingFilters, 'state'>;
type Conditions = {
  readonly [Name in keyof Asked]-?: (asked: NonNullable<Asked[Name]>) => Condition;
};

const isAmong = (read: (row: ListingRow) => string | undefined) => (list: string) => {
  const values = new Set<string | undefined>(list.split(','));
  return (row: ListingRow) => values.has(read(row));
};
const left = (row: ListingRow) => BigInt(row.remaining.minorUnits);

/** One condition for each filter, told without the server. */
const CONDITIONS: Conditions = {
  text: (text) => (row) => row.title.includes(text),
  grade: isAmong((row) => row.grade),
  termMonths: isAmong((row) => String(row.termMonths)),
  safeguard: isAmong((row) => row.safeguard),
  repaymentMethod: isAmong((row) => row.repaymentMethod),
  purpose: isAmong((row) => row.purpose),
  industry: isAmong((row) => row.industry),
  region: isAmong((row) => row.region),
  annualRatePpmMin: (least) => (row) => row.annualRatePpm >= least,
  annualRatePpmMax: (most) => (row) => row.annualRatePpm <= most,
  termMonthsMin: (least) => (row) => row.termMonths >= least,
  termMonthsMax: (most) => (row) => row.termMonths <= most,
  remainingMin: (least) => (row) => left(row) >= BigInt(least),
  remainingMax: (most) => (row) => left(row) <= BigInt(most),
};

/** @param apart the filters that are left out. */
function fitting(filters: Asked, apart: readonly string[] = []): readonly ListingRow[] {
  const conditions = Object.entries(filters).flatMap(([name, asked]) => {
    if (asked === undefined || apart.includes(name)) return [];
    const condition = CONDITIONS[name as keyof Asked] as (asked: unknown) => Condition;
    return [condition(asked)];
  });
  return all.filter((row) => conditions.every((holds) => holds(row)));
}

const several = (values: readonly string[]) =>
  fc.subarray([...values], { minLength: 1 }).map((chosen) => chosen.join(','));
const rate = fc.integer({ min: 30_000, max: 130_000 });
const amount = fc.bigInt({ min: 0n, max: 20_000_000n }).map(String);
const filters: fc.Arbitrary<Asked> = fc.record(
  {
    text: fc.constantFrom(...TITLES, '%', '_', '\\'),
    grade: several(['A', 'B', 'C', 'D', 'E']),
    termMonths: several(['6', '12', '18', '24', '36']),
    termMonthsMin: fc.integer({ min: 1, max: 40 }),
    termMonthsMax: fc.integer({ min: 1, max: 40 }),
    annualRatePpmMin: rate,
    annualRatePpmMax: rate,
    safeguard: several(['none', 'guarantee', 'reserve']),
    repaymentMethod: several(['equal_instalments', 'equal_principal', 'interest_first', 'bullet']),
    purpose: several(['working_capital', 'consumption', 'education']),
    industry: several(['trade', 'services', 'manufacturing', 'public']),
    region: several(['110000', '310000', '440000', '510000', '330000']),
    remainingMin: amount,
    remainingMax: amount,
  },
  { requiredKeys: [] },
);

/** The value of each facet, and the filters that are its own. */
const FACET_OF = {
  grade: [(row: ListingRow) => row.grade, 'grade'],
  termMonths: [
    (row: ListingRow) => String(row.termMonths),
    ...['termMonths', 'termMonthsMin', 'termMonthsMax'],
  ],
  annualRate: [
    (row: ListingRow) => String(row.annualRatePpm - (row.annualRatePpm % 10_000)),
    ...['annualRatePpmMin', 'annualRatePpmMax'],
  ],
  safeguard: [(row: ListingRow) => row.safeguard, 'safeguard'],
  repaymentMethod: [(row: ListingRow) => row.repaymentMethod, 'repaymentMethod'],
  purpose: [(row: ListingRow) => row.purpose, 'purpose'],
  industry: [(row: ListingRow) => row.industry, 'industry'],
  region: [(row: ListingRow) => row.region, 'region'],
} as const;

describe('ten thousand open listings', () => {
  it('are all there, page by page, and each once', () => {
    expect(all).toHaveLength(COUNT);
    expect(new Set(all.map(({ loanId }) => loanId)).size).toBe(COUNT);
  });

  it('are filtered as a plain search filters them, and counted so beside every filter', async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (asked) => {
        const expected = fitting(asked);
        const { found, open, facets } = await market(asked);
        expect([open.count, found.count]).toEqual([COUNT, expected.length]);
        const sumLeft = expected.reduce((sum, row) => sum + left(row), 0n);
        expect(found.remaining).toEqual(
          expected.length === 0 ? [] : [{ minorUnits: String(sumLeft), currency: 'CNY' }],
        );
        for (const facet of LISTING_FACETS) {
          const [value, ...own] = FACET_OF[facet];
          const counts = new Map<string, number>();
          for (const row of fitting(asked, own as readonly string[])) {
            const name = value(row) ?? '';
            counts.set(name, (counts.get(name) ?? 0) + 1);
          }
          const shown = facets.find((one) => one.facet === facet)?.values ?? [];
          const pairs = shown.map((one) => [one.value, one.count] as const);
          expect(new Map(pairs), facet).toEqual(counts);
        }
        if (expected.length > 400) return;
        const rows = await everything(asked);
        const ids = (list: readonly ListingRow[]) => list.map(({ loanId }) => loanId).sort();
        expect(ids(rows)).toEqual(ids(expected));
      }),
      { numRuns: 25 },
    );
  }, 300_000);

  it.each([
    ['closing', (row: ListingRow) => Date.parse(row.closesAt), 1],
    ['rate', (row: ListingRow) => row.annualRatePpm, -1],
    ['remaining', (row: ListingRow) => Number(row.remaining.minorUnits), -1],
  ] as const)('come in the order that is asked for: %s', async (sort, by, direction) => {
    const rows = await everything({ grade: 'A,C', purpose: 'education', sort });
    expect(rows.length).toBeGreaterThan(400);
    const sorted = rows.map(by).toSorted((left, right) => direction * (left - right));
    expect(rows.map(by)).toEqual(sorted);
    expect(new Set(rows.map(({ loanId }) => loanId)).size).toBe(rows.length);
  });

  it('have rates that are weighted by what is left to lend', async () => {
    const { open } = await market({});
    const weigh = (read: (row: ListingRow) => number) => {
      const left = all.map((row) => Number(row.remaining.minorUnits));
      const sum = all.reduce((total, row, index) => total + read(row) * (left[index] ?? 0), 0);
      return sum / left.reduce((total, one) => total + one, 0);
    };
    expect(open.annualRatePpm).toBeCloseTo(
      weigh((row) => row.annualRatePpm),
      -1,
    );
    const net = weigh((row) => row.expectedNetPpm ?? Number.NaN);
    expect(Math.abs((open.expectedNetPpm ?? 0) - net)).toBeLessThan(2);
  });

  it('are counted anew when one of them changes', async () => {
    const before = await market({ grade: 'B' });
    const [row] = await everything({ grade: 'B', sort: 'rate' });
    const change = (what: string) =>
      withClient(house.server.owner, (owner) =>
        owner.query(`update loan.loan set ${what}, version = version + 1 where id = $1`, [
          row?.loanId,
        ]),
      );
    await change('accepted = accepted + 100');
    const bidden = await market({ grade: 'B' });
    const left = ({ found }: MarketOnWire) => BigInt(found.remaining[0]?.minorUnits ?? '0');
    expect(left(before) - left(bidden)).toBe(100n);
    await change(`state = 'listed'`);
    const withdrawn = await market({ grade: 'B' });
    expect([withdrawn.found.count, withdrawn.coming]).toEqual([before.found.count - 1, 1]);
    await change(`state = 'funding', accepted = accepted - 100`);
    expect(await market({ grade: 'B' })).toEqual(before);
  });

  it('show what an amount would bring, of which the parts make the gain', async () => {
    const [row] = await everything({ grade: 'C', repaymentMethod: 'equal_instalments' });
    const url = `/api/listings/${row?.loanId}/schedule?amount=100000`;
    const { body } = await house.get(undefined, url);
    const { instalments, principal, interest, share } = body as unknown as ListingSchedule;
    expect(principal).toEqual(row?.loanAmount);
    const sumOf = (amounts: readonly (string | undefined)[]) =>
      String(amounts.reduce((total, one) => total + BigInt(one ?? '0'), 0n));
    expect(sumOf(instalments.map((one) => one.principal))).toBe(principal.minorUnits);
    expect(sumOf(instalments.map((one) => one.interest))).toBe(interest.minorUnits);
    expect(sumOf(instalments.map((one) => one.share?.principal))).toBe('100000');
    expect(sumOf(instalments.map((one) => one.share?.interest))).toBe(share?.interest.minorUnits);
    const parts = [share?.interest, share?.fees, share?.expectedLoss, share?.expectedGain];
    const [gross = 0n, fees = 0n, loss = 0n, gain] = parts.map((one) =>
      BigInt(one?.minorUnits ?? '0'),
    );
    expect(gross - fees - loss).toBe(gain);
    expect(loss).toBeGreaterThan(0n);
    expect(share?.worstCase.minorUnits).toBe('-100000');
    const tooMuch = await house.get(undefined, `${url}00000000`);
    expect(tooMuch.status).toBe(400);
    expect(tooMuch.body).toMatchObject({ errors: [{ field: 'amount', in: 'query' }] });
  });
});
