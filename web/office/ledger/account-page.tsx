// One account of the book: its statement between two days, with what stood after each line.
import type { LedgerStatement, StatementLine } from '@mutua/contract/ledger/statement.ts';
import type { MoneyOnWire } from '@mutua/contract/money/on-wire.ts';
import { ACCOUNT_KIND_LABELS } from '@mutua/contract/words/book-words.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { type FormEvent, useState } from 'react';
import { useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { TextInput } from '../../ui/kit/inputs.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useOpenPage, usePath, useQueryString } from '../../ui/page-route.ts';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { useListKeys } from '../books/use-list-keys.ts';
import { OfficeFrame } from '../office-frame.tsx';
import { LEDGER_FIGURES } from './ledger-figures.ts';
import { LEDGER_WORDS } from './ledger-words.ts';
import { OwnerText } from './transfer-table.tsx';
import '../books/books.css';

const CURRENCY = 'CNY';
const LINES = 200;

export function LedgerAccountPage() {
  const { t } = useWords(LEDGER_WORDS);
  const day = useRead('/api/office/days/current');
  const [query] = useQueryString();
  const { kind = '', owner = '' } = usePath();
  const language = useLanguage();
  return (
    <OfficeFrame
      title={t('title')}
      crumbs={
        <>
          {wordOf(ACCOUNT_KIND_LABELS, kind, language)} · <OwnerText owner={owner} />
        </>
      }
      keys={[
        { keys: ['J', 'K'], does: t('keyMove') },
        { keys: ['↵'], does: t('keyOpen') },
      ]}
    >
      <Card
        title={t('statement')}
        links={<Go to={`/office/ledger/kinds/${kind}`}>{t('accounts')}</Go>}
      >
        <Shown read={day} lines={10}>
          {({ day: today }) => {
            const to = query.get('to') ?? today;
            const from = query.get('from') ?? `${to.slice(0, 8)}01`;
            return <Between key={`${from} ${to}`} kind={kind} owner={owner} from={from} to={to} />;
          }}
        </Shown>
      </Card>
    </OfficeFrame>
  );
}

interface Span {
  readonly kind: string;
  readonly owner: string;
  readonly from: string;
  readonly to: string;
}

function Between({ kind, owner, from, to }: Span) {
  const statement = useRead('/api/office/accounts/:kind/:owner/:currency/statement', {
    path: { kind, owner, currency: CURRENCY },
    query: { from, to, limit: LINES },
  });
  return (
    <>
      <SpanForm from={from} to={to} />
      <Shown read={statement} lines={10}>
        {(value) => <StatementBody statement={value} span={{ kind, owner, from, to }} />}
      </Shown>
    </>
  );
}

function SpanForm({ from, to }: Pick<Span, 'from' | 'to'>) {
  const { t } = useWords(LEDGER_WORDS);
  const [, change] = useQueryString();
  const [first, setFirst] = useState(from);
  const [last, setLast] = useState(to);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change({ from: first, to: last });
  };
  return (
    <form className="office-filters" onSubmit={submit}>
      <Field label={t('fromDay')}>
        {(field) => <TextInput field={field} type="date" value={first} onChange={setFirst} />}
      </Field>
      <Field label={t('toDay')}>
        {(field) => <TextInput field={field} type="date" value={last} onChange={setLast} />}
      </Field>
      <Button type="submit">{t('show')}</Button>
    </form>
  );
}

function StatementBody({
  statement,
  span,
}: {
  readonly statement: LedgerStatement;
  readonly span: Span;
}) {
  const { t } = useWords(LEDGER_WORDS);
  const { opening, closing, lines, currency } = statement;
  const row = `${span.kind}/${span.owner}/${span.from}/${span.to}`;
  const money = (minorUnits: string): MoneyOnWire => ({ minorUnits, currency });
  return (
    <>
      <Facts
        items={[
          {
            ...{ key: 'opening', label: <FigureLabel {...LEDGER_FIGURES.opening} /> },
            value: (
              <Figure
                {...LEDGER_FIGURES.opening}
                row={row}
                money={money(opening.balance)}
                size="figure"
              />
            ),
          },
          {
            ...{ key: 'closing', label: <FigureLabel {...LEDGER_FIGURES.closing} /> },
            value: (
              <Figure
                {...LEDGER_FIGURES.closing}
                row={row}
                money={money(closing.balance)}
                size="figure"
              />
            ),
          },
        ]}
      />
      {lines.length === 0 ? (
        <Empty why={t('noLines')} />
      ) : (
        <Lines lines={lines} money={money} account={`${span.kind}/${span.owner}`} />
      )}
    </>
  );
}

interface LinesProps {
  readonly lines: readonly StatementLine[];
  readonly money: (minorUnits: string) => MoneyOnWire;
  readonly account: string;
}

function Lines({ lines, money, account }: LinesProps) {
  const { t } = useWords(LEDGER_WORDS);
  const language = useLanguage();
  const open = useOpenPage();
  const openRow = ({ transferId }: StatementLine) => open(`/office/ledger/transfers/${transferId}`);
  const { isMarked, mark } = useListKeys(lines, ({ transferId }) => transferId, openRow);
  const columns: readonly Column<StatementLine>[] = [
    {
      ...{ key: 'number', head: t('number') },
      cell: ({ transferId }) => <Plain>{transferId}</Plain>,
    },
    { key: 'at', head: t('at'), cell: ({ bookedAt }) => <MomentOnPage at={bookedAt} /> },
    { key: 'words', head: t('words'), cell: ({ words }) => words },
    {
      ...{ key: 'other', head: t('other'), isOnPhone: false },
      cell: ({ counterKind }) => wordOf(ACCOUNT_KIND_LABELS, counterKind, language),
    },
    { key: 'side', head: t('side'), cell: ({ side }) => t(side) },
    {
      ...{ key: 'amount', head: <FigureLabel {...LEDGER_FIGURES.line} />, align: 'right' },
      cell: ({ transferId, amount }) => (
        <Figure {...LEDGER_FIGURES.line} row={transferId} money={money(amount)} sign={false} />
      ),
    },
    {
      ...{ key: 'balance', head: <FigureLabel {...LEDGER_FIGURES.lineBalance} />, align: 'right' },
      cell: ({ transferId, balance }) => (
        <Figure
          {...LEDGER_FIGURES.lineBalance}
          row={`${account}/${transferId}`}
          money={money(balance)}
          sign={false}
        />
      ),
    },
  ];
  return (
    <DataTable
      caption={t('statement')}
      columns={columns}
      rows={lines}
      rowKey={({ transferId }) => transferId}
      isMarked={isMarked}
      onOpen={(row) => {
        mark(row);
        openRow(row);
      }}
    />
  );
}
