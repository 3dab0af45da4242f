// A table of like figures: a row for each group of loans, or for each month.
import type { FigureId } from '@mutua/core/disclosure/figure-catalogue.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Disclosed, DisclosedLabel } from '../statistics/disclosed.tsx';
import type { FigureSet } from '../statistics/disclosed-figures.ts';

interface GroupTableProps {
  readonly set: FigureSet;
  readonly title: string;
  readonly note?: string;
  readonly head: string;
  readonly ids: readonly FigureId[];
  readonly nameOf: (row: string) => string;
  /** Left out: those of the first figure. */
  readonly rows?: readonly string[];
  /** What is said where there are no rows; left out where there always are. */
  readonly empty?: string;
}

export function GroupTable({
  set,
  title,
  note,
  head,
  ids,
  nameOf,
  empty,
  ...own
}: GroupTableProps) {
  const [first] = ids;
  const rows = own.rows ?? (first === undefined ? [] : set.rowsOf(first));
  return (
    <Card title={title} note={note}>
      {rows.length === 0 && empty !== undefined ? (
        <Empty why={empty} />
      ) : (
        <DataTable
          caption={title}
          rows={rows}
          rowKey={(row) => row}
          columns={[
            { key: 'name', head, cell: (row) => <Plain>{nameOf(row)}</Plain> },
            ...ids.map((id) => ({
              ...{ key: id, head: <DisclosedLabel id={id} />, align: 'right' as const },
              cell: (row: string) => <Disclosed of={set} id={id} row={row} />,
            })),
          ]}
        />
      )}
    </Card>
  );
}
