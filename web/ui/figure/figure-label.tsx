// The name of a figure; opened, it says what the figure means and where it comes from.
import { useState } from 'react';
import { Sheet } from '../kit/sheet.tsx';
import { declareWords, useLanguage, useWords } from '../words/declare-words.ts';
import type { DeclaredFigure } from './declare-figures.ts';

const WORDS = declareWords('ui.figure', {
  open: ['{{name}}：口径与来源', '{{name}}: definition and source'],
  definition: ['口径', 'Definition'],
  source: ['来源', 'Source'],
  id: ['编号', 'Id'],
});

/** The label with a dotted underline. */
export function FigureLabel({ id, label, definition, source }: DeclaredFigure) {
  const { t } = useWords(WORDS);
  const say = useWording();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="figure-label"
        data-plain=""
        title={t('open', { name: say(label) })}
        onClick={() => setOpen(true)}
      >
        {say(label)}
      </button>
      {isOpen && (
        <Sheet title={say(label)} onClose={() => setOpen(false)}>
          <dl className="figure-words">
            <dt>{t('definition')}</dt>
            <dd data-plain="">{say(definition)}</dd>
            <dt>{t('source')}</dt>
            <dd data-plain="">{say(source)}</dd>
            <dt>{t('id')}</dt>
            <dd>
              <code>{id}</code>
            </dd>
          </dl>
        </Sheet>
      )}
    </>
  );
}

/** Says a wording in the reader's language. */
export function useWording(): (wording: readonly [string, string, string?]) => string {
  const language = useLanguage();
  return ([zhCn, en]) => (language === 'en' ? en : zhCn);
}
