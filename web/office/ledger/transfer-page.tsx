// One line of the book: what it moved, what brought it about, and where its money came from or went.
import type { TransferInBook } from '@mutua/contract/ledger/book.ts';
import { ACTOR_LABELS, TRANSFER_KIND_LABELS } from '@mutua/contract/words/book-words.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import type { ReactNode } from 'react';
import { useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Fact, Facts } from '../../ui/kit/facts.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage, MomentOnPage } from '../../ui/moment.tsx';
import { usePath } from '../../ui/page-route.ts';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { LabelText } from '../books/label-text.tsx';
import { OfficeFrame } from '../office-frame.tsx';
import { ShortId } from '../parts/short-id.tsx';
import { LEDGER_FIGURES } from './ledger-figures.ts';
import { LEDGER_WORDS } from './ledger-words.ts';
import { TraceCard } from './trace-card.tsx';
import { End } from './transfer-table.tsx';
import '../books/books.css';

export function LedgerTransferPage() {
  const { t } = useWords(LEDGER_WORDS);
  const { transferId = '' } = usePath();
  const transfer = useRead('/api/office/transfers/:transferId', { path: { transferId } });
  return (
    <OfficeFrame
      title={t('title')}
      crumbs={
        <>
          {t('transfer')} <Plain>{transferId}</Plain>
        </>
      }
    >
      <Card title={t('transfer')} links={<Go to="/office/ledger">{t('up')}</Go>}>
        <Shown read={transfer} lines={8}>
          {(value) => <TransferFacts transfer={value} />}
        </Shown>
      </Card>
      <Shown read={transfer}>
        {({ kind }) =>
          kind === 'posted' || kind === 'post' ? <TraceCard transferId={transferId} /> : null
        }
      </Shown>
    </OfficeFrame>
  );
}

function TransferFacts({ transfer }: { readonly transfer: TransferInBook }) {
  const { t } = useWords(LEDGER_WORDS);
  const language = useLanguage();
  const { transferId, kind, words, amount, debit, credit } = transfer;
  const others: readonly (readonly [Parameters<typeof t>[0], string | undefined])[] = [
    ['ends', transfer.endsId],
    ['endedBy', transfer.endedById],
    ['reverses', transfer.reversesId],
    ['reversedBy', transfer.reversedById],
  ];
  const fact = (key: Parameters<typeof t>[0], value: ReactNode): Fact => ({
    ...{ key, label: t(key), value },
  });
  return (
    <Facts
      items={[
        fact('words', words),
        {
          ...{ key: 'amount', label: <FigureLabel {...LEDGER_FIGURES.line} /> },
          value: <Figure {...LEDGER_FIGURES.line} row={transferId} money={amount} size="figure" />,
        },
        fact('from', <End end={debit} />),
        fact('to', <End end={credit} />),
        fact('state', <LabelText of={TRANSFER_KIND_LABELS} value={kind} />),
        fact('booked', <DayOnPage day={transfer.bookedDay} />),
        fact('effective', <DayOnPage day={transfer.effectiveDay} />),
        fact('at', <MomentOnPage at={transfer.bookedAt} />),
        fact(
          'actor',
          <>
            {wordOf(ACTOR_LABELS, transfer.actor, language)} {transfer.actorName}
          </>,
        ),
        fact(
          'command',
          <>
            <code>{transfer.commandKind}</code> <ShortId id={transfer.commandId} />
          </>,
        ),
        fact('sequence', <Plain>{transfer.commandSequence}</Plain>),
        fact('subject', <ShortId id={transfer.subjectId} />),
        ...others.flatMap(([key, id]) =>
          id === undefined ? [] : [fact(key, <TransferLinkTo id={id} />)],
        ),
      ]}
    />
  );
}

function TransferLinkTo({ id }: { readonly id: string }) {
  return (
    <Go to={`/office/ledger/transfers/${id}`}>
      <Plain>{id}</Plain>
    </Go>
  );
}
