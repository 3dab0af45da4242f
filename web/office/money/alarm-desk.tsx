// The desk of alarms: what a person has to look at, and what came of it.
import type { AlarmOnWire } from '@mutua/contract/office/money.ts';
import { ALARM_KIND_LABELS, ALARM_STATE_LABELS } from '@mutua/contract/words/book-words.ts';
import { useCommand } from '../../api/use-command.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import type { Column } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { LabelText, StateMark } from '../books/label-text.tsx';
import { ReasonForm } from '../books/reason-form.tsx';
import { MONEY_WORDS } from './money-words.ts';
import { QueueDesk, useStateFilter } from './queue-desk.tsx';

export function AlarmDesk() {
  const { t } = useWords(MONEY_WORDS);
  const read = usePagedRead('/api/office/alarms', { query: useStateFilter() });
  const columns: readonly Column<AlarmOnWire>[] = [
    {
      ...{ key: 'kind', head: t('kind') },
      cell: ({ kind }) => <LabelText of={ALARM_KIND_LABELS} value={kind} />,
    },
    {
      ...{ key: 'reference', head: t('reference') },
      cell: ({ reference }) => (
        <span className="book-text">
          <Plain>{reference}</Plain>
        </span>
      ),
    },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ state }) => <StateMark of={ALARM_STATE_LABELS} state={state} />,
    },
    { key: 'since', head: t('since'), cell: ({ raisedAt }) => <MomentOnPage at={raisedAt} /> },
  ];
  return (
    <QueueDesk
      title={t('alarms')}
      read={read}
      states={ALARM_STATE_LABELS}
      columns={columns}
      rowKey={({ alarmId }) => alarmId}
      detail={(row) => <AlarmDetail alarm={row} />}
    />
  );
}

function AlarmDetail({ alarm }: { readonly alarm: AlarmOnWire }) {
  const { t } = useWords(MONEY_WORDS);
  const { alarmId, detail, note, actions } = alarm;
  const command = useCommand('/api/office/alarms/:alarmId/end');
  return (
    <>
      <Facts
        isList
        items={[
          {
            ...{ key: 'detail', label: t('detail') },
            value: detail === undefined ? '—' : <Plain>{detail}</Plain>,
          },
          {
            ...{ key: 'note', label: t('note') },
            value: note === undefined ? '—' : <Plain>{note}</Plain>,
          },
        ]}
      />
      {actions.includes('end') && (
        <ReasonForm
          command={command}
          label={t('note')}
          act={t('endAlarm')}
          field="note"
          kind="primary"
          onSend={async (text) =>
            (await command.send({ note: text }, { path: { alarmId } })).kind === 'done'
          }
        />
      )}
    </>
  );
}
