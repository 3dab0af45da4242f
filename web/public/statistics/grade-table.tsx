// By grade: what was expected, what came of it, and how far they are apart. Bad grades stand as they are.
import { Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { GradeBadge } from '../../ui/kit/grade-badge.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { Disclosed, DisclosedLabel } from './disclosed.tsx';
import type { FigureSet } from './disclosed-figures.ts';
import { GradePlot } from './grade-plot.tsx';
import { STATISTICS_WORDS } from './statistics-words.ts';

/** The row over all grades. */
const ALL = 'all';
/** With fewer loans a rate says little. */
const SMALL_SAMPLE = 30;

const MONEY = ['gradeLent', 'gradeBalance'] as const;

export function GradeTable({ set, day }: { readonly set: FigureSet; readonly day: string }) {
  const { t } = useWords(STATISTICS_WORDS);
  const columns = useColumns(set);
  const grades = set.rowsOf('gradeLoans').filter((row) => row !== ALL);
  const foot = Object.fromEntries(columns.map(({ key, cell }) => [key, cell(ALL)]));
  return (
    <Card
      title={t('gradesTitle')}
      note={t('gradesNote')}
      links={<a href={`/api/disclosure/figures.csv?day=${day}`}>{t('file')}</a>}
    >
      <div className="narrow-table">
        <DataTable
          caption={t('gradesTitle')}
          columns={columns}
          rows={grades}
          rowKey={(grade) => grade}
          foot={{ ...foot, grade: t('total') }}
        />
      </div>
      <p className="quiet grade-note">
        <span>
          <span className="plot-key" /> {t('plotDue')}
        </span>
        <span>
          <span className="plot-dot" data-tone="yours" /> {t('plotBetter')}
        </span>
        <span>
          <span className="plot-dot" data-tone="late" /> {t('plotWorse')}
        </span>
        <Plain>{t('smallSample')}</Plain>
      </p>
    </Card>
  );
}

function useColumns(set: FigureSet): readonly Column<string>[] {
  const { t } = useWords(STATISTICS_WORDS);
  const figure = (id: Parameters<typeof Disclosed>[0]['id'], isOnPhone = true): Column<string> => ({
    ...{ key: id, head: <DisclosedLabel id={id} />, align: 'right', isOnPhone },
    cell: (grade) => (
      <span data-small={isSmall(set, grade) ? '' : undefined}>
        <Disclosed of={set} id={id} row={grade} {...(isMoney(id) ? { sign: false } : {})} />
      </span>
    ),
  });
  return [
    { key: 'grade', head: t('grade'), cell: (grade) => <GradeBadge grade={grade} /> },
    figure('gradeLoans', false),
    figure('gradeLent', false),
    figure('gradeRepaidShare', false),
    figure('gradeBalance', false),
    figure('gradeRate', false),
    figure('gradeExpectedLoss', false),
    figure('gradeExpectedByNow'),
    figure('gradeActualLoss'),
    {
      ...{ key: 'difference', head: t('difference'), align: 'right', isOnPhone: false },
      cell: (grade) => <Difference set={set} grade={grade} />,
    },
    {
      ...{ key: 'plot', head: t('plot'), isOnPhone: false },
      cell: (grade) => (grade === ALL ? null : <GradePlot set={set} grade={grade} />),
    },
    figure('gradeNetReturn'),
  ];
}

/** In points with two decimals, reckoned from the two rates beside it. */
function Difference({ set, grade }: { readonly set: FigureSet; readonly grade: string }) {
  const [actual, due] = [set.get('gradeActualLoss', grade), set.get('gradeExpectedByNow', grade)];
  if (actual?.ratePpm === undefined || due?.ratePpm === undefined) return <Plain>·</Plain>;
  const points = roundedPoints(actual.ratePpm) - roundedPoints(due.ratePpm);
  const size = (Math.abs(points) / 100).toFixed(2);
  return (
    <span className={points > 0 ? 'worse' : ''}>
      <Plain>{`${points > 0 ? '+' : points < 0 ? '−' : ''}${size}`}</Plain>
    </span>
  );
}

/** As the rate is printed, so that the printed rates and their difference agree. */
function roundedPoints(ppm: number): number {
  return Math.round(ppm / 100);
}

function isMoney(id: string): boolean {
  return MONEY.some((one) => one === id);
}

function isSmall(set: FigureSet, grade: string): boolean {
  return (set.get('gradeLoans', grade)?.count ?? 0) < SMALL_SAMPLE;
}
