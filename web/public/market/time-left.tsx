// How long until a moment, in words; it moves on by itself.
import { useEffect, useState } from 'react';
import { useWords } from '../../ui/words/declare-words.ts';
import { TIME_WORDS } from './market-words.ts';

const MINUTE_MS = 60_000;
const MINUTES_AN_HOUR = 60;
const HOURS_A_DAY = 24;
const SOON_MINUTES = 180;

/** Amber when less than three hours are left. */
export function TimeLeft({ until }: { readonly until: string }) {
  const { t } = useWords(TIME_WORDS);
  const now = useMinute();
  const left = Math.floor((Date.parse(until) - now) / MINUTE_MS);
  const hours = Math.floor(left / MINUTES_AN_HOUR);
  const text =
    left < 0
      ? t('over')
      : hours >= HOURS_A_DAY
        ? t('days', { days: Math.floor(hours / HOURS_A_DAY), hours: hours % HOURS_A_DAY })
        : hours > 0
          ? t('hours', { hours, minutes: left % MINUTES_AN_HOUR })
          : t('minutes', { minutes: left });
  return (
    <time dateTime={until} className={left < SOON_MINUTES ? 'time-soon' : ''}>
      {text}
    </time>
  );
}

/** Now, a minute at a time. */
export function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
