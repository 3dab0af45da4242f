// A lender's six steps: which are done, the one that is next, and what comes after it.
import type { ProfileOnWire } from '@mutua/contract/people/client.ts';
import { useRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { PersonFrame } from '../../ui/frame/person-frame.tsx';
import { Go } from '../../ui/go.tsx';
import { ButtonLink } from '../../ui/kit/button.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { LendStep } from './lend-step.tsx';
import { type LenderStep, lenderPathOf, lenderSteps, type StepNumber } from './lender-steps.ts';
import { PathSide } from './path-side.tsx';
import { PATH_WORDS } from './path-words.ts';
import { QuestionnaireStep } from './questionnaire-step.tsx';
import { ReceiveStep } from './receive-step.tsx';
import { TopUpStep } from './top-up-step.tsx';
import { VerifyStep } from './verify-step.tsx';
import './path.css';

const ASK_AGAIN_MS = 3_000;

export function PathPage() {
  const { t } = useWords(PATH_WORDS);
  return (
    <PersonFrame area="lend" title={t('title')}>
      <Path />
    </PersonFrame>
  );
}

/** Asked again and again: the bank and the calendar move it on as well. */
function Path() {
  const read = useRead('/api/clients/me', { everyMs: ASK_AGAIN_MS });
  return <Shown read={read}>{(profile) => <PathOf profile={profile} />}</Shown>;
}

function PathOf({ profile }: { readonly profile: ProfileOnWire }) {
  const { t } = useWords(PATH_WORDS);
  const path = lenderPathOf(profile);
  if (path === undefined) return null;
  const steps = lenderSteps(path);
  const now = steps.find(({ state }) => state === 'next');
  const done = steps.filter(({ state }) => state === 'done').length;
  return (
    <>
      <p className="path-lead" data-plain="">
        {t('lead', { done })}
      </p>
      <div className="path">
        <StepList steps={steps} now={now?.number} />
        <section className="card path-now" aria-live="polite">
          {now === undefined ? <AllDone /> : <StepNow number={now.number} profile={profile} />}
        </section>
        <PathSide />
      </div>
    </>
  );
}

function StepList({
  steps,
  now,
}: {
  readonly steps: readonly LenderStep[];
  readonly now: StepNumber | undefined;
}) {
  const { t } = useWords(PATH_WORDS);
  return (
    <nav className="card path-steps" aria-label={t('steps')}>
      <ol>
        {steps.map(({ number, state }) => (
          <li
            key={number}
            data-state={state}
            data-testid={`step-${number}`}
            {...(state === 'next' ? ({ 'aria-current': 'step' } as const) : {})}
          >
            <span className="path-mark" data-plain="">
              {state === 'done' ? '✓' : number}
            </span>
            <span>
              <strong>{t(`step${number}`)}</strong>
              <span className="quiet" data-plain="">
                {t(`needs${number}`)}
              </span>
            </span>
          </li>
        ))}
      </ol>
      <p className="path-next">
        <span className="quiet">{t('nextIs')}</span>
        {now === undefined || now === 1 ? t('nextDone') : t(`next${now}`)}
      </p>
    </nav>
  );
}

function StepNow({
  number,
  profile,
}: {
  readonly number: StepNumber;
  readonly profile: ProfileOnWire;
}) {
  const { t } = useWords(PATH_WORDS);
  return (
    <>
      <p className="quiet path-step-of">
        <Plain>{t('stepOf', { step: number })}</Plain>
      </p>
      <h2>{t(`step${number}`)}</h2>
      <StepItself number={number} profile={profile} />
    </>
  );
}

function StepItself({
  number,
  profile,
}: {
  readonly number: StepNumber;
  readonly profile: ProfileOnWire;
}) {
  switch (number) {
    case 1:
    case 2:
      return <VerifyStep profile={profile} />;
    case 3:
      return <QuestionnaireStep />;
    case 4:
      return <TopUpStep />;
    case 5:
      return <LendStep tolerance={profile.lender?.tolerance ?? 0} />;
    case 6:
      return <ReceiveStep />;
  }
}

function AllDone() {
  const { t } = useWords(PATH_WORDS);
  return (
    <>
      <h2 data-testid="path-done">{t('received')}</h2>
      <p>{t('nextDone')}</p>
      <p className="acts">
        <ButtonLink to="/lend" kind="primary">
          {t('toHome')}
        </ButtonLink>
        <Go to="/market">{t('toMarket')}</Go>
      </p>
    </>
  );
}
