// A list on the wire comes in pages.
import Type, { type Static, type TSchema } from 'typebox';

export const PAGE_LIMIT_DEFAULT = 50;

/** What may be asked of every list; a list with further questions spreads these fields into its own. */
export const PAGE_FIELDS = {
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 500,
      description: 'The `next` of the page before; left out for the first page.',
    }),
  ),
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 200,
      default: PAGE_LIMIT_DEFAULT,
      description: 'How many items at most.',
    }),
  ),
};

export const PageQuery = Type.Object(PAGE_FIELDS, { additionalProperties: false });
export type PageQuery = Static<typeof PageQuery>;

/** A page of such items; `next` is there while more follow. */
export function Page<Item extends TSchema>(item: Item) {
  return Type.Object({
    items: Type.Array(item),
    next: Type.Optional(
      Type.String({ description: 'The `cursor` of the page that follows; absent on the last.' }),
    ),
  });
}
