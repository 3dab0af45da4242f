// The market as a whole: what all listings of a state and what those of a search come to, and how many each value of
// a filter would leave.
import {
  type ListingFacet,
  type ListingFilters,
  RATE_STEP_PPM,
} from '@mutua/contract/market/listing-filters.ts';
import type { MarketOnWire, MarketTotals } from '@mutua/contract/market/market.ts';
import type pg from 'pg';
import { moneyOf, present } from '../http/read-fields.ts';
import { outlookOf } from './listing-outlook.ts';
import { conditionsOf, REMAINING, SEARCHED, whereOf } from './listing-search-read.ts';

/** Each facet: its value, and the filters that are its own. */
const FACETS: Readonly<Record<ListingFacet, readonly [string, ...(keyof ListingFilters)[]]>> = {
  grade: ['grade', 'grade'],
  termMonths: ['term_months::text', 'termMonths', 'termMonthsMin', 'termMonthsMax'],
  annualRate: [
    `(annual_rate_ppm / ${RATE_STEP_PPM} * ${RATE_STEP_PPM})::text`,
    'annualRatePpmMin',
    'annualRatePpmMax',
  ],
  safeguard: ['safeguard', 'safeguard'],
  repaymentMethod: ['repayment_method', 'repaymentMethod'],
  purpose: ['purpose', 'purpose'],
  industry: ['industry', 'industry'],
  region: ['region', 'region'],
};

/** What both totals are made of. */
interface Group {
  readonly terms: string;
  readonly currency: string;
  readonly annualRatePpm: number;
  readonly termMonths: number;
  readonly repaymentMethod: string;
  readonly expectedLossPpm: number | null;
  readonly security: string | null;
  readonly count: number;
  readonly loanAmount: bigint;
  readonly remaining: bigint;
  readonly isFound: boolean;
}

export async function readMarket(pool: pg.Pool, filters: ListingFilters): Promise<MarketOnWire> {
  const [groups, facets, coming] = await Promise.all([
    readGroups(pool, filters),
    readFacets(pool, filters),
    readComing(pool),
  ]);
  return {
    open: totalsOf(groups),
    found: totalsOf(groups.filter(({ isFound }) => isFound)),
    coming,
    facets,
  };
}

/** Listings of equal terms together: of each kind of terms the expected net rate is found once. */
async function readGroups(pool: pg.Pool, filters: ListingFilters): Promise<readonly Group[]> {
  const values: unknown[] = [filters.state ?? 'funding'];
  const isFound = whereOf(conditionsOf(filters), values);
  const { rows } = await pool.query<Group & { readonly product: string }>(
    `select loan.product_code || ' ' || loan.product_version as product, loan.currency,
       loan.annual_rate_ppm as "annualRatePpm", loan.term_months as "termMonths",
       loan.repayment_method as "repaymentMethod", loan.expected_loss_ppm as "expectedLossPpm",
       loan.security, ${isFound === '' ? 'true' : `(${isFound})`} as "isFound",
       count(*)::integer as count, sum(loan.loan_amount)::bigint as "loanAmount",
       sum(${REMAINING})::bigint as remaining
     from ${SEARCHED}
     where loan.state = $1
     group by 1, 2, 3, 4, 5, 6, 7, 8`,
    values,
  );
  const { rows: products } = await pool.query<{ product: string; terms: string }>(
    `select code || ' ' || number as product, terms from product.product_version
     where code || ' ' || number = any ($1)`,
    [[...new Set(rows.map(({ product }) => product))]],
  );
  const termsOf = new Map(products.map(({ product, terms }) => [product, terms]));
  return rows.map((row) => ({ ...row, terms: termsOf.get(row.product) ?? '' }));
}

function totalsOf(groups: readonly Group[]): MarketTotals {
  const currencies = [...new Set(groups.map(({ currency }) => currency))].sort();
  const of = (read: (group: Group) => bigint) =>
    currencies.map((currency) => {
      const own = groups.filter((group) => group.currency === currency);
      return moneyOf(
        own.reduce((sum, group) => sum + read(group), 0n),
        currency,
      );
    });
  return {
    count: groups.reduce((sum, { count }) => sum + count, 0),
    loanAmount: of(({ loanAmount }) => loanAmount),
    remaining: of(({ remaining }) => remaining),
    ...present({
      annualRatePpm: weighted(groups, ({ annualRatePpm }) => annualRatePpm),
      expectedNetPpm: weighted(groups, expectedNet),
    }),
  };
}

function expectedNet({ terms, expectedLossPpm, security, ...own }: Group): number | undefined {
  if (expectedLossPpm === null || terms === '') return undefined;
  const asked = { ...own, expectedLossPpm, security: security ?? undefined };
  return outlookOf(terms, asked)?.expectedNetPpm;
}

/** By what is left to lend; a group without the figure does not count. */
function weighted(
  groups: readonly Group[],
  read: (group: Group) => number | undefined,
): number | undefined {
  let [sum, weight] = [0n, 0n];
  for (const group of groups) {
    const figure = read(group);
    if (figure === undefined) continue;
    sum += BigInt(figure) * group.remaining;
    weight += group.remaining;
  }
  // Rounded half up; rates are not negative but for a loss, where the half goes the other way.
  return weight === 0n ? undefined : Number((2n * sum + weight) / (2n * weight));
}

/** One look at the listings, with what each filter says of each; then a count for each facet. */
async function readFacets(pool: pg.Pool, filters: ListingFilters): Promise<MarketOnWire['facets']> {
  const values: unknown[] = [filters.state ?? 'funding'];
  const conditions = conditionsOf(filters);
  const own = new Set(Object.values(FACETS).flatMap(([, ...filter]) => filter as string[]));
  const always = whereOf(
    conditions.filter(({ filter }) => !own.has(filter)),
    values,
  );
  const flagged = conditions.filter(({ filter }) => own.has(filter));
  const flags = flagged.map((one) => `, (${whereOf([one], values)}) as "fits_${one.filter}"`);
  const counts = Object.entries(FACETS).map(([facet, [value, ...mine]]) => {
    const others = flagged.filter(({ filter }) => !(mine as string[]).includes(filter));
    const where = others.map(({ filter }) => `"fits_${filter}"`).join(' and ');
    return `select '${facet}' as facet, ${value} as value, count(*)::integer as count
      from searched where ${value} is not null ${where === '' ? '' : `and ${where}`}
      group by 2`;
  });
  const { rows } = await pool.query<{ facet: ListingFacet; value: string; count: number }>(
    `with searched as materialized (
       select loan.grade, loan.term_months, loan.annual_rate_ppm, loan.safeguard,
         loan.repayment_method, loan.purpose, listing.industry, listing.region ${flags.join('')}
       from ${SEARCHED}
       where loan.state = $1 ${always === '' ? '' : `and ${always}`}
     )
     ${counts.join(' union all ')}
     order by facet, value`,
    values,
  );
  return (Object.keys(FACETS) as ListingFacet[]).map((facet) => ({
    facet,
    values: rows
      .filter((row) => row.facet === facet)
      .map(({ value, count }) => ({ value, count }))
      .toSorted(byNumber),
  }));
}

/** Numbers in their own order; other values stay in the order of their texts. */
function byNumber(left: { readonly value: string }, right: { readonly value: string }): number {
  return /^[0-9]+$/.test(left.value) ? Number(left.value) - Number(right.value) : 0;
}

async function readComing(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::integer as count from ${SEARCHED} where loan.state = 'listed'`,
  );
  return rows[0]?.count ?? 0;
}
