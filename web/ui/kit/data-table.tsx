// A table: rows with heads on a desk, cards on a phone.
import { Fragment, type KeyboardEvent, type ReactNode } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'right';
  /** Whether a phone shows it; yes if left out. */
  readonly isOnPhone?: boolean;
}

interface DataTableProps<Row> {
  /** Read aloud before the table; it stands on the page only where `showsCaption` is set. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** A row of sums, by the keys of the columns. */
  readonly foot?: Readonly<Record<string, ReactNode>>;
  readonly onOpen?: (row: Row) => void;
  readonly isMarked?: (row: Row) => boolean;
  readonly showsCaption?: boolean;
  /** Whether a phone keeps the columns that it shows side by side: for few and narrow ones. */
  readonly isKept?: boolean;
  /** Stands between two rows, over the whole width: what is folded away there. */
  readonly gap?: { readonly after: number; readonly content: ReactNode };
}

/** Rows of one kind. A row that opens does so by click and by Enter. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, foot, gap, showsCaption = false, isKept = false } = props;
  return (
    <div className="table-frame">
      <table className={isKept ? 'data-table data-table-kept' : 'data-table'}>
        <caption className={showsCaption ? '' : 'unseen'} data-plain="">
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map(({ key, head, align, isOnPhone }) => (
              <th key={key} scope="col" data-align={align} data-phone={phoneMark(isOnPhone)}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Fragment key={rowKey(row)}>
              <TableRow row={row} {...props} />
              {gap?.after === index + 1 && (
                <tr className="row-gap">
                  <td colSpan={columns.length}>{gap.content}</td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
        {foot !== undefined && (
          <tfoot>
            <tr>
              {columns.map(({ key, align, isOnPhone, head }) => (
                <td
                  key={key}
                  data-align={align}
                  data-phone={phoneMark(isOnPhone)}
                  data-end={key === lastOnPhone(columns) ? '' : undefined}
                  data-empty={foot[key] === undefined ? '' : undefined}
                >
                  <span className="cell-head">{head}</span>
                  <div className="cell-value">{foot[key]}</div>
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function TableRow<Row>({
  row,
  columns,
  onOpen,
  isMarked,
}: DataTableProps<Row> & { readonly row: Row }) {
  const opening =
    onOpen === undefined
      ? {}
      : {
          tabIndex: 0,
          className: 'row-opens',
          onClick: () => onOpen(row),
          onKeyDown: (event: KeyboardEvent) => {
            if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(row);
          },
        };
  const end = lastOnPhone(columns);
  return (
    <tr {...opening} data-marked={isMarked?.(row) ? '' : undefined}>
      {columns.map(({ key, head, cell, align, isOnPhone }) => (
        <td
          key={key}
          data-align={align}
          data-phone={phoneMark(isOnPhone)}
          data-end={key === end ? '' : undefined}
        >
          <span className="cell-head">{head}</span>
          <div className="cell-value">{cell(row)}</div>
        </td>
      ))}
    </tr>
  );
}

function phoneMark(isOnPhone = true): 'no' | undefined {
  return isOnPhone ? undefined : 'no';
}

/** What a card of a phone ends its first line with. */
function lastOnPhone<Row>(columns: readonly Column<Row>[]): string | undefined {
  return columns.findLast(({ isOnPhone = true }) => isOnPhone)?.key;
}
