// What the decision's place says where this member of staff has none to make: why, whose turn it is, and the next case.
import type { ReviewFile, ReviewItem } from '@mutua/contract/office/review.ts';
import { LOAN_STATE_LABELS, wordOf } from '@mutua/contract/words/office-words.ts';
import { Button } from '../../ui/kit/button.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { KeyHint } from '../parts/key-hint.tsx';
import { REVIEW_WORDS } from './review-words.ts';

interface NothingToDecideProps {
  readonly file: ReviewFile;
  /** The id of who has signed in. */
  readonly me: string;
  readonly next: ReviewItem | undefined;
  readonly onNext: () => void;
}

/** Never a dead end. */
export function NothingToDecide({ file, me, next, onNext }: NothingToDecideProps) {
  const { t } = useWords(REVIEW_WORDS);
  const why = useWhy(file, me);
  return (
    <div className="review-nothing">
      <p>{t('readOnly')}</p>
      <p className="quiet" data-plain="">
        {why}
      </p>
      {next !== undefined && (
        <Button onClick={onNext}>
          <span data-plain="">{t('goNext', { name: next.borrowerName ?? t('noName') })}</span>{' '}
          <KeyHint name="J" />
        </Button>
      )}
    </div>
  );
}

function useWhy({ state, waitsFor, preparedBy }: ReviewFile, me: string): string {
  const { t, language } = useWords(REVIEW_WORDS);
  switch (waitsFor) {
    case 'applied':
      return t('whyApplied');
    case 'in_review':
      return t('whyInReview');
    case 'to_decide':
      return t(preparedBy.some(({ personId }) => personId === me) ? 'whyOwn' : 'whyToDecide');
    default:
      return t('whyDecided', { state: wordOf(LOAN_STATE_LABELS, state, language) });
  }
}
