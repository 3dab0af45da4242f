// How a client stands: money, as a lender, as a borrower, loans and cases.
import type { ClientStanding } from '@mutua/contract/office/people-standing.ts';
import {
  CASE_KIND_LABELS,
  CASE_STATE_LABELS,
  ROLE_LABELS,
} from '@mutua/contract/words/case-words.ts';
import { LOAN_STATE_LABELS } from '@mutua/contract/words/office-words.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { DayOnPage, MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { LabelText } from '../books/label-text.tsx';
import { ShortId } from '../parts/short-id.tsx';
import { PEOPLE_FIGURES } from './people-figures.ts';
import { PEOPLE_WORDS } from './people-words.ts';

type Purse = ClientStanding['purses'][number];
type Loan = ClientStanding['loans'][number];
type CaseLine = ClientStanding['cases'][number];

const SUMS = ['cash', 'held', 'available'] as const;
const CURRENCY = 'CNY';

export function PursesCard({
  clientId,
  purses,
}: {
  readonly clientId: string;
  readonly purses: readonly Purse[];
}) {
  const { t } = useWords(PEOPLE_WORDS);
  const columns: readonly Column<Purse>[] = [
    {
      ...{ key: 'role', head: t('role') },
      cell: ({ role }) => (
        <Go to={`/office/ledger/accounts/${role}_cash/of/${clientId}`}>
          <LabelText of={ROLE_LABELS} value={role} />
        </Go>
      ),
    },
    {
      ...{ key: 'account', head: t('account'), isOnPhone: false },
      cell: ({ account }) => (account === undefined ? '—' : <Plain>{account}</Plain>),
    },
    ...SUMS.map(
      (name): Column<Purse> => ({
        ...{ key: name, head: <FigureLabel {...PEOPLE_FIGURES[name]} />, align: 'right' },
        cell: (purse) => (
          <Figure
            {...PEOPLE_FIGURES[name]}
            row={`${clientId}/${purse.role}`}
            money={purse[name]}
            sign={false}
          />
        ),
      }),
    ),
  ];
  return (
    <Card title={t('purses')}>
      <DataTable
        caption={t('purses')}
        columns={columns}
        rows={purses}
        rowKey={({ role, cash }) => `${role} ${cash.currency}`}
      />
    </Card>
  );
}

export function LenderCard({
  clientId,
  lender,
}: {
  readonly clientId: string;
  readonly lender: NonNullable<ClientStanding['lender']>;
}) {
  const { t } = useWords(PEOPLE_WORDS);
  const { tolerance, questionnaireUntil, exposureCeiling, exposure, biddingStopped } = lender;
  const money = (minorUnits: string) => ({ minorUnits, currency: CURRENCY });
  return (
    <Card title={t('asLender')}>
      <Facts
        items={[
          {
            ...{ key: 'outstanding', label: <FigureLabel {...PEOPLE_FIGURES.outstanding} /> },
            value: (
              <Figure {...PEOPLE_FIGURES.outstanding} row={clientId} money={lender.outstanding} />
            ),
          },
          {
            ...{ key: 'claims', label: <FigureLabel {...PEOPLE_FIGURES.claims} /> },
            value: <Figure {...PEOPLE_FIGURES.claims} row={clientId} count={lender.claims} />,
          },
          {
            ...{ key: 'exposure', label: <FigureLabel {...PEOPLE_FIGURES.exposure} /> },
            value: <Figure {...PEOPLE_FIGURES.exposure} row={clientId} money={money(exposure)} />,
          },
          {
            ...{ key: 'ceiling', label: <FigureLabel {...PEOPLE_FIGURES.ceiling} /> },
            value: (
              <Figure {...PEOPLE_FIGURES.ceiling} row={clientId} money={money(exposureCeiling)} />
            ),
          },
          { key: 'tolerance', label: t('tolerance'), value: <Plain>{tolerance}</Plain> },
          {
            ...{ key: 'until', label: t('until') },
            value: questionnaireUntil === undefined ? '—' : <DayOnPage day={questionnaireUntil} />,
          },
          {
            ...{ key: 'bidding', label: t('bidding') },
            value: t(biddingStopped ? 'stopped' : 'running'),
          },
        ]}
      />
    </Card>
  );
}

export function BorrowerCard({
  clientId,
  borrower,
}: {
  readonly clientId: string;
  readonly borrower: NonNullable<ClientStanding['borrower']>;
}) {
  const { t } = useWords(PEOPLE_WORDS);
  const counts = ['loans', 'openLoans', 'overdueLoans'] as const;
  return (
    <Card title={t('asBorrower')}>
      <Facts
        items={[
          {
            ...{ key: 'owed', label: <FigureLabel {...PEOPLE_FIGURES.owed} /> },
            value: <Figure {...PEOPLE_FIGURES.owed} row={clientId} money={borrower.owed} />,
          },
          ...counts.map((name) => ({
            ...{ key: name, label: <FigureLabel {...PEOPLE_FIGURES[name]} /> },
            value: <Figure {...PEOPLE_FIGURES[name]} row={clientId} count={borrower[name]} />,
          })),
        ]}
      />
    </Card>
  );
}

export function LoansCard({ loans }: { readonly loans: readonly Loan[] }) {
  const { t } = useWords(PEOPLE_WORDS);
  const columns: readonly Column<Loan>[] = [
    {
      ...{ key: 'loan', head: t('loan') },
      cell: ({ loanId }) => (
        <Go to={`/office/loans/${loanId}`}>
          <ShortId id={loanId} />
        </Go>
      ),
    },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ state }) => <LabelText of={LOAN_STATE_LABELS} value={state} />,
    },
    {
      ...{ key: 'term', head: t('term') },
      cell: ({ termMonths }) => (
        <>
          <Plain>{termMonths}</Plain> {t('months')}
        </>
      ),
    },
    {
      ...{ key: 'amount', head: <FigureLabel {...PEOPLE_FIGURES.loanAmount} />, align: 'right' },
      cell: ({ loanId, loanAmount }) => (
        <Figure {...PEOPLE_FIGURES.loanAmount} row={loanId} money={loanAmount} sign={false} />
      ),
    },
  ];
  return (
    <Card title={t('loans')}>
      {loans.length === 0 ? (
        <Empty why={t('noLoans')} />
      ) : (
        <DataTable
          caption={t('loans')}
          columns={columns}
          rows={loans}
          rowKey={({ loanId }) => loanId}
        />
      )}
    </Card>
  );
}

export function CasesCard({ cases }: { readonly cases: readonly CaseLine[] }) {
  const { t } = useWords(PEOPLE_WORDS);
  const columns: readonly Column<CaseLine>[] = [
    {
      ...{ key: 'case', head: t('cases') },
      cell: ({ caseId, caseKind }) => (
        <Go
          to={
            caseKind === 'interview'
              ? `/office/interviews/${caseId}`
              : `/office/collections/${caseId}`
          }
        >
          <ShortId id={caseId} />
        </Go>
      ),
    },
    {
      ...{ key: 'kind', head: t('kind') },
      cell: ({ caseKind }) => <LabelText of={CASE_KIND_LABELS} value={caseKind} />,
    },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ state }) => <LabelText of={CASE_STATE_LABELS} value={state} />,
    },
    { key: 'opened', head: t('opened'), cell: ({ openedAt }) => <MomentOnPage at={openedAt} /> },
  ];
  return (
    <Card title={t('cases')}>
      {cases.length === 0 ? (
        <Empty why={t('noCases')} />
      ) : (
        <DataTable
          caption={t('cases')}
          columns={columns}
          rows={cases}
          rowKey={({ caseId }) => caseId}
        />
      )}
    </Card>
  );
}
