// Which listings a search finds, in the order asked for; the list and the counts beside it search alike.
import type { ListingFilters, ListingSort } from '@mutua/contract/market/listing-filters.ts';
import type pg from 'pg';
import type { PageRequest } from '../http/cursor.ts';

/** One filter: what has to hold, with `?` for each of its values. */
export interface SearchCondition {
  readonly filter: keyof ListingFilters;
  readonly sql: string;
  readonly value: unknown;
}

/** From where a search reads. */
export const SEARCHED = `
  loan.loan
  join loan.listing on listing.loan_id = loan.id and listing.state = 'published'`;

export const REMAINING = '(loan.loan_amount - loan.accepted)';

const CLOSES_AT = `(listing.opens_at + make_interval(hours => 24 * listing.funding_days))`;

interface Sort {
  /** A whole number by which the list is sorted, and after it by the id. */
  readonly by: string;
  readonly order: 'asc' | 'desc';
}

const SORTS: Readonly<Record<ListingSort, Sort>> = {
  newest: { by: '0::bigint', order: 'desc' },
  closing: { by: `(extract(epoch from ${CLOSES_AT}) * 1000)::bigint`, order: 'asc' },
  rate: { by: 'loan.annual_rate_ppm::bigint', order: 'desc' },
  remaining: { by: `${REMAINING}::bigint`, order: 'desc' },
};

/** What the filters ask for, the state apart. */
export function conditionsOf(filters: ListingFilters): readonly SearchCondition[] {
  const made: SearchCondition[] = [];
  const add = (filter: keyof ListingFilters, sql: string, read: (text: string) => unknown) => {
    const value = filters[filter];
    if (value !== undefined) made.push({ filter, sql, value: read(String(value)) });
  };
  const list = (text: string) => text.split(',');
  const itself = (text: string) => text;
  add('text', '(listing.title ilike ? or loan.id::text ilike ?)', patternOf);
  add('grade', 'loan.grade = any (?::text[])', list);
  add('termMonths', 'loan.term_months = any (?::integer[])', list);
  add('termMonthsMin', 'loan.term_months >= ?::integer', itself);
  add('termMonthsMax', 'loan.term_months <= ?::integer', itself);
  add('annualRatePpmMin', 'loan.annual_rate_ppm >= ?::integer', itself);
  add('annualRatePpmMax', 'loan.annual_rate_ppm <= ?::integer', itself);
  add('safeguard', 'loan.safeguard = any (?::text[])', list);
  add('repaymentMethod', 'loan.repayment_method = any (?::text[])', list);
  add('purpose', 'loan.purpose = any (?::text[])', list);
  add('industry', 'listing.industry = any (?::text[])', list);
  add('region', 'listing.region = any (?::text[])', list);
  add('remainingMin', `${REMAINING} >= ?::bigint`, itself);
  add('remainingMax', `${REMAINING} <= ?::bigint`, itself);
  return made;
}

/** Anything around the words; what SQL takes for a pattern is taken for itself. */
function patternOf(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

/** The conditions as SQL, with their values behind those that are there already. */
export function whereOf(conditions: readonly SearchCondition[], values: unknown[]): string {
  return conditions
    .map(({ sql, value }) => {
      values.push(value);
      return sql.replaceAll('?', `$${values.length}`);
    })
    .join(' and ');
}

export interface Found {
  readonly loanId: string;
  /** By what it was sorted. */
  readonly by: bigint;
}

/** The ids of one page. */
export async function searchListings(
  pool: pg.Pool,
  filters: ListingFilters,
  sort: ListingSort,
  { after, readLimit }: PageRequest,
): Promise<readonly Found[]> {
  const { by, order } = SORTS[sort];
  const values: unknown[] = [filters.state ?? 'funding', readLimit];
  const conditions = [...conditionsOf(filters)];
  const where = ['loan.state = $1', whereOf(conditions, values)].filter((part) => part !== '');
  if (after !== undefined) {
    values.push(after[0], after[1]);
    const [key, id] = [`$${values.length - 1}::bigint`, `$${values.length}::uuid`];
    where.push(`(${by}, loan.id) ${order === 'asc' ? '>' : '<'} (${key}, ${id})`);
  }
  const { rows } = await pool.query<Found>(
    `select loan.id as "loanId", ${by} as by
     from ${SEARCHED}
     where ${where.join(' and ')}
     order by ${by} ${order}, loan.id ${order}
     limit $2`,
    values,
  );
  return rows;
}
