// The book's own indicators of one group, each open to its rows.
import type { IndicatorOnWire } from '@mutua/contract/supervision/supervision.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { SUPERVISE_FIGURES } from '../supervise-figures.ts';
import { IndicatorList } from './indicator-list.tsx';

interface DayIndicatorsProps {
  readonly indicators: readonly IndicatorOnWire[];
  readonly day: string;
}

/** The name leads to the rows. */
export function DayIndicators({ indicators, day }: DayIndicatorsProps) {
  return (
    <IndicatorList
      items={indicators.map(({ indicatorId, name, definition, money, count }) => ({
        ...{ key: indicatorId, definition },
        name: <Go to={`/supervise/indicators/${indicatorId}?day=${day}`}>{name}</Go>,
        value: (
          <Figure
            {...SUPERVISE_FIGURES.indicator}
            row={indicatorId}
            money={money}
            count={money === undefined ? count : undefined}
          />
        ),
      }))}
    />
  );
}
