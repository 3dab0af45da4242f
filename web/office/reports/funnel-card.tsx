// A funnel: how many came to each step, what share of the step before, and which step is the weakest.
import type { DeclaredFigure } from '../../ui/figure/declare-figures.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { REPORTS_WORDS } from './reports-words.ts';

type StepName = Parameters<
  ReturnType<typeof useWords<(typeof REPORTS_WORDS)['keys'][number]>>['t']
>[0];

interface FunnelCardProps {
  readonly title: string;
  readonly note: string;
  readonly steps: readonly {
    readonly step: string;
    readonly count: number;
    readonly ofPreviousPpm?: number;
  }[];
  readonly weakest: string | undefined;
  readonly reached: DeclaredFigure;
  readonly ofPrevious: DeclaredFigure;
}

/** The first step is the whole width. */
export function FunnelCard(props: FunnelCardProps) {
  const { title, note, steps, weakest, reached, ofPrevious } = props;
  const { t } = useWords(REPORTS_WORDS);
  const most = Math.max(1, ...steps.map(({ count }) => count));
  return (
    <Card title={title} note={note}>
      <ol className="funnel" aria-label={title}>
        {steps.map(({ step, count, ofPreviousPpm }) => (
          <li key={step}>
            <span className="funnel-step">
              {t(step as StepName)}
              {step === weakest && (
                <>
                  {' '}
                  <StatusMark status="late" word={t('weakest')} />
                </>
              )}
            </span>
            <span className="funnel-bar" aria-hidden="true">
              <i
                style={{ inlineSize: `${Math.round((count / most) * 100)}%` }}
                data-weak={step === weakest ? '' : undefined}
              />
            </span>
            <span className="funnel-count">
              <Figure {...reached} row={step} count={count} />
            </span>
            <span className="funnel-share quiet">
              {ofPreviousPpm !== undefined && (
                <Figure {...ofPrevious} row={step} ratePpm={ofPreviousPpm} digits={1} />
              )}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
