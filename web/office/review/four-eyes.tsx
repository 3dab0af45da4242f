// The two persons of a decision: who prepared it, who may decide, and why that is not the same.
import type { ReviewFile } from '@mutua/contract/office/review.ts';
import { useState } from 'react';
import { useWords } from '../../ui/words/declare-words.ts';
import { REVIEW_WORDS } from './review-words.ts';

interface FourEyesProps {
  readonly file: ReviewFile;
  /** The id of who has signed in. */
  readonly me: string;
}

/** What the first person said stays folded until the second asks for it. */
export function FourEyes({ file, me }: FourEyesProps) {
  const { t } = useWords(REVIEW_WORDS);
  const { preparedBy, review } = file;
  const nameOf = ({ personId, name }: ReviewFile['preparedBy'][number]) => {
    const said = name ?? t('someone');
    return personId === me ? `${said} (${t('you')})` : said;
  };
  const makers = preparedBy.map(nameOf).join(' · ');
  return (
    <div className="four-eyes">
      <h3>{t('twoPersons')}</h3>
      <ol data-plain="">
        <li data-done={makers === '' ? undefined : ''}>
          {t('maker')} <strong>{makers === '' ? t('nobodyYet') : makers}</strong>
          <p className="quiet">{t('notYourself')}</p>
        </li>
        <li>
          {t('checker')}
          <p className="quiet">{t('checkerIs')}</p>
        </li>
      </ol>
      {review !== undefined && <FirstOpinion review={review} isOwn={review.makerId === me} />}
    </div>
  );
}

interface FirstOpinionProps {
  readonly review: NonNullable<ReviewFile['review']>;
  readonly isOwn: boolean;
}

function FirstOpinion({ review, isOwn }: FirstOpinionProps) {
  const { t } = useWords(REVIEW_WORDS);
  const [isShown, setShown] = useState(isOwn);
  if (!isShown) {
    return (
      <button type="button" className="link" onClick={() => setShown(true)}>
        {t('showFirst')}
      </button>
    );
  }
  return (
    <div className="notice" data-tone="info" data-plain="">
      <strong>{t('firstDecision')}</strong>{' '}
      {t(review.opinion === 'approve' ? 'adviseApprove' : 'adviseReject')}
      <p>{review.reason}</p>
    </div>
  );
}
