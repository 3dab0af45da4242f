// The trace of a line's money: each hop in the order in which it was booked, and where it ended.
import type { LedgerTrace, TraceEnd, TraceHop } from '@mutua/contract/ledger/trace.ts';
import { ACCOUNT_KIND_LABELS } from '@mutua/contract/words/book-words.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { useState } from 'react';
import { useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { Tabs } from '../../ui/kit/tabs.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { LEDGER_FIGURES } from './ledger-figures.ts';
import { LEDGER_WORDS } from './ledger-words.ts';

type Direction = 'forwards' | 'backwards';

/** Forwards first: where it went. */
export function TraceCard({ transferId }: { readonly transferId: string }) {
  const { t } = useWords(LEDGER_WORDS);
  const [direction, setDirection] = useState<Direction>('forwards');
  const trace = useRead('/api/office/trace', { query: { transferId, direction } });
  return (
    <Card title={t('trace')} note={t('traceNote')}>
      <Tabs
        label={t('direction')}
        kind="segments"
        items={(['forwards', 'backwards'] as const).map((key) => ({ key, label: t(key) }))}
        current={direction}
        onChange={setDirection}
      />
      <Shown read={trace} lines={6}>
        {(value) => <TraceBody trace={value} row={`${transferId}/${direction}`} />}
      </Shown>
    </Card>
  );
}

function TraceBody({ trace, row }: { readonly trace: LedgerTrace; readonly row: string }) {
  const { t } = useWords(LEDGER_WORDS);
  const { hops, ends, currency } = trace;
  return (
    <>
      {hops.length === 0 ? (
        <Empty why={t('noHops')} />
      ) : (
        <ol className="trace-hops">
          {hops.map((hop) => (
            <Hop
              key={`${hop.transferId} ${hop.from}`}
              hop={hop}
              currency={currency}
              row={`${row}/hop/${hop.transferId}/${hop.from}/${hop.to}`}
            />
          ))}
        </ol>
      )}
      <h3>{t('traceEnds')}</h3>
      <ul className="lines">
        {ends.map((end, index) => (
          <End
            key={`${end.where} ${end.why} ${end.amount} ${String(index)}`}
            end={end}
            currency={currency}
            row={`${row}/end/${index + 1}/${ends.length}`}
          />
        ))}
      </ul>
    </>
  );
}

interface PartProps {
  readonly currency: string;
  readonly row: string;
}

function Hop({ hop, currency, row }: PartProps & { readonly hop: TraceHop }) {
  const language = useLanguage();
  const { transferId, words, fromKind, toKind, bookedDay, amount } = hop;
  return (
    <li>
      <DayOnPage day={bookedDay} />
      <span>
        {words}{' '}
        <span className="quiet">
          {wordOf(ACCOUNT_KIND_LABELS, fromKind, language)} →{' '}
          {wordOf(ACCOUNT_KIND_LABELS, toKind, language)} ·{' '}
          <Go to={`/office/ledger/transfers/${transferId}`}>
            <Plain>{transferId}</Plain>
          </Go>
        </span>
      </span>
      <Figure {...LEDGER_FIGURES.traced} row={row} money={{ minorUnits: amount, currency }} />
    </li>
  );
}

function End({ end, currency, row }: PartProps & { readonly end: TraceEnd }) {
  const { t } = useWords(LEDGER_WORDS);
  const language = useLanguage();
  const where =
    end.where === 'claim' ? t('claim') : wordOf(ACCOUNT_KIND_LABELS, end.where, language);
  return (
    <li>
      <span>
        {t(end.why)} {where}
      </span>
      <span className="line-amount">
        <Figure {...LEDGER_FIGURES.traced} row={row} money={{ minorUnits: end.amount, currency }} />
      </span>
    </li>
  );
}
