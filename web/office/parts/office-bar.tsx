// The bar above a page of the office: its name, the search, the business date and the clock.
import type { OfficeDesk } from '@mutua/contract/office/home.ts';
import { type ReactNode, useEffect, useState } from 'react';
import type { ReadState } from '../../api/use-read.ts';
import { DayOnPage } from '../../ui/moment.tsx';
import { clockOf } from '../../ui/operator-clock.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { KeyHint } from './key-hint.tsx';
import { OFFICE_WORDS } from './office-words.ts';

interface OfficeBarProps {
  readonly title: string;
  readonly crumbs: ReactNode;
  readonly acts: ReactNode;
  readonly onSearch: () => void;
  readonly desk: ReadState<OfficeDesk>;
}

/** The one heading of the page stands in it. */
export function OfficeBar({ title, crumbs, acts, onSearch, desk }: OfficeBarProps) {
  const { t, language } = useWords(OFFICE_WORDS);
  return (
    <header className="office-bar">
      <h1>{title}</h1>
      {crumbs !== undefined && <span className="office-crumbs">{crumbs}</span>}
      <span className="office-bar-end">
        {acts}
        <button type="button" className="office-search" onClick={onSearch}>
          <span>{t('search')}</span> <KeyHint name="Ctrl K" />
        </button>
        {desk.kind === 'ready' && (
          <span className="office-day">
            {t('day')}{' '}
            <strong>
              <DayOnPage day={desk.value.day} />
            </strong>{' '}
            {weekday(desk.value.day, language)}
            {desk.value.state === 'processing' && ` · ${t('processing')}`}
          </span>
        )}
        <Clock />
      </span>
    </header>
  );
}

function weekday(day: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}

const SECOND_MS = 1_000;

function Clock() {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 10 * SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  const { time } = clockOf(now);
  return <time dateTime={time}>{time}</time>;
}
