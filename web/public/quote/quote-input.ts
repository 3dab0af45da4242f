// What the reader types, as text, and how it becomes a request: nothing is calculated here.

import type { QuotedMethod, QuoteRequest } from '@mutua/core/loan/quote.ts';
import { parseDecimal } from '@mutua/core/money/fraction.ts';
import { type MinorUnits, parseMajor } from '@mutua/core/money/minor-units.ts';
import { type Day, parseDay } from '@mutua/core/time/day.ts';
import { clockOf } from '../../ui/operator-clock.ts';

/** Decimals of the yuan, the only currency of this page so far. */
export const EXPONENT = 2;

/** Terms that the page offers, in months. */
export const TERMS_MONTHS = [6, 12, 18, 24, 36] as const;

export const METHODS: readonly QuotedMethod[] = [
  'equal_instalments',
  'equal_principal',
  'interest_first',
  'bullet',
  'flat',
];

/** The bounds of the page: the small credit loan of the plan, in whole yuan, and any rate that was ever lawful. */
export const BOUNDS = {
  amount: { minimum: '1000', maximum: '200000' },
  annualRate: { minimum: '0', maximum: '100' },
  fee: { minimum: '0', maximum: '10000' },
} as const;

/** The fields of the form, as they were typed. */
export interface QuoteInput {
  readonly amount: string;
  readonly termMonths: number;
  readonly annualRate: string;
  readonly method: QuotedMethod;
  readonly fee: string;
  readonly advance: string;
  readonly disbursedOn: string;
}

/** As the page begins: what stands in its address, else 60,000 for 18 months, paid out today. */
export function firstInput(asked: URLSearchParams): QuoteInput {
  const text = (name: string, otherwise: string) => asked.get(name) ?? otherwise;
  const term = TERMS_MONTHS.find((months) => String(months) === asked.get('term'));
  return {
    amount: text('amount', '60000'),
    termMonths: term ?? 18,
    annualRate: text('rate', '12.6'),
    method: METHODS.find((one) => one === asked.get('method')) ?? 'equal_instalments',
    fee: text('fee', '50'),
    advance: '0',
    disbursedOn: today(),
  };
}

function today(): string {
  return clockOf(new Date()).day;
}

/** One word key and its data for each field that cannot be used yet. */
export type Complaints = Readonly<Partial<Record<keyof QuoteInput, Complaint>>>;

export interface ReadInput {
  readonly request: QuoteRequest | null;
  readonly complaints: Complaints;
}

export interface AmountBounds {
  readonly minimum: string;
  readonly maximum: string;
}
export interface Complaint {
  readonly key: 'not_a_number' | 'too_many_decimals' | 'out_of_range' | 'not_a_day';
  readonly data: Record<string, string>;
}
type Read<Value> = { readonly value: Value } | { readonly complaint: Complaint };

/** Reads the whole form; the request is null while any field has a complaint. */
export function readInput(input: QuoteInput, bounds: AmountBounds = BOUNDS.amount): ReadInput {
  const amount = readMoney(input.amount, bounds, '60000');
  const advanceMaximum = 'value' in amount ? halfOf(input.amount) : BOUNDS.fee.maximum;
  const rate = readRatePpm(input.annualRate);
  const fee = readMoney(input.fee, BOUNDS.fee, '50');
  const advance = readMoney(input.advance, { minimum: '0', maximum: advanceMaximum }, '0');
  const day = readDay(input.disbursedOn);

  const complaints: Partial<Record<keyof QuoteInput, Complaint>> = {};
  if ('complaint' in amount) complaints.amount = amount.complaint;
  if ('complaint' in rate) complaints.annualRate = rate.complaint;
  if ('complaint' in fee) complaints.fee = fee.complaint;
  if ('complaint' in advance) complaints.advance = advance.complaint;
  if ('complaint' in day) complaints.disbursedOn = day.complaint;
  if (
    'complaint' in amount ||
    'complaint' in rate ||
    'complaint' in fee ||
    'complaint' in advance ||
    'complaint' in day
  ) {
    return { request: null, complaints };
  }
  return {
    request: {
      loanAmount: amount.value,
      annualRatePpm: rate.value,
      repaymentMethod: input.method,
      instalmentCount: input.termMonths,
      disbursedOn: day.value,
      feePerInstalment: fee.value,
      takenInAdvance: advance.value,
    },
    complaints,
  };
}

/** Half of a typed amount, without its decimals: the most that the page lets be taken in advance. */
function halfOf(amount: string): string {
  return (BigInt(plain(amount).split('.')[0] ?? '0') / 2n).toString();
}

function readMoney(text: string, bounds: AmountBounds, example: string): Read<MinorUnits> {
  const typed = plain(text);
  if (!parseDecimal(typed, '').ok) return { complaint: { key: 'not_a_number', data: { example } } };
  const money = parseMajor(typed, EXPONENT, '');
  if (!money.ok) return { complaint: { key: 'too_many_decimals', data: { count: '2' } } };
  const minimum = parseMajor(bounds.minimum, EXPONENT, '');
  const maximum = parseMajor(bounds.maximum, EXPONENT, '');
  if ((minimum.ok && money.value < minimum.value) || (maximum.ok && money.value > maximum.value)) {
    return { complaint: { key: 'out_of_range', data: { ...bounds } } };
  }
  return { value: money.value };
}

/** Percent as typed, at most four decimals, in parts per million. */
function readRatePpm(text: string): Read<bigint> {
  const typed = plain(text);
  const percent = parseDecimal(typed, '');
  if (!percent.ok) return { complaint: { key: 'not_a_number', data: { example: '12.6' } } };
  const { numerator, denominator } = percent.value;
  if ((numerator * 10_000n) % denominator !== 0n) {
    return { complaint: { key: 'too_many_decimals', data: { count: '4' } } };
  }
  const ppm = (numerator * 10_000n) / denominator;
  if (ppm < 0n || ppm > 1_000_000n) {
    return {
      complaint: {
        key: 'out_of_range',
        data: {
          minimum: `${BOUNDS.annualRate.minimum}%`,
          maximum: `${BOUNDS.annualRate.maximum}%`,
        },
      },
    };
  }
  return { value: ppm };
}

function readDay(text: string): Read<Day> {
  const day = parseDay(text.trim(), '');
  return day.ok ? { value: day.value } : { complaint: { key: 'not_a_day', data: {} } };
}

/** Without blanks and separators of thousands, full-width digits as digits; empty is 0. */
function plain(text: string): string {
  const normal = text.normalize('NFKC').replace(/[\s,]/g, '');
  return normal === '' ? '0' : normal;
}
