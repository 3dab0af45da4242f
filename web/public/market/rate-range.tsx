// The range of contract rates: how many listings have each rate, over two sliders.
import { RATE_STEP_PPM } from '@mutua/contract/market/listing-filters.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import type { ChangeSearch } from './change-search.ts';
import type { MarketSearch } from './market-search.ts';
import { MARKET_WORDS } from './market-words.ts';

interface RateRangeProps {
  readonly steps: readonly { readonly value: string; readonly count: number }[];
  readonly search: MarketSearch;
  readonly change: ChangeSearch;
}

/** In whole percent: the ends of the sliders. */
const LEAST = 0;
const MOST = 36;

export function RateRange({ steps, search, change }: RateRangeProps) {
  const { t } = useWords(MARKET_WORDS);
  const from = percentOf(search.filters.annualRatePpmMin) ?? lowest(steps);
  const to = percentOf(search.filters.annualRatePpmMax) ?? highest(steps);
  const most = Math.max(1, ...steps.map(({ count }) => count));
  const set = (low: number, high: number) =>
    change({
      annualRatePpmMin:
        low <= lowest(steps) && low === LEAST ? undefined : String(low * RATE_STEP_PPM),
      annualRatePpmMax: high >= MOST ? undefined : String(high * RATE_STEP_PPM),
    });
  return (
    <fieldset className="rate-range">
      <legend>
        {t('rate')}
        <span className="quiet">
          <Plain>
            {from}%–{to}%
          </Plain>
        </span>
      </legend>
      <div className="rate-steps" aria-hidden="true">
        {Array.from({ length: MOST }, (_, percent) => percent).map((percent) => {
          const count = countAt(steps, percent);
          const isIn = percent >= from && percent < to;
          return (
            <i
              key={percent}
              data-in={isIn ? '' : undefined}
              style={{ height: `${(count / most) * 100}%` }}
            />
          );
        })}
      </div>
      <div className="rate-sliders">
        <input
          type="range"
          aria-label={t('rateFrom')}
          min={LEAST}
          max={MOST}
          value={from}
          onChange={(event) => set(Math.min(event.target.valueAsNumber, to), to)}
        />
        <input
          type="range"
          aria-label={t('rateTo')}
          min={LEAST}
          max={MOST}
          value={to}
          onChange={(event) => set(from, Math.max(event.target.valueAsNumber, from))}
        />
      </div>
    </fieldset>
  );
}

/** A rate of the address in whole percent. */
export function percentOf(ppm: string | undefined): number | undefined {
  return ppm === undefined ? undefined : Math.round(Number.parseInt(ppm, 10) / RATE_STEP_PPM);
}

type Steps = RateRangeProps['steps'];

function percents(steps: Steps): readonly number[] {
  return steps.flatMap(({ value }) => percentOf(value) ?? []);
}

function lowest(steps: Steps): number {
  return Math.min(MOST, ...percents(steps));
}

function highest(steps: Steps): number {
  return Math.max(LEAST, ...percents(steps).map((percent) => percent + 1));
}

function countAt(steps: Steps, percent: number): number {
  return steps.find(({ value }) => percentOf(value) === percent)?.count ?? 0;
}
