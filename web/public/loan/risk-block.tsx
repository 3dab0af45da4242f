// The risk of a loan: the expected loss and where it comes from, and what the score is made of.
import type { ListingOnWire } from '@mutua/contract/market/listing.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { FEATURE_LABELS } from '@mutua/contract/words/value-lists.ts';
import type { DeclaredFigure } from '../../ui/figure/declare-figures.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { LOAN_FIGURES as FIGURES } from '../../ui/figure/loan-figures.ts';
import { Bar } from '../../ui/kit/bar.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { GradeOutcome } from './grade-outcome.tsx';
import { Numbered } from './loan-blocks.tsx';
import { LOAN_WORDS } from './loan-words.ts';
import { useEditions } from './use-editions.ts';

export function RiskBlock({ listing }: { readonly listing: ListingOnWire }) {
  const { t } = useWords(LOAN_WORDS);
  const { namedEdition } = useEditions();
  const { outlook, risk, loanId, termMonths } = listing;
  const { scorecard, policyVersion, reasons, score } = risk;
  return (
    <Card id="block-3" title={<Numbered number={3} title={t('aboutRisk')} />}>
      <div className="risk">
        <div>
          <h3 data-plain="">{t('lossHow', { count: termMonths })}</h3>
          {outlook !== undefined && (
            <dl className="loss-product">
              <Part figure={FIGURES.termPd} ratePpm={outlook.termPdPpm} row={loanId} />
              <Part figure={FIGURES.exposure} ratePpm={outlook.exposurePpm} row={loanId} sign="×" />
              <Part figure={FIGURES.lgd} ratePpm={outlook.lgdPpm} row={loanId} sign="×" />
              <Part figure={FIGURES.termLoss} ratePpm={outlook.termLossPpm} row={loanId} sign="=" />
            </dl>
          )}
          <GradeOutcome grade={listing.grade ?? ''} />
        </div>
        <div>
          <h3>
            <FigureLabel {...FIGURES.score} />{' '}
            <Figure {...FIGURES.score} count={score} row={loanId} />
          </h3>
          {reasons.length === 0 ? (
            <p className="quiet">{t('notScored')}</p>
          ) : (
            <Reasons loanId={loanId} reasons={reasons} />
          )}
          {scorecard !== undefined && (
            <p className="quiet" data-plain="">
              {t('model', {
                card: namedEdition(scorecard),
                policy: namedEdition(policyVersion ?? ''),
              })}
            </p>
          )}
        </div>
      </div>
    </Card>
  );
}

function Part({
  figure,
  ratePpm,
  row,
  sign,
}: {
  readonly figure: DeclaredFigure;
  readonly ratePpm: number;
  readonly row: string;
  readonly sign?: string;
}) {
  return (
    <div>
      <dt>
        <FigureLabel {...figure} />
      </dt>
      <dd>
        {sign !== undefined && <span className="equation-sign">{sign}</span>}
        <Figure {...figure} ratePpm={ratePpm} row={row} />
      </dd>
    </div>
  );
}

function Reasons({
  loanId,
  reasons,
}: {
  readonly loanId: string;
  readonly reasons: ListingOnWire['risk']['reasons'];
}) {
  const { t, language } = useWords(LOAN_WORDS);
  return (
    <ul className="reasons" aria-label={t('scoreHow')}>
      {reasons.map(({ feature, points, pointsMax }) => (
        <li key={feature}>
          <Plain>{wordOf(FEATURE_LABELS, feature, language)}</Plain>
          <Bar
            label={t('pointsOf', { points, most: pointsMax })}
            parts={[
              {
                key: 'points',
                share: pointsMax === 0 ? 0 : points / pointsMax,
                tone: points * 2 < pointsMax ? 'late' : 'soft',
              },
            ]}
          />
          <span>
            <Figure {...FIGURES.points} count={points} row={`${loanId} ${feature}`} />
            <Plain> / {pointsMax}</Plain>
          </span>
        </li>
      ))}
    </ul>
  );
}
