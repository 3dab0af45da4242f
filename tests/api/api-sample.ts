// For tests: requests made from the description of the API itself, right ones and wrong ones of every kind.
import { v7 as newId } from 'uuid';

export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly patternProperties?: object;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly example?: unknown;
  readonly schema: Schema;
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly schema: Schema } };
  };
  readonly 'x-roles'?: readonly string[];
  readonly 'x-positions'?: readonly string[];
  readonly 'x-refusals'?: readonly string[];
}

export interface Described {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly operation: Operation;
}

/** Every operation of a document. */
export function operationsOf(document: {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}): readonly Described[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase() as Described['method'],
      path,
      operation,
    })),
  );
}

/** Those that ask the door: their body carries the id of the command. */
export function isCommand({ operation }: Described): boolean {
  return bodySchema(operation)?.properties?.commandId !== undefined;
}

export function bodySchema({ requestBody }: Operation): Schema | undefined {
  return requestBody?.content['application/json'].schema;
}

/** The address with ids of things that are not there, and the queries that are asked for. */
export function sampleUrl({ path, operation }: Described): string {
  const { parameters = [] } = operation;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    const isThing = name.endsWith('Id') || name === 'owner';
    return encodeURIComponent(String(isThing ? newId() : sampleOfParameter(parameter)));
  });
  const query = parameters
    .filter((one) => one.in === 'query' && one.required === true)
    .map((one) => `${one.name}=${encodeURIComponent(String(sampleOfParameter(one)))}`);
  return query.length === 0 ? filled : `${filled}?${query.join('&')}`;
}

function sampleOfParameter(parameter: Parameter | undefined): unknown {
  return parameter?.example ?? sampleOf(parameter?.schema ?? {});
}

/** A right body, with a new id of a command. */
export function sampleBody(operation: Operation): Readonly<Record<string, unknown>> {
  const body = sampleOf(bodySchema(operation) ?? {}) as Readonly<Record<string, unknown>>;
  return body.commandId === undefined ? body : { ...body, commandId: newId() };
}

/** The example of a schema, or else what it allows. */
export function sampleOf(schema: Schema): unknown {
  const { examples, anyOf, properties, required = [], items } = schema;
  if (examples !== undefined && examples.length > 0) return examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (anyOf?.[0] !== undefined) return sampleOf(anyOf[0]);
  if (properties !== undefined) {
    return Object.fromEntries(required.map((name) => [name, sampleOf(properties[name] ?? {})]));
  }
  if (schema.type === 'array') return items === undefined ? [] : [sampleOf(items)];
  if (schema.type === 'integer') return schema.minimum ?? 1;
  if (schema.type === 'boolean') return true;
  if (schema.format === 'uuid') return newId();
  if (schema.pattern?.startsWith('^[1-9]') === true) return '1';
  if (schema.pattern === '^(0|[1-9][0-9]{0,17})$') return '0';
  if (schema.pattern?.startsWith('^[a-z]') === true) return 'a';
  return 'a';
}

export interface WrongBody {
  readonly fault: string;
  readonly body: unknown;
}

/** A right body, made wrong in one place at a time. */
export function wrongBodies(operation: Operation): readonly WrongBody[] {
  const right = sampleBody(operation);
  const schema = bodySchema(operation) ?? {};
  return [
    { fault: 'is no object', body: [] },
    { fault: 'has a field that there is not', body: { ...right, nonsense: 1 } },
    ...wrongFields(schema, right, []).map(({ fault, body }) => ({ fault, body })),
  ];
}

function wrongFields(
  schema: Schema,
  right: Readonly<Record<string, unknown>>,
  place: readonly string[],
): readonly WrongBody[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, part]) => {
    const field = [...place, name].join('.');
    const value = right[name] ?? sampleOf(part);
    const missing = required.includes(name)
      ? [{ fault: `lacks ${field}`, body: without(right, name) }]
      : [];
    const wrong = wrongValues(part, value).map(({ kind, value: bad }) => ({
      fault: `has ${field} ${kind}`,
      body: { ...right, [name]: bad },
    }));
    const inside =
      part.properties === undefined
        ? []
        : wrongFields(part, value as Readonly<Record<string, unknown>>, [...place, name]).map(
            ({ fault, body }) => ({ fault, body: { ...right, [name]: body } }),
          );
    return [...missing, ...wrong, ...inside];
  });
}

function wrongValues(
  schema: Schema,
  value: unknown,
): readonly { readonly kind: string; readonly value: unknown }[] {
  const isText = typeof value === 'string';
  return [
    { kind: 'of a wrong type', value: isText ? 7 : 'seven' },
    { kind: 'as nothing', value: null },
    ...(isText ? [{ kind: 'over-long', value: 'x'.repeat(20_000) }] : []),
    ...(Array.isArray(value)
      ? [{ kind: 'over-long', value: Array.from({ length: 2_000 }, () => value[0] ?? 'x') }]
      : []),
    ...(typeof value === 'number'
      ? [
          { kind: 'negative', value: -1 },
          { kind: 'broken', value: value + 0.5 },
          { kind: 'beyond all bounds', value: 1e15 },
        ]
      : []),
    ...(schema.pattern?.includes('[1-9][0-9]{0,17}') === true
      ? [
          { kind: 'negative', value: '-100' },
          { kind: 'broken', value: '1.5' },
          { kind: 'beyond all bounds', value: '9'.repeat(40) },
        ]
      : []),
    ...(schema.enum === undefined ? [] : [{ kind: 'unknown', value: 'nonsense' }]),
    ...(schema.format === undefined ? [] : [{ kind: 'in no such form', value: '31-02-2026' }]),
  ];
}

function without(body: Readonly<Record<string, unknown>>, name: string): object {
  const { [name]: _, ...rest } = body;
  return rest;
}
