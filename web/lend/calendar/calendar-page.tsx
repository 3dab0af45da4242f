// The calendar of receipts, month by month.
import { useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { PersonFrame } from '../../ui/frame/person-frame.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { CALENDAR_FIGURES as F } from '../home/health-figures.ts';
import { HOME_WORDS } from '../home/home-words.ts';
import '../lend.css';
import { AheadFacts } from './ahead-facts.tsx';
import { CalendarGrid } from './calendar-grid.tsx';
import { monthAfter, weeksOfMonth } from './calendar-span.ts';
import { CALENDAR_WORDS } from './calendar-words.ts';

const MONTH = /^\d{4}-\d{2}$/;
const MONTH_LENGTH = 7;

/** The page. */
export function CalendarPage() {
  const { t } = useWords(CALENDAR_WORDS);
  const { t: home } = useWords(HOME_WORDS);
  const portfolio = useRead('/api/portfolio');
  return (
    <PersonFrame area="lend" title={t('title')} lead={t('lead')}>
      <Shown read={portfolio} lines={10}>
        {({ items: [own] }) =>
          own === undefined ? (
            <Empty why={home('noClaims')} to="/market" action={home('toMarket')} />
          ) : (
            <MonthOfReceipts asOf={own.asOf} />
          )
        }
      </Shown>
    </PersonFrame>
  );
}

function MonthOfReceipts({ asOf }: { readonly asOf: string }) {
  const { t } = useWords(CALENDAR_WORDS);
  const [query, change] = useQueryString();
  const asked = query.get('month') ?? '';
  const today = asOf.slice(0, MONTH_LENGTH);
  const month = MONTH.test(asked) ? asked : today;
  const { from, to } = weeksOfMonth(month);
  const read = useRead('/api/portfolio/calendar', { query: { from, to } });
  const go = (months: number) => change({ month: monthAfter(month, months) });
  return (
    <div className="lend-home">
      <Card
        title={<time dateTime={month}>{month}</time>}
        note={t('shaded')}
        links={
          <>
            <Button onClick={() => go(-1)}>{t('previous')}</Button>
            <Button onClick={() => change({ month: undefined })}>{t('thisMonth')}</Button>
            <Button onClick={() => go(1)}>{t('next')}</Button>
          </>
        }
      >
        <Shown read={read} lines={12}>
          {(calendar) => (
            <>
              <CalendarGrid calendar={calendar} month={month} />
              <div className="lend-note">
                <AheadFacts calendar={calendar} />
              </div>
              <div className="lend-note">
                <Facts
                  items={[
                    {
                      ...{ key: 'overdue', label: <FigureLabel {...F.overdue} /> },
                      value: <Figure {...F.overdue} money={calendar.overdue} />,
                    },
                    ...(calendar.onTimePpm === undefined
                      ? []
                      : [
                          {
                            ...{ key: 'onTime', label: <FigureLabel {...F.onTime} /> },
                            value: <Figure {...F.onTime} ratePpm={calendar.onTimePpm} />,
                          },
                        ]),
                  ]}
                />
              </div>
              <p className="quiet lend-note" data-plain="">
                {t('note')}
              </p>
            </>
          )}
        </Shown>
      </Card>
    </div>
  );
}
