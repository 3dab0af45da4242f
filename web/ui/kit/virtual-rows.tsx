// A long list of which only what can be seen is in the document.
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react';

interface VirtualRowsProps<Row> {
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** About how high a row is, in pixels; each is measured once it is there. */
  readonly rowHeight: number;
  readonly label: string;
  readonly children: (row: Row) => ReactNode;
  /** Called when the end comes in sight. */
  readonly onEnd?: () => void;
}

const ROWS_AHEAD = 8;
/** A list of so many is there as a whole, for whoever prints the page or searches it. */
const ROWS_WHOLE = 50;

/** It scrolls with the page. The rows that are there stand one below the other, however high each of them is. */
export function VirtualRows<Row>(props: VirtualRowsProps<Row>) {
  const { rows, rowKey, rowHeight, label, children, onEnd } = props;
  const place = useRef<HTMLDivElement>(null);
  const top = useTopOf(place);
  const keyOf = useRef(rowKey);
  keyOf.current = rowKey;
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: rows.length <= ROWS_WHOLE ? ROWS_WHOLE : ROWS_AHEAD,
    scrollMargin: top,
    // Another function would make it reckon all rows anew, each time it is drawn.
    getItemKey: useCallback(
      (index: number) => {
        const row = rows[index];
        return row === undefined ? index : keyOf.current(row);
      },
      [rows],
    ),
    onChange: ({ range }) => {
      if (range !== null && range.endIndex >= rows.length - ROWS_AHEAD) onEnd?.();
    },
  });
  const seen = virtual.getVirtualItems();
  return (
    <div ref={place} className="virtual-rows-room" style={{ height: virtual.getTotalSize() }}>
      <ul
        className="virtual-rows"
        aria-label={label}
        style={{ transform: `translateY(${(seen[0]?.start ?? top) - top}px)` }}
      >
        {seen.map(({ key, index }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <li key={String(key)} data-index={index} ref={virtual.measureElement}>
              {children(row)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** How far below the beginning of the document it stands; what is above it may grow. */
function useTopOf(place: { readonly current: HTMLElement | null }): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      const box = place.current?.getBoundingClientRect();
      if (box !== undefined) setTop(Math.round(box.top + window.scrollY));
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(document.body);
    return () => watch.disconnect();
  }, [place]);
  return top;
}
