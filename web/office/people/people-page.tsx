// People: clients, those who work here or look on, and who decides up to which amount.

import type { ClientInOffice } from '@mutua/contract/people/client.ts';
import { CLIENT_STATUS_LABELS, ROLE_LABELS } from '@mutua/contract/words/case-words.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { regionName } from '@mutua/contract/words/region-words.ts';
import { CLIENT_KIND_LABELS } from '@mutua/contract/words/value-lists.ts';
import { useSession } from '../../api/session.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Checkbox, Select } from '../../ui/kit/inputs.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { Tabs } from '../../ui/kit/tabs.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useOpenPage, useQueryString } from '../../ui/page-route.ts';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { StateMark } from '../books/label-text.tsx';
import { MoreRows } from '../books/more-rows.tsx';
import { useListKeys } from '../books/use-list-keys.ts';
import { OfficeFrame } from '../office-frame.tsx';
import { AuthorityCard } from './authority-card.tsx';
import { PEOPLE_WORDS } from './people-words.ts';
import { StaffCard } from './staff-card.tsx';
import { SurveyAnswersCard } from './survey-card.tsx';
import '../books/books.css';

const VIEWS = ['clients', 'staff', 'limits', 'survey'] as const;
/** Who reads what clients answered. */
const SURVEY_READERS: readonly string[] = ['service_agent', 'compliance_officer'];

export function PeoplePage() {
  const { t } = useWords(PEOPLE_WORDS);
  const [query, change] = useQueryString();
  const readsSurvey = useReadsSurvey();
  const views = VIEWS.filter((one) => one !== 'survey' || readsSurvey);
  const view = views.find((one) => one === query.get('view')) ?? 'clients';
  return (
    <OfficeFrame
      title={t('title')}
      keys={[
        { keys: ['J', 'K'], does: t('keyMove') },
        { keys: ['↵'], does: t('keyOpen') },
      ]}
    >
      <Tabs
        label={t('views')}
        items={views.map((key) => ({ key, label: t(key) }))}
        current={view}
        onChange={(next) => change({ view: next === 'clients' ? undefined : next })}
      />
      {view === 'clients' && <Clients />}
      {view === 'staff' && <StaffCard />}
      {view === 'limits' && <AuthorityCard />}
      {view === 'survey' && <SurveyAnswersCard />}
    </OfficeFrame>
  );
}

function useReadsSurvey(): boolean {
  const session = useSession();
  if (session.kind !== 'person') return false;
  return session.person.positions.some((held) => SURVEY_READERS.includes(postOf(held)));
}

/** A lead reads what the post reads. */
function postOf(held: string): string {
  return held.replace(/_lead$/, '');
}

function Clients() {
  const { t } = useWords(PEOPLE_WORDS);
  const [query] = useQueryString();
  const clients = usePagedRead('/api/office/clients', {
    query: {
      status: query.get('status') ?? undefined,
      isHeld: query.get('held') === 'yes' ? 'true' : undefined,
    },
  });
  return (
    <Card title={t('clients')}>
      <ClientFilters />
      <Shown read={clients.state} lines={12}>
        {(rows) => <ClientTable rows={rows} />}
      </Shown>
      <MoreRows of={clients} />
    </Card>
  );
}

function ClientFilters() {
  const { t } = useWords(PEOPLE_WORDS);
  const language = useLanguage();
  const [query, change] = useQueryString();
  const options = [
    { value: 'any', label: t('anyStatus') },
    ...Object.entries(CLIENT_STATUS_LABELS).map(([value, label]) => ({
      ...{ value, label: label[language] },
    })),
  ];
  return (
    <div className="office-filters">
      <Field label={t('status')}>
        {(field) => (
          <Select
            field={field}
            value={query.get('status') ?? 'any'}
            options={options}
            onChange={(value) => change({ status: value === 'any' ? undefined : value })}
          />
        )}
      </Field>
      <Checkbox
        label={t('held')}
        isChecked={query.get('held') === 'yes'}
        onChange={(isChecked) => change({ held: isChecked ? 'yes' : undefined })}
      />
    </div>
  );
}

function ClientTable({ rows }: { readonly rows: readonly ClientInOffice[] }) {
  const { t } = useWords(PEOPLE_WORDS);
  const language = useLanguage();
  const open = useOpenPage();
  const openRow = ({ clientId }: ClientInOffice) => open(`/office/people/${clientId}`);
  const { isMarked, mark } = useListKeys(rows, ({ clientId }) => clientId, openRow);
  if (rows.length === 0) return <Empty why={t('nobody')} />;
  const columns: readonly Column<ClientInOffice>[] = [
    {
      ...{ key: 'number', head: t('number') },
      cell: ({ clientNumber }) => <Plain>{clientNumber}</Plain>,
    },
    { key: 'name', head: t('name'), cell: ({ name }) => <Plain>{name ?? '—'}</Plain> },
    {
      ...{ key: 'kind', head: t('kind'), isOnPhone: false },
      cell: ({ kind }) => wordOf(CLIENT_KIND_LABELS, kind, language),
    },
    {
      ...{ key: 'roles', head: t('roles') },
      cell: ({ roles }) => roles.map((role) => wordOf(ROLE_LABELS, role, language)).join(' · '),
    },
    {
      ...{ key: 'status', head: t('status') },
      cell: ({ status }) => <StateMark of={CLIENT_STATUS_LABELS} state={status} />,
    },
    { key: 'marks', head: t('marks'), cell: (client) => <Marks client={client} /> },
    {
      ...{ key: 'region', head: t('region'), isOnPhone: false },
      cell: ({ region }) => (region === undefined ? '—' : regionName(region, language)),
    },
    {
      ...{ key: 'registered', head: t('registered'), isOnPhone: false },
      cell: ({ registeredAt }) =>
        registeredAt === undefined ? '—' : <MomentOnPage at={registeredAt} />,
    },
  ];
  return (
    <DataTable
      caption={t('clients')}
      columns={columns}
      rows={rows}
      rowKey={({ clientId }) => clientId}
      isMarked={isMarked}
      onOpen={(row) => {
        mark(row);
        openRow(row);
      }}
    />
  );
}

/** What somebody has to know of a client before anything else. */
export function Marks({ client }: { readonly client: ClientInOffice }) {
  const { t } = useWords(PEOPLE_WORDS);
  const marks = [
    client.isHeld && t('isHeld'),
    client.isRelatedParty && t('isRelated'),
    client.isInstitution && t('isInstitution'),
    client.freezeAsked !== undefined && t('freezeAsked'),
  ].filter((one) => one !== false);
  if (marks.length === 0) return '—';
  return (
    <>
      {marks.map((word) => (
        <StatusMark
          key={word}
          status={word === t('isInstitution') ? 'grace' : 'late'}
          word={word}
        />
      ))}
    </>
  );
}
