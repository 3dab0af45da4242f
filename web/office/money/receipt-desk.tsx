// The desk of unmatched receipts: whose money it is, or that it goes back; one proposes, another bears it out.
import type { ReceiptOnWire } from '@mutua/contract/office/money.ts';
import { RECEIPT_STATE_LABELS } from '@mutua/contract/words/book-words.ts';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Button } from '../../ui/kit/button.tsx';
import type { Column } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Select, TextInput } from '../../ui/kit/inputs.tsx';
import { complaintOf, Refusal } from '../../ui/kit/refusal.tsx';
import { DayOnPage, MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { StateMark } from '../books/label-text.tsx';
import { ReasonForm } from '../books/reason-form.tsx';
import { MONEY_FIGURES } from './money-figures.ts';
import { MONEY_WORDS } from './money-words.ts';
import { QueueDesk, useStateFilter } from './queue-desk.tsx';

export function ReceiptDesk() {
  const { t } = useWords(MONEY_WORDS);
  const read = usePagedRead('/api/office/unmatched', { query: useStateFilter() });
  const columns: readonly Column<ReceiptOnWire>[] = [
    {
      ...{ key: 'payer', head: t('payer') },
      cell: ({ payerName }) => payerName ?? '—',
    },
    {
      ...{ key: 'remark', head: t('remark'), isOnPhone: false },
      cell: ({ remark }) => (remark === undefined ? '—' : <Plain>{remark}</Plain>),
    },
    { key: 'day', head: t('day'), cell: ({ bankDay }) => <DayOnPage day={bankDay} /> },
    {
      ...{ key: 'amount', head: <FigureLabel {...MONEY_FIGURES.receipt} />, align: 'right' },
      cell: ({ receiptId, amount }) => (
        <Figure {...MONEY_FIGURES.receipt} row={receiptId} money={amount} sign={false} />
      ),
    },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ state }) => <StateMark of={RECEIPT_STATE_LABELS} state={state} />,
    },
    {
      ...{ key: 'since', head: t('since') },
      cell: ({ receivedAt }) => <MomentOnPage at={receivedAt} />,
    },
  ];
  return (
    <QueueDesk
      title={t('unmatched')}
      read={read}
      states={RECEIPT_STATE_LABELS}
      columns={columns}
      rowKey={({ receiptId }) => receiptId}
      detail={(row) => <ReceiptDetail receipt={row} />}
    />
  );
}

function ReceiptDetail({ receipt }: { readonly receipt: ReceiptOnWire }) {
  const { t } = useWords(MONEY_WORDS);
  const { bankReference, payerAccount, reason, proposedEnd, note, actions } = receipt;
  return (
    <>
      <Facts
        isList
        items={[
          { key: 'reference', label: t('reference'), value: <Plain>{bankReference}</Plain> },
          {
            ...{ key: 'account', label: t('account') },
            value: payerAccount === undefined ? '—' : <Plain>{payerAccount}</Plain>,
          },
          {
            ...{ key: 'reason', label: t('reason') },
            value: reason === undefined ? '—' : <Plain>{reason}</Plain>,
          },
          {
            ...{ key: 'proposed', label: t('proposed') },
            value:
              proposedEnd === undefined
                ? '—'
                : t(proposedEnd === 'claim' ? 'proposedClaim' : 'proposedSendBack'),
          },
          {
            ...{ key: 'note', label: t('note') },
            value: note === undefined ? '—' : <Plain>{note}</Plain>,
          },
        ]}
      />
      {actions.includes('claim') && <Claim receipt={receipt} />}
      {actions.includes('send_back') && <SendBack receipt={receipt} />}
      {actions.includes('confirm') && <Confirm receipt={receipt} />}
      {actions.includes('reject') && <Reject receipt={receipt} />}
    </>
  );
}

interface Acted {
  readonly receipt: ReceiptOnWire;
}

function Claim({ receipt: { receiptId } }: Acted) {
  const { t } = useWords(MONEY_WORDS);
  const [clientId, setClientId] = useState('');
  const [role, setRole] = useState<'lender' | 'borrower' | 'partner'>('lender');
  const command = useCommand('/api/office/unmatched/:receiptId/claim');
  const send = async (note: string) => {
    const fields = { clientId: clientId.trim(), role, note };
    return (await command.send(fields, { path: { receiptId } })).kind === 'done';
  };
  return (
    <section>
      <h3>{t('claim')}</h3>
      <Field
        label={t('clientId')}
        hint={t('clientIdHint')}
        complaint={complaintOf(command, 'clientId')}
      >
        {(field) => <TextInput field={field} value={clientId} onChange={setClientId} />}
      </Field>
      <Field label={t('role')}>
        {(field) => (
          <Select
            field={field}
            value={role}
            options={(['lender', 'borrower', 'partner'] as const).map((value) => ({
              ...{ value, label: t(value) },
            }))}
            onChange={setRole}
          />
        )}
      </Field>
      <ReasonForm
        command={command}
        label={t('note')}
        act={t('claimAct')}
        field="note"
        kind="primary"
        onSend={send}
      />
    </section>
  );
}

function SendBack({ receipt: { receiptId } }: Acted) {
  const { t } = useWords(MONEY_WORDS);
  const command = useCommand('/api/office/unmatched/:receiptId/return');
  return (
    <section>
      <h3>{t('sendBack')}</h3>
      <ReasonForm
        command={command}
        label={t('note')}
        act={t('sendBackAct')}
        field="note"
        onSend={async (note) =>
          (await command.send({ note }, { path: { receiptId } })).kind === 'done'
        }
      />
    </section>
  );
}

function Confirm({ receipt: { receiptId } }: Acted) {
  const { t } = useWords(MONEY_WORDS);
  const command = useCommand('/api/office/unmatched/:receiptId/confirmation');
  return (
    <section>
      <Refusal of={command} />
      <Button
        kind="primary"
        isBusy={command.state.kind === 'sending'}
        onClick={() => void command.send({}, { path: { receiptId } })}
      >
        {t('confirm')}
      </Button>
    </section>
  );
}

function Reject({ receipt: { receiptId } }: Acted) {
  const { t } = useWords(MONEY_WORDS);
  const command = useCommand('/api/office/unmatched/:receiptId/rejection');
  return (
    <ReasonForm
      command={command}
      label={t('note')}
      act={t('reject')}
      field="note"
      kind="danger"
      onSend={async (note) =>
        (await command.send({ note }, { path: { receiptId } })).kind === 'done'
      }
    />
  );
}
