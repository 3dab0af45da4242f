import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenInvariant } from '../kit/assert.ts';
import { invalid, ok, refuse } from '../kit/result.ts';
import { allocate } from './allocate.ts';
import { CURRENCIES, currency, exponentOf } from './currency.ts';
import { fraction } from './fraction.ts';
import { formatMajor, MINOR_UNITS_MAX, minorUnits, scale } from './minor-units.ts';
import {
  addMoney,
  addReadMoney,
  compareMoney,
  formatMoney,
  type Money,
  money,
  parseMoney,
  readMoney,
  subtractMoney,
  subtractReadMoney,
  writeMoney,
} from './money.ts';

const yuan = (value: bigint) => money(minorUnits(value), currency('CNY'));
const yen = (value: bigint) => money(minorUnits(value), currency('JPY'));

const amounts = fc
  .tuple(fc.bigInt({ min: -MINOR_UNITS_MAX, max: MINOR_UNITS_MAX }), fc.constantFrom(...CURRENCIES))
  .map(([value, code]) => money(minorUnits(value), code));

const same = (left: Money, right: Money) =>
  left.minorUnits === right.minorUnits && left.currency === right.currency;

describe('money of one currency', () => {
  it('is added, taken away and compared', () => {
    expect(addMoney(yuan(3n), yuan(4n))).toEqual(yuan(7n));
    expect(subtractMoney(yuan(3n), yuan(4n))).toEqual(yuan(-1n));
    expect(compareMoney(yuan(3n), yuan(4n))).toBe(-1);
    expect(compareMoney(yuan(4n), yuan(4n))).toBe(0);
    expect(compareMoney(yuan(5n), yuan(4n))).toBe(1);
    expect(addReadMoney(yuan(3n), yuan(4n), 'amount')).toEqual(ok(yuan(7n)));
    expect(subtractReadMoney(yuan(3n), yuan(4n), 'amount')).toEqual(ok(yuan(-1n)));
  });

  it('is refused beyond what the book can store', () => {
    const most = yuan(MINOR_UNITS_MAX);
    const tooLarge = refuse('number_too_large', { field: 'inputs.total' });
    expect(addReadMoney(most, yuan(1n), 'inputs.total')).toEqual(tooLarge);
    expect(subtractReadMoney(yuan(-2n), most, 'inputs.total')).toEqual(tooLarge);
  });
});

describe('money of two currencies', () => {
  it('is never put together inside', () => {
    expect(() => addMoney(yuan(1n), yen(1n))).toThrow(BrokenInvariant);
    expect(() => subtractMoney(yuan(1n), yen(1n))).toThrow(BrokenInvariant);
    expect(() => compareMoney(yuan(1n), yen(1n))).toThrow(BrokenInvariant);
  });

  it('is refused at the door', () => {
    expect(addReadMoney(yuan(1n), yen(1n), 'amount')).toEqual(refuse('currencies_mixed'));
    expect(subtractReadMoney(yen(1n), yuan(1n), 'amount')).toEqual(refuse('currencies_mixed'));
  });
});

describe('money as text', () => {
  it('comes back from the wire as it went out', () => {
    const roundTrip = (write: typeof writeMoney) =>
      fc.property(amounts, (amount) => {
        const read = readMoney(JSON.parse(JSON.stringify(write(amount))), 'amount');
        return read.ok && same(read.value, amount);
      });
    fc.assert(roundTrip(writeMoney));
    const asNumber: typeof writeMoney = (amount) => ({
      minorUnits: String(Number(amount.minorUnits)),
      currency: amount.currency,
    });
    expect(fc.check(roundTrip(asNumber), { endOnFailure: true }).failed).toBe(true);
  });

  it('comes back from major units as it went out, in every currency', () => {
    const roundTrip = (format: typeof formatMoney) =>
      fc.property(amounts, (amount) => {
        const read = parseMoney(format(amount), amount.currency, 'amount');
        return read.ok && same(read.value, amount);
      });
    fc.assert(roundTrip(formatMoney));
    const alwaysTwo: typeof formatMoney = (amount) => formatMajor(amount.minorUnits, 2);
    expect(fc.check(roundTrip(alwaysTwo), { endOnFailure: true }).failed).toBe(true);
  });

  it('is refused by the field that is wrong', () => {
    expect(readMoney({ minorUnits: '1.5', currency: 'CNY' }, 'amount')).toEqual(
      invalid('amount.minorUnits', 'It must be a whole number of minor units such as "10000".'),
    );
    expect(readMoney({ minorUnits: '1', currency: 'RMB' }, 'amount').ok).toBe(false);
    expect(parseMoney('0.5', currency('JPY'), 'amount')).toEqual(
      invalid('amount', 'It must have at most 0 decimals.'),
    );
  });
});

describe('a loan in another currency is right to its own minor unit', () => {
  it.each([
    ['CNY', '1000.00', '5.83', ['333.34', '333.33', '333.33']],
    ['JPY', '1000', '6', ['334', '333', '333']],
    ['KWD', '1000.000', '5.833', ['333.334', '333.333', '333.333']],
  ])(
    '%s %s: a month at seven per cent is %s, and a third each is %j',
    (code, principal, interest, thirds) => {
      const { value } = expectOk(parseMoney(principal, currency(code), 'principal'));
      const exponent = exponentOf(value.currency);
      const month = scale(value.minorUnits, fraction(7n, 1200n), 'half_even');
      expect(formatMajor(month, exponent)).toBe(interest);
      const { shares } = allocate(value.minorUnits, [1n, 1n, 1n]);
      expect(shares.map((share) => formatMajor(share, exponent))).toEqual(thirds);
    },
  );
});

function expectOk<Value>(result: { readonly ok: boolean; readonly value?: Value }): {
  value: Value;
} {
  if (!result.ok || result.value === undefined) throw new Error('It was refused.');
  return { value: result.value };
}
