// What is searched for, as the address of the page has it.
import { LISTING_SORTS, type ListingSort } from '@mutua/contract/market/listing-filters.ts';

/** Filters of which several values may be chosen. */
export const CHOICES = [
  'grade',
  'termMonths',
  'safeguard',
  'repaymentMethod',
  'purpose',
  'industry',
  'region',
] as const;
export type Choice = (typeof CHOICES)[number];

/** Every filter by its name in the address, which is the API's. */
const NAMES = [...CHOICES, 'annualRatePpmMin', 'annualRatePpmMax', 'text'] as const;
export type FilterName = (typeof NAMES)[number];

export interface MarketSearch {
  readonly tab: 'funding' | 'listed';
  readonly sort: ListingSort;
  readonly filters: Readonly<Partial<Record<FilterName, string>>>;
}

export function searchIn(query: URLSearchParams): MarketSearch {
  const filters: Partial<Record<FilterName, string>> = {};
  for (const name of NAMES) {
    const value = query.get(name);
    if (value !== null && value !== '') filters[name] = value;
  }
  const sort = LISTING_SORTS.find((one) => one === query.get('sort')) ?? 'closing';
  return { tab: query.get('tab') === 'listed' ? 'listed' : 'funding', sort, filters };
}

/** As the API takes it. */
export function queryOf({ tab, sort, filters }: MarketSearch) {
  return { ...filters, sort, ...(tab === 'listed' ? { state: 'listed' } : {}) };
}

/** The chosen values of a filter. */
export function chosen({ filters }: MarketSearch, name: Choice): readonly string[] {
  return filters[name]?.split(',') ?? [];
}

/** The filter with that value put in, or taken out where it was chosen. */
export function toggled(search: MarketSearch, name: Choice, value: string): string {
  const values = chosen(search, name);
  const next = values.includes(value)
    ? values.filter((one) => one !== value)
    : [...values, value].toSorted();
  return next.join(',');
}

/** How many filters are set; a range of rates is one. */
export function countSet({ filters }: MarketSearch): number {
  const { annualRatePpmMin, annualRatePpmMax, ...others } = filters;
  const isRange = annualRatePpmMin !== undefined || annualRatePpmMax !== undefined;
  return Object.keys(others).length + (isRange ? 1 : 0);
}

/** Changes of the address that take every filter away. */
export function cleared(): Readonly<Record<string, undefined>> {
  return Object.fromEntries(NAMES.map((name) => [name, undefined]));
}
