// The terms of a product and of a tariff between the wire and the rules: amounts as texts of minor units, days as ISO dates.
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import type { ClientTariffTerms } from '@mutua/contract/product/tariff.ts';
import { readCurrency } from '@mutua/core/money/currency.ts';
import { parseMinorUnits } from '@mutua/core/money/minor-units.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import type { FeeRule, Tariff } from '@mutua/core/product/tariff.ts';
import { type Day, formatDay, parseDay } from '@mutua/core/time/day.ts';
import { orRefused } from '../http/problems.ts';

/** Every part is in its form already; what is not a sum, a day or a currency stays as it is. */
export function readProductTerms(wire: ProductTermsOnWire, field: string): ProductTerms {
  return read(wire, field, []) as ProductTerms;
}

/** A tariff that stands by itself, without its name and number. */
export function readTariffTerms(
  wire: ClientTariffTerms,
  field: string,
): Omit<Tariff, 'code' | 'version'> {
  return read(wire, field, ['tariff']) as Omit<Tariff, 'code' | 'version'>;
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

/** As the wire has them. */
export function writeProductTerms(terms: ProductTerms): ProductTermsOnWire {
  const { effectiveFrom, effectiveTo, amount, offlineAbove, earlyRepayment, bids, ...own } = terms;
  const { code, version } = terms.tariff;
  // Lists of the wire may be changed by their reader, those of the rules may not.
  const same = structuredClone(own) as unknown as ProductTermsOnWire;
  return {
    ...same,
    ...writeDays(effectiveFrom, effectiveTo),
    amount: {
      ...{ minimum: String(amount.minimum), maximum: String(amount.maximum) },
      step: String(amount.step),
    },
    offlineAbove: String(offlineAbove),
    earlyRepayment: { ...earlyRepayment, partMinimum: String(earlyRepayment.partMinimum) },
    bids: { ...bids, minimum: String(bids.minimum), step: String(bids.step) },
    tariff: { code, version, ...writeTariffTerms(terms.tariff) },
  };
}

/** A tariff without its name and number. */
export function writeTariffTerms({
  currency,
  rounding,
  effectiveFrom,
  effectiveTo,
  fees,
}: Tariff): ClientTariffTerms {
  return {
    ...{ currency, rounding, ...writeDays(effectiveFrom, effectiveTo) },
    fees: fees.map((fee) => ({ ...fee, rule: writeRule(fee.rule) })),
  };
}

function writeDays(effectiveFrom: Day, effectiveTo: Day | undefined) {
  return {
    effectiveFrom: formatDay(effectiveFrom),
    ...(effectiveTo === undefined ? {} : { effectiveTo: formatDay(effectiveTo) }),
  };
}

function writeRule(rule: FeeRule): ProductTermsOnWire['tariff']['fees'][number]['rule'] {
  return rule.kind === 'fixed' ? { ...rule, amount: String(rule.amount) } : rule;
}
