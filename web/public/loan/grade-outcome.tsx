// What was expected of the loans of a grade, and what became of them: as published for the last closed day.
import type { FigureOnWire } from '@mutua/contract/disclosure/figures.ts';
import { useRead } from '../../api/use-read.ts';
import type { DeclaredFigure } from '../../ui/figure/declare-figures.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { LOAN_FIGURES as FIGURES } from '../../ui/figure/loan-figures.ts';
import { Go } from '../../ui/go.tsx';
import { Bar } from '../../ui/kit/bar.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { LOAN_WORDS } from './loan-words.ts';

const ROWS = [
  ['gradeExpectedByNow', FIGURES.gradeExpectedByNow, 'rest'],
  ['gradeActualLoss', FIGURES.gradeActualLoss, 'yours'],
  ['gradeExpectedLoss', FIGURES.gradeExpectedLoss, 'rest'],
] as const satisfies readonly (readonly [FigureOnWire['figure'], DeclaredFigure, string])[];

export function GradeOutcome({ grade }: { readonly grade: string }) {
  const { t, language } = useWords(LOAN_WORDS);
  const headline = useRead('/api/disclosure/headline');
  // Before a day is closed nothing is published.
  const isOn = headline.kind === 'ready' && headline.value.published !== undefined;
  const read = useRead('/api/disclosure/figures', { isOn });
  const figures = read.kind === 'ready' ? read.value.figures : [];
  const of = (id: FigureOnWire['figure']) =>
    figures.find(({ figure, row }) => figure === id && row === grade)?.ratePpm;
  const most = Math.max(1, ...ROWS.map(([id]) => of(id) ?? 0));
  if (ROWS.every(([id]) => of(id) === undefined)) {
    return <Go to="/statistics">{t('gradeFigures')}</Go>;
  }
  return (
    <>
      <h3>
        {t('gradeHow', { grade })} <Go to="/statistics">{t('gradeRows')}</Go>
      </h3>
      <ul className="reasons">
        {ROWS.map(([id, figure, tone]) => (
          <li key={id}>
            <FigureLabel {...figure} />
            <Bar
              label={figure.label[language === 'en' ? 1 : 0]}
              parts={[{ key: id, share: Math.max(0, of(id) ?? 0) / most, tone }]}
            />
            <Figure {...figure} ratePpm={of(id)} row={grade} />
          </li>
        ))}
      </ul>
    </>
  );
}
