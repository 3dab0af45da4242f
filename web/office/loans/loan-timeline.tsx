// Everything that happened to a loan: who, when, and why.
import type { TransitionOnWire } from '@mutua/contract/loan/servicing.ts';
import type { LoanInOffice } from '@mutua/contract/office/queues.ts';
import {
  ACTOR_LABELS,
  LOAN_EVENT_LABELS,
  LOAN_STATE_LABELS,
  wordOf,
} from '@mutua/contract/words/office-words.ts';
import { REASON_LABELS } from '@mutua/contract/words/value-lists.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { shortIdOf } from '../parts/short-id.tsx';
import { LOANS_WORDS } from './loans-words.ts';

/** In the order in which it happened. */
export function TimelineCard({ loan }: { readonly loan: LoanInOffice }) {
  const { t } = useWords(LOANS_WORDS);
  return (
    <Card title={t('timeline')} note={t('timelineNote')}>
      <DataTable
        caption={t('timeline')}
        columns={useColumns()}
        rows={loan.timeline}
        rowKey={({ number }) => String(number)}
      />
    </Card>
  );
}

function useColumns(): readonly Column<TransitionOnWire>[] {
  const { t, language } = useWords(LOANS_WORDS);
  // Rules give their codes, persons their own words.
  const reasonText = (reason: string) =>
    reason
      .split(', ')
      .map((one) => wordOf(REASON_LABELS, one, language))
      .join(' ');
  return [
    {
      ...{ key: 'event', head: t('event') },
      cell: ({ event, to }) => (
        <>
          {wordOf(LOAN_EVENT_LABELS, event, language)}{' '}
          <span className="quiet">{wordOf(LOAN_STATE_LABELS, to, language)}</span>
        </>
      ),
    },
    { key: 'who', head: t('actor'), cell: ({ actor }) => <ActorText actor={actor} /> },
    { key: 'at', head: t('at'), cell: ({ at }) => <MomentOnPage at={at} /> },
    {
      ...{ key: 'reason', head: t('reason') },
      cell: ({ reason }) => (reason === undefined ? null : <Plain>{reasonText(reason)}</Plain>),
    },
  ];
}

/** Of what kind somebody is, and who. */
function ActorText({ actor }: { readonly actor: string }) {
  const { language } = useWords(LOANS_WORDS);
  const [kind = '', id] = actor.split(' ');
  return (
    <span title={actor}>
      {wordOf(ACTOR_LABELS, kind, language)}{' '}
      {kind === 'person' && id !== undefined && (
        <span className="quiet">
          <Plain>{shortIdOf(id)}</Plain>
        </span>
      )}
    </span>
  );
}
