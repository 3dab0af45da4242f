// Facts of one kind as rows of one table: read by key or by list, new ones inserted and changed ones updated,
// each in one statement however many there are.
import { assert } from '@mutua/core/kit/assert.ts';
import type { FactKind, Facts, ListName } from '@mutua/core/world.ts';
import type { Change, LoadedFact } from '@mutua/core/world-in-memory.ts';
import { arrayOf } from './array-parameter.ts';
import type { Column } from './column.ts';

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
  /** The lists that this table can give. */
  readonly lists: readonly ListName[];
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

/**
 * Describes a table. The columns have the names of the fact's fields in snake_case, and a `version` beside
 * them: an update whose version is not the saved one changes no row, and the batch fails.
 */
export function factTable<Kind extends FactKind>(
  kind: Kind,
  table: string,
  columns: Columns<Facts[Kind]>,
  { key, lists = {} }: TableKeys,
): FactTable<Kind> {
  const fields = Object.keys(columns) as (keyof Facts[Kind] & string)[];
  const columnOf = (field: string) => columns[field as keyof Facts[Kind]] as Column<unknown>;
  const columnsInOrder = fields.map((field) => ({ field, column: columnOf(field) }));
  const names = fields.map(columnName);
  const typeOf = (name: string) => columnOf(fields[names.indexOf(name)] ?? '').type;
  const selected = [...names.map(nameAsField), 'version'].join(', ');
  const quotedNames = names.map(quoted).join(', ');
  const unnested = columnsInOrder.map(({ column }, index) => `$${index + 1}::${column.type}[]`);
  const sets = names
    .filter((name) => !key.includes(name))
    .map((name) => `${quoted(name)} = given.${quoted(name)}`);
  const isSame = key.map((name) => `saved.${quoted(name)} = given.${quoted(name)}`);
  const insertText = `insert into ${table} (${quotedNames}, version) select *, 1 from unnest(${unnested.join(', ')})`;
  const updateText = `update ${table} as saved set ${[...sets, 'version = saved.version + 1'].join(', ')}
    from unnest(${[...unnested, `$${fields.length + 1}::integer[]`].join(', ')}) as given (${quotedNames}, version)
    where ${isSame.join(' and ')} and saved.version = given.version`;
  assert(
    key.every((name) => names.includes(name)),
    'A key is made of columns.',
  );

  const load = (suffix: string, by: readonly string[], keys: readonly string[]): Statement => {
    const parts = keys.map((text) => text.split(' '));
    const types = by.map(typeOf);
    const arrays = types.map((type, index) => `$${index + 1}::${type}[]`).join(', ');
    return {
      name: `load ${kind} ${suffix}`,
      text: `select ${selected} from ${table} where (${by.map(quoted).join(', ')}) in (select * from unnest(${arrays}))`,
      values: types.map((type, index) => {
        // Ids and names stand in their columns as in the key; the rest PostgreSQL reads.
        const isAsInKey = type === 'uuid' || type === 'text';
        const part = (of: readonly string[]) => of[index] ?? '';
        return isAsInKey ? arrayOf(type, parts, part) : parts.map(part);
      }),
      rows: -1,
    };
  };

  const insert = (changes: readonly Change<Kind>[]): Statement => ({
    name: `insert ${kind}`,
    text: insertText,
    values: arraysOf(changes),
    rows: changes.length,
  });

  const update = (changes: readonly Change<Kind>[]): Statement => ({
    name: `update ${kind}`,
    text: updateText,
    values: [...arraysOf(changes), arrayOf('integer', changes, ({ savedVersion }) => savedVersion)],
    rows: changes.length,
  });

  const arraysOf = (changes: readonly Change<Kind>[]): Buffer[] =>
    columnsInOrder.map(({ field, column }) =>
      arrayOf(column.type, changes, ({ fact }) => column.write(fact?.[field])),
    );

  return {
    kind,
    lists: Object.keys(lists) as ListName[],
    loadByKey: (keys) => load('by key', key, keys),
    loadList: (list, keys) => load(list, lists[list] ?? [], keys),
    loadPage(after, limit) {
      const place = key.map((name, index) => `$${index + 1}::${typeOf(name)}`).join(', ');
      const where = after === undefined ? '' : `where (${key.map(quoted).join(', ')}) > (${place})`;
      return {
        name: `load page of ${kind} ${after === undefined ? 'first' : 'after'}`,
        text: `select ${selected} from ${table} ${where} order by ${key.map(quoted).join(', ')} limit ${limit}`,
        values: after === undefined ? [] : after.split(' '),
        rows: -1,
      };
    },
    read(row) {
      const fact: Record<string, unknown> = {};
      for (const { field, column } of columnsInOrder) {
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
      const created = changes.filter(({ savedVersion }) => savedVersion === 0);
      const updated = changes.filter(({ savedVersion }) => savedVersion > 0);
      return [
        ...(created.length === 0 ? [] : [insert(created)]),
        ...(updated.length === 0 ? [] : [update(updated)]),
      ];
    },
  };
}

function columnName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function nameAsField(name: string): string {
  return `${quoted(name)} as "${name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())}"`;
}

/** Some names of fields are words of SQL. */
function quoted(name: string): string {
  return `"${name}"`;
}
