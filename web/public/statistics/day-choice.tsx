// Which closed day is shown: a date, and the days before and after it, by button or by the arrow keys.
import type { DisclosureHeadline } from '@mutua/contract/disclosure/figures.ts';
import { addDays, formatDay, parseDay } from '@mutua/core/time/day.ts';
import { useEffect } from 'react';
import { Button } from '../../ui/kit/button.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { TextInput } from '../../ui/kit/inputs.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { STATISTICS_WORDS } from './statistics-words.ts';

type Calendar = NonNullable<DisclosureHeadline['calendar']>;

export function DayChoice({ calendar }: { readonly calendar: Calendar }) {
  const { t } = useWords(STATISTICS_WORDS);
  const [query, setQuery] = useQueryString();
  const { firstDay, lastClosedDay: last } = calendar;
  const day = query.get('day') ?? last;
  const [before, after] = [dayBeside(day, -1), dayBeside(day, 1)];
  const choose = (chosen: string) => setQuery({ day: chosen === last ? undefined : chosen });
  const to = {
    before: before !== undefined && before >= firstDay ? before : undefined,
    after: after !== undefined && after <= last ? after : undefined,
  };
  useArrows({
    ArrowLeft: () => to.before !== undefined && choose(to.before),
    ArrowRight: () => to.after !== undefined && choose(to.after),
  });
  return (
    <div className="day-choice">
      <Field label={t('asOf')}>
        {(field) => <TextInput field={field} type="date" value={day} onChange={choose} />}
      </Field>
      <Button isDisabled={to.before === undefined} onClick={() => to.before && choose(to.before)}>
        {t('dayBefore')}
      </Button>
      <Button isDisabled={to.after === undefined} onClick={() => to.after && choose(to.after)}>
        {t('dayAfter')}
      </Button>
    </div>
  );
}

function dayBeside(text: string, days: number): string | undefined {
  const day = parseDay(text, 'day');
  return day.ok ? formatDay(addDays(day.value, days)) : undefined;
}

/** Off while a field has the focus. */
function useArrows(acts: Readonly<Record<'ArrowLeft' | 'ArrowRight', () => unknown>>): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, select');
      if (isTyping || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') acts[event.key]();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [acts]);
}
