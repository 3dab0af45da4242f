// A table that is read page by page, with a button for more.
import type { PagedRead } from '../api/use-read.ts';
import { Button } from '../ui/kit/button.tsx';
import { type Column, DataTable } from '../ui/kit/data-table.tsx';
import { Empty } from '../ui/kit/notice-box.tsx';
import { Shown } from '../ui/kit/shown.tsx';
import { useWords } from '../ui/words/declare-words.ts';
import { SUPERVISE_WORDS } from './supervise-words.ts';

interface PagedTableProps<Row> {
  readonly read: PagedRead<Row>;
  readonly caption: string;
  readonly empty: string;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
}

export function PagedTable<Row>({ read, empty, ...table }: PagedTableProps<Row>) {
  const { t } = useWords(SUPERVISE_WORDS);
  return (
    <Shown read={read.state} lines={6}>
      {(rows) =>
        rows.length === 0 ? (
          <Empty why={empty} />
        ) : (
          <>
            <DataTable {...table} rows={rows} />
            {read.hasMore && (
              <p className="supervise-more">
                <Button isBusy={read.isReadingMore} onClick={read.more}>
                  {t('more')}
                </Button>
              </p>
            )}
          </>
        )
      }
    </Shown>
  );
}
