// Four weeks of receipts on the lender's home.
import { useRead } from '../../api/use-read.ts';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { AheadFacts } from '../calendar/ahead-facts.tsx';
import { CalendarGrid } from '../calendar/calendar-grid.tsx';
import { weeksFrom } from '../calendar/calendar-span.ts';
import { CALENDAR_WORDS } from '../calendar/calendar-words.ts';
import { HOME_WORDS } from './home-words.ts';

const WEEKS = 4;

/** From this Monday on. */
export function CalendarCard({ asOf }: { readonly asOf: string }) {
  const { t } = useWords(HOME_WORDS);
  const { t: say } = useWords(CALENDAR_WORDS);
  const { from, to } = weeksFrom(asOf, WEEKS);
  const read = useRead('/api/portfolio/calendar', { query: { from, to } });
  return (
    <Card
      title={t('calendar')}
      note={t('calendarNote')}
      links={<Go to="/lend/calendar">{t('wholeCalendar')}</Go>}
    >
      <Shown read={read} lines={10}>
        {(calendar) => (
          <>
            <AheadFacts calendar={calendar} />
            <div className="lend-desk-only">
              <CalendarGrid calendar={calendar} />
            </div>
            <p className="quiet lend-note" data-plain="">
              {say('note')}
            </p>
          </>
        )}
      </Shown>
    </Card>
  );
}
