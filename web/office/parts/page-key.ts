// A key of an office page.

/** A key of the page and what it does, for the bar below and for the sheet of all keys. */
export interface PageKey {
  readonly keys: readonly string[];
  readonly does: string;
}
