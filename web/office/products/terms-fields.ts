// The fields of a product's terms that a new version may change, as text and as they go over the wire.
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import { currency, exponentOf } from '@mutua/core/money/currency.ts';
import {
  formatMajor,
  formatMinorUnits,
  minorUnits,
  parseMajor,
} from '@mutua/core/money/minor-units.ts';

export type TermsKind = 'money' | 'percent' | 'count' | 'day';

/** By the place of each in the terms. */
export const TERMS_FIELDS = {
  effectiveFrom: 'day',
  'amount.minimum': 'money',
  'amount.maximum': 'money',
  'amount.step': 'money',
  'termMonths.minimum': 'count',
  'termMonths.maximum': 'count',
  fundingDays: 'count',
  approvalValidDays: 'count',
  'annualRatePpm.minimum': 'percent',
  'annualRatePpm.maximum': 'percent',
  'annualRatePpm.step': 'percent',
  'penalty.ofAnnualRatePpm': 'percent',
  'penalty.graceDays': 'count',
  'bids.minimum': 'money',
  'bids.step': 'money',
  'bids.maximumSharePpm': 'percent',
  'earlyRepayment.partMinimum': 'money',
  offlineAbove: 'money',
} as const satisfies Readonly<Record<string, TermsKind>>;

export type TermsField = keyof typeof TERMS_FIELDS;
export const TERMS_FIELD_NAMES = Object.keys(TERMS_FIELDS) as readonly TermsField[];

/** What somebody has typed, by field. */
export type TermsTyped = Readonly<Partial<Record<TermsField, string>>>;

type Parts = Readonly<Record<string, unknown>>;

/** The value of a field, as the wire has it. */
export function termsValue(terms: ProductTermsOnWire, field: TermsField): string | number {
  const found = field
    .split('.')
    .reduce<unknown>((part, name) => (part as Parts | undefined)?.[name], terms);
  return typeof found === 'number' ? found : String(found ?? '');
}

/** The same as people write it. */
export function termsText(terms: ProductTermsOnWire, field: TermsField): string {
  const value = termsValue(terms, field);
  switch (TERMS_FIELDS[field]) {
    case 'money':
      return majorText(String(value), terms.currency);
    case 'percent':
      return percentText(typeof value === 'number' ? value : 0);
    case 'count':
    case 'day':
      return String(value);
  }
}

/** What was typed, as the wire has it; nothing where it cannot be read. */
export function readTyped(
  kind: TermsKind,
  text: string,
  currencyCode: string,
): string | number | undefined {
  const plain = text.replace(/[,，\s]/g, '');
  switch (kind) {
    case 'money': {
      const read = parseMajor(plain, exponentOf(currency(currencyCode)), 'amount');
      return read.ok && read.value >= 0n ? formatMinorUnits(read.value) : undefined;
    }
    case 'percent':
      return ppmOfPercent(plain);
    case 'count':
      return /^\d{1,5}$/.test(plain) ? Number.parseInt(plain, 10) : undefined;
    case 'day':
      return /^\d{4}-\d{2}-\d{2}$/.test(plain) ? plain : undefined;
  }
}

/** The terms with what was typed in its places; nothing while something cannot be read. */
export function withTyped(
  terms: ProductTermsOnWire,
  typed: TermsTyped,
): ProductTermsOnWire | undefined {
  const copy = structuredClone(terms);
  for (const field of TERMS_FIELD_NAMES) {
    const text = typed[field];
    if (text === undefined) continue;
    const value = readTyped(TERMS_FIELDS[field], text, terms.currency);
    if (value === undefined) return undefined;
    put(copy, field.split('.'), value);
  }
  return copy;
}

function put(terms: object, [name = '', ...rest]: readonly string[], value: string | number): void {
  const parts = terms as Record<string, unknown>;
  if (rest.length === 0) parts[name] = value;
  else put(parts[name] as object, rest, value);
}

/** Minor units in whole units, without signs of thousands. */
export function majorText(digits: string, currencyCode: string): string {
  return formatMajor(minorUnits(BigInt(digits)), exponentOf(currency(currencyCode)));
}

const PPM_A_PERCENT = 10_000;

/** 126000 is 12.6. */
export function percentText(ppm: number): string {
  const rest = String(ppm % PPM_A_PERCENT)
    .padStart(4, '0')
    .replace(/0+$/, '');
  const whole = Math.floor(ppm / PPM_A_PERCENT);
  return rest === '' ? String(whole) : `${whole}.${rest}`;
}

function ppmOfPercent(text: string): number | undefined {
  const [matched, whole = '0', rest = ''] = /^(\d{1,4})(?:\.(\d{1,4}))?%?$/.exec(text) ?? [];
  if (matched === undefined) return undefined;
  return Number.parseInt(whole, 10) * PPM_A_PERCENT + Number.parseInt(rest.padEnd(4, '0'), 10);
}
