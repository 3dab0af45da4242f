// Where facts come from, in words.
import { useWords } from '../../ui/words/declare-words.ts';
import { REVIEW_WORDS } from './review-words.ts';

/** Another source is shown as it was written. */
export function useSourceWords(): (source: string) => string {
  const { t } = useWords(REVIEW_WORDS);
  const words: Readonly<Record<string, string>> = {
    borrower: t('sourceBorrower'),
    staff: t('sourceStaff'),
    platform: t('sourcePlatform'),
    credit_bureau: t('sourceBureau'),
    bank_statement: t('sourceStatement'),
    employer: t('sourceEmployer'),
    document: t('sourceDocument'),
  };
  return (source) => words[source] ?? source;
}
