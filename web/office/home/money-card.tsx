// Money that came to the custodian and left it today, in sum and by the hour.
import type { MoneyOnWire } from '@mutua/contract/money/on-wire.ts';
import type { MoneyToday } from '@mutua/contract/office/home.ts';
import { Chart } from '../../ui/chart/chart.tsx';
import { Figure } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { drawnMoney } from '../../ui/money-math.ts';
import { clockOf } from '../../ui/operator-clock.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { HOME_FIGURES } from './home-figures.ts';
import { HOME_WORDS } from './home-words.ts';

const HOURS = 24;

interface MoneyCardProps {
  readonly money: MoneyToday;
  readonly day: string;
}

/** What comes stands above the line, what leaves below it. */
export function MoneyCard({ money, day }: MoneyCardProps) {
  const { t } = useWords(HOME_WORDS);
  const { moneyIn, moneyOut, net, disbursed, repaid } = money;
  const figure = (name: 'moneyIn' | 'moneyOut' | 'moneyNet' | 'disbursed' | 'repaid') => ({
    key: name,
    label: <FigureLabel {...HOME_FIGURES[name]} />,
  });
  return (
    <Card title={t('money')} note={<span data-plain="">{t('moneyNote', { day })}</span>}>
      <Facts
        items={[
          { ...figure('moneyIn'), value: <Figure {...HOME_FIGURES.moneyIn} money={moneyIn} /> },
          { ...figure('moneyOut'), value: <Figure {...HOME_FIGURES.moneyOut} money={moneyOut} /> },
          {
            ...figure('moneyNet'),
            value: <Figure {...HOME_FIGURES.moneyNet} money={net} plus={true} />,
          },
          {
            ...figure('disbursed'),
            value: <Figure {...HOME_FIGURES.disbursed} money={disbursed} />,
          },
          { ...figure('repaid'), value: <Figure {...HOME_FIGURES.repaid} money={repaid} /> },
        ]}
      />
      {money.hours.length === 0 ? <Empty why={t('noMoney')} /> : <HourChart money={money} />}
      <p className="quiet">{t('moneyKey')}</p>
    </Card>
  );
}

function HourChart({ money: { hours } }: { readonly money: MoneyToday }) {
  const { t } = useWords(HOME_WORDS);
  const now = Number(clockOf(new Date()).time.slice(0, 2));
  const last = Math.min(HOURS - 1, Math.max(now, ...hours.map(({ hour }) => hour)));
  const all = Array.from({ length: last + 1 }, (_, hour) => hour);
  const found = new Map(hours.map((one) => [one.hour, one]));
  const height = (of: MoneyOnWire | undefined) => (of === undefined ? 0 : drawnMoney(of));
  return (
    <Chart
      label={t('hours')}
      xLabel={t('hours')}
      kind="bar"
      x={all.map((hour) => String(hour).padStart(2, '0'))}
      series={[
        {
          ...{ name: t('moneyIn'), tone: 'yours' },
          values: all.map((hour) => height(found.get(hour)?.moneyIn)),
        },
        {
          ...{ name: t('moneyOut'), tone: 'rest' },
          values: all.map((hour) => -height(found.get(hour)?.moneyOut)),
        },
      ]}
      unit="money"
    />
  );
}
