// Whole columns as parameters: arrays in PostgreSQL's binary format, so that neither side writes or reads digits.
//
// The format (array_recv in src/backend/utils/adt/arrayfuncs.c): the number of dimensions, whether there may be
// nulls, the element type's number; for each dimension its length and first index; then each element's length
// in bytes, -1 for null, and its bytes. All numbers have their highest byte first.
import { assert } from '@mutua/core/kit/assert.ts';

/** A value as it stands in a column: days since 1970-01-01, milliseconds since then, JSON as its text. */
export type Stored = string | number | boolean | bigint | Uint8Array | null;

interface Element {
  /** The type's number in pg_type. */
  readonly number: number;
  /** Bytes that this value takes at most. */
  readonly room: (value: Stored) => number;
  /** Writes the value and gives the place behind it. */
  readonly write: (target: Buffer, value: Stored, place: number) => number;
}

export type ElementType = keyof typeof ELEMENTS;

const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const UTF8_BYTES_MAX = 3;
/** Both begin their count in the year 2000. */
const DAYS_TO_2000 = 10_957;
const MS_TO_2000 = DAYS_TO_2000 * 86_400_000;
const MICROSECONDS = 1_000n;

const ELEMENTS = {
  boolean: fixed(16, 1, (target, value, place) => target.writeUInt8(Number(value === true), place)),
  smallint: fixed(21, 2, (target, value, place) => target.writeInt16BE(integerIn(value), place)),
  integer: fixed(23, 4, (target, value, place) => target.writeInt32BE(integerIn(value), place)),
  bigint: fixed(20, 8, (target, value, place) => writeBigint(target, bigintIn(value), place)),
  date: fixed(1082, 4, (target, value, place) =>
    target.writeInt32BE(integerIn(value) - DAYS_TO_2000, place),
  ),
  timestamptz: fixed(1184, 8, (target, value, place) => {
    const microseconds = BigInt(integerIn(value) - MS_TO_2000) * MICROSECONDS;
    return writeBigint(target, microseconds, place);
  }),
  uuid: fixed(2950, 16, writeUuid),
  text: textLike(25),
  json: textLike(114),
  bytea: {
    number: 17,
    room: (value) => bytesIn(value).length,
    write(target, value, place) {
      target.set(bytesIn(value), place);
      return place + bytesIn(value).length;
    },
  },
} satisfies Readonly<Record<string, Element>>;

/** The same column of all rows, as one parameter. */
export function arrayOf<Row>(
  type: ElementType,
  rows: readonly Row[],
  read: (row: Row) => Stored,
): Buffer {
  return arrayParameter(type, rows.map(read));
}

/** These values of a column as one parameter. */
export function arrayParameter(type: ElementType, values: readonly Stored[]): Buffer {
  const { number, room, write }: Element = ELEMENTS[type];
  let most = HEADER_BYTES;
  for (const value of values) most += LENGTH_BYTES + (value === null ? 0 : room(value));
  const target = Buffer.allocUnsafe(most);
  const isEmpty = values.length === 0;
  target.writeInt32BE(isEmpty ? 0 : 1, 0);
  target.writeInt32BE(values.includes(null) ? 1 : 0, 4);
  target.writeInt32BE(number, 8);
  if (isEmpty) return target.subarray(0, 12);
  target.writeInt32BE(values.length, 12);
  target.writeInt32BE(1, 16);
  let place = HEADER_BYTES;
  for (const value of values) {
    const start = place + LENGTH_BYTES;
    const end = value === null ? start : write(target, value, start);
    target.writeInt32BE(value === null ? -1 : end - start, place);
    place = end;
  }
  return target.subarray(0, place);
}

/** One value as a parameter, in the same format without the array around it. */
export function scalarOf(type: ElementType, value: Stored): Buffer | null {
  if (value === null) return null;
  const { room, write }: Element = ELEMENTS[type];
  const target = Buffer.allocUnsafe(room(value));
  return target.subarray(0, write(target, value, 0));
}

function fixed(number: number, bytes: number, write: Element['write']): Element {
  return { number, room: () => bytes, write };
}

function textLike(number: number): Element {
  return {
    number,
    room: (value) => textIn(value).length * UTF8_BYTES_MAX,
    write: (target, value, place) => place + target.write(textIn(value), place),
  };
}

/** Half of it at a time: `writeBigInt64BE` goes through the bytes one by one, with a BigInt for each. */
function writeBigint(target: Buffer, value: bigint, place: number): number {
  if (value < BIGINT_LEAST || value > BIGINT_MOST) {
    throw new RangeError(`${value} is out of range for a bigint.`);
  }
  WHOLE[0] = value;
  target.writeInt32BE(HALVES[HIGH] ?? 0, place);
  return target.writeInt32BE(HALVES[LOW] ?? 0, place + 4);
}

const BIGINT_LEAST = -(2n ** 63n);
const BIGINT_MOST = 2n ** 63n - 1n;
/** One place in memory, seen as a whole and as halves; which half comes first is the machine's own affair. */
const WHOLE = new BigInt64Array([1n]);
const HALVES = new Int32Array(WHOLE.buffer);
const [LOW, HIGH] = HALVES[0] === 1 ? [0, 1] : [1, 0];

/** 32 hexadecimal digits, with or without hyphens between them. */
function writeUuid(target: Buffer, value: Stored, place: number): number {
  const text = textIn(value);
  let byte = 0;
  let digits = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === HYPHEN) continue;
    // 0 to 9 end in their own value; a to f, in either case, end in 1 to 6.
    byte = (byte << 4) | (code <= NINE ? code & 15 : (code & 15) + 9);
    digits += 1;
    if (digits % 2 === 0) target[place + digits / 2 - 1] = byte & 255;
  }
  assert(digits === 32, 'A UUID has 32 digits.');
  return place + 16;
}

const HYPHEN = 45;
const NINE = 57;

function textIn(value: Stored): string {
  assert(typeof value === 'string', 'A text is stored as a text.');
  return value;
}

function integerIn(value: Stored): number {
  assert(Number.isInteger(value), 'A whole number is stored as a number.');
  return value as number;
}

function bigintIn(value: Stored): bigint {
  assert(typeof value === 'bigint', 'A bigint is stored as a BigInt.');
  return value;
}

function bytesIn(value: Stored): Uint8Array {
  assert(value instanceof Uint8Array, 'Bytes are stored as bytes.');
  return value;
}
