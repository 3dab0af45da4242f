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

export function RateRange({ steps, search, change }: RateRangeProps) {
  const { t } = useWords(MARKET_WORDS);
  const percents = steps.flatMap(({ value }) => percentOf(value) ?? []);
  const [min, max] = [
    percentOf(search.filters.annualRatePpmMin),
    percentOf(search.filters.annualRatePpmMax),
  ];
  const known = [...percents, ...percents.map((one) => one + 1), min ?? [], max ?? []].flat();
  if (known.length === 0) return null;
  // The sliders go from the lowest rate that anything has to the highest.
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const [from, to] = [min ?? least, max ?? most];
  const highestCount = Math.max(1, ...steps.map(({ count }) => count));
  const set = (low: number, high: number) =>
    change({
      annualRatePpmMin: low <= least ? undefined : String(low * RATE_STEP_PPM),
      annualRatePpmMax: high >= most ? undefined : String(high * RATE_STEP_PPM),
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
        {Array.from({ length: most - least }, (_, place) => least + place).map((percent) => {
          const count = countAt(steps, percent);
          const isIn = percent >= from && percent < to;
          return (
            <i
              key={percent}
              data-in={isIn ? '' : undefined}
              style={{ height: `${(count / highestCount) * 100}%` }}
            />
          );
        })}
      </div>
      <div className="rate-sliders">
        <input
          type="range"
          aria-label={t('rateFrom')}
          min={least}
          max={most}
          value={from}
          onChange={(event) => set(Math.min(event.target.valueAsNumber, to), to)}
        />
        <input
          type="range"
          aria-label={t('rateTo')}
          min={least}
          max={most}
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

function countAt(steps: Steps, percent: number): number {
  return steps.find(({ value }) => percentOf(value) === percent)?.count ?? 0;
}
