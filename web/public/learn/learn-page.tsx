// How a loan works, where money is, what can go wrong and what happens then; for everybody, before registration.

import { useWording } from '../../ui/figure/figure-label.tsx';
import { PublicFrame } from '../../ui/frame/public-frame.tsx';
import { Go } from '../../ui/go.tsx';
import { ButtonLink } from '../../ui/kit/button.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { CHAPTERS, type Chapter, LEARN_WORDS } from './learn-words.ts';
import '../statistics/statistics.css';

export function LearnPage() {
  const { t } = useWords(LEARN_WORDS);
  const say = useWording();
  return (
    <PublicFrame title={t('title')} lead={t('lead')}>
      <div className="learn">
        <nav aria-label={t('contents')} className="learn-contents">
          <ol>
            {CHAPTERS.map(({ key, title }) => (
              <li key={key}>
                <a href={`#${key}`}>{say(title)}</a>
              </li>
            ))}
          </ol>
        </nav>
        <article className="reading card" data-plain="">
          {CHAPTERS.map((chapter) => (
            <ChapterText key={chapter.key} chapter={chapter} />
          ))}
          <p className="learn-next">
            <ButtonLink to="/register" kind="primary">
              {t('register')}
            </ButtonLink>
            <Go to="/fees">{t('fees')}</Go>
            <Go to="/statistics">{t('statistics')}</Go>
            <Go to="/calculators">{t('calculators')}</Go>
          </p>
        </article>
      </div>
    </PublicFrame>
  );
}

function ChapterText({ chapter }: { readonly chapter: Chapter }) {
  const say = useWording();
  const { key, title, paragraphs, points = [], isInOrder } = chapter;
  const items = points.map((point) => <li key={point[1]}>{say(point)}</li>);
  return (
    <section id={key}>
      <h2>{say(title)}</h2>
      {paragraphs.map((paragraph) => (
        <p key={paragraph[1]}>{say(paragraph)}</p>
      ))}
      {items.length > 0 && (isInOrder ? <ol>{items}</ol> : <ul>{items}</ul>)}
    </section>
  );
}
