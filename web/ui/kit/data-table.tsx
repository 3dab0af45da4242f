// A table: rows with heads on a desk, cards on a phone.
import type { KeyboardEvent, ReactNode } from 'react';

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
}

/** Rows of one kind. A row that opens does so by click and by Enter. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, foot, showsCaption = false } = props;
  return (
    <div className="table-frame">
      <table className="data-table">
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
          {rows.map((row) => (
            <TableRow key={rowKey(row)} row={row} {...props} />
          ))}
        </tbody>
        {foot !== undefined && (
          <tfoot>
            <tr>
              {columns.map(({ key, align, isOnPhone, head }) => (
                <td key={key} data-align={align} data-phone={phoneMark(isOnPhone)}>
                  <span className="cell-head">{head}</span>
                  {foot[key]}
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
  return (
    <tr {...opening} data-marked={isMarked?.(row) ? '' : undefined}>
      {columns.map(({ key, head, cell, align, isOnPhone }) => (
        <td key={key} data-align={align} data-phone={phoneMark(isOnPhone)}>
          <span className="cell-head">{head}</span>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}

function phoneMark(isOnPhone = true): 'no' | undefined {
  return isOnPhone ? undefined : 'no';
}
