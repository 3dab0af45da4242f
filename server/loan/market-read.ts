// The market as a whole: what all listings of a state and those of a search come to, and how many each value of
// a filter would leave.
import type {
  ListingFacet,
  ListingFilters,
  MarketQuery,
} from '@mutua/contract/market/listing-filters.ts';
import { RATE_STEP_PPM } from '@mutua/contract/market/listing-filters.ts';
import type { MarketOnWire, MarketTotals } from '@mutua/contract/market/market.ts';
import { type MinorUnits, plus, sum } from '@mutua/core/money/minor-units.ts';
import type pg from 'pg';
import { moneyOf, present } from '../http/read-fields.ts';
import { conditionsOf, SEARCHED, whereOf } from './listing-search-read.ts';
import type { MarketRates, MarketRow, OpenMarket } from './open-market-read.ts';

type FilterName = keyof ListingFilters;

/** Each facet: its value, and the filters that are its own. */
const FACETS: Readonly<
  Record<
    ListingFacet,
    readonly [(row: MarketRow) => string | number | null, ...(readonly FilterName[])]
  >
> = {
  grade: [({ grade }) => grade, 'grade'],
  termMonths: [({ termMonths }) => termMonths, 'termMonths', 'termMonthsMin', 'termMonthsMax'],
  annualRate: [
    ({ rates: { annualRatePpm } }) => annualRatePpm - (annualRatePpm % RATE_STEP_PPM),
    ...(['annualRatePpmMin', 'annualRatePpmMax'] as const),
  ],
  safeguard: [({ safeguard }) => safeguard, 'safeguard'],
  repaymentMethod: [({ repaymentMethod }) => repaymentMethod, 'repaymentMethod'],
  purpose: [({ purpose }) => purpose, 'purpose'],
  industry: [({ industry }) => industry, 'industry'],
  region: [({ region }) => region, 'region'],
};
const FACET_NAMES = Object.keys(FACETS) as ListingFacet[];

/** A filter that was asked for, and the facet that counts without it. */
interface Condition {
  readonly facet: ListingFacet | undefined;
  readonly fits: (row: MarketRow) => boolean;
}

/** What was counted of these rows, by what was asked: other rows are another array. */
const COUNTED = new WeakMap<readonly MarketRow[], Map<string, MarketOnWire>>();
const COUNTED_MAX = 100;

export async function readMarket(
  { pool, market }: { readonly pool: pg.Pool; readonly market: OpenMarket },
  query: MarketQuery,
): Promise<MarketOnWire> {
  const rows = await market.rows();
  const counted = COUNTED.get(rows) ?? new Map<string, MarketOnWire>();
  COUNTED.set(rows, counted);
  const key = JSON.stringify(query);
  const known = counted.get(key);
  if (known !== undefined) return known;
  const { state = 'funding', ...filters } = query;
  const named = await readNamed(pool, state, filters);
  const made = countMarket(rows, state, conditionsIn(filters, named));
  if (counted.size >= COUNTED_MAX) counted.clear();
  counted.set(key, made);
  return made;
}

function countMarket(
  all: readonly MarketRow[],
  state: string,
  conditions: readonly Condition[],
): MarketOnWire {
  const open = all.filter((row) => row.state === state);
  const found: MarketRow[] = [];
  const counts = FACET_NAMES.map((facet) => ({
    facet,
    read: FACETS[facet][0],
    values: new Map<string | number, number>(),
  }));
  for (const row of open) {
    const missed = missedBy(row, conditions);
    if (missed === 'several') continue;
    if (missed === undefined) found.push(row);
    for (const { facet, read, values } of counts) {
      if (missed !== undefined && missed !== facet) continue;
      const value = read(row);
      if (value !== null) values.set(value, (values.get(value) ?? 0) + 1);
    }
  }
  return {
    open: totalsOf(open),
    found: totalsOf(found),
    coming: all.filter((row) => row.state === 'listed').length,
    facets: counts.map(({ facet, values }) => ({
      facet,
      values: [...values]
        .toSorted(([left], [right]) => (left < right ? -1 : 1))
        .map(([value, count]) => ({ value: String(value), count })),
    })),
  };
}

/** Nothing if it fits; the one facet without whose filters it would. */
function missedBy(
  row: MarketRow,
  conditions: readonly Condition[],
): ListingFacet | 'several' | undefined {
  let missed: ListingFacet | undefined;
  for (const { facet, fits } of conditions) {
    if (fits(row)) continue;
    if (facet === undefined || (missed !== undefined && missed !== facet)) return 'several';
    missed = facet;
  }
  return missed;
}

function conditionsIn(
  filters: ListingFilters,
  named: ReadonlySet<string> | undefined,
): readonly Condition[] {
  const made: Condition[] = [];
  const add = <Asked>(
    filter: FilterName,
    asked: Asked | undefined,
    fits: (row: MarketRow, asked: Asked) => boolean,
  ) => {
    const facet = FACET_NAMES.find((name) => FACETS[name].includes(filter));
    if (asked !== undefined) made.push({ facet, fits: (row) => fits(row, asked) });
  };
  const among = (filter: 'grade' | 'safeguard' | 'industry' | 'region') =>
    add(filter, setOf(filters[filter]), (row, values) => values.has(row[filter] ?? ''));
  for (const filter of ['grade', 'safeguard', 'industry', 'region'] as const) among(filter);
  for (const filter of ['termMonths', 'repaymentMethod', 'purpose'] as const) {
    add(filter, setOf(filters[filter]), (row, values) => values.has(String(row[filter])));
  }
  add('text', named, ({ loanId }, ids) => ids.has(loanId));
  add('termMonthsMin', filters.termMonthsMin, (row, least) => row.termMonths >= least);
  add('termMonthsMax', filters.termMonthsMax, (row, most) => row.termMonths <= most);
  add(
    'annualRatePpmMin',
    filters.annualRatePpmMin,
    ({ rates }, least) => rates.annualRatePpm >= least,
  );
  add(
    'annualRatePpmMax',
    filters.annualRatePpmMax,
    ({ rates }, most) => rates.annualRatePpm <= most,
  );
  add('remainingMin', amountOf(filters.remainingMin), (row, least) => row.remaining >= least);
  add('remainingMax', amountOf(filters.remainingMax), (row, most) => row.remaining <= most);
  return made;
}

function setOf(list: string | undefined): ReadonlySet<string> | undefined {
  return list === undefined ? undefined : new Set(list.split(','));
}

function amountOf(digits: string | undefined): bigint | undefined {
  return digits === undefined ? undefined : BigInt(digits);
}

/** What a text finds is the database's to say, as in the list; nothing where no text was asked for. */
async function readNamed(
  pool: pg.Pool,
  state: string,
  { text }: ListingFilters,
): Promise<ReadonlySet<string> | undefined> {
  if (text === undefined) return undefined;
  const values: unknown[] = [state];
  const { rows } = await pool.query<{ id: string }>(
    `select loan.id from ${SEARCHED}
     where loan.state = $1 and ${whereOf(conditionsOf({ text }), values)}`,
    values,
  );
  return new Set(rows.map(({ id }) => id));
}

interface Sums {
  loanAmount: MinorUnits;
  remaining: MinorUnits;
}

function totalsOf(rows: readonly MarketRow[]): MarketTotals {
  const byRates = new Map<MarketRates, Sums>();
  for (const { rates, loanAmount, remaining } of rows) {
    const sums = byRates.get(rates);
    if (sums === undefined) byRates.set(rates, { loanAmount, remaining });
    else {
      sums.loanAmount = plus(sums.loanAmount, loanAmount);
      sums.remaining = plus(sums.remaining, remaining);
    }
  }
  const currencies = [...new Set([...byRates.keys()].map(({ currency }) => currency))].toSorted();
  const say = (name: keyof Sums) =>
    currencies.map((currency) => {
      const own = [...byRates].filter(([rates]) => rates.currency === currency);
      return moneyOf(sum(own.map(([, sums]) => sums[name])), currency);
    });
  return {
    count: rows.length,
    ...{ loanAmount: say('loanAmount'), remaining: say('remaining') },
    ...present({
      annualRatePpm: weighted(byRates, ({ annualRatePpm }) => annualRatePpm),
      expectedNetPpm: weighted(byRates, ({ expectedNetPpm }) => expectedNetPpm),
    }),
  };
}

/** By what is left to lend; a listing without the figure does not count. */
function weighted(
  byRates: ReadonlyMap<MarketRates, Sums>,
  read: (rates: MarketRates) => number | undefined,
): number | undefined {
  let [total, weight] = [0n, 0n];
  for (const [rates, { remaining }] of byRates) {
    const figure = read(rates);
    if (figure === undefined) continue;
    total += BigInt(figure) * remaining;
    weight += remaining;
  }
  // Rounded half up; rates are not negative but for a loss, where the half goes the other way.
  return weight === 0n ? undefined : Number((2n * total + weight) / (2n * weight));
}
