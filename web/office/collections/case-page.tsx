// A case: what it is about, what the rules of contact leave, what was done, and what may be done now.

import {
  CASE_KIND_LABELS,
  CASE_RESULT_LABELS,
  CASE_STATE_LABELS,
  COLLECTION_STAGE_LABELS,
} from '@mutua/contract/words/case-words.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import type { CaseInOffice } from '@mutua/contract/work/case.ts';
import { ZERO } from '@mutua/core/money/minor-units.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { moneyIn } from '../../ui/money-math.ts';
import { usePath } from '../../ui/page-route.ts';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { StateMark } from '../books/label-text.tsx';
import { ClientLink } from '../money/flow-desks.tsx';
import { OfficeFrame } from '../office-frame.tsx';
import { ShortId } from '../parts/short-id.tsx';
import { CaseActs, useCaseKeys } from './case-acts.tsx';
import { ContactsCard, CostsCard, LegalCard, PromisesCard, StoryCard } from './case-cards.tsx';
import { CollectionActs } from './collection-acts.tsx';
import { COLLECTION_FIGURES } from './collection-figures.ts';
import { COLLECTION_WORDS } from './collection-words.ts';
import { ConductCard } from './conduct-card.tsx';
import { StepsCard } from './steps-card.tsx';
import '../books/books.css';

export function CasePage() {
  const { t } = useWords(COLLECTION_WORDS);
  const { caseId = '' } = usePath();
  const found = useRead('/api/office/cases/:caseId', { path: { caseId } });
  return (
    <OfficeFrame
      title={t('title')}
      keys={useCaseKeys()}
      crumbs={
        <>
          {t('case')} <ShortId id={caseId} />
        </>
      }
    >
      <Shown read={found} lines={12}>
        {(value) => <CaseBody found={value} />}
      </Shown>
    </OfficeFrame>
  );
}

function CaseBody({ found }: { readonly found: CaseInOffice }) {
  const { t } = useWords(COLLECTION_WORDS);
  const isCollection = found.plan !== undefined;
  return (
    <div className="desk-split">
      <div className="close-left">
        <Card
          title={<CaseTitle found={found} />}
          links={<Go to="/office/collections">{t('up')}</Go>}
        >
          <CaseFacts found={found} />
        </Card>
        {found.fields.length > 0 && <AskedCard fields={found.fields} />}
        {isCollection && <ContactsCard contacts={found.contacts} />}
        {isCollection && <PromisesCard promises={found.promises} />}
        {found.steps.length > 0 && <StepsCard found={found} />}
        {found.legal !== undefined && <LegalCard found={found} legal={found.legal} />}
        {isCollection && <CostsCard costs={found.costs} />}
        <StoryCard found={found} />
      </div>
      <div className="desk-side">
        {isCollection && <ConductCard caseId={found.caseId} clientId={found.clientId} />}
        {isCollection && <CollectionActs found={found} />}
        <CaseActs found={found} />
      </div>
    </div>
  );
}

/** Who it is about; the number alone where nobody has a name. */
export function CaseTitle({ found: { caseKind, clientName } }: { readonly found: CaseInOffice }) {
  const { t } = useWords(COLLECTION_WORDS);
  const language = useLanguage();
  const kind = CASE_KIND_LABELS[caseKind][language];
  return (
    <>
      <span data-plain="">{clientName ?? t('case')}</span> <span className="quiet">{kind}</span>
    </>
  );
}

/** What is owed now, where it is about a loan in arrears. */
function OwedFact({ loanId }: { readonly loanId: string }) {
  const loan = useRead('/api/office/loans/:loanId', { path: { loanId } });
  const { t } = useWords(COLLECTION_WORDS);
  if (loan.kind !== 'ready') return <Figure {...COLLECTION_FIGURES.overdue} row={loanId} />;
  const { arrears, state, loanAmount } = loan.value;
  if (state === 'written_off') return t('writtenOff');
  const owed = arrears?.total ?? moneyIn(ZERO, loanAmount.currency);
  return <Figure {...COLLECTION_FIGURES.overdue} row={loanId} money={owed} />;
}

/** How it stands: whose it is, until when, and with which result it ended. */
export function CaseFacts({ found }: { readonly found: CaseInOffice }) {
  const { t } = useWords(COLLECTION_WORDS);
  const language = useLanguage();
  const { state, subject, clientId, ownerId, stage, daysOverdue, result } = found;
  return (
    <Facts
      items={[
        ...(found.plan !== undefined && subject.kind === 'loan'
          ? [
              {
                ...{ key: 'owed', label: <FigureLabel {...COLLECTION_FIGURES.overdue} /> },
                value: <OwedFact loanId={subject.id} />,
              },
            ]
          : []),
        {
          ...{ key: 'state', label: t('state') },
          value: <StateMark of={CASE_STATE_LABELS} state={state} />,
        },
        ...(stage === undefined
          ? []
          : [{ key: 'stage', label: t('stage'), value: COLLECTION_STAGE_LABELS[stage][language] }]),
        ...(daysOverdue === undefined
          ? []
          : [{ key: 'days', label: t('stageDays'), value: <Plain>{daysOverdue}</Plain> }]),
        {
          ...{ key: 'subject', label: t('loan') },
          value:
            subject.kind === 'loan' ? (
              <Go to={`/office/loans/${subject.id}`}>
                <ShortId id={subject.id} />
              </Go>
            ) : (
              '—'
            ),
        },
        { key: 'client', label: t('borrower'), value: <ClientLink id={clientId} /> },
        {
          ...{ key: 'owner', label: t('owner') },
          value: ownerId === undefined ? t('nobody') : <OwnerText found={found} />,
        },
        {
          ...{ key: 'deadline', label: t('deadline') },
          value: found.isClockStopped ? t('clockStands') : <MomentOnPage at={found.deadlineAt} />,
        },
        ...(result === undefined
          ? []
          : [
              {
                ...{ key: 'result', label: t('result') },
                value: wordOf(CASE_RESULT_LABELS, result, language),
              },
            ]),
      ]}
    />
  );
}

function OwnerText({ found: { ownerId = '', ownerName } }: { readonly found: CaseInOffice }) {
  return ownerName === undefined ? <ShortId id={ownerId} /> : <Plain>{ownerName}</Plain>;
}

const FIELDS = ['relief', 'circumstances', 'suspicion', 'matter', 'sign'] as const;

function AskedCard({ fields }: { readonly fields: CaseInOffice['fields'] }) {
  const { t } = useWords(COLLECTION_WORDS);
  const language = useLanguage();
  return (
    <Card title={t('asked')}>
      <Facts
        isList
        items={fields.map(({ name, text }) => {
          const known = FIELDS.find((one) => one === name);
          return {
            key: name,
            label: known === undefined ? name : t(known),
            value: <Plain>{wordOf(CASE_RESULT_LABELS, text, language)}</Plain>,
          };
        })}
      />
    </Card>
  );
}
