// How long something has waited: hours and minutes, amber from sixty per cent of its limit.
import { useWords } from '../../ui/words/declare-words.ts';
import { OFFICE_WORDS } from './office-words.ts';

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
const WARN_SHARE = 0.6;

interface WaitedProps {
  readonly seconds: number;
  readonly limit?: number | undefined;
}

/** A duration in words. */
export function Waited({ seconds, limit }: WaitedProps) {
  const text = useDuration();
  const isLate = limit !== undefined && seconds >= limit * WARN_SHARE;
  return (
    <time className={isLate ? 'waited waited-late' : 'waited'} dateTime={`PT${seconds}S`}>
      {text(seconds)}
    </time>
  );
}

/** Says a duration: minutes and hours up to two days, then days. */
export function useDuration(): (seconds: number) => string {
  const { t } = useWords(OFFICE_WORDS);
  return (seconds) => {
    if (seconds >= 2 * DAY) return t('days', { count: Math.floor(seconds / DAY) });
    const hours = Math.floor(seconds / HOUR);
    const minutes = Math.floor((seconds % HOUR) / MINUTE);
    return `${hours}:${String(minutes).padStart(2, '0')}`;
  };
}

/** How much of the limit is used up, as a bar. */
export function WaitBar({ seconds, limit }: { readonly seconds: number; readonly limit: number }) {
  const share = Math.min(1, seconds / limit);
  return (
    <span
      className={share >= WARN_SHARE ? 'wait-bar wait-bar-late' : 'wait-bar'}
      aria-hidden="true"
    >
      <span style={{ inlineSize: `${Math.round(share * 100)}%` }} />
    </span>
  );
}
