// The terms of a product between the wire and the rules: amounts as texts of minor units, days as ISO dates.
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import { readCurrency } from '@mutua/core/money/currency.ts';
import { type MinorUnits, parseMinorUnits } from '@mutua/core/money/minor-units.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { type Day, formatDay, parseDay } from '@mutua/core/time/day.ts';
import { orRefused } from '../http/problems.ts';

/** Everything is in its form already; what is not a sum, a day or a currency stays as it is. */
export function readProductTerms(wire: ProductTermsOnWire, field: string): ProductTerms {
  return read(wire, field, []) as ProductTerms;
}

export function writeProductTerms(terms: ProductTerms): ProductTermsOnWire {
  return write(terms, []) as ProductTermsOnWire;
}

/** The places of sums, days and currencies; `*` is any entry of a list. */
const SUMS = [
  ...['amount.minimum', 'amount.maximum', 'amount.step', 'offlineAbove'],
  ...['earlyRepayment.partMinimum', 'bids.minimum', 'bids.step', 'tariff.fees.*.rule.amount'],
];
const DAYS = ['effectiveFrom', 'effectiveTo', 'tariff.effectiveFrom', 'tariff.effectiveTo'];
const CURRENCIES = ['currency', 'tariff.currency'];

function read(value: unknown, field: string, place: readonly string[]): unknown {
  const where = place.join('.');
  if (typeof value === 'string') {
    if (SUMS.includes(where)) return orRefused(parseMinorUnits(value, field));
    if (DAYS.includes(where)) return orRefused(parseDay(value, field));
    if (CURRENCIES.includes(where)) return orRefused(readCurrency(value, field));
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((entry, index) => read(entry, `${field}[${index}]`, [...place, '*']));
  }
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, part]) => [
    name,
    read(part, `${field}.${name}`, [...place, name]),
  ]);
  return Object.fromEntries(fields);
}

function write(value: unknown, place: readonly string[]): unknown {
  const where = place.join('.');
  if (SUMS.includes(where)) return String(value as MinorUnits);
  if (DAYS.includes(where)) return formatDay(value as Day);
  if (Array.isArray(value)) return value.map((entry) => write(entry, [...place, '*']));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, write(part, [...place, name])]),
  );
}
