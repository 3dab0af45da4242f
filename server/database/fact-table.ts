// Facts of one kind as rows of one table: read by key or by list, new ones inserted and changed ones updated,
// each in one statement however many there are.
import { assert } from '@mutua/core/kit/assert.ts';
import type { FactKind, Facts, ListName } from '@mutua/core/world.ts';
import type { Change, LoadedFact } from '@mutua/core/world-in-memory.ts';
import { arrayOf } from './array-parameter.ts';
import type { Column } from './column.ts';
import { type SentColumn, sentRows } from './row-parameters.ts';

/** A statement with its parameters; the name lets PostgreSQL keep its plan. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** How many rows it has to change; anything else means that another writer was there. */
  readonly rows: number;
}

/** What the door knows of the table of one kind of facts. */
export interface FactTable<Kind extends FactKind> {
  readonly kind: Kind;
  /** With its schema. */
  readonly name: string;
  /** The lists that this table can give. */
  readonly lists: readonly ListName[];
  /** What a statement of a read selects, for `read` to take. */
  readonly selected: string;
  loadByKey(keys: readonly string[]): Statement;
  loadList(list: ListName, keys: readonly string[]): Statement;
  /** The rows after that key, in the order of their keys: for whoever goes through all of them. */
  loadPage(after: string | undefined, limit: number): Statement;
  read(row: Readonly<Record<string, unknown>>): LoadedFact<Kind>;
  save(changes: readonly Change<Kind>[]): readonly Statement[];
}

type Columns<Fact> = { readonly [Field in keyof Fact]-?: Column<Fact[Field]> };

/** Which columns make up a key, in the order in which a space divides it. */
interface TableKeys {
  readonly key: readonly string[];
  readonly lists?: Partial<Readonly<Record<ListName, readonly string[]>>>;
}

/** One column and the field that it holds. */
interface TableColumn {
  readonly field: string;
  /** Its name in the database. */
  readonly name: string;
  /** Its place among the columns, from 0. */
  readonly place: number;
  readonly column: Column<unknown>;
}

/** One table, as its statements are written. */
interface Table {
  readonly kind: FactKind;
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly key: readonly string[];
}

type AnyChange = Pick<Change, 'savedVersion'> & {
  readonly fact: Readonly<Record<string, unknown>> | undefined;
  readonly saved: Readonly<Record<string, unknown>> | undefined;
};

/**
 * Describes a table. The columns have the names of the fact's fields in snake_case, and a `version` beside
 * them: an update whose version is not the saved one changes no row, and the batch fails.
 */
export function factTable<Kind extends FactKind>(
  kind: Kind,
  name: string,
  columns: Columns<Facts[Kind]>,
  { key, lists = {} }: TableKeys,
): FactTable<Kind> {
  const described = Object.entries<Column<unknown>>(columns as never);
  const table: Table = {
    ...{ kind, name, key },
    columns: described.map(([field, column], place) => {
      return { field, name: columnName(field), place, column };
    }),
  };
  return {
    ...{ kind, name },
    lists: Object.keys(lists) as ListName[],
    selected: selected(table.columns),
    loadByKey: (keys) => load(table, 'by key', key, keys),
    loadList: (list, keys) => load(table, list, lists[list] ?? [], keys),
    loadPage: (after, limit) => loadPage(table, after, limit),
    read(row) {
      const fact: Record<string, unknown> = {};
      for (const { field, column } of table.columns) {
        const value = column.read(row[field] as never);
        if (value !== undefined) fact[field] = value;
      }
      return { fact: fact as unknown as Facts[Kind], version: Number(row.version) };
    },
    save(changes) {
      assert(
        changes.every(({ fact }) => fact !== undefined),
        `A ${kind} never goes away.`,
      );
      const all = changes as unknown as readonly AnyChange[];
      const created = all.filter(({ savedVersion }) => savedVersion === 0);
      const updated = all.filter(({ savedVersion }) => savedVersion > 0);
      return [
        ...(created.length === 0 ? [] : [insert(table, created)]),
        ...(updated.length === 0 ? [] : [update(table, updated)]),
      ];
    },
  };
}

function load(
  { kind, name, columns }: Table,
  suffix: string,
  by: readonly string[],
  keys: readonly string[],
): Statement {
  const parts = keys.map((text) => text.split(' '));
  const asked = by.map((part) => columnNamed(part, columns));
  const unrolled = asked.map(
    ({ name: part, column: { type } }, index) =>
      `unnest($${index + 1}::${type}[]) as ${quoted(part)}`,
  );
  return {
    name: `load ${kind} ${suffix}`,
    text: `select ${selected(columns)}
      from (select ${unrolled.join(', ')}) as asked
      join ${name} using (${by.map(quoted).join(', ')})`,
    values: asked.map(({ column: { type } }, index) => {
      // Ids and names stand in their columns as in the key; the rest PostgreSQL reads.
      const isAsInKey = type === 'uuid' || type === 'text';
      const part = (of: readonly string[]) => of[index] ?? '';
      return isAsInKey ? arrayOf(type, parts, part) : parts.map(part);
    }),
    rows: -1,
  };
}

function loadPage(
  { kind, name, columns, key }: Table,
  after: string | undefined,
  limit: number,
): Statement {
  const keyNames = key.map(quoted).join(', ');
  const types = key.map((part) => columnNamed(part, columns).column.type);
  const place = types.map((type, index) => `$${index + 1}::${type}`).join(', ');
  const where = after === undefined ? '' : `where (${keyNames}) > (${place})`;
  return {
    name: `load page of ${kind} ${after === undefined ? 'first' : 'after'}`,
    text: `select ${selected(columns)} from ${name} ${where} order by ${keyNames} limit ${limit}`,
    values: after === undefined ? [] : after.split(' '),
    rows: -1,
  };
}

function insert({ kind, name, columns, key }: Table, changes: readonly AnyChange[]): Statement {
  const names = columns.map((one) => quoted(one.name)).join(', ');
  const {
    selected: rows,
    values,
    form,
  } = sentRows(
    columns.map((one) => sentColumn(one, key)),
    changes,
  );
  return {
    name: `insert ${kind} ${form}`,
    text: `insert into ${name} (${names}, version)
      select ${rows}, 1`,
    values,
    rows: changes.length,
  };
}

/** Writes only the columns that differ: a long one that is left alone stays where it lies. */
function update({ kind, name, columns, key }: Table, changes: readonly AnyChange[]): Statement {
  const differing = columns.filter(
    (one) => !key.includes(one.name) && changes.some((change) => differs(one, change)),
  );
  const given = [...key.map((part) => columnNamed(part, columns)), ...differing];
  const sets = differing.map((one) => `${quoted(one.name)} = given.${quoted(one.name)}`);
  const isSame = key.map((part) => `saved.${quoted(part)} = given.${quoted(part)}`);
  const which = differing.reduce((mask, { place }) => mask + 2 ** place, 0).toString(36);
  const {
    selected: rows,
    values,
    form,
  } = sentRows([...given.map((one) => sentColumn(one, key)), VERSION], changes);
  return {
    name: `update ${kind} ${which} ${form}`,
    text: `update ${name} as saved
      set ${[...sets, 'version = saved.version + 1'].join(', ')}
      from (select ${rows}) as given (${given.map((one) => quoted(one.name)).join(', ')}, version)
      where ${isSame.join(' and ')} and saved.version = given.version`,
    values,
    rows: changes.length,
  };
}

const VERSION: SentColumn<AnyChange> = {
  type: 'integer',
  read: ({ savedVersion }) => savedVersion,
};

function differs({ field }: TableColumn, { fact, saved }: AnyChange): boolean {
  return fact?.[field] !== saved?.[field];
}

function sentColumn(
  { field, name, column }: TableColumn,
  key: readonly string[],
): SentColumn<AnyChange> {
  return {
    type: column.type,
    read: ({ fact }) => column.write(fact?.[field]),
    // A key tells the rows apart, even where there is only one.
    isOftenAlike: column.isOftenAlike === true && !key.includes(name),
  };
}

function selected(columns: readonly TableColumn[]): string {
  return [...columns.map(({ field, name }) => `${quoted(name)} as "${field}"`), 'version'].join(
    ', ',
  );
}

function columnNamed(name: string, columns: readonly TableColumn[]): TableColumn {
  const found = columns.find((one) => one.name === name);
  assert(found !== undefined, 'A key is made of columns.');
  return found;
}

function columnName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Some names of fields are words of SQL. */
function quoted(name: string): string {
  return `"${name}"`;
}
