// Everything that happened to a loan: who, when, and why.
import type { TransitionOnWire } from '@mutua/contract/loan/servicing.ts';
import type { LoanInOffice } from '@mutua/contract/office/queues.ts';
import { NOTICE_REASON_LABELS } from '@mutua/contract/words/notice-reasons.ts';
import {
  ACTOR_LABELS,
  LOAN_EVENT_LABELS,
  LOAN_STATE_LABELS,
  wordOf,
} from '@mutua/contract/words/office-words.ts';
import { REASON_LABELS } from '@mutua/contract/words/value-lists.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { shortIdOf } from '../parts/short-id.tsx';
import { LOANS_WORDS } from './loans-words.ts';

/** In the order in which it happened. */
export function TimelineCard({ loan }: { readonly loan: LoanInOffice }) {
  const { t } = useWords(LOANS_WORDS);
  return (
    <Card title={t('timeline')} note={t('timelineNote')}>
      <ol className="office-story">
        {loan.timeline.map((one) => (
          <Happening key={one.number} one={one} loan={loan} />
        ))}
      </ol>
    </Card>
  );
}

interface HappeningProps {
  readonly one: TransitionOnWire;
  readonly loan: LoanInOffice;
}

function Happening({ one, loan }: HappeningProps) {
  const { language } = useWords(LOANS_WORDS);
  const reasonText = useReasonText();
  const { event, to, actor, at, reason } = one;
  return (
    <li>
      <span>
        <strong>{wordOf(LOAN_EVENT_LABELS, event, language)}</strong>{' '}
        <span className="quiet">{wordOf(LOAN_STATE_LABELS, to, language)}</span>
      </span>
      <span className="office-story-at">
        <MomentOnPage at={at} />
      </span>
      <span className="quiet office-story-who">
        <ActorText actor={actor} loan={loan} />
        {reason !== undefined && (
          <>
            {' · '}
            <Plain>{reasonText(reason)}</Plain>
          </>
        )}
      </span>
    </li>
  );
}

const CODES = { ...NOTICE_REASON_LABELS, ...REASON_LABELS };

/** Rules give their codes, persons their own words. */
function useReasonText(): (reason: string) => string {
  const { t, language } = useWords(LOANS_WORDS);
  return (reason) => {
    if (reason === 'fit') return t('fit');
    if (reason === 'days_overdue') return t('overdueTooLong');
    return reason
      .split(', ')
      .map((one) => wordOf(CODES, one, language))
      .join(' ');
  };
}

/** By name, where it is a person who has one; else of what kind somebody is. */
function ActorText({ actor, loan }: { readonly actor: string; readonly loan: LoanInOffice }) {
  const { language } = useWords(LOANS_WORDS);
  const [kind = '', id = ''] = actor.split(' ');
  const name = loan.names.find(({ personId }) => personId === id)?.name;
  return (
    <span title={actor}>
      <Plain>
        {name ?? wordOf(ACTOR_LABELS, kind, language)}
        {name === undefined && kind === 'person' && ` ${shortIdOf(id)}`}
      </Plain>
    </span>
  );
}
