// Reads one JSON value as a schema of the contract; what does not fit is named by its full path.
import { invalid, ok, type Refused, type Result } from '@mutua/core/kit/result.ts';
import type { Static, TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { Check } from 'typebox/value';

/** The keywords of JSON Schema that are looked at to say what is wrong, as the schemas of the contract use them. */
interface Keywords {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Keywords[];
  readonly allOf?: readonly Keywords[];
  readonly properties?: Readonly<Record<string, Keywords>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Keywords;
  readonly patternProperties?: Readonly<Record<string, Keywords>>;
  readonly items?: Keywords | readonly Keywords[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  /** What a text or number is, such as `a date such as 2026-11-21`, for the sentence when it is not. */
  readonly 'x-expected'?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const validators = new WeakMap<TSchema, Validator>();

/**
 * The value, if it has the shape of the schema; else one `invalid_input` for the first field that does
 * not, in the schema's order.
 *
 * @param path how the sender wrote the way to `value`, such as `inputs`; empty for the line itself.
 */
export function readShape<const Schema extends TSchema>(
  schema: Schema,
  value: unknown,
  path: string,
): Result<Static<Schema>> {
  let validator = validators.get(schema);
  if (!validator) {
    validator = Compile(schema) as Validator;
    validators.set(schema, validator);
  }
  if (validator.Check(value)) return ok(value as Static<Schema>);
  return (
    explain(schema as Keywords, value, path) ?? refused(path, 'It does not have the right form.')
  );
}

/**
 * The paths of the fields that stand in `value` and are not known to the schema, so that a reader
 * learns what was left out of account. An object whose schema admits any key ignores none.
 *
 * @param value a value that {@link readShape} has accepted.
 */
export function ignoredFields(schema: TSchema, value: unknown, path: string): string[] {
  const ignored: string[] = [];
  collectIgnored(schema as Keywords, value, path, ignored);
  return ignored;
}

function collectIgnored(schema: Keywords, value: unknown, path: string, ignored: string[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (schema.anyOf) {
    const branch = schema.anyOf.find((one) => fits(one, value));
    if (branch) collectIgnored(branch, value, path, ignored);
  } else if (schema.allOf) {
    const [first, ...others] = schema.allOf.map((part) => {
      const ofPart: string[] = [];
      collectIgnored(part, value, path, ofPart);
      return ofPart;
    });
    ignored.push(...(first ?? []).filter((field) => others.every((part) => part.includes(field))));
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      if (typeof item !== 'object') return;
      collectIgnored(itemSchema(schema, index), item, `${path}[${index}]`, ignored);
    });
  } else if (schema.properties) {
    for (const [key, field] of Object.entries(value)) {
      const known = fieldSchema(schema, key);
      if (known) collectIgnored(known, field, fieldPath(path, key), ignored);
      else if (typeof schema.additionalProperties !== 'object') ignored.push(fieldPath(path, key));
    }
  }
}

/** What is wrong with the value, or nothing where the schema accepts it. */
function explain(schema: Keywords, value: unknown, path: string): Refused | undefined {
  if (fits(schema, value)) return undefined;
  if (schema.anyOf) return explainUnion(schema, value, path);
  for (const part of schema.allOf ?? []) {
    const reason = explain(part, value, path);
    if (reason) return reason;
  }
  if (schema.const !== undefined || schema.enum || kindOf(value) !== kindOfSchema(schema)) {
    return refused(path, `It must be ${expected(schema)}.`);
  }
  if (schema.type === 'object') return explainObject(schema, value as Fields, path);
  if (schema.type === 'array') return explainArray(schema, value as readonly unknown[], path);
  return refused(path, `It must be ${expected(schema)}.`);
}

function explainObject(schema: Keywords, value: Fields, path: string): Refused | undefined {
  for (const [key, field] of Object.entries(schema.properties ?? {})) {
    const inner = fieldPath(path, key);
    if (Object.hasOwn(value, key)) {
      const reason = explain(field, value[key], inner);
      if (reason) return reason;
    } else if (schema.required?.includes(key)) {
      return refused(inner, `It is missing; it must be ${expected(field)}.`);
    }
  }
  for (const [key, field] of Object.entries(value)) {
    if (Object.hasOwn(schema.properties ?? {}, key)) continue;
    const inner = fieldPath(path, key);
    const known = fieldSchema(schema, key);
    if (known) {
      const reason = explain(known, field, inner);
      if (reason) return reason;
    } else if (schema.additionalProperties === false) {
      return refused(inner, 'There is no such field here.');
    }
  }
  return undefined;
}

function explainArray(
  schema: Keywords,
  value: readonly unknown[],
  path: string,
): Refused | undefined {
  const { minItems, maxItems } = schema;
  if (minItems !== undefined && value.length < minItems) {
    return refused(path, `It must have at least ${minItems} items.`);
  }
  if (maxItems !== undefined && value.length > maxItems) {
    return refused(path, `It must have at most ${maxItems} items.`);
  }
  for (const [index, item] of value.entries()) {
    const reason = explain(itemSchema(schema, index), item, `${path}[${index}]`);
    if (reason) return reason;
  }
  return undefined;
}

/** Speaks of the one branch that was meant, where that can be told; else of all. */
function explainUnion(schema: Keywords, value: unknown, path: string): Refused | undefined {
  const branches = schema.anyOf ?? [];
  const sameKind = branches.filter(
    (branch) => branch.const === undefined && kindOfSchema(branch) === kindOf(value),
  );
  const [only, second] = sameKind;
  if (only && !second && (isInner(only) || schema['x-expected'] === undefined)) {
    return explain(only, value, path);
  }
  const tag = kindOf(value) === 'object' ? tagOf(sameKind) : undefined;
  if (tag === undefined) return refused(path, `It must be ${expected(schema)}.`);
  const meant = sameKind.find(
    (branch) => branch.properties?.[tag]?.const === (value as Fields)[tag],
  );
  if (meant) return explain(meant, value, path);
  const tags = sameKind.map((branch) => ({ const: branch.properties?.[tag]?.const }));
  return refused(fieldPath(path, tag), `It must be ${expected({ anyOf: tags })}.`);
}

/** Whether what is wrong may lie further inside. */
function isInner(schema: Keywords): boolean {
  return schema.type === 'object' || schema.type === 'array';
}

/** The field by which objects of a union tell which one they are: constant in each, such as `kind`. */
function tagOf(branches: readonly Keywords[]): string | undefined {
  const [first] = branches;
  return Object.keys(first?.properties ?? {}).find((key) =>
    branches.every((branch) => branch.properties?.[key]?.const !== undefined),
  );
}

/** What the schema admits, as the end of the sentence `It must be …`. */
function expected(schema: Keywords): string {
  const said = schema['x-expected'];
  if (said !== undefined) return said;
  if (schema.anyOf) return expectedUnion(schema.anyOf);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return expectedUnion(schema.enum.map((value) => ({ const: value })));
  switch (schema.type) {
    case 'string':
      return `a text${expectedLength(schema)}`;
    case 'integer':
      return `a whole number${expectedRange(schema)}`;
    case 'number':
      return `a number${expectedRange(schema)}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    case 'object':
      return 'an object';
    case 'null':
      return 'null';
    default:
      return 'something else';
  }
}

function expectedUnion(branches: readonly Keywords[]): string {
  const words = [...new Set(branches.map(expected))];
  const allConstant = branches.every((branch) => branch.const !== undefined);
  if (allConstant && words.length > 1) return `one of ${words.join(', ')}`;
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : words.join('');
}

function expectedRange(schema: Keywords): string {
  const bounds = [
    schema.minimum !== undefined && `at least ${schema.minimum}`,
    schema.exclusiveMinimum !== undefined && `greater than ${schema.exclusiveMinimum}`,
    schema.maximum !== undefined && `at most ${schema.maximum}`,
    schema.exclusiveMaximum !== undefined && `less than ${schema.exclusiveMaximum}`,
  ].filter((bound) => bound !== false);
  return bounds.length > 0 ? `, ${bounds.join(' and ')}` : '';
}

function expectedLength(schema: Keywords): string {
  const { minLength, maxLength } = schema;
  const bounds = [
    minLength !== undefined && `at least ${minLength}`,
    maxLength !== undefined && `at most ${maxLength}`,
  ].filter((bound) => bound !== false);
  return bounds.length > 0 ? ` of ${bounds.join(' and ')} characters` : '';
}

function fits(schema: Keywords, value: unknown): boolean {
  return Check(schema as TSchema, value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function kindOfSchema(schema: Keywords): string | undefined {
  return schema.type === 'integer' ? 'number' : schema.type;
}

function fieldSchema(schema: Keywords, key: string): Keywords | undefined {
  if (schema.properties && Object.hasOwn(schema.properties, key)) return schema.properties[key];
  for (const [pattern, field] of Object.entries(schema.patternProperties ?? {})) {
    if (new RegExp(pattern).test(key)) return field;
  }
  const others = schema.additionalProperties;
  return typeof others === 'object' ? others : undefined;
}

function itemSchema(schema: Keywords, index: number): Keywords {
  const { items } = schema;
  if (items === undefined) return {};
  return isTuple(items) ? (items[index] ?? {}) : items;
}

function isTuple(items: Keywords | readonly Keywords[]): items is readonly Keywords[] {
  return Array.isArray(items);
}

/** `inputs.principal`; a key that is not a word stands in brackets, as in `inputs["a b"]`. */
function fieldPath(path: string, key: string): string {
  if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

function refused(path: string, detail: string): Refused {
  return invalid(path === '' ? 'line' : path, detail);
}

/** The fields of an object that are not null: a field that is null says the same as one that is left out. */
export function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
}
