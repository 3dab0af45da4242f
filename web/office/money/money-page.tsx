// Money in and out: what waits, and the lists of top-ups, withdrawals, receipts, instructions, breaks and alarms.
import type { MoneyWaiting } from '@mutua/contract/office/money-flows.ts';
import type { ReactNode } from 'react';
import { useRead } from '../../api/use-read.ts';
import type { DeclaredFigure } from '../../ui/figure/declare-figures.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { Tabs } from '../../ui/kit/tabs.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { OfficeFrame } from '../office-frame.tsx';
import { AlarmDesk } from './alarm-desk.tsx';
import { BreakDesk } from './break-desk.tsx';
import { TopUpDesk, WithdrawalDesk } from './flow-desks.tsx';
import { InstructionDesk } from './instruction-desk.tsx';
import { MONEY_FIGURES } from './money-figures.ts';
import { MONEY_WORDS } from './money-words.ts';
import { ReceiptDesk } from './receipt-desk.tsx';
import '../books/books.css';

const TABS = [
  ...(['topUps', 'withdrawals', 'unmatched', 'instructions', 'breaks', 'alarms'] as const),
];
type MoneyTab = (typeof TABS)[number];

const EVERY_MS = 15_000;

export function MoneyPage() {
  const { t } = useWords(MONEY_WORDS);
  const [query, change] = useQueryString();
  const tab = TABS.find((one) => one === query.get('tab')) ?? 'topUps';
  const waiting = useRead('/api/office/money-waiting', { everyMs: EVERY_MS });
  return (
    <OfficeFrame
      title={t('title')}
      keys={[
        { keys: ['J', 'K'], does: t('keyMove') },
        { keys: ['↵'], does: t('keyOpen') },
        { keys: ['Ctrl ↵'], does: t('keySubmit') },
      ]}
    >
      <Card title={t('waiting')} note={t('waitingNote')}>
        <Shown read={waiting} lines={2}>
          {(value) => <WaitingFacts waiting={value} />}
        </Shown>
      </Card>
      <Tabs
        label={t('views')}
        items={TABS.map((key) => ({ key, label: t(key) }))}
        current={tab}
        onChange={(next) => change({ tab: next, state: undefined })}
      />
      <Desk key={tab} tab={tab} />
    </OfficeFrame>
  );
}

function Desk({ tab }: { readonly tab: MoneyTab }) {
  switch (tab) {
    case 'topUps':
      return <TopUpDesk />;
    case 'withdrawals':
      return <WithdrawalDesk />;
    case 'unmatched':
      return <ReceiptDesk />;
    case 'instructions':
      return <InstructionDesk />;
    case 'breaks':
      return <BreakDesk />;
    case 'alarms':
      return <AlarmDesk />;
  }
}

function WaitingFacts({ waiting }: { readonly waiting: MoneyWaiting }) {
  const { topUps, withdrawals, receipts, instructions, breaks, alarms } = waiting;
  const sums = [
    ['topUps', topUps, MONEY_FIGURES.topUpsWaiting, MONEY_FIGURES.topUpsWaitingCount],
    [
      ...(['withdrawals', withdrawals] as const),
      ...([MONEY_FIGURES.withdrawalsWaiting, MONEY_FIGURES.withdrawalsWaitingCount] as const),
    ],
    [
      ...(['receipts', receipts] as const),
      ...([MONEY_FIGURES.receiptsWaiting, MONEY_FIGURES.receiptsWaitingCount] as const),
    ],
  ] as const;
  const counts = [
    ['instructions', instructions, MONEY_FIGURES.instructionsOpen],
    ['breaks', breaks, MONEY_FIGURES.breaksOpen],
    ['alarms', alarms, MONEY_FIGURES.alarmsOpen],
  ] as const;
  return (
    <Facts
      items={[
        ...sums.map(([key, sum, amount, count]) => ({
          ...{ key, label: <FigureLabel {...amount} /> },
          value: <Figure {...amount} money={sum.amount} size="figure" />,
          note: <WaitingNote sum={sum} count={count} />,
        })),
        ...counts.map(([key, count, figure]) => ({
          ...{ key, label: <FigureLabel {...figure} /> },
          value: <Figure {...figure} count={count} size="figure" />,
        })),
      ]}
    />
  );
}

function WaitingNote({
  sum,
  count,
}: {
  readonly sum: MoneyWaiting['topUps'];
  readonly count: DeclaredFigure;
}): ReactNode {
  const { t } = useWords(MONEY_WORDS);
  return (
    <>
      {' '}
      <Figure {...count} count={sum.count} /> {t('unit')}
      {sum.oldestAt !== undefined && (
        <>
          {' '}
          · {t('oldest')} <MomentOnPage at={sum.oldestAt} />
        </>
      )}
    </>
  );
}
