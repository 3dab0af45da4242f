// What is typed into a calculator, and how it becomes a question for the rules.
import { REPAYMENT_METHODS } from '@mutua/contract/loan/application.ts';
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import type { EstimateAsked } from '@mutua/core/disclosure/estimates.ts';
import type { QuotedMethod } from '@mutua/core/loan/quote.ts';
import { exponentOf, currency as knownCurrency } from '@mutua/core/money/currency.ts';
import { parseDecimal } from '@mutua/core/money/fraction.ts';
import { formatMajor, minorUnits } from '@mutua/core/money/minor-units.ts';
import { divideRounded } from '@mutua/core/money/rounding.ts';
import { parseDay } from '@mutua/core/time/day.ts';
import { moneyTyped } from '../../ui/kit/money-input.tsx';
import { tariffOf } from '../fees/tariff-on-page.ts';

/** As typed. */
export interface EstimateInput {
  readonly productCode: string;
  readonly amount: string;
  readonly rate: string;
  readonly months: string;
  readonly method: string;
  readonly loss: string;
}

const TERMS = [1, 3, 6, 9, 12, 18, 24, 36];
const YEAR = 12;
/** In whole units of the currency. */
const USUAL_MAJOR = 10_000;
/** In parts per million. */
const HALF_PERCENT = 5_000;
const MILLION = 1_000_000n;
const PERCENT = 100n;

/** What stands there first: an amount, a rate and a term in the middle of what the product allows. */
export function firstInput(terms: ProductTermsOnWire): EstimateInput {
  const exponent = exponentOf(knownCurrency(terms.currency));
  const [least, most] = [BigInt(terms.amount.minimum), BigInt(terms.amount.maximum)];
  const usual = BigInt(USUAL_MAJOR) * 10n ** BigInt(exponent);
  const amount = usual < least ? least : usual > most ? most : usual;
  const { minimum, maximum } = terms.annualRatePpm;
  const offered = termsOf(terms);
  return {
    productCode: terms.code,
    amount: formatMajor(minorUnits(amount), exponent).replace(/\.0+$/, ''),
    rate: String(Math.round((minimum + maximum) / 2 / HALF_PERCENT) / 2),
    months: String(offered.includes(YEAR) ? YEAR : (offered.at(-1) ?? YEAR)),
    method: methodsOf(terms)[0] ?? 'equal_instalments',
    loss: '2',
  };
}

/** Terms in months that the product allows, of those that people ask for. */
export function termsOf({ termMonths }: ProductTermsOnWire): readonly number[] {
  const { minimum, maximum } = termMonths;
  const usual = TERMS.filter((months) => months >= minimum && months <= maximum);
  return usual.length > 0 ? usual : [minimum];
}

/** Ways of repaying that need no further terms. */
export function methodsOf({ repaymentMethods }: ProductTermsOnWire): readonly QuotedMethod[] {
  return REPAYMENT_METHODS.flatMap((method) =>
    repaymentMethods.includes(method) && isQuoted(method) ? [method] : [],
  );
}

function isQuoted(method: string): method is QuotedMethod {
  return method !== 'custom';
}

export interface ReadEstimate {
  readonly asked?: EstimateAsked;
  readonly lossPpm: bigint;
  readonly wrong: { readonly amount: boolean; readonly rate: boolean; readonly loss: boolean };
}

/** Nothing is asked while a field cannot be used. */
export function readEstimate(
  input: EstimateInput,
  terms: ProductTermsOnWire,
  today: string,
): ReadEstimate {
  const money = moneyTyped(input.amount, terms.currency);
  const [rate, loss] = [ppmTyped(input.rate), ppmTyped(input.loss)];
  const from = parseDay(today, 'day');
  const wrong = {
    ...{ amount: money === undefined, rate: rate === undefined, loss: loss === undefined },
  };
  const method = methodsOf(terms).find((one) => one === input.method);
  if (money === undefined || rate === undefined || method === undefined || !from.ok) {
    return { lossPpm: loss ?? 0n, wrong };
  }
  return {
    asked: {
      ...{ amount: minorUnits(BigInt(money.minorUnits)), annualRatePpm: rate, method },
      ...{ months: Number(input.months), from: from.value, tariff: tariffOf(terms) },
    },
    ...{ lossPpm: loss ?? 0n, wrong },
  };
}

/** Per cent as typed, 0 to 100, in parts per million. */
function ppmTyped(text: string): bigint | undefined {
  const read = parseDecimal(text.trim(), 'rate');
  if (!read.ok) return undefined;
  const { numerator, denominator } = read.value;
  const ppm = divideRounded(numerator * MILLION, denominator * PERCENT, 'half_even');
  return ppm < 0n || ppm > MILLION ? undefined : ppm;
}
