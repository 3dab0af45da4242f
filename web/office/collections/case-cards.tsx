// What a case has: contacts, promises, the legal file, costs, and its story.

import { ACTOR_LABELS } from '@mutua/contract/words/book-words.ts';
import {
  CASE_EVENT_LABELS,
  CASE_STATE_LABELS,
  CONTACT_CHANNEL_LABELS,
  CONTACT_OUTCOME_LABELS,
  CONTACT_TEMPLATE_LABELS,
  COST_STATE_LABELS,
  COURT_STAGE_LABELS,
  PROMISE_STATE_LABELS,
} from '@mutua/contract/words/case-words.ts';
import type { CaseInOffice } from '@mutua/contract/work/case.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { DayOnPage, MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { LabelText, StateMark } from '../books/label-text.tsx';
import { COLLECTION_FIGURES } from './collection-figures.ts';
import { COLLECTION_WORDS } from './collection-words.ts';

type Contact = CaseInOffice['contacts'][number];
type PromiseMade = CaseInOffice['promises'][number];
type Cost = CaseInOffice['costs'][number];
type Entry = CaseInOffice['story'][number];

/** The borrower reads the same. */
export function ContactsCard({ contacts }: { readonly contacts: readonly Contact[] }) {
  const { t } = useWords(COLLECTION_WORDS);
  const columns: readonly Column<Contact>[] = [
    { key: 'at', head: t('at'), cell: ({ at }) => <MomentOnPage at={at} /> },
    {
      ...{ key: 'channel', head: t('channel') },
      cell: ({ channel }) => <LabelText of={CONTACT_CHANNEL_LABELS} value={channel} />,
    },
    {
      ...{ key: 'script', head: t('script') },
      cell: ({ template }) => <LabelText of={CONTACT_TEMPLATE_LABELS} value={template} />,
    },
    {
      ...{ key: 'outcome', head: t('outcome') },
      cell: ({ outcome }) => <LabelText of={CONTACT_OUTCOME_LABELS} value={outcome} />,
    },
    {
      ...{ key: 'note', head: t('note') },
      cell: ({ note }) => (note === undefined ? '—' : <Plain>{note}</Plain>),
    },
  ];
  return (
    <Card title={t('contacts')}>
      {contacts.length === 0 ? (
        <Empty why={t('noContacts')} />
      ) : (
        <DataTable
          caption={t('contacts')}
          columns={columns}
          rows={contacts}
          rowKey={({ contactId }) => contactId}
        />
      )}
    </Card>
  );
}

export function PromisesCard({ promises }: { readonly promises: readonly PromiseMade[] }) {
  const { t } = useWords(COLLECTION_WORDS);
  const columns: readonly Column<PromiseMade>[] = [
    { key: 'day', head: t('promiseDay'), cell: ({ day }) => <DayOnPage day={day} /> },
    {
      ...{ key: 'amount', head: <FigureLabel {...COLLECTION_FIGURES.promised} />, align: 'right' },
      cell: ({ promiseId, amount }) => (
        <Figure {...COLLECTION_FIGURES.promised} row={promiseId} money={amount} sign={false} />
      ),
    },
    {
      ...{ key: 'paid', head: <FigureLabel {...COLLECTION_FIGURES.promisePaid} /> },
      align: 'right',
      cell: ({ promiseId, paid }) =>
        paid === undefined ? (
          '·'
        ) : (
          <Figure {...COLLECTION_FIGURES.promisePaid} row={promiseId} money={paid} sign={false} />
        ),
    },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ state }) => <StateMark of={PROMISE_STATE_LABELS} state={state} />,
    },
    { key: 'made', head: t('at'), cell: ({ madeAt }) => <MomentOnPage at={madeAt} /> },
  ];
  return (
    <Card title={t('promises')}>
      {promises.length === 0 ? (
        <Empty why={t('noPromises')} />
      ) : (
        <DataTable
          caption={t('promises')}
          columns={columns}
          rows={promises}
          rowKey={({ promiseId }) => promiseId}
        />
      )}
    </Card>
  );
}

export function LegalCard({
  found,
  legal,
}: {
  readonly found: CaseInOffice;
  readonly legal: NonNullable<CaseInOffice['legal']>;
}) {
  const { t } = useWords(COLLECTION_WORDS);
  const { decidedOn, courtStage, courtReference, recovered } = legal;
  return (
    <Card title={t('legal')}>
      <Facts
        items={[
          { key: 'decided', label: t('decidedOn'), value: <DayOnPage day={decidedOn} /> },
          {
            ...{ key: 'stage', label: t('courtStage') },
            value:
              courtStage === undefined ? (
                t('noStage')
              ) : (
                <LabelText of={COURT_STAGE_LABELS} value={courtStage} />
              ),
          },
          {
            ...{ key: 'reference', label: t('courtReference') },
            value: courtReference === undefined ? '—' : <Plain>{courtReference}</Plain>,
          },
          {
            ...{ key: 'recovered', label: <FigureLabel {...COLLECTION_FIGURES.recovered} /> },
            value: (
              <Figure {...COLLECTION_FIGURES.recovered} row={found.caseId} money={recovered} />
            ),
          },
        ]}
      />
    </Card>
  );
}

export function CostsCard({ costs }: { readonly costs: readonly Cost[] }) {
  const { t } = useWords(COLLECTION_WORDS);
  const columns: readonly Column<Cost>[] = [
    { key: 'day', head: t('recordedOn'), cell: ({ recordedOn }) => <DayOnPage day={recordedOn} /> },
    { key: 'purpose', head: t('purpose'), cell: ({ purpose }) => <Plain>{purpose}</Plain> },
    { key: 'payee', head: t('payee'), cell: ({ payeeName }) => <Plain>{payeeName}</Plain> },
    {
      ...{ key: 'amount', head: <FigureLabel {...COLLECTION_FIGURES.cost} />, align: 'right' },
      cell: ({ costId, amount }) => (
        <Figure {...COLLECTION_FIGURES.cost} row={costId} money={amount} sign={false} />
      ),
    },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ state }) => <StateMark of={COST_STATE_LABELS} state={state} />,
    },
  ];
  return (
    <Card title={t('costs')}>
      {costs.length === 0 ? (
        <Empty why={t('noCosts')} />
      ) : (
        <DataTable
          caption={t('costs')}
          columns={columns}
          rows={costs}
          rowKey={({ costId }) => costId}
        />
      )}
    </Card>
  );
}

/** All that happened, the newest first. */
export function StoryCard({ found }: { readonly found: CaseInOffice }) {
  const { t } = useWords(COLLECTION_WORDS);
  const { story, ownerId, ownerName, colleagues } = found;
  const names = new Map<string | undefined, string | undefined>([
    ...colleagues.map(({ personId, name }) => [personId, name] as const),
    [ownerId, ownerName],
  ]);
  const columns: readonly Column<Entry>[] = [
    { key: 'at', head: t('at'), cell: ({ at }) => <MomentOnPage at={at} /> },
    {
      ...{ key: 'event', head: t('story') },
      cell: ({ event }) => <LabelText of={CASE_EVENT_LABELS} value={event} />,
    },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ state }) => <LabelText of={CASE_STATE_LABELS} value={state} />,
    },
    {
      ...{ key: 'who', head: t('who'), isOnPhone: false },
      cell: ({ actor }) => {
        const [kind = actor, id] = actor.split(' ');
        const name = id === undefined ? undefined : names.get(id);
        return name === undefined ? (
          <LabelText of={ACTOR_LABELS} value={kind} />
        ) : (
          <Plain>{name}</Plain>
        );
      },
    },
    {
      ...{ key: 'reason', head: t('reason') },
      cell: ({ reason }) => (reason === undefined ? '—' : <Plain>{reason}</Plain>),
    },
  ];
  return (
    <Card title={t('story')}>
      <DataTable
        caption={t('story')}
        columns={columns}
        rows={story.toReversed()}
        rowKey={(entry) => `${entry.at} ${story.indexOf(entry)}`}
      />
    </Card>
  );
}
