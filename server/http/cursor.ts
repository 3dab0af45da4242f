// Lists in pages: a cursor is the key of the last item of the page before, and nobody but us looks into it.
import { PAGE_LIMIT_DEFAULT, type PageQuery } from '@mutua/contract/http/page.ts';
import { readId } from '@mutua/core/kit/id.ts';
import { invalid, ok, type Result } from '@mutua/core/kit/result.ts';
import { parseDay } from '@mutua/core/time/day.ts';
import { parseInstant } from '@mutua/core/time/instant.ts';

/** The columns by which a list is sorted, as text; the last of them tells any two items apart. */
export type Key = readonly string[];

export interface PageRequest {
  /** The key after which the page begins; nothing for the first page. */
  readonly after: Key | undefined;
  /** How many items are shown at most. */
  readonly limit: number;
  /** How many to read: one more, which tells whether anything follows. */
  readonly readLimit: number;
}

export interface PageOf<Item> {
  readonly items: Item[];
  readonly next?: string;
}

/** Whether a text is one part of a key: whoever sends a cursor may have made it up. */
export type KeyPart = (text: string) => boolean;

export const KEY_PARTS = {
  id: (text) => readId(text, 'cursor').ok,
  /** Of a `bigint` in SQL. */
  number: (text) => /^(0|[1-9][0-9]{0,17})$/.test(text),
  instant: (text) => parseInstant(text, 'cursor').ok,
  day: (text) => parseDay(text, 'cursor').ok,
} as const satisfies Readonly<Record<string, KeyPart>>;

/**
 * What page is asked for.
 *
 * @param parts what the parts of the list's key look like; another cursor is refused, naming `cursor`.
 */
export function readPageRequest(
  { cursor, limit = PAGE_LIMIT_DEFAULT }: PageQuery,
  parts: readonly KeyPart[],
): Result<PageRequest> {
  const after = cursor === undefined ? undefined : keyOf(cursor);
  const fits =
    after === undefined
      ? cursor === undefined
      : after.length === parts.length &&
        after.every((part, index) => parts[index]?.(part) === true);
  if (!fits) return invalid('cursor', 'It does not have the right form.');
  return ok({ after, limit, readLimit: limit + 1 });
}

/** The page of the rows that were read, of which there may be one more than are shown. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  { limit }: Pick<PageRequest, 'limit'>,
  { key, item }: { readonly key: (row: Row) => Key; readonly item: (row: Row) => Item },
): PageOf<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const items = shown.map(item);
  return rows.length > limit && last !== undefined
    ? { items, next: writeCursor(key(last)) }
    : { items };
}

export function writeCursor(key: Key): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function keyOf(cursor: string): Key | undefined {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isKey = Array.isArray(key) && key.every((part) => typeof part === 'string');
    // One key has one cursor: whatever else decodes to it was not given out by us.
    return isKey && writeCursor(key) === cursor ? key : undefined;
  } catch {
    return undefined;
  }
}
