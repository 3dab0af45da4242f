import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrayOf, type ElementType, type Stored, scalarOf } from './array-parameter.ts';
import { startEmptyDatabase, type TrialDatabase } from './trial-database.ts';

/** Each run asks the database, and what can go wrong lies at the edges of the types, which come up early. */
const RUNS = { numRuns: 200 };

const DAY_MS = 86_400_000;
const bigints = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const days = fc.integer({ min: -719_162, max: 2_932_896 });
// PostgreSQL keeps no NUL, and half a surrogate pair is no text.
const texts = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''));

/** Values of each type, and how they are written as text. */
const TYPES: Readonly<
  Record<ElementType, { values: fc.Arbitrary<Stored>; text: (value: never) => string }>
> = {
  boolean: { values: fc.boolean(), text: String },
  smallint: { values: fc.integer({ min: -32_768, max: 32_767 }), text: String },
  integer: { values: fc.integer(), text: String },
  bigint: { values: bigints, text: String },
  date: { values: days, text: (day: number) => isoOf(day * DAY_MS).slice(0, 10) },
  timestamptz: {
    values: fc.integer({ min: -719_162 * DAY_MS, max: 2_932_896 * DAY_MS }),
    text: isoOf,
  },
  uuid: { values: fc.uuid(), text: String },
  text: { values: texts, text: String },
  json: { values: texts.map((text) => JSON.stringify({ text })), text: String },
  bytea: {
    values: fc.uint8Array(),
    text: (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}`,
  },
};

let server: TrialDatabase;
let client: pg.Client;

beforeAll(async () => {
  server = await startEmptyDatabase();
  client = new pg.Client(server.application);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await server.remove();
});

describe('an array in the binary format', () => {
  it.each(Object.keys(TYPES) as ElementType[])('of %s is what the same texts are', async (type) => {
    const { values, text } = TYPES[type];
    const column = fc.array(fc.option(values), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(column, async (rows) => {
        const texts = rows.map((value) => (value === null ? null : text(value as never)));
        const { rows: answers } = await client.query(
          `select $1::${type}[]::text[] is not distinct from $2::${type}[]::text[] as "isSame"`,
          [arrayOf(type, rows, (value) => value), texts],
        );
        expect(answers).toEqual([{ isSame: true }]);
      }),
      RUNS,
    );
  });

  it.each(Object.keys(TYPES) as ElementType[])('of one %s without the array', async (type) => {
    const { values, text } = TYPES[type];
    await fc.assert(
      fc.asyncProperty(fc.option(values), async (value) => {
        const { rows: answers } = await client.query(
          `select $1::${type}::text is not distinct from $2::${type}::text as "isSame"`,
          [scalarOf(type, value), value === null ? null : text(value as never)],
        );
        expect(answers).toEqual([{ isSame: true }]);
      }),
      RUNS,
    );
  });

  it('takes nothing that does not fit the type', () => {
    const made = (type: ElementType, value: Stored) => () => arrayOf(type, [value], (one) => one);
    expect(made('integer', 1.5)).toThrow('whole number');
    expect(made('integer', 2 ** 31)).toThrow('out of range');
    expect(made('smallint', 40_000)).toThrow('out of range');
    expect(made('bigint', 2n ** 63n)).toThrow('out of range');
    expect(made('bigint', -(2n ** 63n) - 1n)).toThrow('out of range');
    expect(made('bigint', 1)).toThrow('BigInt');
    expect(made('uuid', '0191a2b3')).toThrow('32 digits');
    expect(made('text', 1n)).toThrow('text');
  });
});

function isoOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
