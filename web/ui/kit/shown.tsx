// A read on a page: grey bars while it is awaited, its reference where it failed, else what it is.
import { type ReactNode, useEffect, useState } from 'react';
import type { ReadState } from '../../api/use-read.ts';
import { declareWords, useWords } from '../words/declare-words.ts';
import { Button } from './button.tsx';

const WORDS = declareWords('ui.shown', {
  loading: ['正在取数', 'Reading'],
  slow: ['比平时慢，仍在取数', 'Slower than usual, still reading'],
  failed: ['没有取到。', 'It could not be read.'],
  reference: ['编号 {{reference}}', 'Reference {{reference}}'],
  again: ['重试', 'Try again'],
});

const SLOW_MS = 4_000;

interface ShownProps<Value> {
  readonly read: ReadState<Value>;
  readonly children: (value: Value) => ReactNode;
  /** How many lines its place is high. */
  readonly lines?: number;
}

/** The rest of the page lives on whatever becomes of it. */
export function Shown<Value>({ read, children, lines = 3 }: ShownProps<Value>) {
  const { t } = useWords(WORDS);
  switch (read.kind) {
    case 'ready':
      return children(read.value);
    case 'loading':
      return <Skeleton lines={lines} />;
    case 'failed':
      return (
        <div className="failed" role="alert" data-plain="">
          <p>
            {read.problem?.detail ?? t('failed')}{' '}
            {read.problem?.reference !== undefined &&
              t('reference', { reference: read.problem.reference })}
          </p>
          <Button onClick={read.again}>{t('again')}</Button>
        </div>
      );
  }
}

/** Grey bars in the place of what is awaited. */
export function Skeleton({ lines }: { readonly lines: number }) {
  const { t } = useWords(WORDS);
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="skeleton" role="status">
      <span className="unseen">{t('loading')}</span>
      {Array.from({ length: lines }, (_, line) => `line ${line}`).map((key) => (
        <i key={key} />
      ))}
      {isSlow && <p className="quiet">{t('slow')}</p>}
    </div>
  );
}
