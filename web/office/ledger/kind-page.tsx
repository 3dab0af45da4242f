// The accounts of one kind.
import type { AccountInBook } from '@mutua/contract/ledger/book.ts';
import { ACCOUNT_KIND_LABELS } from '@mutua/contract/words/book-words.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { type FormEvent, useState } from 'react';
import { usePagedRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Checkbox, TextInput } from '../../ui/kit/inputs.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useOpenPage, usePath, useQueryString } from '../../ui/page-route.ts';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { MoreRows } from '../books/more-rows.tsx';
import { useListKeys } from '../books/use-list-keys.ts';
import { OfficeFrame } from '../office-frame.tsx';
import { LEDGER_FIGURES } from './ledger-figures.ts';
import { LEDGER_WORDS } from './ledger-words.ts';
import { OwnerText } from './transfer-table.tsx';
import '../books/books.css';

export function LedgerKindPage() {
  const { t } = useWords(LEDGER_WORDS);
  const language = useLanguage();
  const { kind = '' } = usePath();
  const [query, change] = useQueryString();
  const isAll = query.get('all') === 'yes';
  const owner = query.get('owner') ?? undefined;
  const accounts = usePagedRead('/api/office/account-kinds/:kind/accounts', {
    path: { kind },
    query: { owner, only: isAll || owner !== undefined ? undefined : 'not_empty' },
  });
  return (
    <OfficeFrame
      title={t('title')}
      crumbs={wordOf(ACCOUNT_KIND_LABELS, kind, language)}
      keys={[
        { keys: ['J', 'K'], does: t('keyMove') },
        { keys: ['↵'], does: t('keyOpen') },
      ]}
    >
      <Card title={t('accounts')} links={<Go to="/office/ledger">{t('up')}</Go>}>
        <div className="office-filters">
          <FindOwner owner={owner ?? ''} onFind={(next) => change({ owner: next })} />
          <Checkbox
            label={t('onlyFull')}
            isChecked={!isAll}
            onChange={(isChecked) => change({ all: isChecked ? undefined : 'yes' })}
          />
        </div>
        <Shown read={accounts.state} lines={12}>
          {(rows) => <AccountTable rows={rows} />}
        </Shown>
        <MoreRows of={accounts} />
      </Card>
    </OfficeFrame>
  );
}

function FindOwner({
  owner,
  onFind,
}: {
  readonly owner: string;
  readonly onFind: (owner: string | undefined) => void;
}) {
  const { t } = useWords(LEDGER_WORDS);
  const [text, setText] = useState(owner);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const plain = text.trim().toLowerCase();
    onFind(plain === '' ? undefined : plain);
  };
  return (
    <form className="office-filters" onSubmit={submit}>
      <Field label={t('find')}>
        {(field) => <TextInput field={field} type="search" value={text} onChange={setText} />}
      </Field>
      <Button type="submit">{t('findAct')}</Button>
    </form>
  );
}

function AccountTable({ rows }: { readonly rows: readonly AccountInBook[] }) {
  const { t } = useWords(LEDGER_WORDS);
  const open = useOpenPage();
  const openRow = ({ kind, owner }: AccountInBook) =>
    open(`/office/ledger/accounts/${kind}/of/${owner}`);
  const { isMarked, mark } = useListKeys(rows, ({ accountId }) => accountId, openRow);
  if (rows.length === 0) return <Empty why={t('nothing')} />;
  const columns: readonly Column<AccountInBook>[] = [
    {
      ...{ key: 'owner', head: t('owner') },
      cell: ({ owner, ownerName }) => (
        <>
          {ownerName} <OwnerText owner={owner} />
        </>
      ),
    },
    {
      ...{ key: 'held', head: <FigureLabel {...LEDGER_FIGURES.accountHeld} />, align: 'right' },
      isOnPhone: false,
      cell: ({ accountId, held }) => (
        <Figure {...LEDGER_FIGURES.accountHeld} row={accountId} money={held} sign={false} />
      ),
    },
    {
      ...{ key: 'coming', head: <FigureLabel {...LEDGER_FIGURES.accountComing} /> },
      ...{ align: 'right', isOnPhone: false },
      cell: ({ accountId, coming }) => (
        <Figure {...LEDGER_FIGURES.accountComing} row={accountId} money={coming} sign={false} />
      ),
    },
    {
      ...{ key: 'balance', head: <FigureLabel {...LEDGER_FIGURES.accountBalance} /> },
      align: 'right',
      cell: ({ accountId, balance }) => (
        <Figure {...LEDGER_FIGURES.accountBalance} row={accountId} money={balance} sign={false} />
      ),
    },
  ];
  return (
    <DataTable
      caption={t('accounts')}
      columns={columns}
      rows={rows}
      rowKey={({ accountId }) => accountId}
      isMarked={isMarked}
      onOpen={(row) => {
        mark(row);
        openRow(row);
      }}
    />
  );
}
