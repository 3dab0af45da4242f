// The way of a loan from application to close: what is done, what goes on, what is to come.
import type { LoanForBorrower, TransitionOnWire } from '@mutua/contract/loan/servicing.ts';
import { Card } from '../../ui/kit/card.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { LOAN_WORDS } from './loan-words.ts';

/** Each stage is done from an event on; the first that is not goes on now. */
const STAGES = [
  { key: 'apply', events: ['LoanApplied'] },
  { key: 'assess', events: ['LoanApproved'] },
  { key: 'terms', events: [] },
  { key: 'fund', events: ['LoanFunded'] },
  { key: 'sign', events: [] },
  { key: 'payout', events: ['LoanDisbursed'] },
  { key: 'repay', events: ['LoanClosed'] },
  { key: 'close', events: ['LoanClosed'] },
] as const;

export function Tracker({ loan }: { readonly loan: LoanForBorrower }) {
  const { t } = useWords(LOAN_WORDS);
  const at = STAGES.map(({ key, events }) => doneAt(loan, key, events));
  const current = at.indexOf(undefined);
  const isOver = ['rejected', 'withdrawn', 'failed'].includes(loan.state);
  return (
    <Card title={t('tracker')}>
      <ol className="tracker">
        {STAGES.map(({ key }, index) => {
          const moment = at[index];
          const isNow = index === current && !isOver;
          return (
            <li key={key} {...(isNow ? { 'aria-current': 'step' as const } : {})}>
              <StatusMark
                status={moment !== undefined ? 'ok' : isNow ? 'yours' : 'pending'}
                word={t(`stage_${key}`)}
              />
              <span className="quiet">
                {moment !== undefined ? <MomentOnPage at={moment} /> : t(isNow ? 'now' : 'later')}
              </span>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

function doneAt(
  { timeline, termsAcceptedAt, contract }: LoanForBorrower,
  key: (typeof STAGES)[number]['key'],
  events: readonly string[],
): string | undefined {
  if (key === 'terms') return termsAcceptedAt;
  if (key === 'sign') return contract?.signedAt;
  return timeline.find(({ event }: TransitionOnWire) => events.includes(event))?.at;
}
