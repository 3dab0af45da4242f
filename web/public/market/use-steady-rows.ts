// Rows that stay where they are: what comes in above them waits until the reader wants it.
import { useRef } from 'react';

export interface SteadyRows<Row> {
  readonly rows: readonly Row[];
  /** How many are new and wait. */
  readonly waiting: number;
  /** Lets them in. */
  readonly show: () => void;
}

/**
 * Keeps the order in which rows were first shown, with what is newly known of each. Further pages are added at the
 * end; what stands between the rows that are shown is new.
 *
 * @param search what was searched for: another search begins anew.
 */
export function useSteadyRows<Row>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  search: string,
): SteadyRows<Row> {
  const kept = useRef({ search: '', ids: [] as readonly string[] });
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  const isOther = kept.current.search !== search || kept.current.ids.length === 0;
  if (isOther) kept.current = { search, ids: [...byId.keys()] };
  const known = new Set(kept.current.ids);
  const last = rows.findLastIndex((row) => known.has(idOf(row)));
  const between = rows.slice(0, last + 1).filter((row) => !known.has(idOf(row)));
  const further = rows.slice(last + 1).map(idOf);
  if (further.length > 0) kept.current = { search, ids: [...kept.current.ids, ...further] };
  return {
    rows: kept.current.ids.flatMap((id) => {
      const row = byId.get(id);
      return row === undefined ? [] : [row];
    }),
    waiting: between.length,
    show: () => {
      kept.current = { search, ids: [...byId.keys()] };
    },
  };
}
