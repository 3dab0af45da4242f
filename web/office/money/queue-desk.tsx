// A list at the left with its filter, and what is chosen in it at the right: the form of every desk of money.
import { type ReactNode, useState } from 'react';
import type { PagedRead } from '../../api/use-read.ts';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Select } from '../../ui/kit/inputs.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import type { Labels } from '../books/label-text.tsx';
import { MoreRows } from '../books/more-rows.tsx';
import { useListKeys } from '../books/use-list-keys.ts';
import { MONEY_WORDS } from './money-words.ts';

interface QueueDeskProps<Row> {
  readonly title: string;
  readonly read: PagedRead<Row>;
  readonly states: Labels;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** What stands at the right for the row that is open. */
  readonly detail: (row: Row) => ReactNode;
}

/** The state by which the list is filtered stands in the address. */
export function useStateFilter(): { readonly state: string | undefined } {
  const [query] = useQueryString();
  return { state: query.get('state') ?? undefined };
}

export function QueueDesk<Row>(props: QueueDeskProps<Row>) {
  const { t } = useWords(MONEY_WORDS);
  const { title, read, rowKey, detail } = props;
  const [open, setOpen] = useState<string | undefined>();
  const rows = read.state.kind === 'ready' ? read.state.value : [];
  const chosen = rows.find((row) => rowKey(row) === open);
  return (
    <div className="desk-split">
      <Card title={title} links={<StateFilter states={props.states} />}>
        <Shown read={read.state} lines={8}>
          {(value) => <QueueTable {...props} rows={value} onOpen={(row) => setOpen(rowKey(row))} />}
        </Shown>
        <MoreRows of={read} />
      </Card>
      <div className="desk-side">
        {chosen === undefined ? (
          <Card title={t('detail')}>
            <Empty why={t('pick')} />
          </Card>
        ) : (
          <Card key={rowKey(chosen)} title={t('detail')}>
            <div className="act-forms">{detail(chosen)}</div>
          </Card>
        )}
      </div>
    </div>
  );
}

function QueueTable<Row>({
  title,
  columns,
  rows,
  rowKey,
  onOpen,
}: QueueDeskProps<Row> & {
  readonly rows: readonly Row[];
  readonly onOpen: (row: Row) => void;
}) {
  const { t } = useWords(MONEY_WORDS);
  const { isMarked, mark } = useListKeys(rows, rowKey, onOpen);
  if (rows.length === 0) return <Empty why={t('nothing')} />;
  return (
    <DataTable
      caption={title}
      columns={columns}
      rows={rows}
      rowKey={rowKey}
      isMarked={isMarked}
      onOpen={(row) => {
        mark(row);
        onOpen(row);
      }}
    />
  );
}

function StateFilter({ states }: { readonly states: Labels }) {
  const { t } = useWords(MONEY_WORDS);
  const language = useLanguage();
  const [query, change] = useQueryString();
  const options = [
    { value: 'any', label: t('anyState') },
    ...Object.entries(states).map(([value, label]) => ({ value, label: label[language] })),
  ];
  return (
    <div className="office-filters">
      <Field label={<span className="unseen">{t('state')}</span>}>
        {(field) => (
          <Select
            field={field}
            value={query.get('state') ?? 'any'}
            options={options}
            onChange={(value) => change({ state: value === 'any' ? undefined : value })}
          />
        )}
      </Field>
    </div>
  );
}
