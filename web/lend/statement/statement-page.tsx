// The statement of the lender's cash, as a bank shows one: opening, every line with its balance, closing.
import type { LedgerStatement, StatementLine } from '@mutua/contract/ledger/statement.ts';
import { useState } from 'react';
import { useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { PersonFrame } from '../../ui/frame/person-frame.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Checkbox } from '../../ui/kit/inputs.tsx';
import { Empty, NoticeBox } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { Tabs } from '../../ui/kit/tabs.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import '../lend.css';
import { STATEMENT_FIGURES as F } from './statement-figures.ts';
import { isBooked, isOfKind, LINE_KINDS, type LineKind, movedBy } from './statement-kinds.ts';
import { StatementSpanForm } from './statement-span.tsx';
import { STATEMENT_WORDS } from './statement-words.ts';
import { useStatement } from './use-statement.ts';

const MONTH_LENGTH = 7;

/** The page. */
export function StatementPage() {
  const { t } = useWords(STATEMENT_WORDS);
  const portfolio = useRead('/api/portfolio');
  return (
    <PersonFrame
      area="lend"
      title={t('title')}
      lead={t('lead')}
      acts={<Go to="/lend/documents">{t('documents')}</Go>}
    >
      <Shown read={portfolio} lines={10}>
        {({ items: [own] }) =>
          own === undefined ? (
            <Empty why={t('noAccount')} />
          ) : (
            <Statement asOf={own.asOf} currency={own.currency} />
          )
        }
      </Shown>
    </PersonFrame>
  );
}

function Statement({ asOf, currency }: { readonly asOf: string; readonly currency: string }) {
  const { t } = useWords(STATEMENT_WORDS);
  const [query] = useQueryString();
  const from = query.get('from') ?? `${asOf.slice(0, MONTH_LENGTH)}-01`;
  const to = query.get('to') ?? asOf;
  return (
    <div className="lend-home">
      <StatementSpanForm asOf={asOf} from={from} to={to} />
      {to < from ? (
        <NoticeBox tone="late">{t('order')}</NoticeBox>
      ) : (
        <StatementOf currency={currency} from={from} to={to} />
      )}
    </div>
  );
}

interface SpanProps {
  readonly currency: string;
  readonly from: string;
  readonly to: string;
}

function StatementOf(span: SpanProps) {
  const { t } = useWords(STATEMENT_WORDS);
  const [kind, setKind] = useState<LineKind>('all');
  const [showsHolds, setHolds] = useState(false);
  const { state, hasMore, isReadingMore, more } = useStatement(span);
  return (
    <Card title={t('lines')} note={<Plain>{`${span.from} – ${span.to}`}</Plain>}>
      <div className="statement-filters">
        <Tabs
          label={t('kinds')}
          kind="segments"
          items={LINE_KINDS.map((key) => ({ key, label: t(key) }))}
          current={kind}
          onChange={setKind}
        />
        <Checkbox label={t('holds')} isChecked={showsHolds} onChange={setHolds} />
      </div>
      <Shown read={state} lines={12}>
        {(statement) => (
          <>
            <Standing statement={statement} currency={span.currency} />
            <Lines
              lines={statement.lines.filter(
                (line) => isOfKind(line, kind) && (showsHolds || isBooked(line)),
              )}
              currency={span.currency}
            />
            {hasMore && (
              <Button onClick={more} isBusy={isReadingMore}>
                {t('more')}
              </Button>
            )}
          </>
        )}
      </Shown>
    </Card>
  );
}

function Standing({
  statement,
  currency,
}: {
  readonly statement: Pick<LedgerStatement, 'opening' | 'closing'>;
  readonly currency: string;
}) {
  const standing = (name: 'opening' | 'closing') => ({
    ...{ key: name, label: <FigureLabel {...F[name]} /> },
    value: (
      <Figure
        {...F[name]}
        money={{ minorUnits: statement[name].balance, currency }}
        size="figure"
      />
    ),
  });
  return (
    <div className="lend-note">
      <Facts items={[standing('opening'), standing('closing')]} />
    </div>
  );
}

function Lines({
  lines,
  currency,
}: {
  readonly lines: readonly StatementLine[];
  readonly currency: string;
}) {
  const { t } = useWords(STATEMENT_WORDS);
  if (lines.length === 0) return <Empty why={t('none')} />;
  return (
    <div className="lend-keeps-rows">
      <DataTable<StatementLine>
        caption={t('lines')}
        rows={lines}
        rowKey={({ transferId }) => transferId}
        columns={[
          { key: 'day', head: t('day'), cell: ({ bookedDay }) => <DayOnPage day={bookedDay} /> },
          { key: 'what', head: t('what'), cell: (line) => <What line={line} /> },
          {
            ...{ key: 'number', head: t('number'), isOnPhone: false },
            cell: ({ transferId }) => (
              <span className="quiet">
                <Plain>{transferId}</Plain>
              </span>
            ),
          },
          {
            ...{ key: 'amount', head: t('amount'), align: 'right' },
            cell: (line) => <Moved line={line} currency={currency} />,
          },
          {
            ...{ key: 'balance', head: t('balance'), align: 'right' },
            cell: ({ transferId, balance }) => (
              <Figure
                {...F.balance}
                money={{ minorUnits: balance, currency }}
                row={transferId}
                sign={false}
              />
            ),
          },
        ]}
      />
    </div>
  );
}

/** What it was; where it was a loan's, the way there. */
function What({ line }: { readonly line: StatementLine }) {
  const words = <Plain>{line.words}</Plain>;
  const isOfLoan = isOfKind(line, 'lent') || isOfKind(line, 'came');
  if (!isOfLoan) return words;
  return (
    <>
      <Go to={`/loans/${line.subjectId}`}>{words}</Go>
      <span className="quiet statement-loan">
        <Plain>{line.subjectId.slice(-8)}</Plain>
      </span>
    </>
  );
}

function Moved({ line, currency }: { readonly line: StatementLine; readonly currency: string }) {
  const { t } = useWords(STATEMENT_WORDS);
  const minorUnits = isBooked(line) ? String(movedBy(line)) : line.amount;
  const figure = (
    <Figure
      {...F.amount}
      money={{ minorUnits, currency }}
      row={line.transferId}
      sign={false}
      plus={isBooked(line)}
    />
  );
  if (isBooked(line)) return figure;
  return (
    <span className="quiet">
      {t('held')} {figure}
    </span>
  );
}
