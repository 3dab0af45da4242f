// What collecting costs, of all cases: recorded by one, released or declined by finance, and what is there to pay it.

import { COST_STATE_LABELS } from '@mutua/contract/words/case-words.ts';
import type {
  CollectionCostOnWire,
  OwnAccountOnWire,
} from '@mutua/contract/work/collection-cost.ts';
import { useCommand } from '../../api/use-command.ts';
import { usePagedRead, useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import type { Column } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { StateMark } from '../books/label-text.tsx';
import { ReasonForm } from '../books/reason-form.tsx';
import { QueueDesk, useStateFilter } from '../money/queue-desk.tsx';
import { ShortId } from '../parts/short-id.tsx';
import { COLLECTION_FIGURES } from './collection-figures.ts';
import { COLLECTION_WORDS } from './collection-words.ts';

export function CostDesk() {
  const { t } = useWords(COLLECTION_WORDS);
  const own = useRead('/api/office/own-accounts');
  const read = usePagedRead('/api/office/collection-costs', { query: useStateFilter() });
  const columns: readonly Column<CollectionCostOnWire>[] = [
    { key: 'day', head: t('recordedOn'), cell: ({ recordedOn }) => <DayOnPage day={recordedOn} /> },
    { key: 'purpose', head: t('purpose'), cell: ({ purpose }) => <Plain>{purpose}</Plain> },
    { key: 'payee', head: t('payee'), cell: ({ payeeName }) => <Plain>{payeeName}</Plain> },
    {
      ...{ key: 'amount', head: <FigureLabel {...COLLECTION_FIGURES.cost} />, align: 'right' },
      cell: ({ costId, amount }) => (
        <Figure {...COLLECTION_FIGURES.cost} row={costId} money={amount} sign={false} />
      ),
    },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ state }) => <StateMark of={COST_STATE_LABELS} state={state} />,
    },
  ];
  return (
    <>
      <Card title={t('ownAccount')} note={t('ownNote')}>
        <Shown read={own} lines={2}>
          {({ items }) => (
            <>
              {items.map((account) => (
                <OwnAccount key={account.account} account={account} />
              ))}
            </>
          )}
        </Shown>
      </Card>
      <QueueDesk
        title={t('costs')}
        read={read}
        states={COST_STATE_LABELS}
        columns={columns}
        rowKey={({ costId }) => costId}
        detail={(row) => <CostDetail cost={row} />}
      />
    </>
  );
}

function OwnAccount({
  account: { account, fees, funds, held },
}: {
  readonly account: OwnAccountOnWire;
}) {
  const row = account;
  return (
    <Facts
      items={[
        {
          ...{ key: 'fees', label: <FigureLabel {...COLLECTION_FIGURES.ownFees} /> },
          value: <Figure {...COLLECTION_FIGURES.ownFees} row={row} money={fees} size="figure" />,
        },
        {
          ...{ key: 'funds', label: <FigureLabel {...COLLECTION_FIGURES.ownFunds} /> },
          value: <Figure {...COLLECTION_FIGURES.ownFunds} row={row} money={funds} size="figure" />,
        },
        {
          ...{ key: 'held', label: <FigureLabel {...COLLECTION_FIGURES.ownHeld} /> },
          value: <Figure {...COLLECTION_FIGURES.ownHeld} row={row} money={held} size="figure" />,
        },
      ]}
    />
  );
}

function CostDetail({ cost }: { readonly cost: CollectionCostOnWire }) {
  const { t } = useWords(COLLECTION_WORDS);
  const { costId, caseId, loanId, reference, payeeAccount, reason, actions } = cost;
  const release = useCommand('/api/office/collection-costs/:costId/release');
  const decline = useCommand('/api/office/collection-costs/:costId/refusal');
  const path = { path: { costId } };
  return (
    <>
      <Facts
        isList
        items={[
          {
            ...{ key: 'case', label: t('case') },
            value: (
              <Go to={`/office/collections/${caseId}`}>
                <ShortId id={caseId} />
              </Go>
            ),
          },
          { key: 'loan', label: t('loan'), value: <ShortId id={loanId} /> },
          { key: 'invoice', label: t('invoice'), value: <Plain>{reference}</Plain> },
          { key: 'account', label: t('payeeAccount'), value: <Plain>{payeeAccount}</Plain> },
          {
            ...{ key: 'reason', label: t('reason') },
            value: reason === undefined ? '—' : <Plain>{reason}</Plain>,
          },
        ]}
      />
      {actions.includes('release') && (
        <>
          <Refusal of={release} />
          <Button
            kind="primary"
            isBusy={release.state.kind === 'sending'}
            onClick={() => void release.send({}, path)}
          >
            {t('costRelease')}
          </Button>
        </>
      )}
      {actions.includes('decline') && (
        <ReasonForm
          command={decline}
          label={t('reason')}
          act={t('costDecline')}
          field="reason"
          kind="danger"
          onSend={async (text) => (await decline.send({ reason: text }, path)).kind === 'done'}
        />
      )}
    </>
  );
}
