import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPacked, writePacked, writePackedInOrder } from './packed-json.ts';

const values = fc.anything({
  key: fc.string({ unit: 'binary' }).filter((name) => name !== '__proto__'),
  values: [
    fc.string({ unit: 'binary' }),
    fc.string().map((text) => `#${text}`),
    fc.bigInt(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  ],
});

describe('packed JSON', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(readPacked(writePacked(value))).toEqual(value);
        expect(readPacked(writePackedInOrder(value))).toEqual(value);
      }),
    );
  });

  it('is what JSON makes of the same value, except for its whole numbers of any size', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes('"#'));
        expect(writePacked(value)).toBe(text);
      }),
    );
    expect(writePacked({ amount: 10_000n, words: ['#1', '##', 'quote "'] })).toBe(
      '{"amount":"#10000","words":["##1","###","quote \\""]}',
    );
  });

  it('leaves out fields without a value', () => {
    expect(writePacked({ a: undefined, b: [undefined, 1.5, Number.NaN], c: undefined })).toBe(
      '{"b":[null,1.5,null]}',
    );
    expect(writePacked(undefined)).toBe('null');
  });

  it('in the order of names is the same text, whatever order the fields came in', () => {
    const inOneOrder = { kind: 'PlaceBid', amount: 1n, of: { z: [{ b: 1, a: 2 }], y: undefined } };
    const inAnother = { of: { z: [{ a: 2, b: 1 }] }, amount: 1n, kind: 'PlaceBid' };
    expect(writePackedInOrder(inOneOrder)).toBe(
      '{"amount":"#1","kind":"PlaceBid","of":{"z":[{"a":2,"b":1}]}}',
    );
    expect(writePackedInOrder(inAnother)).toBe(writePackedInOrder(inOneOrder));
    // The order of a list is part of what it says.
    expect(writePackedInOrder([2, 1])).not.toBe(writePackedInOrder([1, 2]));
  });
});
