// The tour: one loan from application to close, done by the persons of a demo through the real API.
import type { DemoPersonsOnWire } from '@mutua/contract/installation/demo.ts';
import i18next from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDemo } from '../../api/demo.ts';
import { PublicFrame } from '../../ui/frame/public-frame.tsx';
import { StepCard } from './tour-card.tsx';
import { TourClient } from './tour-client.ts';
import { isAstray, STEPS } from './tour-steps.ts';
import { useTour } from './use-tour.ts';
import './tour.css';

/** The page at /tour; where there is no demo, it says so. */
export function TourPage() {
  const { t } = useTranslation();
  const found = useDemo();
  return (
    <PublicFrame title={t('tour.title')} lead={t('tour.lead')}>
      {found.kind === 'none' && (
        <section className="card" data-testid="no-demo">
          <p>{t('tour.noDemo')}</p>
          <p className="quiet">{t('tour.noDemoHow')}</p>
        </section>
      )}
      {found.kind === 'demo' && !found.demo.isReady && (
        <section className="card" aria-live="polite">
          <p>{t('tour.preparing')}</p>
        </section>
      )}
      {found.kind === 'demo' && found.demo.isReady && <TourSteps demo={found.demo} />}
    </PublicFrame>
  );
}

function TourSteps({ demo }: { readonly demo: DemoPersonsOnWire }) {
  const { t } = useTranslation();
  const client = useMemo(
    () => new TourClient(demo.persons, () => (i18next.language === 'en' ? 'en' : 'zh-CN')),
    [demo],
  );
  const tour = useTour(client);
  const { loanId, standing, problem, isBusy } = tour;
  if (loanId !== undefined && standing === undefined) {
    return (
      <section className="card" aria-live="polite">
        {isBusy && <p>{t('tour.reading')}</p>}
        {problem !== undefined && (
          <>
            <p className="refused" role="alert">
              {problem}
            </p>
            <button type="button" className="link" onClick={() => tour.readAgain()}>
              {t('tour.again')}
            </button>{' '}
            <a href="/tour">{t('tour.anew')}</a>
          </>
        )}
      </section>
    );
  }
  return (
    <>
      <ol className="tour">
        {STEPS.map((step) => (
          <StepCard key={step} {...{ step, client, tour }} />
        ))}
      </ol>
      {standing !== undefined && (
        <p className="tour-end" data-testid="loan-state" data-state={standing.loan.state}>
          {isAstray(standing) && (
            <span className="refused">
              {t('tour.astray', {
                state: t(`tour.state.${standing.loan.state}` as 'tour.state.applied'),
              })}{' '}
            </span>
          )}
          <a href="/tour">{t('tour.anew')}</a>
        </p>
      )}
    </>
  );
}
