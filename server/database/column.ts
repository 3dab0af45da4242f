// How the fields of facts stand in columns, both ways, exactly.
import { assert } from '@mutua/core/kit/assert.ts';
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { type Currency, currency as currencyOf } from '@mutua/core/money/currency.ts';
import { type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import { type Day, formatDay, parseDay } from '@mutua/core/time/day.ts';
import { type Instant, instantOfMs, isoOf } from '@mutua/core/time/instant.ts';
import { readPacked, writePacked } from './packed-json.ts';

/** What the driver takes and gives for one column. */
type Stored = string | number | boolean | bigint | Date | null;

/** One column's type in PostgreSQL, and the way of a field's value there and back. */
export interface Column<Value> {
  readonly type: string;
  readonly write: (value: Value) => Stored;
  readonly read: (stored: Stored) => Value;
}

export const idColumn: Column<Id> = {
  type: 'uuid',
  write: (value) => value,
  read: (stored) => idOf(textIn(stored)),
};

export const moneyColumn: Column<MinorUnits> = {
  type: 'bigint',
  write: (value) => value,
  read: (stored) => minorUnits(bigintIn(stored)),
};

export const bigintColumn: Column<bigint> = {
  type: 'bigint',
  write: (value) => value,
  read: bigintIn,
};

export const integerColumn: Column<number> = {
  type: 'integer',
  write: (value) => value,
  read: (stored) => {
    assert(typeof stored === 'number', 'An integer comes as a number.');
    return stored;
  },
};

export const booleanColumn: Column<boolean> = {
  type: 'boolean',
  write: (value) => value,
  read: (stored) => stored === true,
};

export const currencyColumn: Column<Currency> = {
  type: 'text',
  write: (value) => value,
  read: (stored) => currencyOf(textIn(stored)),
};

export const dayColumn: Column<Day> = {
  type: 'date',
  write: formatDay,
  read: (stored) => {
    const day = parseDay(textIn(stored), 'day');
    assert(day.ok, 'A date of the database is a day.');
    return day.value;
  },
};

export const instantColumn: Column<Instant> = {
  type: 'timestamptz',
  write: isoOf,
  read: (stored) => {
    assert(stored instanceof Date, 'A moment comes as a date of the driver.');
    return instantOfMs(stored.getTime());
  },
};

/** A text that is one of a closed list, which the column's own check guards. */
export function textColumn<Text extends string>(): Column<Text> {
  return { type: 'text', write: (value) => value, read: (stored) => textIn(stored) as Text };
}

/** Whatever has a structure of its own, as JSON in which whole numbers of money keep all their digits. */
export function jsonColumn<Value>(): Column<Value> {
  return {
    type: 'json',
    write: writePacked,
    read: (stored) => readPacked(textIn(stored)) as Value,
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
    read: (stored) => (stored === null ? undefined : read(stored)),
  };
}

function textIn(stored: Stored): string {
  assert(typeof stored === 'string', 'A text comes as a text.');
  return stored;
}

function bigintIn(stored: Stored): bigint {
  assert(typeof stored === 'bigint', 'A bigint comes as a BigInt.');
  return stored;
}
