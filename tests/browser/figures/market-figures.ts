// What the market must show, by SQL of its own over the rows of loans, listings and bids.
import type pg from 'pg';
import {
  bigintOf,
  countValue,
  type FigureAsk,
  type FigureQueries,
  moneyValue,
  rateValue,
} from './figure-query.ts';
import { type ListedLoan, listedLoan, listedLoans, outlookOf } from './listing-facts.ts';

/** The columns by which an address may search, by the names that it uses. */
const COLUMNS: Readonly<Record<string, string>> = {
  grade: 'loan.grade',
  termMonths: 'loan.term_months::text',
  safeguard: 'loan.safeguard',
  repaymentMethod: 'loan.repayment_method',
  purpose: 'loan.purpose',
  region: `listing.face -> 'items' ->> 'borrower_region'`,
  industry: `listing.face -> 'items' ->> 'borrower_industry'`,
};

interface Search {
  readonly condition: string;
  readonly values: readonly unknown[];
}

/** What the page's address asks for, one filter left out where its own counts are asked for. */
function searchOf({ searchParams }: URL, apart?: string): Search {
  const values: unknown[] = [searchParams.get('tab') === 'listed' ? 'listed' : 'funding'];
  const parts = ['loan.state = $1'];
  for (const [name, column] of Object.entries(COLUMNS)) {
    const asked = searchParams.get(name);
    if (asked === null || name === apart) continue;
    values.push(asked.split(','));
    parts.push(`${column} = any ($${values.length})`);
  }
  const [least, most] = [
    searchParams.get('annualRatePpmMin'),
    searchParams.get('annualRatePpmMax'),
  ];
  if (least !== null) parts.push(`loan.annual_rate_ppm >= $${values.push(least)}::integer`);
  if (most !== null) parts.push(`loan.annual_rate_ppm <= $${values.push(most)}::integer`);
  return { condition: parts.join(' and '), values };
}

const found = ({ db, address }: FigureAsk) => {
  const { condition, values } = searchOf(address);
  return listedLoans(db, condition, values);
};
const open = ({ db, address }: FigureAsk) => {
  const isComing = address.searchParams.get('tab') === 'listed';
  return listedLoans(db, 'loan.state = $1', [isComing ? 'listed' : 'funding']);
};
const left = (loans: readonly ListedLoan[]) =>
  loans.reduce((sum, { amount, accepted }) => sum + amount - accepted, 0n);

async function weighted(
  loans: readonly ListedLoan[],
  read: (loan: ListedLoan) => Promise<number>,
): Promise<string> {
  let [sum, weight] = [0n, 0n];
  for (const loan of loans) {
    const own = loan.amount - loan.accepted;
    sum += BigInt(await read(loan)) * own;
    weight += own;
  }
  return weight === 0n ? '' : rateValue((2n * sum + weight) / (2n * weight));
}

async function facet({ db, row, address }: FigureAsk): Promise<string> {
  const [name = '', ...rest] = row.split(' ');
  const { condition, values } = searchOf(address, name);
  const counted = await bigintOf(
    db,
    `select count(*) from loan.loan
     join loan.listing on listing.loan_id = loan.id and listing.state = 'published'
     where ${condition} and ${COLUMNS[name]} = $${values.length + 1}`,
    [...values, rest.join(' ')],
  );
  return countValue(counted);
}

export const lenders = (db: pg.Pool, row: string) =>
  bigintOf(
    db,
    `select count(distinct lender_id) from loan.bid
     where loan_id = $1 and state in ('placed', 'accepted', 'converted')`,
    [row],
  );

const ofRow =
  (read: (loan: ListedLoan) => string): FigureQueries[string] =>
  async ({ db, row }) =>
    read(await listedLoan(db, row));

export const fundedValue = ({ amount, accepted }: ListedLoan) =>
  rateValue((accepted * 1_000_000n) / amount);

export const MARKET_FIGURES: FigureQueries = {
  'market.open': async (ask) => countValue((await open(ask)).length),
  'market.left': async (ask) => {
    const loans = await open(ask);
    return loans.length === 0 ? '' : moneyValue(left(loans));
  },
  'market.rate': async (ask) =>
    weighted(await open(ask), async ({ annualRatePpm }) => annualRatePpm),
  'market.net': async (ask) =>
    weighted(await open(ask), async (loan) => (await outlookOf(ask.db, loan)).expectedNetPpm),
  'market.found': async (ask) => countValue((await found(ask)).length),
  'market.foundLeft': async (ask) => {
    const loans = await found(ask);
    return loans.length === 0 ? '' : moneyValue(left(loans));
  },
  'market.facet': facet,
  'market.rowRate': ofRow(({ annualRatePpm }) => rateValue(annualRatePpm)),
  'market.rowNet': async ({ db, row }) =>
    rateValue((await outlookOf(db, await listedLoan(db, row))).expectedNetPpm),
  'market.rowAmount': ofRow(({ amount }) => moneyValue(amount)),
  'market.rowFunded': ofRow(fundedValue),
  'market.rowLenders': async ({ db, row }) => countValue(await lenders(db, row)),
  'market.rowLeft': ofRow(({ amount, accepted }) => moneyValue(amount - accepted)),
};
