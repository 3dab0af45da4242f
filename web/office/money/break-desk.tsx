// The desk of breaks, of all days: what differs, who explained it, and who saw it put right.
import type { BreakOnWire } from '@mutua/contract/office/money.ts';
import {
  BREAK_KIND_LABELS,
  BREAK_STATE_LABELS,
  RAIL_LABELS,
} from '@mutua/contract/words/book-words.ts';
import { useCommand } from '../../api/use-command.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import type { Column } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { BreakReference } from '../books/break-reference.tsx';
import { LabelText, StateMark } from '../books/label-text.tsx';
import { ReasonForm } from '../books/reason-form.tsx';
import { MONEY_WORDS } from './money-words.ts';
import { QueueDesk, useStateFilter } from './queue-desk.tsx';

export function BreakDesk() {
  const { t } = useWords(MONEY_WORDS);
  const read = usePagedRead('/api/office/breaks', { query: useStateFilter() });
  const columns: readonly Column<BreakOnWire>[] = [
    { key: 'day', head: t('day'), cell: ({ day }) => <DayOnPage day={day} /> },
    {
      ...{ key: 'rail', head: t('rail'), isOnPhone: false },
      cell: ({ rail = 'custodian' }) => <LabelText of={RAIL_LABELS} value={rail} />,
    },
    {
      ...{ key: 'kind', head: t('kind') },
      cell: ({ kind }) => <LabelText of={BREAK_KIND_LABELS} value={kind} />,
    },
    {
      ...{ key: 'reference', head: t('reference') },
      cell: ({ reference }) => (
        <span className="book-text">
          <BreakReference reference={reference} />
        </span>
      ),
    },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ state }) => <StateMark of={BREAK_STATE_LABELS} state={state} />,
    },
  ];
  return (
    <QueueDesk
      title={t('breaks')}
      read={read}
      states={BREAK_STATE_LABELS}
      columns={columns}
      rowKey={({ breakId }) => breakId}
      detail={(row) => <BreakDetail found={row} />}
    />
  );
}

function BreakDetail({ found }: { readonly found: BreakOnWire }) {
  const { t } = useWords(MONEY_WORDS);
  const { breakId, explanation, actions } = found;
  const explain = useCommand('/api/office/breaks/:breakId/explanation');
  const mend = useCommand('/api/office/breaks/:breakId/mending');
  const path = { path: { breakId } };
  return (
    <>
      <Facts
        isList
        items={[
          {
            ...{ key: 'explanation', label: t('explanation') },
            value: explanation === undefined ? '—' : <Plain>{explanation}</Plain>,
          },
        ]}
      />
      <Go to="/office/close">{t('lookAt')}</Go>
      {actions.includes('explain') && (
        <ReasonForm
          command={explain}
          label={t('explanation')}
          act={t('explain')}
          field="explanation"
          kind="primary"
          onSend={async (text) => (await explain.send({ explanation: text }, path)).kind === 'done'}
        />
      )}
      {actions.includes('mend') && (
        <ReasonForm
          command={mend}
          label={t('mendNote')}
          act={t('mend')}
          field="note"
          kind="primary"
          onSend={async (note) => (await mend.send({ note }, path)).kind === 'done'}
        />
      )}
    </>
  );
}
