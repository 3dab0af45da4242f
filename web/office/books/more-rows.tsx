// The end of a list that is read in pages: reads on, while there is more.
import type { PagedRead } from '../../api/use-read.ts';
import { Button } from '../../ui/kit/button.tsx';
import { declareWords, useWords } from '../../ui/words/declare-words.ts';

const WORDS = declareWords('office.moreRows', {
  more: ['继续读取', 'Read on'],
});

/** Nothing at the end of the list. */
export function MoreRows({ of }: { readonly of: PagedRead<unknown> }) {
  const { t } = useWords(WORDS);
  if (!of.hasMore) return null;
  return (
    <div className="more-rows">
      <Button isBusy={of.isReadingMore} onClick={of.more}>
        {t('more')}
      </Button>
    </div>
  );
}
