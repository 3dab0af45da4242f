// What lies in custody and on its way, and whose it is: the two sides of one sum, side by side.
import type { IndicatorOnWire } from '@mutua/contract/supervision/supervision.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { type EquationPart, EquationStrip } from '../../ui/kit/equation-strip.tsx';
import { drawnShare } from '../../ui/money-math.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { SUPERVISE_FIGURES } from '../supervise-figures.ts';
import { DAY_WORDS } from './day-words.ts';

const PARTS = [
  { id: 'custody_balance' },
  { id: 'clearing_balance', sign: '+' },
  { id: 'client_money', sign: '=', tone: 'yours' },
  { id: 'platform_money', sign: '+', tone: 'rest' },
] as const;

/** The bar is of the owners: the money of clients, and the platform's own. */
export function CustodyStrip({ indicators }: { readonly indicators: readonly IndicatorOnWire[] }) {
  const { t } = useWords(DAY_WORDS);
  const found = new Map(indicators.map((one) => [one.indicatorId as string, one]));
  const whole = found.get('custody_balance')?.money;
  const parts = PARTS.flatMap(({ id, ...drawn }): readonly EquationPart[] => {
    const one = found.get(id);
    if (one?.money === undefined) return [];
    const isOwner = 'tone' in drawn && whole !== undefined;
    return [
      {
        ...{ key: id, label: one.name, ...drawn },
        value: <Figure {...SUPERVISE_FIGURES.indicator} row={id} money={one.money} />,
        ...(isOwner ? { share: drawnShare(one.money, whole) } : {}),
      },
    ];
  });
  return <EquationStrip label={t('equation')} parts={parts} />;
}
