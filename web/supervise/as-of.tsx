// Which closed day is looked at: it stands in the address, so a page can be cited.
import { addDays, formatDay, parseDay } from '@mutua/core/time/day.ts';
import { useRead } from '../api/use-read.ts';
import { Button } from '../ui/kit/button.tsx';
import { Field } from '../ui/kit/field.tsx';
import { TextInput } from '../ui/kit/inputs.tsx';
import { Empty, NoticeBox } from '../ui/kit/notice-box.tsx';
import { useQueryString } from '../ui/page-route.ts';
import { useWords } from '../ui/words/declare-words.ts';
import { SUPERVISE_WORDS } from './supervise-words.ts';

/** The day of the address, or the one closed last; nothing before the first close, and while it is asked for. */
export function useAsOf(): string | undefined {
  const [query] = useQueryString();
  const days = useRead('/api/supervision/days', { query: { limit: 1 } });
  const last = days.kind === 'ready' ? days.value.items[0]?.day : undefined;
  return query.get('day') ?? last;
}

/** Chooses it. */
export function AsOf() {
  const { t } = useWords(SUPERVISE_WORDS);
  const [, change] = useQueryString();
  const days = useRead('/api/supervision/days', { query: { limit: 1 } });
  const day = useAsOf();
  if (days.kind !== 'ready') return null;
  const last = days.value.items[0]?.day;
  if (last === undefined) return <Empty why={t('noDay')} />;
  const step = (by: number) => {
    const read = parseDay(day ?? last, 'day');
    if (read.ok) change({ day: formatDay(addDays(read.value, by)) });
  };
  return (
    <div className="as-of">
      <Field label={t('asOf')}>
        {(field) => (
          <TextInput
            field={field}
            type="date"
            value={day ?? last}
            onChange={(next) => change({ day: next })}
          />
        )}
      </Field>
      <Button size="large" onClick={() => step(-1)}>
        {t('earlier')}
      </Button>
      {day !== last && (
        <>
          <Button size="large" onClick={() => step(1)}>
            {t('later')}
          </Button>
          <Button size="large" onClick={() => change({ day: undefined })}>
            {t('lastClosed')}
          </Button>
        </>
      )}
    </div>
  );
}

/** Said where the chosen day has nothing to show. */
export function NotClosed() {
  const { t } = useWords(SUPERVISE_WORDS);
  return <NoticeBox tone="late">{t('notClosed')}</NoticeBox>;
}
