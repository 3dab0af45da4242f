// The data of a chart. A drawing is approximate: its numbers may be floats; the figures beside it are exact.
import type { ReactNode } from 'react';

/** `money` in whole units of the currency, `rate` in per cent. */
export type ChartUnit = 'money' | 'rate' | 'count';

export interface ChartSeries {
  readonly name: string;
  /** Nothing where there is no value yet. */
  readonly values: readonly (number | null)[];
  /** The figure of a place, exact, for the table; left out: the value as it is drawn. */
  readonly cell?: (index: number) => ReactNode;
  readonly tone: 'yours' | 'soft' | 'rest' | 'late' | 'lost' | { readonly grade: string };
}

export interface ChartProps {
  /** What it shows, in a sentence; read aloud in place of the drawing. */
  readonly label: string;
  readonly kind: 'line' | 'bar' | 'stack';
  /** Names of the places on the axis, and of the axis. */
  readonly x: readonly string[];
  readonly xLabel: string;
  readonly series: readonly ChartSeries[];
  readonly unit: ChartUnit;
  readonly height?: number;
}

/** A value as a table and an axis print it. */
export function valueText(value: number | null | undefined, unit: ChartUnit): string {
  if (value === null || value === undefined) return '·';
  switch (unit) {
    case 'money':
      return value.toLocaleString('en', { maximumFractionDigits: 2 });
    case 'rate':
      return `${value.toFixed(2)}%`;
    case 'count':
      return value.toLocaleString('en');
  }
}
