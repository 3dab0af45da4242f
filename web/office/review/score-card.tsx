// The score as it adds up: the base, what each feature gives of what it could, and the sum written out.
import type { FeatureInReview, ReviewFile } from '@mutua/contract/office/review.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { FEATURE_LABELS, HOME_LABELS } from '@mutua/contract/words/value-lists.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { REVIEW_FIGURES } from './review-figures.ts';
import { REVIEW_WORDS } from './review-words.ts';

const SHARES = ['burden', 'debt_to_income'];

/** The weakest features stand first. */
export function ScoreCard({ file }: { readonly file: ReviewFile }) {
  const { t } = useWords(REVIEW_WORDS);
  const { assessment, loanId } = file;
  if (assessment === undefined || assessment.features.length === 0) {
    return (
      <Card title={t('score')}>
        <Empty why={t(assessment === undefined ? 'noScore' : 'recordedScore')} />
      </Card>
    );
  }
  const { features, basePoints, score } = assessment;
  const lostBy = ({ pointsMax, points }: FeatureInReview) => pointsMax - points;
  const sorted = features.toSorted((one, other) => lostBy(other) - lostBy(one));
  return (
    <Card title={t('score')} note={assessment.scorecard && <code>{assessment.scorecard}</code>}>
      <ul className="lines score-lines">
        {sorted.map((feature) => (
          <FeatureLine key={feature.name} feature={feature} loanId={loanId} />
        ))}
      </ul>
      <p className="score-sum">
        {t('base')} <Figure {...REVIEW_FIGURES.basePoints} row={loanId} count={basePoints} />
        {features.map(({ name, points }) => (
          <span key={name}>
            {' + '}
            <Figure {...REVIEW_FIGURES.points} row={`${loanId} ${name} sum`} count={points} />
          </span>
        ))}
        {' = '}
        <strong>
          <Figure {...REVIEW_FIGURES.score} row={loanId} count={score} />
        </strong>
      </p>
    </Card>
  );
}

interface FeatureLineProps {
  readonly feature: FeatureInReview;
  readonly loanId: string;
}

function FeatureLine({ feature, loanId }: FeatureLineProps) {
  const { t, language } = useWords(REVIEW_WORDS);
  const { name, value, points, pointsMax } = feature;
  const row = `${loanId} ${name}`;
  const share = pointsMax === 0 ? 0 : points / pointsMax;
  return (
    <li>
      <span>
        <Plain>{wordOf(FEATURE_LABELS, name, language)}</Plain>{' '}
        <span className="quiet">
          {typeof value === 'string' ? (
            wordOf(HOME_LABELS, value, language)
          ) : (
            <Figure
              {...REVIEW_FIGURES.feature}
              row={row}
              {...(SHARES.includes(name) ? { ratePpm: value, digits: 1 } : { count: value })}
            />
          )}
        </span>
      </span>
      <span className="score-bar" aria-hidden="true">
        <i
          style={{ inlineSize: `${Math.round(share * 100)}%` }}
          data-weak={share < 0.5 ? '' : undefined}
        />
      </span>
      <span className="score-points">
        <Figure {...REVIEW_FIGURES.points} row={row} count={points} />{' '}
        <span className="quiet">
          {t('ofMax')} <Figure {...REVIEW_FIGURES.pointsMax} row={row} count={pointsMax} />
        </span>
      </span>
    </li>
  );
}
