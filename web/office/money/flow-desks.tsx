// The desks of top-ups and withdrawals: each with its state and how long it has been there.
import type { TopUpInOffice, WithdrawalInOffice } from '@mutua/contract/office/money-flows.ts';
import {
  RAIL_LABELS,
  TOP_UP_STATE_LABELS,
  WITHDRAWAL_STATE_LABELS,
} from '@mutua/contract/words/book-words.ts';
import { ROLE_LABELS } from '@mutua/contract/words/case-words.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Go } from '../../ui/go.tsx';
import type { Column } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { DayOnPage, MomentOnPage } from '../../ui/moment.tsx';
import { type Say, useWords } from '../../ui/words/declare-words.ts';
import { LabelText, StateMark } from '../books/label-text.tsx';
import { ShortId } from '../parts/short-id.tsx';
import { Waited } from '../parts/waited.tsx';
import { MONEY_FIGURES } from './money-figures.ts';
import { MONEY_WORDS } from './money-words.ts';
import { QueueDesk, useStateFilter } from './queue-desk.tsx';

type Flow = TopUpInOffice | WithdrawalInOffice;
type Words = Say<(typeof MONEY_WORDS)['keys'][number]>;

export function TopUpDesk() {
  const { t } = useWords(MONEY_WORDS);
  const read = usePagedRead('/api/office/top-ups', { query: useStateFilter() });
  const columns: readonly Column<TopUpInOffice>[] = [
    ...whoColumns<TopUpInOffice>(t),
    {
      ...{ key: 'rail', head: t('rail'), isOnPhone: false },
      cell: ({ rail }) => <LabelText of={RAIL_LABELS} value={rail} />,
    },
    {
      ...{ key: 'amount', head: <FigureLabel {...MONEY_FIGURES.topUp} />, align: 'right' },
      cell: ({ topUpId, amount }) => (
        <Figure {...MONEY_FIGURES.topUp} row={topUpId} money={amount} sign={false} />
      ),
    },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ state }) => <StateMark of={TOP_UP_STATE_LABELS} state={state} />,
    },
    ageColumn(t),
  ];
  return (
    <QueueDesk
      title={t('topUps')}
      read={read}
      states={TOP_UP_STATE_LABELS}
      columns={columns}
      rowKey={({ topUpId }) => topUpId}
      detail={(row) => <TopUpDetail topUp={row} />}
    />
  );
}

export function WithdrawalDesk() {
  const { t } = useWords(MONEY_WORDS);
  const read = usePagedRead('/api/office/withdrawals', { query: useStateFilter() });
  const columns: readonly Column<WithdrawalInOffice>[] = [
    ...whoColumns<WithdrawalInOffice>(t),
    {
      ...{ key: 'amount', head: <FigureLabel {...MONEY_FIGURES.withdrawal} />, align: 'right' },
      cell: ({ withdrawalId, amount }) => (
        <Figure {...MONEY_FIGURES.withdrawal} row={withdrawalId} money={amount} sign={false} />
      ),
    },
    {
      ...{ key: 'held', head: <FigureLabel {...MONEY_FIGURES.withdrawalHeld} />, align: 'right' },
      cell: ({ withdrawalId, held }) => (
        <Figure {...MONEY_FIGURES.withdrawalHeld} row={withdrawalId} money={held} sign={false} />
      ),
    },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ state }) => <StateMark of={WITHDRAWAL_STATE_LABELS} state={state} />,
    },
    ageColumn(t),
  ];
  return (
    <QueueDesk
      title={t('withdrawals')}
      read={read}
      states={WITHDRAWAL_STATE_LABELS}
      columns={columns}
      rowKey={({ withdrawalId }) => withdrawalId}
      detail={(row) => <WithdrawalDetail withdrawal={row} />}
    />
  );
}

function whoColumns<Row extends Flow>(t: Words): readonly Column<Row>[] {
  return [
    {
      ...{ key: 'client', head: t('client') },
      cell: ({ clientName, clientId }) => clientName ?? <ShortId id={clientId} />,
    },
    {
      ...{ key: 'role', head: t('role'), isOnPhone: false },
      cell: ({ role }) => <LabelText of={ROLE_LABELS} value={role} />,
    },
  ];
}

/** Only what is still awaited has an age; the others have a moment. */
function ageColumn<Row extends Flow>(t: Words): Column<Row> {
  return {
    ...{ key: 'age', head: t('since') },
    cell: ({ isOpen, ageSeconds, requestedAt }) =>
      isOpen ? (
        <>
          {t('age')} <Waited seconds={ageSeconds} />
        </>
      ) : (
        <MomentOnPage at={requestedAt} />
      ),
  };
}

function TopUpDetail({ topUp }: { readonly topUp: TopUpInOffice }) {
  const { t } = useWords(MONEY_WORDS);
  const { clientId, bankReference, bankDay, transferId, requestedAt } = topUp;
  return (
    <Facts
      isList
      items={[
        { key: 'client', label: t('client'), value: <ClientLink id={clientId} /> },
        { key: 'since', label: t('since'), value: <MomentOnPage at={requestedAt} /> },
        {
          ...{ key: 'reference', label: t('reference') },
          value: bankReference === undefined ? '—' : <Plain>{bankReference}</Plain>,
        },
        {
          ...{ key: 'day', label: t('day') },
          value: bankDay === undefined ? '—' : <DayOnPage day={bankDay} />,
        },
        {
          ...{ key: 'transfer', label: t('transfer') },
          value: transferId === undefined ? '—' : <TransferLink id={transferId} />,
        },
      ]}
    />
  );
}

function WithdrawalDetail({ withdrawal }: { readonly withdrawal: WithdrawalInOffice }) {
  const { t } = useWords(MONEY_WORDS);
  const { clientId, requestedAt, instructionId, reason } = withdrawal;
  return (
    <Facts
      isList
      items={[
        { key: 'client', label: t('client'), value: <ClientLink id={clientId} /> },
        { key: 'since', label: t('since'), value: <MomentOnPage at={requestedAt} /> },
        { key: 'instruction', label: t('instructions'), value: <ShortId id={instructionId} /> },
        {
          ...{ key: 'reason', label: t('reason') },
          value: reason === undefined ? '—' : <Plain>{reason}</Plain>,
        },
      ]}
    />
  );
}

/** To the page of a client, by the end of the id. */
export function ClientLink({ id }: { readonly id: string }) {
  return (
    <Go to={`/office/people/${id}`}>
      <ShortId id={id} />
    </Go>
  );
}

/** To the page of a line of the ledger. */
export function TransferLink({ id }: { readonly id: string }) {
  return (
    <Go to={`/office/ledger/transfers/${id}`}>
      <Plain>{id}</Plain>
    </Go>
  );
}
