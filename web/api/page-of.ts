// A list on the wire, a page of it.

export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}
