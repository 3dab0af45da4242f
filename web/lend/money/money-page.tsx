// A lender's money in and out: the purse, the act, and what became of every one before.
import type { PurseOnWire } from '@mutua/contract/wallet/money-in-out.ts';
import { usePagedRead, useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { PersonFrame } from '../../ui/frame/person-frame.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { Tabs } from '../../ui/kit/tabs.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { MandateForm, MandateList } from './mandate-form.tsx';
import { MONEY_FIGURES as FIGURES } from './money-figures.ts';
import { MONEY_WORDS } from './money-words.ts';
import { TopUpForm } from './top-up-form.tsx';
import { WithdrawForm } from './withdraw-form.tsx';
import '../../ui/kit/narrow-table.css';
import './money.css';

const PAGE = 10;
const TABS = ['topUp', 'withdraw', 'mandates'] as const;
type Tab = (typeof TABS)[number];

export function MoneyPage() {
  const { t } = useWords(MONEY_WORDS);
  return (
    <PersonFrame area="lend" title={t('title')} lead={t('lead')}>
      <Money />
    </PersonFrame>
  );
}

function Money() {
  const { t } = useWords(MONEY_WORDS);
  const [query, change] = useQueryString();
  const tab: Tab = TABS.find((one) => one === query.get('tab')) ?? 'topUp';
  const purses = useRead('/api/accounts');
  return (
    <div className="money-page">
      <Card title={t('purse')}>
        <Shown read={purses}>
          {({ items }) => <Purse purse={items.find(({ role }) => role === 'lender')} />}
        </Shown>
      </Card>
      <Tabs
        label={t('tabs')}
        current={tab}
        onChange={(key) => change({ tab: key })}
        items={TABS.map((key) => ({ key, label: t(key) }))}
      />
      <div className="money-pair">
        <Card title={tab === 'mandates' ? t('mandateTitle') : t(tab)}>
          {tab === 'topUp' && <TopUpForm />}
          {tab === 'withdraw' && <WithdrawForm />}
          {tab === 'mandates' && <MandateForm />}
        </Card>
        <Card title={t('records')} className="narrow-table">
          {tab === 'topUp' && <TopUps />}
          {tab === 'withdraw' && <Withdrawals />}
          {tab === 'mandates' && <MandateList />}
        </Card>
      </div>
    </div>
  );
}

function Purse({ purse }: { readonly purse: PurseOnWire | undefined }) {
  const { t } = useWords(MONEY_WORDS);
  if (purse?.account === undefined) {
    return <Empty why={t('noAccount')} to="/lend/path" action={t('toPath')} />;
  }
  const { cash, held, available, account } = purse;
  return (
    <Facts
      items={[
        {
          key: 'available',
          label: <FigureLabel {...FIGURES.available} />,
          value: <Figure {...FIGURES.available} money={available} size="figure" />,
        },
        {
          key: 'held',
          label: <FigureLabel {...FIGURES.held} />,
          value: <Figure {...FIGURES.held} money={held} size="figure" />,
        },
        {
          key: 'cash',
          label: <FigureLabel {...FIGURES.cash} />,
          value: <Figure {...FIGURES.cash} money={cash} size="figure" />,
        },
        { key: 'account', label: t('account'), value: <code>{account}</code> },
      ]}
    />
  );
}

function ToBank({ to }: { readonly to: string }) {
  const { t } = useWords(MONEY_WORDS);
  return (
    <a href={to} target="_blank" rel="noopener">
      {t('toBank')}
    </a>
  );
}

function TopUps() {
  const { t } = useWords(MONEY_WORDS);
  const list = usePagedRead('/api/top-ups', { query: { limit: PAGE } });
  return (
    <Shown read={list.state}>
      {(rows) =>
        rows.length === 0 ? (
          <p className="empty">{t('noTopUps')}</p>
        ) : (
          <>
            <DataTable
              caption={t('topUp')}
              rows={rows}
              rowKey={({ topUpId }) => topUpId}
              columns={[
                {
                  ...{ key: 'time', head: t('time') },
                  cell: ({ requestedAt }) => <MomentOnPage at={requestedAt} />,
                },
                {
                  ...{ key: 'amount', head: t('amount'), align: 'right' },
                  cell: ({ amount, topUpId }) => (
                    <Figure {...FIGURES.topUp} money={amount} row={topUpId} />
                  ),
                },
                {
                  ...{ key: 'state', head: t('state') },
                  cell: ({ state, pageUrl }) => (
                    <>
                      {t(state)}{' '}
                      {state === 'requested' && pageUrl !== undefined && <ToBank to={pageUrl} />}
                    </>
                  ),
                },
              ]}
            />
            {list.hasMore && <Button onClick={list.more}>{t('earlier')}</Button>}
          </>
        )
      }
    </Shown>
  );
}

function Withdrawals() {
  const { t } = useWords(MONEY_WORDS);
  const list = usePagedRead('/api/withdrawals', { query: { limit: PAGE } });
  return (
    <Shown read={list.state}>
      {(rows) =>
        rows.length === 0 ? (
          <p className="empty">{t('noWithdrawals')}</p>
        ) : (
          <>
            <DataTable
              caption={t('withdraw')}
              rows={rows}
              rowKey={({ withdrawalId }) => withdrawalId}
              columns={[
                {
                  ...{ key: 'time', head: t('time') },
                  cell: ({ requestedAt }) => <MomentOnPage at={requestedAt} />,
                },
                {
                  ...{ key: 'amount', head: t('amount'), align: 'right' },
                  cell: ({ amount, withdrawalId }) => (
                    <Figure {...FIGURES.withdrawal} money={amount} row={withdrawalId} />
                  ),
                },
                {
                  ...{ key: 'state', head: t('state') },
                  cell: ({ state, pageUrl }) => (
                    <>
                      {t(state)} {pageUrl !== undefined && <ToBank to={pageUrl} />}
                    </>
                  ),
                },
              ]}
            />
            {list.hasMore && <Button onClick={list.more}>{t('earlier')}</Button>}
          </>
        )
      }
    </Shown>
  );
}
