// A sheet over the page: from the side on a desk, from below on a phone. Escape closes it.
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { declareWords, useWords } from '../words/declare-words.ts';

const WORDS = declareWords('ui.sheet', { close: ['关闭', 'Close'] });

interface SheetProps {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** It is there while it is open; whoever opens it takes it away again. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const { t } = useWords(WORDS);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="sheet" aria-labelledby={id} onClose={onClose}>
      <div className="sheet-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="link" onClick={() => dialog.current?.close()}>
          {t('close')}
        </button>
      </div>
      <div className="sheet-body">{children}</div>
    </dialog>
  );
}
