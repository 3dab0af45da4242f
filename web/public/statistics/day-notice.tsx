// Of which day the figures are, what the open day waits for, and what was corrected.
import type { DisclosureHeadline, FiguresOfDay } from '@mutua/contract/disclosure/figures.ts';
import { Go } from '../../ui/go.tsx';
import { NoticeBox } from '../../ui/kit/notice-box.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { STATISTICS_WORDS } from './statistics-words.ts';

interface DayNoticeProps {
  readonly published: FiguresOfDay;
  readonly calendar: NonNullable<DisclosureHeadline['calendar']>;
}

export function DayNotice({ published, calendar }: DayNoticeProps) {
  const { t } = useWords(STATISTICS_WORDS);
  const { openDay, openBreaks, restatements, digest } = calendar;
  const { day, version } = published;
  return (
    <NoticeBox tone={openBreaks > 0 ? 'late' : 'info'}>
      <p className="statistics-notice" data-plain="">
        <span>
          {t('notClosed', { day })}{' '}
          {openBreaks > 0
            ? t('breaksOpen', { day: openDay, count: openBreaks })
            : t('openDay', { day: openDay })}{' '}
          {version > 1 && t('restated', { version })}
        </span>
        <span className="statistics-notice-links">
          <Go to="/statistics/corrections">{t('corrections', { count: restatements })}</Go>
          <span>{t('proof', { digest: `${digest.slice(0, 4)}…${digest.slice(-4)}` })}</span>
        </span>
      </p>
    </NoticeBox>
  );
}
