// What is due today, paid and unpaid, and what is due on the three days after it.
import type { DueToday } from '@mutua/contract/office/home.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Bar, type BarPart } from '../../ui/kit/bar.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { type Status, StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { HOME_FIGURES } from './home-figures.ts';
import { HOME_WORDS } from './home-words.ts';

const PARTS = ['paid', 'underWay', 'open'] as const;
const MARKS: Readonly<Record<(typeof PARTS)[number], Status>> = {
  paid: 'yours',
  underWay: 'grace',
  open: 'pending',
};
const TONES: Readonly<Record<(typeof PARTS)[number], BarPart['tone']>> = {
  paid: 'yours',
  underWay: 'soft',
  open: 'rest',
};

/** The three parts add up to the total. */
export function DueCard({ due }: { readonly due: DueToday }) {
  const { t } = useWords(HOME_WORDS);
  return (
    <Card title={t('due')} note={t('dueNote')}>
      {due.count === 0 ? <Empty why={t('noneDue')} /> : <DueParts due={due} />}
      <h3>{t('next')}</h3>
      <ul className="lines">
        {due.next.map(({ day, count, amount }) => (
          <li key={day}>
            <span>
              <DayOnPage day={day} />
            </span>
            <span className="line-count">
              <Figure {...HOME_FIGURES.nextCount} row={day} count={count} />
            </span>
            <span className="line-amount">
              <Figure {...HOME_FIGURES.nextAmount} row={day} money={amount} sign={false} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function DueParts({ due }: { readonly due: DueToday }) {
  const { t } = useWords(HOME_WORDS);
  return (
    <>
      <Bar
        label={t('due')}
        parts={PARTS.map((part) => ({
          ...{ key: part, tone: TONES[part], share: due[part].count / due.count },
        }))}
      />
      <ul className="lines">
        {PARTS.map((part) => (
          <li key={part}>
            <span>
              <StatusMark status={MARKS[part]} word={t(part)} />
            </span>
            <span className="line-count">
              <Figure {...HOME_FIGURES.dueCount} row={part} count={due[part].count} />
            </span>
            <span className="line-amount">
              <Figure
                {...HOME_FIGURES.dueAmount}
                row={part}
                money={due[part].amount}
                sign={false}
              />
            </span>
          </li>
        ))}
        <li className="line-sum">
          <span>{t('total')}</span>
          <span className="line-count">
            <Figure {...HOME_FIGURES.dueCount} row="all" count={due.count} />
          </span>
          <span className="line-amount">
            <Figure {...HOME_FIGURES.dueAmount} row="all" money={due.amount} sign={false} />
          </span>
        </li>
      </ul>
    </>
  );
}
