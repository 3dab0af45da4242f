// Figures in the data of a refusal: one neutral spelling of each, which the words of both languages format
// for their readers.
import { type Currency, exponentOf } from './currency.ts';
import { formatDecimal, fraction } from './fraction.ts';
import { formatMajor, type MinorUnits } from './minor-units.ts';

/**
 * Money with its currency.
 *
 * @example moneyText(minorUnits(1000000n), currency('CNY')) // 'CNY 10000.00'
 */
export function moneyText(amount: MinorUnits, currency: Currency): string {
  return `${currency} ${formatMajor(amount, exponentOf(currency))}`;
}

/**
 * A rate or share in percent: two decimals, or all four where the last two say something, so that two
 * figures that differ never read the same.
 *
 * @example rateText(120000) // '12.00%'
 * @example rateText(120001) // '12.0001%'
 */
export function rateText(ppm: number): string {
  const decimals = ppm % 100 === 0 ? 2 : 4;
  return `${formatDecimal(fraction(BigInt(ppm), 10_000n), decimals, 'down')}%`;
}

/**
 * A length in whole months, as ISO 8601 writes it.
 *
 * @example monthsText(36) // 'P36M'
 */
export function monthsText(months: number): string {
  return `P${months}M`;
}
