// What the schema found wrong with a request, said with the field's name as the sender wrote it.
import type { FieldError } from '@mutua/contract/http/problem.ts';
import { hasPatternWords, validationText } from '@mutua/contract/http/validation-words.ts';
import type { Language } from '@mutua/contract/words/language.ts';
import type { FastifyError, FastifyRequest } from 'fastify';

/**
 * How requests are checked: nothing is converted and nothing is dropped in silence, because a number that
 * came as text, or a misspelt field, may be somebody's money.
 */
export const VALIDATION_OPTIONS = {
  coerceTypes: false,
  removeAdditional: false,
  useDefaults: true,
  allErrors: false,
  // The error then carries the schema, which names the values that are allowed.
  verbose: true,
} as const;

/**
 * In an address everything is text. What the schema says is a whole number is read as one where it is
 * written as one; anything else stays as it is, and is refused.
 */
export function readQueryNumbers({ query, routeOptions }: FastifyRequest): void {
  const { properties = {} } = (routeOptions.schema?.querystring ?? {}) as QuerySchema;
  const fields = query as Record<string, unknown>;
  for (const [name, { type }] of Object.entries(properties)) {
    const text = fields[name];
    const isNumber = type === 'integer' && typeof text === 'string';
    if (isNumber && /^(0|-?[1-9][0-9]{0,14})$/.test(text)) fields[name] = Number(text);
  }
}

interface QuerySchema {
  readonly properties?: Readonly<Record<string, { readonly type?: unknown }>>;
}

type SchemaError = NonNullable<FastifyError['validation']>[number] & {
  readonly schema?: unknown;
  readonly parentSchema?: { readonly examples?: readonly unknown[] };
};

const PLACES: Readonly<Record<string, FieldError['in']>> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'header',
};

/** The field that a schema refused, if one did; of a union's many complaints, the one about the whole. */
export function fieldErrorOf(error: FastifyError, language: Language): FieldError | undefined {
  const errors: readonly SchemaError[] = error.validation ?? [];
  const last = errors.at(-1);
  if (last === undefined) return undefined;
  const { keyword, limit } = meaningOf(last);
  return {
    in: PLACES[error.validationContext ?? 'body'] ?? 'body',
    field: fieldOf(last),
    detail: validationText(keyword, limit, language),
  };
}

function meaningOf(error: SchemaError): { keyword: string; limit: unknown } {
  const { keyword, schema, params, parentSchema } = error;
  // An example says more to a person than a regular expression.
  const [example] = parentSchema?.examples ?? [];
  if (keyword === 'pattern' && example !== undefined && !hasPatternWords(params.pattern)) {
    return { keyword: 'form', limit: example };
  }
  if (keyword === 'anyOf' || keyword === 'oneOf') {
    const values = Array.isArray(schema) ? schema.map(constOf) : [];
    const isChoice = values.length > 0 && values.every((value) => value !== undefined);
    return { keyword: isChoice ? 'enum' : keyword, limit: values };
  }
  const limits: Readonly<Record<string, unknown>> = params;
  const limit =
    limits.limit ??
    limits.allowedValues ??
    limits.allowedValue ??
    limits.type ??
    limits.format ??
    limits.multipleOf ??
    limits.pattern;
  return { keyword, limit };
}

function constOf(branch: unknown): unknown {
  return typeof branch === 'object' && branch !== null && 'const' in branch
    ? branch.const
    : undefined;
}

/** `/flows/3/day` and a missing property of it become `flows[3].day`. */
function fieldOf({ instancePath, params }: SchemaError): string {
  const parts = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const further = params.missingProperty ?? params.additionalProperty;
  if (typeof further === 'string') parts.push(further);
  return parts.reduce(
    (path, part) =>
      /^\d+$/.test(part) ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`,
    '',
  );
}
