// The page for an address that nothing has.

import { Go } from '../go.tsx';
import { declareWords, useWords } from '../words/declare-words.ts';
import { PublicFrame } from './public-frame.tsx';

const WORDS = declareWords('ui.noPage', {
  title: ['没有这个页面', 'There is no such page'],
  why: ['地址可能有误，或内容已经移走。', 'The address may be wrong, or its content has moved.'],
  home: ['回到首页', 'To the home page'],
});

/** Says so, and leads home. */
export function NoPage() {
  const { t } = useWords(WORDS);
  return (
    <PublicFrame title={t('title')} lead={t('why')}>
      <p>
        <Go to="/">{t('home')}</Go>
      </p>
    </PublicFrame>
  );
}
