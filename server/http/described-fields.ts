// The description of the API says of every field what it is: in the words of its own schema, or in those that the
// field has wherever it stands.
import { FIELD_WORDS } from '@mutua/contract/http/field-words.ts';

interface Schema {
  description?: string;
  readonly $ref?: string;
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: unknown }>>;
}

interface Parameter {
  readonly name: string;
  description?: string;
}

interface Described {
  readonly operationId?: string | undefined;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses?: Readonly<Record<string, Content>>;
}

/** Gives words to every field that has none, in place. @returns those for which there are no words. */
export function describeFields(document: { readonly paths?: unknown }): readonly string[] {
  const without: string[] = [];
  const paths = (document.paths ?? {}) as Readonly<
    Record<string, Readonly<Record<string, Described>>>
  >;
  for (const methods of Object.values(paths)) {
    for (const { operationId = '', parameters = [], requestBody, responses = {} } of Object.values(
      methods,
    )) {
      for (const parameter of parameters)
        describeOne(parameter, parameter.name, operationId, without);
      const parts = [requestBody ?? {}, ...Object.values(responses)];
      const media = parts.flatMap(({ content = {} }) => Object.values(content));
      for (const { schema } of media) describe(schema as Schema, operationId, without);
    }
  }
  return without;
}

/** @param parent the field in which these stand, or the operation. */
function describe(schema: Schema | undefined, parent: string, without: string[]): void {
  if (schema === undefined) return;
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (field.$ref === undefined && field.const === undefined) {
      describeOne(field, name, parent, without);
    }
    describe(field, name, without);
  }
  const { items, anyOf = [], oneOf = [] } = schema;
  for (const part of [items, ...anyOf, ...oneOf]) describe(part, parent, without);
}

function describeOne(
  field: { description?: string },
  name: string,
  parent: string,
  without: string[],
): void {
  if (field.description !== undefined) return;
  const words = FIELD_WORDS[`${parent}.${name}`] ?? FIELD_WORDS[name];
  if (words === undefined) without.push(`${parent}.${name}`);
  else field.description = words;
}
