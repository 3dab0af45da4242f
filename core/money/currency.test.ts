import { expect, it } from 'vitest';
import { BrokenInvariant } from '../kit/assert.ts';
import { invalid, ok } from '../kit/result.ts';
import { CURRENCIES, currency, exponentOf, readCurrency } from './currency.ts';

it.each([
  ['CNY', 2],
  ['USD', 2],
  ['EUR', 2],
  ['INR', 2],
  ['IDR', 2],
  ['JPY', 0],
  ['KRW', 0],
  ['VND', 0],
  ['ISK', 0],
  ['XOF', 0],
  ['KWD', 3],
  ['BHD', 3],
  ['TND', 3],
])('the minor unit of %s has %i decimals', (code, exponent) => {
  expect(exponentOf(currency(code))).toBe(exponent);
});

it('every code stands once, as three capital letters', () => {
  expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length);
  expect(CURRENCIES.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  expect(CURRENCIES).toEqual([...CURRENCIES].sort());
  expect(CURRENCIES.length).toBeGreaterThan(160);
});

it.each(['cny', 'RMB', 'XAU', 'XTS', 'CLF', 'HRK', 'DEM', '', 'toString'])(
  'a code that is no active currency, such as "%s", is refused',
  (code) => {
    expect(readCurrency(code, 'inputs.currency')).toEqual(
      invalid('inputs.currency', 'It must be an active currency code of ISO 4217, such as CNY.'),
    );
    expect(() => currency(code)).toThrow(BrokenInvariant);
  },
);

it('a code is read as it is', () => {
  expect(readCurrency('JPY', 'currency')).toEqual(ok('JPY'));
});
