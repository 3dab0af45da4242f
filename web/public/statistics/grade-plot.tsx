// A small plot: a tick for what the forecast comes to by now, a dot for what happened, a bar between them. All grades
// have one scale.
import { useWords } from '../../ui/words/declare-words.ts';
import type { FigureSet } from './disclosed-figures.ts';
import { STATISTICS_WORDS } from './statistics-words.ts';

/** The least end of the scale, in per cent. */
const SCALE_MIN = 5;

export function GradePlot({ set, grade }: { readonly set: FigureSet; readonly grade: string }) {
  const { t } = useWords(STATISTICS_WORDS);
  const due = set.drawn('gradeExpectedByNow', grade);
  const actual = set.drawn('gradeActualLoss', grade);
  if (due === null || actual === null) return null;
  const end = scaleEnd(set);
  const [from, to] = [Math.min(due, actual), Math.max(due, actual)];
  const at = (value: number) => `${(Math.max(0, value) / end) * 100}%`;
  const isWorse = actual > due;
  return (
    <span
      className="grade-plot"
      role="img"
      aria-label={isWorse ? t('plotWorse') : t('plotBetter')}
      data-tone={isWorse ? 'late' : 'yours'}
    >
      <i className="plot-bar" style={{ left: at(from), width: at(to - from) }} />
      <i className="plot-tick" style={{ left: at(due) }} />
      <i className="plot-dot" style={{ left: at(actual) }} />
    </span>
  );
}

function scaleEnd(set: FigureSet): number {
  const values = set
    .rowsOf('gradeLoans')
    .flatMap((grade) => [
      set.drawn('gradeActualLoss', grade) ?? 0,
      set.drawn('gradeExpectedByNow', grade) ?? 0,
    ]);
  return Math.max(SCALE_MIN, ...values);
}
