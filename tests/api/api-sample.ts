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

/** Those that take a body: commands, and what is asked without an id of a command, such as a preview. */
export function takesBody({ operation }: Described): boolean {
  return bodySchema(operation) !== undefined;
}

/** Those that ask the door: their body carries the id of the command. */
export function isCommand({ operation }: Described): boolean {
  return bodySchema(operation)?.properties?.commandId !== undefined;
}

export function bodySchema({ requestBody }: Operation): Schema | undefined {
  return requestBody?.content['application/json'].schema;
}

/**
 * The address with ids of things that are not there, and the queries that are asked for.
 *
 * @param given what stands in some of its places instead, written as in an address.
 */
export function sampleUrl(
  { path, operation }: Described,
  given: Readonly<Record<string, string>> = {},
): string {
  const { parameters = [] } = operation;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const text = given[name];
    if (text !== undefined) return text;
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    // Lines of the book have numbers, and a list of choices is no thing that might be there.
    if (name === 'transferId') return '999999999999';
    const isChoice = parameter?.schema.enum !== undefined;
    const isThing = !isChoice && (name.endsWith('Id') || name === 'owner');
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
    const inside = wrongInside(part, value, [...place, name]).map(({ fault, value: bad }) => ({
      ...{ fault, body: { ...right, [name]: bad } },
    }));
    return [...missing, ...wrong, ...inside];
  });
}

/** What is wrong one level below: in a field of an object, or in the first item of a list. */
function wrongInside(
  { properties, items, anyOf }: Schema,
  value: unknown,
  place: readonly string[],
): readonly { readonly fault: string; readonly value: unknown }[] {
  if (properties !== undefined) {
    const faults = wrongFields({ properties }, value as Readonly<Record<string, unknown>>, place);
    return faults.map(({ fault, body }) => ({ fault, value: body }));
  }
  if (anyOf !== undefined || items === undefined || !Array.isArray(value)) return [];
  const item: unknown = value[0] ?? sampleOf(items);
  const first = [...place, '0'];
  const wrong = wrongValues(items, item).map(({ kind, value: bad }) => ({
    ...{ fault: `has ${first.join('.')} ${kind}`, value: bad },
  }));
  return [...wrong, ...wrongInside(items, item, first)].map(({ fault, value: bad }) => ({
    ...{ fault, value: [bad] },
  }));
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
    ...(isText ? [{ kind: 'with a sign that no text has', value: `${value}\u0000` }] : []),
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
          { kind: 'negative and nothing', value: '-0' },
          { kind: 'with a zero before it', value: '0100' },
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

export interface WrongUrl {
  readonly fault: string;
  readonly place: 'path' | 'query';
  readonly url: string;
}

/** A right address, made wrong in one place at a time. */
export function wrongUrls(described: Described): readonly WrongUrl[] {
  const { parameters = [] } = described.operation;
  const inPath = parameters
    .filter((one) => one.in === 'path')
    .flatMap(({ name, schema }) =>
      ['nonsense!', 'x'.repeat(1_900), ...(schema.enum === undefined ? [] : ['nonsense'])].map(
        (bad) => ({
          ...{ fault: `has ${name} as ${bad.slice(0, 20)}`, place: 'path' as const },
          url: sampleUrl(described, { [name]: bad }),
        }),
      ),
    );
  const [path = '', query = ''] = sampleUrl(described).split('?');
  const questions = parameters.filter((one) => one.in === 'query');
  const asked = (fault: string, name: string, ...texts: readonly string[]) => {
    const others = query.split('&').filter((part) => part !== '' && !part.startsWith(`${name}=`));
    const all = [...others, ...texts.map((text) => `${name}=${text}`)];
    return { fault, place: 'query' as const, url: `${path}?${all.join('&')}` };
  };
  const inQuery = questions.flatMap(({ name, schema, required }) => [
    ...wrongTexts(schema).map((bad) => asked(`has ${name} as ${bad.slice(0, 20)}`, name, bad)),
    asked(`has ${name} twice`, name, '1', '2'),
    ...(required === true ? [asked(`lacks ${name}`, name)] : []),
  ]);
  const unknown = questions.length === 0 ? [] : [asked('asks what there is not', 'nonsense', '1')];
  return [...inPath, ...inQuery, ...unknown];
}

/** What stands in no address where such a thing is asked for, written as in one. */
function wrongTexts({ type, enum: choices, pattern, format }: Schema): readonly string[] {
  const numbers = ['seven', '-1', '1.5', '1e3', '9'.repeat(16)];
  const tooLong = 'x'.repeat(1_900);
  // What somebody types to be looked for may be any text that is not too long.
  const isFreeText =
    type === 'string' && pattern === undefined && format === undefined && choices === undefined;
  const words = isFreeText ? [tooLong] : ['nonsense!', tooLong, '%00', "x'%20or%20'1'='1"];
  return [
    ...(type === 'integer' ? numbers : words),
    ...(choices === undefined ? [] : ['nonsense']),
  ];
}
