// A client: who it is as far as the position may see, money, claims, loans, cases, and what may be done.

import type { ClientStanding } from '@mutua/contract/office/people-standing.ts';
import type { ClientInOffice } from '@mutua/contract/people/client.ts';
import { CLIENT_STATUS_LABELS, ROLE_LABELS } from '@mutua/contract/words/case-words.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { regionName } from '@mutua/contract/words/region-words.ts';
import { CLIENT_KIND_LABELS } from '@mutua/contract/words/value-lists.ts';
import { useRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { usePath } from '../../ui/page-route.ts';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { StateMark } from '../books/label-text.tsx';
import { OfficeFrame } from '../office-frame.tsx';
import { ClientActs } from './client-acts.tsx';
import { BorrowerCard, CasesCard, LenderCard, LoansCard, PursesCard } from './client-cards.tsx';
import { Marks } from './people-page.tsx';
import { PEOPLE_WORDS } from './people-words.ts';
import '../books/books.css';

export function ClientPage() {
  const { t } = useWords(PEOPLE_WORDS);
  const { clientId = '' } = usePath();
  const client = useRead('/api/office/clients/:clientId', { path: { clientId } });
  const standing = useRead('/api/office/clients/:clientId/standing', { path: { clientId } });
  return (
    <OfficeFrame
      title={t('title')}
      crumbs={client.kind === 'ready' && <Plain>{client.value.name ?? '—'}</Plain>}
    >
      <div className="desk-split">
        <div className="close-left">
          <Card title={t('client')} links={<Go to="/office/people">{t('up')}</Go>}>
            <Shown read={client} lines={4}>
              {(value) => <ClientFacts client={value} />}
            </Shown>
          </Card>
          <Shown read={standing} lines={12}>
            {(value) => <StandingCards standing={value} />}
          </Shown>
        </div>
        <div className="desk-side">
          <Card title={t('personal')} note={t('personalNote')}>
            <Shown read={standing} lines={3}>
              {(value) => <Personal standing={value} />}
            </Shown>
          </Card>
          <Shown read={client} lines={3}>
            {(value) => <ClientActs client={value} />}
          </Shown>
        </div>
      </div>
    </OfficeFrame>
  );
}

function ClientFacts({ client }: { readonly client: ClientInOffice }) {
  const { t } = useWords(PEOPLE_WORDS);
  const language = useLanguage();
  const { clientNumber, name, kind, roles, status, region, registeredAt, clientId } = client;
  return (
    <Facts
      items={[
        { key: 'number', label: t('number'), value: <Plain>{clientNumber}</Plain> },
        { key: 'name', label: t('name'), value: <Plain>{name ?? '—'}</Plain> },
        { key: 'kind', label: t('kind'), value: wordOf(CLIENT_KIND_LABELS, kind, language) },
        {
          ...{ key: 'roles', label: t('roles') },
          value: roles.map((role) => wordOf(ROLE_LABELS, role, language)).join(' · '),
        },
        {
          ...{ key: 'status', label: t('status') },
          value: <StateMark of={CLIENT_STATUS_LABELS} state={status} />,
        },
        { key: 'marks', label: t('marks'), value: <Marks client={client} /> },
        {
          ...{ key: 'region', label: t('region') },
          value: region === undefined ? '—' : regionName(region, language),
        },
        {
          ...{ key: 'registered', label: t('registered') },
          value: registeredAt === undefined ? '—' : <MomentOnPage at={registeredAt} />,
        },
        {
          key: 'id',
          label: t('wholeId'),
          value: <code className="book-text">{<Plain>{clientId}</Plain>}</code>,
        },
      ]}
    />
  );
}

function StandingCards({ standing }: { readonly standing: ClientStanding }) {
  const { lender, borrower, clientId } = standing;
  return (
    <>
      <PursesCard clientId={clientId} purses={standing.purses} />
      {lender !== undefined && <LenderCard clientId={clientId} lender={lender} />}
      {borrower !== undefined && <BorrowerCard clientId={clientId} borrower={borrower} />}
      {borrower !== undefined && <LoansCard loans={standing.loans} />}
      <CasesCard cases={standing.cases} />
    </>
  );
}

function Personal({ standing }: { readonly standing: ClientStanding }) {
  const { t } = useWords(PEOPLE_WORDS);
  const { mobileMasked, numberMasked, verifiedAt } = standing;
  const shown = (text: string | undefined) =>
    text === undefined ? t('hidden') : <Plain>{text}</Plain>;
  return (
    <Facts
      isList
      items={[
        { key: 'number', label: t('idNumber'), value: shown(numberMasked) },
        { key: 'mobile', label: t('mobile'), value: shown(mobileMasked) },
        {
          ...{ key: 'verified', label: t('verifiedAt') },
          value: verifiedAt === undefined ? '—' : <MomentOnPage at={verifiedAt} />,
        },
      ]}
    />
  );
}
