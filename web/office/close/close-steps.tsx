// The steps of the close as a strip: what is done with its time, what comes next, and where somebody has to act.
import type { CloseView } from '@mutua/contract/office/day-close.ts';
import { CLOSE_STEP_LABELS } from '@mutua/contract/words/book-words.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { TimeOnPage } from '../../ui/moment.tsx';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { CLOSE_FIGURES } from './close-figures.ts';
import { CLOSE_WORDS } from './close-words.ts';
import { STEP_WORDS } from './step-words.ts';

/** Six at a time. */
export function CloseSteps({ steps }: { readonly steps: CloseView['steps'] }) {
  const { t } = useWords(CLOSE_WORDS);
  const { t: say } = useWords(STEP_WORDS);
  const language = useLanguage();
  return (
    <ol className="close-steps" aria-label={t('steps')}>
      {steps.map(({ step, state, at, count }, index) => (
        <li key={step} data-state={state} data-testid={`step-${step}`}>
          <span className="step-place">{state === 'done' ? '✓' : <Plain>{index + 1}</Plain>}</span>
          <span className="step-name">{CLOSE_STEP_LABELS[step][language]}</span>
          <span className="step-time">{at === undefined ? '—' : <TimeOnPage at={at} />}</span>
          <span className="step-note">
            {step === 'close' ? (
              say(state)
            ) : (
              <>
                <Figure {...CLOSE_FIGURES.stepCount} row={step} count={count} />{' '}
                {say(unitOf(step, state))} · {say(state)}
              </>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

type Steps = CloseView['steps'][number];

function unitOf(step: Steps['step'], state: Steps['state']) {
  switch (step) {
    case 'stop_bookings':
      return 'lines';
    case 'work_due':
      return state === 'done' ? 'worked' : 'due';
    case 'compare_rails':
    case 'explain_breaks':
      return 'breaks';
    case 'check_laws':
    case 'close':
      return 'laws';
  }
}
