// The steps of an application: which are filled in, and which is open.
import type { LoanDraftOnWire } from '@mutua/contract/loan/draft.ts';
import { DRAFT_STEPS, type DraftStep } from '@mutua/contract/loan/draft-steps.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Bar } from '../../ui/kit/bar.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { APPLY_WORDS } from './apply-words.ts';

interface StepListProps {
  readonly current: DraftStep;
  readonly steps: LoanDraftOnWire['steps'] | undefined;
  readonly onGo: (step: DraftStep) => void;
}

/** On a phone one line with a bar; each step leads to itself. */
export function StepList({ current, steps, onGo }: StepListProps) {
  const { t } = useWords(APPLY_WORDS);
  const number = DRAFT_STEPS.indexOf(current) + 1;
  const isDone = (step: DraftStep) =>
    step !== 'check' && steps?.find((one) => one.step === step)?.missing.length === 0;
  const progress = t('stepOf', { number, all: DRAFT_STEPS.length });
  return (
    <nav aria-label={t('steps')}>
      <p className="quiet">
        <Plain>{progress}</Plain>
      </p>
      <Bar
        label={progress}
        parts={[{ key: 'done', share: number / DRAFT_STEPS.length, tone: 'yours' }]}
      />
      <ol className="step-list">
        {DRAFT_STEPS.map((step) => (
          <li key={step}>
            <button
              type="button"
              onClick={() => onGo(step)}
              {...(step === current ? { 'aria-current': 'step' as const } : {})}
            >
              <StatusMark status={isDone(step) ? 'ok' : 'pending'} word={t(step)} />
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
