// What is in each instalment, as stacked bars; the same figures stand in the schedule's table.
import type { QuoteInstalment } from '@mutua/core/loan/quote.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { QUOTE_WORDS } from './quote-words.ts';

const WIDTH = 520;
const HEIGHT = 300;
const LEFT = 64;
const FOOT = 24;
const GRID_LINES = 4;
const KINDS = ['principal', 'interest', 'fee'] as const;

/** Bars from zero; grey principal, teal interest, light teal fee. Lengths of bars are pixels, not money. */
export function InstalmentChart({
  instalments,
}: {
  readonly instalments: readonly QuoteInstalment[];
}) {
  const { t } = useWords(QUOTE_WORDS);
  const top = roundedTop(Math.max(...instalments.map((row) => Number(row.total))));
  const plot = HEIGHT - FOOT - 8;
  const pixels = (value: bigint) => (Number(value) / top) * plot;
  const step = (WIDTH - LEFT) / instalments.length;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('inside')}</h2>
        <span className="quiet">{t('insideKey')}</span>
      </div>
      <svg
        className="chart"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('insideTable')}
      >
        {Array.from({ length: GRID_LINES + 1 }, (_, line) => {
          const y = HEIGHT - FOOT - (plot * line) / GRID_LINES;
          return (
            <g key={y}>
              <line x1={LEFT} x2={WIDTH} y1={y} y2={y} />
              <text x={LEFT - 8} y={y + 4} textAnchor="end">
                {((top * line) / GRID_LINES / 100).toLocaleString('en')}
              </text>
            </g>
          );
        })}
        {instalments.map((row, index) => (
          <g key={row.number}>
            <Bar
              row={row}
              x={LEFT + index * step + step * 0.12}
              width={step * 0.76}
              pixels={pixels}
            />
            {(index === 0 || (index + 1) % labelEvery(instalments.length) === 0) && (
              <text x={LEFT + (index + 0.5) * step} y={HEIGHT - 4} textAnchor="middle">
                {row.number}
              </text>
            )}
          </g>
        ))}
      </svg>
    </section>
  );
}

interface BarProps {
  readonly row: QuoteInstalment;
  readonly x: number;
  readonly width: number;
  readonly pixels: (value: bigint) => number;
}

function Bar({ row, x, width, pixels }: BarProps) {
  let foot = HEIGHT - FOOT;
  return KINDS.map((kind) => {
    const height = pixels(row[kind]);
    foot -= height;
    return <rect key={kind} className={kind} {...{ x, width, height }} y={foot} />;
  });
}

function labelEvery(count: number): number {
  return count <= 12 ? 1 : 6;
}

/** The next round figure above the highest bar: 1, 2, 4 or 8 times a power of ten. */
function roundedTop(highest: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(highest, 100)));
  return [1, 2, 4, 8, 10].map((factor) => factor * power).find((top) => top >= highest) ?? highest;
}
