// Currencies: the active codes of ISO 4217 that have a minor unit of 0 to 3 decimals.
import { assert } from '../kit/assert.ts';
import { invalid, ok, type Result } from '../kit/result.ts';

declare const brand: unique symbol;

/** The three letters of an active ISO 4217 code, known to be one. */
export type Currency = string & { readonly [brand]: 'Currency' };

/** How many decimals the minor unit has: 2 for the yuan, whose minor unit is the fen. */
export type CurrencyExponent = 0 | 1 | 2 | 3;

/**
 * ISO 4217, list one, as of 2026. Left out are codes without a minor unit (gold, special drawing
 * rights, tests) and the two accounting units with four decimals, CLF and UYW. None has one decimal.
 */
const CODES: readonly (readonly [CurrencyExponent, string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [2, 'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD'],
  [2, 'CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP'],
  [2, 'GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK'],
  [2, 'LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO'],
  [2, 'NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS'],
  [2, 'SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST'],
  [2, 'XAD XCD XCG YER ZAR ZMW ZWG'],
];

const EXPONENTS: ReadonlyMap<string, CurrencyExponent> = new Map(
  CODES.flatMap(([exponent, codes]) =>
    codes.split(' ').map((code): [string, CurrencyExponent] => [code, exponent]),
  ),
);

/** All currencies, in the order of their codes. */
export const CURRENCIES = [...EXPONENTS.keys()].sort() as readonly string[] as readonly Currency[];

/**
 * The currency of a code that the code of the house itself writes down.
 *
 * @example currency('CNY') // 'CNY'
 * @throws BrokenInvariant when no active currency has the code.
 */
export function currency(code: string): Currency {
  assert(EXPONENTS.has(code), 'A currency has an active code of ISO 4217.');
  return code as Currency;
}

/**
 * Reads a currency as somebody outside writes it.
 *
 * @param field the name under which a refusal speaks of the code.
 * @example readCurrency('cny', 'currency').ok // false
 */
export function readCurrency(code: string, field: string): Result<Currency> {
  if (!EXPONENTS.has(code)) {
    return invalid(field, 'It must be an active currency code of ISO 4217, such as CNY.');
  }
  return ok(code as Currency);
}

/**
 * The decimals of the currency's minor unit, 0 to 3.
 *
 * @example exponentOf(currency('JPY')) // 0
 */
export function exponentOf(currency: Currency): CurrencyExponent {
  const exponent = EXPONENTS.get(currency);
  assert(exponent !== undefined, 'A currency has an exponent.');
  return exponent;
}
