import { describe, expect, it } from 'vitest';
import * as application from '../loan/application.ts';
import { QuoteRequestOnWire } from '../loan/quote.ts';
import * as servicing from '../loan/servicing.ts';
import * as bid from '../market/bid.ts';
import { ListingsQuery } from '../market/listing.ts';
import * as authority from '../office/authority.ts';
import * as officeLoans from '../office/loans.ts';
import * as officeMoney from '../office/money.ts';
import * as officePeople from '../office/people.ts';
import * as client from '../people/client.ts';
import { NAME_PATTERN } from '../people/name.ts';
import * as product from '../product/product.ts';
import * as wallet from '../wallet/money-in-out.ts';
import { validationText } from './validation-words.ts';

/** What a schema says beside what it refuses: where its parts stand, and what they are about. */
const NO_REFUSAL = ['properties', 'items', 'description', 'examples', 'title', '$id', 'default'];
const ROOMS = [application, servicing, bid, authority, officeLoans, officeMoney, officePeople];
const REQUESTS: object[] = [
  ...[QuoteRequestOnWire, ListingsQuery],
  ...[...ROOMS, client, product, wallet]
    .flatMap((room) => Object.entries(room))
    .flatMap(([name, schema]) => (name.endsWith('Body') ? [schema as object] : [])),
];

describe('the words for what a schema refuses', () => {
  const keywords = [...new Set(REQUESTS.flatMap(keywordsOf))].sort();

  it('are needed for these keywords of the requests', () => {
    expect(keywords).toEqual([
      'additionalProperties',
      'anyOf',
      'const',
      'enum',
      'format',
      'maxItems',
      'maxLength',
      'maxProperties',
      'maximum',
      'minItems',
      'minLength',
      'minimum',
      'pattern',
      'patternProperties',
      'required',
      'type',
      'uniqueItems',
    ]);
  });

  it.each(keywords.filter((keyword) => keyword !== 'anyOf'))(
    'are there in both languages for %s',
    (keyword) => {
      const [english, chinese] = [
        validationText(keyword, 7, 'en'),
        validationText(keyword, 7, 'zh-CN'),
      ];
      expect(english).not.toBe(validationText('unknown', 7, 'en'));
      expect(chinese).not.toBe(validationText('unknown', 7, 'zh-CN'));
      expect(english).not.toMatch(/\p{Script=Han}|[{}]/u);
      expect(chinese).toMatch(/\p{Script=Han}/u);
      expect(chinese).not.toMatch(/[A-Za-z{}]/);
    },
  );

  it.each([...new Set(REQUESTS.flatMap((schema) => valuesOf(schema, 'type')))])(
    'name the type %s in both languages',
    (type) => {
      expect(validationText('type', type, 'en')).not.toBe(`It must be ${type}.`);
      expect(validationText('type', type, 'zh-CN')).toMatch(
        /^须为\p{Script=Han}+(（true 或 false）)?。$/u,
      );
    },
  );

  it.each([...new Set(REQUESTS.flatMap((schema) => valuesOf(schema, 'format')))])(
    'name the format %s in both languages',
    (format) => {
      expect(validationText('format', format, 'en')).not.toBe(`It must be ${format}.`);
      expect(validationText('format', format, 'zh-CN')).toMatch(
        /^须为\p{Script=Han}+(，例如 .+|（UUID）)。$/u,
      );
    },
  );

  it('name several values in a list', () => {
    expect(validationText('enum', ['a', 'b'], 'en')).toBe('It must be one of a, b.');
    expect(validationText('enum', ['a', 'b'], 'zh-CN')).toBe('须为以下之一：a、b。');
  });

  it('say what a name must be, and not its pattern', () => {
    expect(validationText('pattern', NAME_PATTERN, 'en')).toMatch(/^It must be one line/);
    expect(validationText('pattern', NAME_PATTERN, 'zh-CN')).toMatch(/^须为一行文字/);
    expect(validationText('pattern', '^[a-z]$', 'en')).toBe('It must match ^[a-z]$');
  });

  it('stay general where a keyword has none', () => {
    expect(validationText('unknown', 7, 'en')).toBe('It does not have the form required.');
    expect(validationText('unknown', 7, 'zh-CN')).toBe('内容不符合要求。');
  });
});

function keywordsOf(schema: object): string[] {
  return schemasIn(schema).flatMap((part) =>
    Object.keys(part).filter((key) => !NO_REFUSAL.includes(key)),
  );
}

function valuesOf(schema: object, keyword: string): unknown[] {
  return schemasIn(schema).flatMap((part) =>
    Object.entries(part).flatMap(([key, value]: [string, unknown]) =>
      key === keyword ? [value] : [],
    ),
  );
}

/** The schema and those of its fields, items and branches. */
function schemasIn(schema: object): object[] {
  const {
    properties = {},
    items,
    anyOf = [],
  } = schema as {
    readonly properties?: Readonly<Record<string, object>>;
    readonly items?: object;
    readonly anyOf?: readonly object[];
  };
  const below = [...Object.values(properties), ...(items ? [items] : []), ...anyOf];
  return [schema, ...below.flatMap(schemasIn)];
}
