// One step of the tour: who acts, what happens and why, the button, and what came back.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AMOUNTS, bidOf, CURRENCY, shortfallOf, topUpOf } from './tour-amounts.ts';
import { LENDERS, type TourClient } from './tour-client.ts';
import { Figures } from './tour-figures.tsx';
import { WireDay, WireMoney } from './tour-money.tsx';
import type { Standing } from './tour-standing.ts';
import { type Act, type ActKey, actsOf, STEPS, type StepKey, statesIn } from './tour-steps.ts';
import type { Tour } from './use-tour.ts';

interface StepProps {
  readonly step: StepKey;
  readonly client: TourClient;
  readonly tour: Tour;
}

/** `later` steps show their name and reason alone. */
export function StepCard({ step, client, tour }: StepProps) {
  const { t } = useTranslation();
  const { standing, current } = tour;
  const place = STEPS.indexOf(step);
  const here = current === undefined ? STEPS.length : STEPS.indexOf(current.step);
  const progress = place < here ? 'done' : place === here ? 'now' : 'later';
  const acts = actsOf(step);
  return (
    <li className={`card tour-step tour-${progress}`} data-testid={`step-${place + 1}`}>
      <div className="card-head">
        <h2>
          <span className="tour-number">{place + 1}</span> {t(`tour.steps.${step}.name`)}
        </h2>
        <span className={`tour-mark tour-mark-${progress}`}>{t(`tour.${progress}`)}</span>
      </div>
      <p>{t(`tour.steps.${step}.why`)}</p>
      {progress !== 'later' && (
        <ul className="tour-acts">
          {acts.map((act) => (
            <ActRow key={act.key} {...{ act, client, tour }} isCurrent={current?.act === act} />
          ))}
        </ul>
      )}
      {progress !== 'later' && standing !== undefined && (
        <div data-testid={`figures-${place + 1}`}>
          <StateLine states={statesIn(step, standing)} />
          <Figures {...{ step, client, standing }} />
        </div>
      )}
    </li>
  );
}

function StateLine({ states }: { readonly states: readonly string[] }) {
  const { t } = useTranslation();
  if (states.length === 0) return null;
  const words = states.map((state) => t(`tour.state.${state}` as 'tour.state.applied'));
  return (
    <p className="tour-state">
      <span className="quiet">{t('tour.loanState')}</span> {words.join(' → ')}
    </p>
  );
}

interface ActProps {
  readonly act: Act;
  readonly client: TourClient;
  readonly tour: Tour;
  readonly isCurrent: boolean;
}

function ActRow({ act, client, tour, isCurrent }: ActProps) {
  const { t } = useTranslation();
  const { standing, problem } = tour;
  const isDone = standing !== undefined && act.isDone(standing);
  return (
    <li data-testid={`act-${act.key}`} data-done={isDone}>
      <p className="tour-who">
        <span aria-hidden="true">{isDone ? '✓' : isCurrent ? '→' : '·'}</span>{' '}
        {act.actor === undefined ? (
          <span className="quiet">{t('tour.byItself')}</span>
        ) : (
          <>
            <strong>{client.person(act.actor).name}</strong>{' '}
            <span className="quiet">{t(`tour.role.${act.actor}`)}</span>
          </>
        )}{' '}
        {!(isCurrent && act.actor !== undefined) && <ActWords act={act} standing={standing} />}
      </p>
      {isCurrent && <ActBox {...{ act, client, tour }} />}
      {isCurrent && problem !== undefined && (
        <p className="refused" role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}

function ActBox({ act, client, tour }: Omit<ActProps, 'isCurrent'>) {
  const { t } = useTranslation();
  const { standing, isBusy, runningDay } = tour;
  if (act.key === 'apply') return <ApplyBox tour={tour} />;
  if (act.actor === undefined) return <p className="quiet">{t('tour.waiting')}</p>;
  const waits = standing && act.waitsFor?.(standing);
  if (waits !== undefined) {
    return (
      <BankBox
        pageUrl={waits.pageUrl}
        password={client.person(act.actor).atBank?.paymentPassword}
      />
    );
  }
  return (
    <p className="tour-box">
      <button
        type="button"
        className="tour-button"
        disabled={isBusy}
        onClick={() => tour.run(act.key)}
      >
        {isBusy ? t('tour.working') : <ActWords act={act} standing={standing} />}
      </button>
      {runningDay !== undefined && (
        <span className="tour-running" aria-live="polite">
          {t('tour.fact.today')} <WireDay day={runningDay} />
        </span>
      )}
    </p>
  );
}

interface BankBoxProps {
  readonly pageUrl: string | undefined;
  readonly password: string | undefined;
}

/** The page belongs to the bank: it opens beside this one, and this one sees what the bank answers. */
function BankBox({ pageUrl, password }: BankBoxProps) {
  const { t, i18n } = useTranslation();
  if (pageUrl === undefined) return <p className="quiet">{t('tour.bankAsked')}</p>;
  const address = new URL(pageUrl);
  address.searchParams.set('lang', i18n.language === 'en' ? 'en' : 'zh');
  return (
    <div className="tour-bank">
      <p className="tour-box">
        <a className="tour-button" href={address.href} target="_blank" rel="noreferrer">
          {t('tour.bank')} ↗
        </a>
        <span>
          {t('tour.bankPassword')}
          <code>{password}</code>
        </span>
      </p>
      <p className="quiet">{t('tour.bankWaits')}</p>
    </div>
  );
}

function ApplyBox({ tour }: { readonly tour: Tour }) {
  const { t } = useTranslation();
  const name = useId();
  const [amount, setAmount] = useState<string>(AMOUNTS[2]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        tour.apply(amount);
      }}
    >
      <fieldset className="field">
        <legend>{t('tour.amount')}</legend>
        <div className="segments">
          {AMOUNTS.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name={name}
                checked={one === amount}
                onChange={() => setAmount(one)}
              />
              <WireMoney value={{ minorUnits: one, currency: CURRENCY }} />
            </label>
          ))}
        </div>
      </fieldset>
      <button type="submit" className="tour-button" disabled={tour.isBusy}>
        {tour.isBusy ? t('tour.working') : t('tour.act.apply')}
      </button>
    </form>
  );
}

interface ActWordsProps {
  readonly act: Act;
  readonly standing: Standing | undefined;
}

/** What the button says; a bid and a top-up name their amount. */
function ActWords({ act: { key }, standing }: ActWordsProps) {
  const { t } = useTranslation();
  const amount = standing && amountOf(key, standing);
  return (
    <>
      {t(`tour.act.${key}`)}
      {amount !== undefined && (
        <>
          {' '}
          <WireMoney value={amount} />
        </>
      )}
    </>
  );
}

function amountOf(key: ActKey, { loan, payoff, purse }: Standing) {
  const lender = LENDERS.find((one) => key === `bid-${one}`);
  if (lender !== undefined) return bidOf(lender, loan.loanAmount);
  if (key !== 'top-up' || payoff === undefined || purse === undefined) return undefined;
  return shortfallOf(payoff, purse.available) > 0n ? topUpOf(payoff, purse.available) : undefined;
}
