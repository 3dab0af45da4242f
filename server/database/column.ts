// How the fields of facts stand in columns, both ways, exactly.
import { assert } from '@mutua/core/kit/assert.ts';
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { type Currency, currency as currencyOf } from '@mutua/core/money/currency.ts';
import { type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import { type Day, parseDay } from '@mutua/core/time/day.ts';
import { type Instant, instantOfMs } from '@mutua/core/time/instant.ts';
import type { ElementType, Stored } from './array-parameter.ts';
import { readPacked, writePacked } from './packed-json.ts';

/** What the driver gives for one column. */
type Given = Exclude<Stored, Uint8Array> | Date;

/** One column's type in PostgreSQL, and the way of a field's value there and back. */
export interface Column<Value> {
  readonly type: ElementType;
  readonly write: (value: Value) => Stored;
  readonly read: (given: Given) => Value;
  /** Rows that are saved together mostly say the same here: one of a closed list, or nothing. */
  readonly isOftenAlike?: true;
}

export const idColumn: Column<Id> = {
  type: 'uuid',
  write: (value) => value,
  read: (given) => idOf(textIn(given)),
};

export const moneyColumn: Column<MinorUnits> = {
  type: 'bigint',
  write: (value) => value,
  read: (given) => minorUnits(bigintIn(given)),
};

export const bigintColumn: Column<bigint> = {
  type: 'bigint',
  write: (value) => value,
  read: bigintIn,
};

export const integerColumn: Column<number> = {
  type: 'integer',
  write: (value) => value,
  read: (given) => {
    assert(typeof given === 'number', 'An integer comes as a number.');
    return given;
  },
};

export const booleanColumn: Column<boolean> = {
  type: 'boolean',
  write: (value) => value,
  read: (given) => given === true,
  isOftenAlike: true,
};

export const currencyColumn: Column<Currency> = {
  type: 'text',
  write: (value) => value,
  read: (given) => currencyOf(textIn(given)),
  isOftenAlike: true,
};

export const dayColumn: Column<Day> = {
  type: 'date',
  write: (value) => value,
  read: (given) => {
    const day = parseDay(textIn(given), 'day');
    assert(day.ok, 'A date of the database is a day.');
    return day.value;
  },
};

export const instantColumn: Column<Instant> = {
  type: 'timestamptz',
  write: (value) => value,
  read: (given) => {
    assert(given instanceof Date, 'A moment comes as a date of the driver.');
    return instantOfMs(given.getTime());
  },
};

/** A text that is one of a closed list, which the column's own check guards. */
export function textColumn<Text extends string>(): Column<Text> {
  return {
    type: 'text',
    write: (value) => value,
    read: (given) => textIn(given) as Text,
    isOftenAlike: true,
  };
}

/** Whatever has a structure of its own, as JSON in which whole numbers of money keep all their digits. */
export function jsonColumn<Value>(): Column<Value> {
  return {
    type: 'json',
    write: writePacked,
    read: (given) => readPacked(textIn(given)) as Value,
  };
}

/** The same column where there may be nothing. */
export function optionalColumn<Value>({
  type,
  write,
  read,
}: Column<Value>): Column<Value | undefined> {
  return {
    type,
    write: (value) => (value === undefined ? null : write(value)),
    read: (given) => (given === null ? undefined : read(given)),
    isOftenAlike: true,
  };
}

function textIn(given: Given): string {
  assert(typeof given === 'string', 'A text comes as a text.');
  return given;
}

function bigintIn(given: Given): bigint {
  assert(typeof given === 'bigint', 'A bigint comes as a BigInt.');
  return given;
}
