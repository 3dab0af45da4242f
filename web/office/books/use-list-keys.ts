// The keys of a list: J and K mark the next row and the one before, Enter opens the marked one.
import { useState } from 'react';
import { useKeys } from '../parts/use-keys.ts';

export interface MarkedList<Row> {
  /** The row that is marked; the first until somebody moves. */
  readonly marked: Row | undefined;
  readonly isMarked: (row: Row) => boolean;
  readonly mark: (row: Row) => void;
}

/** Rows are known by their keys, so that the mark stays where it is while the list is read anew. */
export function useListKeys<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  onOpen?: (row: Row) => void,
): MarkedList<Row> {
  const [key, setKey] = useState<string | undefined>();
  const found = rows.findIndex((row) => keyOf(row) === key);
  const index = Math.max(0, found);
  const marked = rows[index];
  const move = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, index + by))];
    if (next !== undefined) setKey(keyOf(next));
  };
  useKeys({
    j: () => move(found === -1 && key === undefined ? 0 : 1),
    k: () => move(-1),
    enter: onOpen === undefined || marked === undefined ? undefined : () => onOpen(marked),
  });
  return {
    marked,
    isMarked: (row) => marked !== undefined && keyOf(row) === keyOf(marked),
    mark: (row) => setKey(keyOf(row)),
  };
}
