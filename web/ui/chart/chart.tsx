// A chart, with the same rows as a table behind it. Its library is loaded when a chart comes in sight.
import { lazy, Suspense, useState } from 'react';
import { DataTable } from '../kit/data-table.tsx';
import { Skeleton } from '../kit/shown.tsx';
import { declareWords, useWords } from '../words/declare-words.ts';
import { type ChartProps, valueText } from './chart-data.ts';

const Drawing = lazy(() =>
  import('./chart-drawing.tsx').then((m) => ({ default: m.ChartDrawing })),
);

const WORDS = declareWords('ui.chart', {
  table: ['表格', 'Table'],
  chart: ['图', 'Chart'],
  csv: ['CSV', 'CSV'],
});

/** Drawn or as a table, and as a file. */
export function Chart(props: ChartProps) {
  const { t } = useWords(WORDS);
  const [isTable, setTable] = useState(false);
  const { label, x, xLabel, series, unit, height = 220 } = props;
  const rows = x.map((name, index) => ({ name, index }));
  const csv = [
    [xLabel, ...series.map(({ name }) => name)],
    ...rows.map(({ name, index }) => [
      name,
      ...series.map(({ values }) => String(values[index] ?? '')),
    ]),
  ]
    .map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\r\n');
  return (
    <figure className="chart-figure" data-plain="">
      {isTable ? (
        <DataTable
          caption={label}
          rows={rows}
          rowKey={({ name }) => name}
          columns={[
            { key: 'x', head: xLabel, cell: ({ name }) => name },
            ...series.map(({ name, values, cell }) => ({
              key: name,
              head: name,
              align: 'right' as const,
              cell: ({ index }: { readonly index: number }) =>
                cell === undefined ? valueText(values[index], unit) : cell(index),
            })),
          ]}
        />
      ) : (
        <Suspense fallback={<Skeleton lines={5} />}>
          <Drawing {...props} height={height} />
        </Suspense>
      )}
      <figcaption className="chart-acts">
        <button type="button" className="link" onClick={() => setTable(!isTable)}>
          {isTable ? t('chart') : t('table')}
        </button>
        <a
          href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${csv}`)}`}
          download="chart.csv"
        >
          {t('csv')}
        </a>
      </figcaption>
    </figure>
  );
}
