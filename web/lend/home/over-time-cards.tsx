// The account over time: value beside net deposits, and what came month by month.
import { useRead } from '../../api/use-read.ts';
import { Chart } from '../../ui/chart/chart.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { drawnMoney, lessMoney } from '../../ui/money-math.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { HOME_WORDS } from './home-words.ts';

const RECEIPT_MONTHS = 13;

/** Month ends: what the account was worth, and what was put in. */
export function ValueCard() {
  const { t } = useWords(HOME_WORDS);
  const read = useRead('/api/portfolio/value');
  return (
    <Card title={t('valueTitle')} note={t('valueNote')}>
      <Shown read={read} lines={6}>
        {({ months }) =>
          months.length === 0 ? (
            <Empty why={t('noHistory')} />
          ) : (
            <Chart
              label={t('valueTitle')}
              kind="line"
              unit="money"
              xLabel={t('month')}
              x={months.map(({ month }) => month)}
              series={[
                {
                  name: t('valueLine'),
                  tone: 'yours',
                  values: months.map((one) => drawnMoney(one.value)),
                },
                {
                  ...{ name: t('netLine'), tone: 'rest' },
                  values: months.map((one) => drawnMoney(one.netDeposited)),
                },
              ]}
            />
          )
        }
      </Shown>
    </Card>
  );
}

/** Principal, and interest after fees on it. */
export function ReceiptsCard() {
  const { t } = useWords(HOME_WORDS);
  const read = useRead('/api/portfolio/receipts', { query: { months: RECEIPT_MONTHS } });
  return (
    <Card title={t('receiptsTitle')} note={t('receiptsNote')}>
      <Shown read={read} lines={6}>
        {({ months }) =>
          months.length === 0 ? (
            <Empty why={t('noHistory')} />
          ) : (
            <Chart
              label={t('receiptsTitle')}
              kind="stack"
              unit="money"
              xLabel={t('month')}
              x={months.map(({ month }) => month)}
              series={[
                {
                  ...{ name: t('principal'), tone: 'rest' },
                  values: months.map((one) => drawnMoney(one.principal)),
                },
                {
                  ...{ name: t('interest'), tone: 'yours' },
                  values: months.map(({ interest, fee }) => drawnMoney(lessMoney(interest, fee))),
                },
              ]}
            />
          )
        }
      </Shown>
    </Card>
  );
}
