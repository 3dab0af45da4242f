import { invalid, ok } from '@mutua/core/kit/result.ts';
import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { ignoredFields, readShape } from './shape.ts';

const Money = Type.Union([Type.String(), Type.Number()], {
  'x-expected': 'an amount such as "100.00"',
});

const Inputs = Type.Object({
  principal: Money,
  installments: Type.Integer({ minimum: 1, maximum: 1200 }),
  unit: Type.Union([Type.Literal('days'), Type.Literal('weeks'), Type.Literal('months')]),
  disbursements: Type.Optional(
    Type.Array(Type.Object({ amount: Money, date: Type.String() }), { maxItems: 2 }),
  ),
  engine: Type.Optional(Type.Enum(['MUTUA', 'PROGRESSIVE'])),
  fee: Type.Optional(
    Type.Union([
      Type.Object({ kind: Type.Literal('fixed'), amount: Money }),
      Type.Object({ kind: Type.Literal('share'), percent: Type.Number() }),
    ]),
  ),
  grace: Type.Optional(Type.Union([Type.Null(), Type.Object({ periods: Type.Integer() })])),
  strict: Type.Optional(Type.Object({ a: Type.String() }, { additionalProperties: false })),
  rates: Type.Optional(Type.Record(Type.String(), Type.Number())),
  pair: Type.Optional(Type.Tuple([Type.String(), Type.Number()])),
});

const Line = Type.Object({ id: Type.String(), inputs: Inputs });

const inputs = { principal: '100', installments: 3, unit: 'months' };

function refusal(changes: Readonly<Record<string, unknown>>) {
  return readShape(Line, { id: 'a', inputs: { ...inputs, ...changes } }, '');
}

describe('the shape of a line', () => {
  it('is accepted with the very value that was given', () => {
    const line = { id: 'a', inputs };
    const read = readShape(Line, line, '');
    expect(read.ok && read.value).toBe(line);
  });

  it.each([
    [{ principal: true }, 'inputs.principal', 'It must be an amount such as "100.00".'],
    [
      { installments: '3' },
      'inputs.installments',
      'It must be a whole number, at least 1 and at most 1200.',
    ],
    [
      { installments: 1.5 },
      'inputs.installments',
      'It must be a whole number, at least 1 and at most 1200.',
    ],
    [
      { installments: JSON.parse('1e400') },
      'inputs.installments',
      'It must be a whole number, at least 1 and at most 1200.',
    ],
    [{ unit: 'years' }, 'inputs.unit', 'It must be one of "days", "weeks", "months".'],
    [{ unit: null }, 'inputs.unit', 'It must be one of "days", "weeks", "months".'],
    [{ engine: 'OTHER' }, 'inputs.engine', 'It must be one of "MUTUA", "PROGRESSIVE".'],
    [{ disbursements: {} }, 'inputs.disbursements', 'It must be a list.'],
    [
      { disbursements: [{}] },
      'inputs.disbursements[0].amount',
      'It is missing; it must be an amount such as "100.00".',
    ],
    [
      {
        disbursements: [
          { amount: '1', date: '' },
          { amount: [], date: '' },
        ],
      },
      'inputs.disbursements[1].amount',
      'It must be an amount such as "100.00".',
    ],
    [
      { disbursements: [{ amount: '1', date: 5 }] },
      'inputs.disbursements[0].date',
      'It must be a text.',
    ],
    [{ disbursements: [1, 2, 3] }, 'inputs.disbursements', 'It must have at most 2 items.'],
    [{ fee: { kind: 'share', percent: 'x' } }, 'inputs.fee.percent', 'It must be a number.'],
    [{ fee: { kind: 'other' } }, 'inputs.fee.kind', 'It must be one of "fixed", "share".'],
    [{ grace: { periods: null } }, 'inputs.grace.periods', 'It must be a whole number.'],
    [{ grace: 3 }, 'inputs.grace', 'It must be null or an object.'],
    [{ strict: { a: '', b: 1 } }, 'inputs.strict.b', 'There is no such field here.'],
    [{ rates: { 'a b': 'x' } }, 'inputs.rates["a b"]', 'It must be a number.'],
    [{ pair: ['a', 'b'] }, 'inputs.pair[1]', 'It must be a number.'],
  ])('%j is refused once, by its path', (changes, field, detail) => {
    expect(refusal(changes)).toEqual(invalid(field, detail));
  });

  it('names the first field that is missing', () => {
    expect(readShape(Line, {}, '')).toEqual(invalid('id', 'It is missing; it must be a text.'));
    expect(readShape(Line, { id: '' }, '')).toEqual(
      invalid('inputs', 'It is missing; it must be an object.'),
    );
    expect(readShape(Inputs, { principal: 1 }, 'inputs')).toEqual(
      invalid(
        'inputs.installments',
        'It is missing; it must be a whole number, at least 1 and at most 1200.',
      ),
    );
    expect(readShape(Inputs, 3, 'inputs')).toEqual(invalid('inputs', 'It must be an object.'));
    expect(readShape(Line, [], '')).toEqual(invalid('line', 'It must be an object.'));
  });

  it('speaks of a part that two shapes put together', () => {
    const both = Type.Intersect([
      Type.Object({ a: Type.String() }),
      Type.Object({ b: Type.String() }),
    ]);
    expect(readShape(both, { a: '' }, 'inputs')).toEqual(
      invalid('inputs.b', 'It is missing; it must be a text.'),
    );
    expect(ignoredFields(both, { a: '', b: '', c: '' }, 'inputs')).toEqual(['inputs.c']);
  });
});

describe('the fields that were ignored', () => {
  it('are found at every depth and named by their path', () => {
    const value = {
      ...inputs,
      currency: 'CNY',
      disbursements: [
        { amount: '1', date: '', note: 1 },
        { amount: '1', date: '' },
      ],
      fee: { kind: 'share', percent: 1, amount: '1' },
      rates: { anything: 1 },
      __proto__x: 1,
    };
    expect(ignoredFields(Inputs, value, 'inputs')).toEqual([
      'inputs.currency',
      'inputs.disbursements[0].note',
      'inputs.fee.amount',
      'inputs.__proto__x',
    ]);
  });

  it('are none where all are known, and keys of the language itself are not known', () => {
    expect(ignoredFields(Inputs, inputs, 'inputs')).toEqual([]);
    expect(ignoredFields(Inputs, JSON.parse('{"__proto__":1,"toString":2}'), 'inputs')).toEqual([
      'inputs.__proto__',
      'inputs.toString',
    ]);
    expect(ok(1).ok).toBe(true);
  });
});
