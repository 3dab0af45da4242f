// Rows as parameters of one statement: each column is an array that the statement unrolls beside the others.
//
// What all rows say alike is sent and read once. And the arrays are unrolled in the list of what is selected, where
// PostgreSQL takes a row from each as it goes on; among the tables it would first lay all rows down whole.
import { assert } from '@mutua/core/kit/assert.ts';
import { arrayParameter, type ElementType, type Stored, scalarOf } from './array-parameter.ts';

/** A column of rows that are sent. */
export interface SentColumn<Row> {
  readonly type: ElementType;
  /** The type that it has in the table, where that is another one. */
  readonly becomes?: string;
  readonly read: (row: Row) => Stored;
  /** Rows that are saved together mostly say the same here. */
  readonly isOftenAlike?: boolean;
}

export interface SentRows {
  /** The columns in their order, as a list to select. */
  readonly selected: string;
  readonly values: readonly (Buffer | null)[];
  /** Part of the statement's name, since there are two ways of writing it. */
  readonly form: 'alike' | 'each';
}

/**
 * Only two forms, so that few plans are kept: in `alike` the rows say the same in all columns in which they often
 * do, and in `each` every column is an array.
 */
export function sentRows<Row>(columns: readonly SentColumn<Row>[], rows: readonly Row[]): SentRows {
  assert(
    columns.some(({ isOftenAlike }) => isOftenAlike !== true),
    'One column at least tells the rows apart, and so how many they are.',
  );
  const filled = columns.map((column) => ({ ...column, values: rows.map(column.read) }));
  const isAlike = filled.every(
    ({ isOftenAlike, values }) => isOftenAlike !== true || areAlike(values),
  );
  const selected: string[] = [];
  const parameters = filled.map(({ type, becomes, isOftenAlike, values }, index) => {
    const isOne = isAlike && isOftenAlike === true;
    const place = `$${index + 1}`;
    const given = isOne ? `${place}::${type}` : `unnest(${place}::${type}[])`;
    selected.push(becomes === undefined ? given : `${given}::${becomes}`);
    return isOne ? scalarOf(type, values[0] ?? null) : arrayParameter(type, values);
  });
  return { selected: selected.join(', '), values: parameters, form: isAlike ? 'alike' : 'each' };
}

function areAlike(values: readonly Stored[]): boolean {
  const [first] = values;
  return values.every((value) => value === first);
}
