// The drawing of a chart, with the look of theme.json in both colour schemes.
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use as load, registerTheme } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import theme from '../theme.json' with { type: 'json' };
import { type ChartProps, type ChartSeries, valueText } from './chart-data.ts';

load([BarChart, LineChart, GridComponent, TooltipComponent, LabelLayout, SVGRenderer]);
registerTheme('light', theme.echarts.light);
registerTheme('dark', theme.echarts.dark);

const DARK = matchMedia('(prefers-color-scheme: dark)');

/** Loaded with the first chart of a page. */
export function ChartDrawing(props: ChartProps & { readonly height: number }) {
  const place = useRef<HTMLDivElement>(null);
  const scheme = useScheme();
  useEffect(() => {
    if (place.current === null) return;
    const chart = init(place.current, scheme, { renderer: 'svg' });
    chart.setOption(optionOf(props, scheme, place.current.clientWidth));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [props, scheme]);
  return <div ref={place} role="img" aria-label={props.label} style={{ height: props.height }} />;
}

type Scheme = 'light' | 'dark';

function useScheme(): Scheme {
  const isDark = useSyncExternalStore(
    (told) => {
      DARK.addEventListener('change', told);
      return () => DARK.removeEventListener('change', told);
    },
    () => DARK.matches,
  );
  return isDark ? 'dark' : 'light';
}

function optionOf({ kind, x, series, unit }: ChartProps, scheme: Scheme, width: number) {
  const isLine = kind === 'line';
  const labels = endLabels(series, unit, width);
  return {
    grid: {
      left: 8,
      right: isLine ? roomForLabels(labels) : 8,
      top: 16,
      bottom: 4,
      containLabel: true,
    },
    tooltip: {
      trigger: 'axis',
      // Rich text is drawn; HTML would need styles that the page's policy does not let in.
      renderMode: 'richText',
      valueFormatter: (value: unknown) => valueText(typeof value === 'number' ? value : null, unit),
    },
    xAxis: { type: 'category', data: [...x], boundaryGap: !isLine },
    yAxis: {
      type: 'value',
      min: (range: { readonly min: number }) => Math.min(0, range.min),
      splitNumber: 4,
      axisLabel: { formatter: (value: number) => axisText(value, unit) },
    },
    series: series.map((one, index) => ({
      type: isLine ? 'line' : 'bar',
      name: one.name,
      data: [...one.values],
      ...(kind === 'stack' ? { stack: 'all' } : {}),
      ...(isLine
        ? {
            showSymbol: false,
            endLabel: {
              ...{ show: true, formatter: labels[index] ?? one.name, fontSize: 12 },
              // Without it a dark page gets a white halo around each letter.
              ...{ color: theme.echarts[scheme].textStyle.color, textBorderWidth: 0 },
            },
            // Lines that end close to each other keep their names apart; of very many, some stay unnamed.
            labelLayout:
              series.length > VALUES_AT_ENDS ? { hideOverlap: true } : { moveOverlap: 'shiftY' },
          }
        : {}),
      color: colourOf(one, scheme),
      emphasis: { focus: 'series' },
    })),
  };
}

/** With more lines than this, or in less room, a value at each end would only be in the way. */
const VALUES_AT_ENDS = 6;
const ROOM_FOR_VALUES = 480;

/** The name of each line and where it stands now. */
function endLabels(
  series: readonly ChartSeries[],
  unit: ChartProps['unit'],
  width: number,
): readonly string[] {
  const hasValues = series.length <= VALUES_AT_ENDS && width >= ROOM_FOR_VALUES;
  return series.map(({ name, values }) => {
    const last = values.findLast((value) => value !== null);
    return hasValues && typeof last === 'number' ? `${name} ${endValue(last, unit)}` : name;
  });
}

function endValue(value: number, unit: ChartProps['unit']): string {
  if (unit === 'rate') return `${value.toFixed(1)}%`;
  if (unit === 'money' && isChinese() && Math.abs(value) >= TEN_THOUSAND) {
    const many = value / TEN_THOUSAND;
    return `${many.toFixed(Math.abs(many) >= 1_000 ? 0 : 1)} 万`;
  }
  return value.toLocaleString('en', { notation: 'compact', maximumFractionDigits: 1 });
}

const [NARROW_LETTER, WIDE_LETTER, LABEL_MARGIN] = [7, 12, 14];

/** For the longest label at the end of a line, in pixels. */
function roomForLabels(labels: readonly string[]): number {
  const widths = labels.map((label) =>
    [...label].reduce(
      (width, letter) => width + (letter > '\u2e7f' ? WIDE_LETTER : NARROW_LETTER),
      LABEL_MARGIN,
    ),
  );
  return Math.max(...widths, LABEL_MARGIN);
}

function isChinese(): boolean {
  return document.documentElement.lang !== 'en';
}

const TEN_THOUSAND = 10_000;

function axisText(value: number, unit: ChartProps['unit']): string {
  if (unit === 'rate') return `${value}%`;
  if (isChinese() && Math.abs(value) >= TEN_THOUSAND) return `${value / TEN_THOUSAND} 万`;
  return value.toLocaleString('en', { notation: 'compact' });
}

function colourOf({ tone }: ChartSeries, scheme: Scheme): string {
  const chart = theme.chart[scheme];
  if (typeof tone === 'object') {
    const grades: Readonly<Record<string, { readonly line: string }>> = theme.grade[scheme];
    return grades[tone.grade]?.line ?? chart.rest;
  }
  switch (tone) {
    case 'yours':
      return chart.yours;
    case 'soft':
      return chart.yoursSoft;
    case 'rest':
      return chart.rest;
    case 'late':
      return chart.late;
    case 'lost':
      return chart.lost;
  }
}
