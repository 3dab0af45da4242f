// What the account is worth, and the parts of it: the total leads, and the strip is its proof.
import type { PortfolioOnWire } from '@mutua/contract/claim/portfolio.ts';
import type { ReactNode } from 'react';
import type { DeclaredFigure } from '../../ui/figure/declare-figures.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { ButtonLink } from '../../ui/kit/button.tsx';
import { type EquationPart, EquationStrip } from '../../ui/kit/equation-strip.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { DayOnPage, MomentOnPage } from '../../ui/moment.tsx';
import { drawnShare } from '../../ui/money-math.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { ACCOUNT_FIGURES as F } from './account-figures.ts';
import { HOME_WORDS } from './home-words.ts';

/** The head of the page, with what can be done. */
export function AccountValue({ portfolio }: { readonly portfolio: PortfolioOnWire }) {
  const { t } = useWords(HOME_WORDS);
  return (
    <section className="lend-hero">
      <div className="lend-worth">
        <p className="quiet">
          <FigureLabel {...F.value} /> <DayOnPage day={portfolio.asOf} /> {t('live')}
        </p>
        <Figure {...F.value} money={portfolio.accountValue} size="hero" />
      </div>
      <Facts
        items={[
          {
            key: 'net',
            label: <FigureLabel {...F.netDeposited} />,
            value: <Figure {...F.netDeposited} money={portfolio.netDeposited} />,
          },
          {
            key: 'gain',
            label: <FigureLabel {...F.netGain} />,
            value: (
              <strong>
                <Figure {...F.netGain} money={portfolio.netGain} plus />
              </strong>
            ),
          },
          {
            key: 'month',
            label: <FigureLabel {...F.interestThisMonth} />,
            value: <Figure {...F.interestThisMonth} money={portfolio.interestThisMonth} />,
          },
        ]}
      />
      <div className="acts lend-acts">
        <ButtonLink to="/lend/money?tab=withdraw">{t('withdraw')}</ButtonLink>
        <ButtonLink to="/lend/money">{t('topUp')}</ButtonLink>
        <ButtonLink to="/market" kind="primary">
          {t('lend')}
        </ButtonLink>
      </div>
    </section>
  );
}

/** Cash + held + on its way + outstanding + accrued − impairment. */
export function AccountEquation({ portfolio }: { readonly portfolio: PortfolioOnWire }) {
  const { t } = useWords(HOME_WORDS);
  const part = (
    name: 'cash' | 'held' | 'onItsWay' | 'outstanding' | 'accrued' | 'impairment',
    money: PortfolioOnWire['cash'],
    rest: Pick<EquationPart, 'sign' | 'tone'> & { readonly note: ReactNode },
  ): EquationPart => {
    const { note, ...drawing } = rest;
    return {
      ...{ key: name, ...drawing, share: drawnShare(money, portfolio.accountValue) },
      label: <FigureLabel {...F[name]} />,
      value: <Part figure={F[name]} money={money} note={note} />,
    };
  };
  const { withdrawalSince } = portfolio;
  return (
    <EquationStrip
      label={t('equation')}
      parts={[
        part('cash', portfolio.cash, { tone: 'yours', note: t('now') }),
        part('held', portfolio.heldForBids, {
          ...{ sign: '+', tone: 'soft' },
          note: (
            <>
              <Figure {...F.bidsHeld} count={portfolio.bidsHeld} /> {t('inFunding')}
            </>
          ),
        }),
        part('onItsWay', portfolio.onItsWayOut, {
          ...{ sign: '+', tone: 'soft' },
          note:
            withdrawalSince === undefined ? (
              t('nothing')
            ) : (
              <>
                <MomentOnPage at={withdrawalSince} />
                {t('since')}
              </>
            ),
        }),
        part('outstanding', portfolio.outstanding, {
          sign: '+',
          note: (
            <>
              <Figure {...F.claims} count={portfolio.claims} /> {t('claims')}
            </>
          ),
        }),
        part('accrued', portfolio.accruedInterest, {
          ...{ sign: '+', tone: 'earned' },
          note: t('notYetDue'),
        }),
        part('impairment', portfolio.impairment, {
          ...{ sign: '−', tone: 'late' },
          note: t('published'),
        }),
      ]}
    />
  );
}

function Part({
  figure,
  money,
  note,
}: {
  readonly figure: DeclaredFigure;
  readonly money: PortfolioOnWire['cash'];
  readonly note: ReactNode;
}) {
  return (
    <>
      <span className="lend-part">
        <Figure {...figure} money={money} />
      </span>
      <span className="quiet fact-note">{note}</span>
    </>
  );
}
