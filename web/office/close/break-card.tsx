// One break: what differs, and what the same money left behind in each book, in the order of time.
import type { BreakInClose, BreakMark } from '@mutua/contract/office/day-close.ts';
import {
  ACCOUNT_KIND_LABELS,
  BREAK_KIND_LABELS,
  BREAK_STATE_LABELS,
  MARK_LABELS,
} from '@mutua/contract/words/book-words.ts';
import type { Language } from '@mutua/contract/words/language.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { TRANSFER_WORDS } from '@mutua/contract/words/transfer-words.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { BreakReference } from '../books/break-reference.tsx';
import { StateMark } from '../books/label-text.tsx';
import type { BreakGroup } from './break-groups.ts';
import { CLOSE_FIGURES } from './close-figures.ts';
import { CLOSE_WORDS } from './close-words.ts';

interface BreakCardProps {
  readonly group: BreakGroup;
  readonly place: number;
  readonly onMove?: ((by: 1 | -1) => void) | undefined;
}

/** With its siblings, where one thing makes several records. */
export function BreakCard({ group, place, onMove }: BreakCardProps) {
  const { t } = useWords(CLOSE_WORDS);
  const { lead, members } = group;
  return (
    <Card
      title={<BreakTitle lead={lead} place={place} />}
      links={
        onMove !== undefined && (
          <>
            <Button kind="link" onClick={() => onMove(-1)}>
              {t('previous')}
            </Button>
            <Button kind="link" onClick={() => onMove(1)}>
              {t('next')}
            </Button>
          </>
        )
      }
    >
      {members.length > 1 && <Members members={members} />}
      <h3>{t('sameMoney')}</h3>
      <Marks lead={lead} />
      <p data-plain="">{t(lead.kind as 'balance_differs')}</p>
      {lead.explanation !== undefined && <Explained lead={lead} />}
    </Card>
  );
}

function BreakTitle({ lead, place }: { readonly lead: BreakInClose; readonly place: number }) {
  const { t } = useWords(CLOSE_WORDS);
  const language = useLanguage();
  const { breakId, day, difference, accountKind, ownerName } = lead;
  return (
    <span className="break-title">
      <span>
        {t('break')} <Plain>{`B-${day.slice(5).replace('-', '')}-${place}`}</Plain>
      </span>
      {difference !== undefined && (
        <Figure {...CLOSE_FIGURES.breakDifference} row={breakId} money={difference} />
      )}
      <span className="quiet">
        {accountKind !== undefined && <>{wordOf(ACCOUNT_KIND_LABELS, accountKind, language)} · </>}
        {ownerName !== undefined && <>{ownerName} · </>}
        {lead.foundAt !== undefined && (
          <>
            {t('foundAt')} <MomentOnPage at={lead.foundAt} />
          </>
        )}
      </span>
    </span>
  );
}

function Members({ members }: { readonly members: readonly BreakInClose[] }) {
  const { t } = useWords(CLOSE_WORDS);
  const language = useLanguage();
  return (
    <>
      <h3>{t('members')}</h3>
      <ul className="lines">
        {members.map(({ breakId, kind, reference, state, difference }) => (
          <li key={breakId}>
            <span className="book-text">
              {wordOf(BREAK_KIND_LABELS, kind, language)}{' '}
              <span className="quiet">
                <BreakReference reference={reference} />
              </span>
            </span>
            <StateMark of={BREAK_STATE_LABELS} state={state} />
            <span className="line-amount">
              {difference === undefined ? (
                '·'
              ) : (
                <Figure
                  {...CLOSE_FIGURES.breakDifference}
                  row={breakId}
                  money={difference}
                  sign={false}
                />
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Marks({ lead }: { readonly lead: BreakInClose }) {
  const { t } = useWords(CLOSE_WORDS);
  const language = useLanguage();
  const columns: readonly Column<BreakMark>[] = [
    { key: 'at', head: t('time'), cell: ({ at }) => <MomentOnPage at={at} /> },
    { key: 'where', head: t('where'), cell: ({ where }) => t(where) },
    { key: 'what', head: t('what'), cell: ({ what }) => markWord(what, language) },
    {
      ...{ key: 'amount', head: t('amount'), align: 'right' },
      cell: (mark) => <MarkMoney mark={mark} breakId={lead.breakId} />,
    },
    { key: 'proof', head: t('proof'), cell: (mark) => <Proof mark={mark} /> },
  ];
  return (
    <DataTable
      caption={t('sameMoney')}
      columns={columns}
      rows={lead.marks}
      rowKey={({ at, where, reference, what }) => `${at} ${where} ${what} ${reference}`}
    />
  );
}

function markWord(what: string, language: Language): string {
  const transfers: Readonly<Record<string, Readonly<Record<Language, readonly string[]>>>> =
    TRANSFER_WORDS;
  const booked = transfers[what]?.[language][0];
  const known = MARK_LABELS[what] ?? (BREAK_KIND_LABELS as typeof MARK_LABELS)[what];
  return known?.[language] ?? booked ?? what;
}

function MarkMoney({ mark, breakId }: { readonly mark: BreakMark; readonly breakId: string }) {
  const { amount, transferId, where, what, reference } = mark;
  if (amount === undefined) return '·';
  if (transferId !== undefined) {
    return <Figure {...CLOSE_FIGURES.booked} row={transferId} money={amount} sign={false} />;
  }
  if (where === 'comparison') {
    return <Figure {...CLOSE_FIGURES.compared} row={breakId} money={amount} sign={false} />;
  }
  const figure = what === 'top_up_requested' ? CLOSE_FIGURES.asked : CLOSE_FIGURES.atBank;
  return <Figure {...figure} row={reference} money={amount} sign={false} />;
}

function Proof({ mark: { transferId, reference } }: { readonly mark: BreakMark }) {
  if (transferId === undefined) {
    return (
      <span className="book-text">
        <Plain>{reference}</Plain>
      </span>
    );
  }
  return (
    <Go to={`/office/ledger/transfers/${transferId}`}>
      <Plain>{transferId}</Plain>
    </Go>
  );
}

function Explained({ lead }: { readonly lead: BreakInClose }) {
  const { t } = useWords(CLOSE_WORDS);
  return (
    <p data-plain="" className="book-text">
      <strong>{t('explanation')}</strong> {lead.explanation}
      {lead.explainedByName !== undefined && (
        <span className="quiet">
          {' '}
          — {t('maker')} {lead.explainedByName}
        </span>
      )}
      {lead.mendedByName !== undefined && (
        <span className="quiet">
          {' '}
          · {t('checker')} {lead.mendedByName}
        </span>
      )}
    </p>
  );
}
