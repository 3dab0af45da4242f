// A long list of which only what can be seen is in the document.
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';

interface VirtualRowsProps<Row> {
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Height in pixels; each row is measured once it is there. */
  readonly rowHeight: number;
  readonly label: string;
  readonly children: (row: Row) => ReactNode;
  /** Called when the end comes in sight. */
  readonly onEnd?: () => void;
}

const ROWS_AHEAD = 8;

/** It scrolls with the page. */
export function VirtualRows<Row>(props: VirtualRowsProps<Row>) {
  const { rows, rowKey, rowHeight, label, children, onEnd } = props;
  const list = useRef<HTMLUListElement>(null);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: ROWS_AHEAD,
    scrollMargin: list.current?.offsetTop ?? 0,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
    onChange: ({ range }) => {
      if (range !== null && range.endIndex >= rows.length - ROWS_AHEAD) onEnd?.();
    },
  });
  return (
    <ul
      ref={list}
      className="virtual-rows"
      aria-label={label}
      style={{ height: virtual.getTotalSize() }}
    >
      {virtual.getVirtualItems().map(({ key, index, start }) => {
        const row = rows[index];
        return row === undefined ? null : (
          <li
            key={String(key)}
            data-index={index}
            ref={virtual.measureElement}
            style={{ transform: `translateY(${start - (list.current?.offsetTop ?? 0)}px)` }}
          >
            {children(row)}
          </li>
        );
      })}
    </ul>
  );
}
