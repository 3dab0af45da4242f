// Facts of one kind as rows of one table: read by key or by list, new ones inserted and changed ones updated,
// each in one statement however many there are.
import { assert } from '@mutua/core/kit/assert.ts';
import type { FactKind, Facts, ListName } from '@mutua/core/world.ts';
import type { Change, LoadedFact } from '@mutua/core/world-in-memory.ts';
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
  const names = fields.map(columnName);
  const selected = [...names.map(nameAsField), 'version'].join(', ');
  const quotedNames = names.map(quoted).join(', ');
  const keyFields = key.map((name) => fields.find((field) => columnName(field) === name));
  const changed = names.filter((name) => !key.includes(name));

  const load = (suffix: string, by: readonly string[], keys: readonly string[]): Statement => {
    const parts = keys.map((text) => text.split(' '));
    const types = by.map((name) => columnOf(fields[names.indexOf(name)] ?? '').type);
    const arrays = types.map((type, index) => `$${index + 1}::${type}[]`).join(', ');
    return {
      name: `load ${kind} ${suffix}`,
      text: `select ${selected} from ${table} where (${by.map(quoted).join(', ')}) in (select * from unnest(${arrays}))`,
      values: by.map((_, index) => parts.map((part) => part[index])),
      rows: -1,
    };
  };

  return {
    kind,
    lists: Object.keys(lists) as ListName[],
    loadByKey: (keys) => load('by key', key, keys),
    loadList: (list, keys) => load(list, lists[list] ?? [], keys),
    read(row) {
      const fact: Record<string, unknown> = {};
      for (const field of fields) {
        const value = columnOf(field).read(row[field] as never);
        if (value !== undefined) fact[field] = value;
      }
      return { fact: fact as unknown as Facts[Kind], version: Number(row.version) };
    },
    save(changes) {
      const present = changes.filter(({ fact }) => fact !== undefined);
      assert(present.length === changes.length, `A ${kind} never goes away.`);
      const created = changes.filter(({ savedVersion }) => savedVersion === 0);
      const updated = changes.filter(({ savedVersion }) => savedVersion > 0);
      return [
        ...(created.length === 0 ? [] : [insert(created)]),
        ...(updated.length === 0 ? [] : [update(updated)]),
      ];
    },
  };

  function arraysOf(changes: readonly Change<Kind>[]): unknown[][] {
    return fields.map((field) => {
      const column = columnOf(field);
      return changes.map(({ fact }) => column.write(fact?.[field]));
    });
  }

  function unnested(): string {
    return fields.map((field, index) => `$${index + 1}::${columnOf(field).type}[]`).join(', ');
  }

  function insert(changes: readonly Change<Kind>[]): Statement {
    return {
      name: `insert ${kind}`,
      text: `insert into ${table} (${quotedNames}, version) select *, 1 from unnest(${unnested()})`,
      values: arraysOf(changes),
      rows: changes.length,
    };
  }

  function update(changes: readonly Change<Kind>[]): Statement {
    assert(
      keyFields.every((field) => field !== undefined),
      'A key is made of fields.',
    );
    const versions = `$${fields.length + 1}::integer[]`;
    const sets = changed.map((name) => `${quoted(name)} = given.${quoted(name)}`).join(', ');
    const same = key.map((name) => `saved.${quoted(name)} = given.${quoted(name)}`).join(' and ');
    return {
      name: `update ${kind}`,
      text: `update ${table} as saved set ${sets}, version = saved.version + 1
        from unnest(${unnested()}, ${versions}) as given (${quotedNames}, version)
        where ${same} and saved.version = given.version`,
      values: [...arraysOf(changes), changes.map(({ savedVersion }) => savedVersion)],
      rows: changes.length,
    };
  }
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
