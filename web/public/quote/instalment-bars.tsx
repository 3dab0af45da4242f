// Bars of what is in each instalment; the same figures stand in a table beside them.
import type { QuoteInstalment } from '@mutua/core/loan/quote.ts';

const LEFT = 64;
const FOOT = 24;
const GRID_LINES = 4;
const KINDS = ['principal', 'interest', 'fee'] as const;

/** One bar: amounts in minor units. */
export type InstalmentBar = Pick<
  QuoteInstalment,
  'number' | 'principal' | 'interest' | 'fee' | 'total'
>;

interface InstalmentBarsProps {
  readonly rows: readonly InstalmentBar[];
  readonly label: string;
  readonly width: number;
  readonly height: number;
}

/** Bars from zero; grey principal, teal interest, light teal fee. Lengths of bars are pixels, not money. */
export function InstalmentBars({ rows, label, width, height }: InstalmentBarsProps) {
  const top = roundedTop(Math.max(...rows.map((row) => Number(row.total))));
  const plot = height - FOOT - 8;
  const pixels = (value: bigint) => (Number(value) / top) * plot;
  const step = (width - LEFT) / rows.length;
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      data-plain=""
    >
      {Array.from({ length: GRID_LINES + 1 }, (_, line) => {
        const y = height - FOOT - (plot * line) / GRID_LINES;
        return (
          <g key={y}>
            <line x1={LEFT} x2={width} y1={y} y2={y} />
            <text x={LEFT - 8} y={y + 4} textAnchor="end">
              {((top * line) / GRID_LINES / 100).toLocaleString('en')}
            </text>
          </g>
        );
      })}
      {rows.map((row, index) => (
        <g key={row.number}>
          <Bar
            row={row}
            x={LEFT + index * step + step * 0.12}
            width={step * 0.76}
            foot={height - FOOT}
            pixels={pixels}
          />
          {(index === 0 || (index + 1) % labelEvery(rows.length) === 0) && (
            <text x={LEFT + (index + 0.5) * step} y={height - 4} textAnchor="middle">
              {row.number}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

interface BarProps {
  readonly row: InstalmentBar;
  readonly x: number;
  readonly width: number;
  readonly foot: number;
  readonly pixels: (value: bigint) => number;
}

function Bar({ row, x, width, foot, pixels }: BarProps) {
  let top = foot;
  return KINDS.map((kind) => {
    const height = pixels(row[kind]);
    top -= height;
    return <rect key={kind} className={kind} {...{ x, width, height }} y={top} />;
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
