// A guarantor: its standing, what waits for a second person, its commitments and what it paid for borrowers.
import type { GuarantorInOffice } from '@mutua/contract/safeguard/guarantor.ts';
import {
  COMMITMENT_STATE_LABELS,
  COMPENSATION_STATE_LABELS,
  COVER_LABELS,
  GUARANTOR_STATUS_LABELS,
  RISK_CONTROL_LABELS,
} from '@mutua/contract/words/case-words.ts';
import { type ReactNode, useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { Colon } from '../../ui/colon.tsx';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { usePath } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { LabelText, StateMark } from '../books/label-text.tsx';
import { ReasonForm } from '../books/reason-form.tsx';
import { OfficeFrame } from '../office-frame.tsx';
import { ShortId } from '../parts/short-id.tsx';
import { SAFEGUARD_FIGURES } from './safeguard-figures.ts';
import { SAFEGUARD_WORDS } from './safeguard-words.ts';
import '../books/books.css';

export function GuarantorPage() {
  const { t } = useWords(SAFEGUARD_WORDS);
  const { guarantorId = '' } = usePath();
  const found = useRead('/api/office/guarantors/:guarantorId', { path: { guarantorId } });
  return (
    <OfficeFrame
      title={t('title')}
      crumbs={found.kind === 'ready' && <Plain>{found.value.name ?? '—'}</Plain>}
    >
      <Shown read={found} lines={12}>
        {(value) => <GuarantorBody guarantor={value} />}
      </Shown>
    </OfficeFrame>
  );
}

interface GuarantorProps {
  readonly guarantor: GuarantorInOffice;
}

function GuarantorBody({ guarantor }: GuarantorProps) {
  const { t } = useWords(SAFEGUARD_WORDS);
  return (
    <div className="desk-split">
      <div className="close-left">
        <Card title={t('guarantors')} links={<Go to="/office/safeguards">{t('up')}</Go>}>
          <Standing guarantor={guarantor} />
        </Card>
        <Commitments rows={guarantor.commitments} />
        <Compensations rows={guarantor.compensations} />
        <Changes rows={guarantor.changes} />
      </div>
      <div className="desk-side">
        <Acts guarantor={guarantor} />
      </div>
    </div>
  );
}

function Standing({ guarantor }: GuarantorProps) {
  const { t } = useWords(SAFEGUARD_WORDS);
  const { guarantorId, standing, committed, remaining } = guarantor;
  const sums = [
    ['line', standing?.line],
    ['committed', committed],
    ['remaining', remaining],
  ] as const;
  return (
    <Facts
      items={[
        {
          ...{ key: 'status', label: t('status') },
          value:
            standing === undefined ? (
              '—'
            ) : (
              <StateMark of={GUARANTOR_STATUS_LABELS} state={standing.status} />
            ),
        },
        { key: 'class', label: t('class'), value: standing?.guarantorClass ?? '—' },
        {
          ...{ key: 'control', label: t('control') },
          value:
            standing === undefined ? (
              '—'
            ) : (
              <LabelText of={RISK_CONTROL_LABELS} value={standing.riskControl} />
            ),
        },
        ...sums.map(([name, money]) => ({
          ...{ key: name, label: <FigureLabel {...SAFEGUARD_FIGURES[name]} /> },
          value:
            money === undefined ? (
              '·'
            ) : (
              <Figure {...SAFEGUARD_FIGURES[name]} row={guarantorId} money={money} size="figure" />
            ),
        })),
      ]}
    />
  );
}

const SHOWN = 12;

/** The first rows of a long list, and the button that shows the rest. */
function useFirstRows<Row>(rows: readonly Row[]): {
  readonly rows: readonly Row[];
  readonly more: ReactNode;
} {
  const { t } = useWords(SAFEGUARD_WORDS);
  const [isOpen, setOpen] = useState(false);
  if (isOpen || rows.length <= SHOWN) return { rows, more: null };
  return {
    rows: rows.slice(0, SHOWN),
    more: (
      <Button kind="link" onClick={() => setOpen(true)}>
        <span data-plain="">{t('showAll', { count: rows.length })}</span>
      </Button>
    ),
  };
}

function Commitments({ rows }: { readonly rows: GuarantorInOffice['commitments'] }) {
  const { t } = useWords(SAFEGUARD_WORDS);
  const shown = useFirstRows(rows);
  const columns: readonly Column<GuarantorInOffice['commitments'][number]>[] = [
    { key: 'loan', head: t('loan'), cell: ({ loanId }) => <LoanLink id={loanId} /> },
    {
      ...{ key: 'cover', head: t('cover') },
      cell: ({ cover }) => <LabelText of={COVER_LABELS} value={cover} />,
    },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ state }) => <StateMark of={COMMITMENT_STATE_LABELS} state={state} />,
    },
    {
      ...{ key: 'amount', head: <FigureLabel {...SAFEGUARD_FIGURES.commitment} /> },
      align: 'right',
      cell: ({ commitmentId, amount }) => (
        <Figure {...SAFEGUARD_FIGURES.commitment} row={commitmentId} money={amount} sign={false} />
      ),
    },
  ];
  return (
    <Card title={t('commitments')}>
      {rows.length === 0 ? (
        <Empty why={t('none')} />
      ) : (
        <>
          <DataTable
            caption={t('commitments')}
            columns={columns}
            rows={shown.rows}
            rowKey={({ commitmentId }) => commitmentId}
          />
          {shown.more}
        </>
      )}
    </Card>
  );
}

function Compensations({ rows }: { readonly rows: GuarantorInOffice['compensations'] }) {
  const { t } = useWords(SAFEGUARD_WORDS);
  const shown = useFirstRows(rows);
  const columns: readonly Column<GuarantorInOffice['compensations'][number]>[] = [
    { key: 'loan', head: t('loan'), cell: ({ loanId }) => <LoanLink id={loanId} /> },
    { key: 'day', head: t('day'), cell: ({ claimedOn }) => <DayOnPage day={claimedOn} /> },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ state }) => <StateMark of={COMPENSATION_STATE_LABELS} state={state} />,
    },
    {
      ...{ key: 'principal', head: <FigureLabel {...SAFEGUARD_FIGURES.compensatedPrincipal} /> },
      align: 'right',
      cell: ({ compensationId, principal }) => (
        <Figure
          {...SAFEGUARD_FIGURES.compensatedPrincipal}
          row={compensationId}
          money={principal}
          sign={false}
        />
      ),
    },
    {
      ...{ key: 'interest', head: <FigureLabel {...SAFEGUARD_FIGURES.compensatedInterest} /> },
      align: 'right',
      cell: ({ compensationId, interest }) => (
        <Figure
          {...SAFEGUARD_FIGURES.compensatedInterest}
          row={compensationId}
          money={interest}
          sign={false}
        />
      ),
    },
  ];
  return (
    <Card title={t('compensations')}>
      {rows.length === 0 ? (
        <Empty why={t('none')} />
      ) : (
        <>
          <DataTable
            caption={t('compensations')}
            columns={columns}
            rows={shown.rows}
            rowKey={({ compensationId }) => compensationId}
          />
          {shown.more}
        </>
      )}
    </Card>
  );
}

function LoanLink({ id }: { readonly id: string }) {
  return (
    <Go to={`/office/loans/${id}`}>
      <ShortId id={id} />
    </Go>
  );
}

function Changes({ rows }: { readonly rows: GuarantorInOffice['changes'] }) {
  const { t } = useWords(SAFEGUARD_WORDS);
  return (
    <Card title={t('changes')}>
      {rows.length === 0 ? (
        <Empty why={t('none')} />
      ) : (
        <ul className="lines">
          {rows.map(({ number, day, standing, reason }) => (
            <li key={number}>
              <span>
                <DayOnPage day={day} /> <Plain>{reason}</Plain>
              </span>
              <StateMark of={GUARANTOR_STATUS_LABELS} state={standing.status} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Acts({ guarantor: { guarantorId, proposal, actions } }: GuarantorProps) {
  const { t } = useWords(SAFEGUARD_WORDS);
  const approve = useCommand('/api/office/guarantors/:guarantorId/standing');
  const suspend = useCommand('/api/office/guarantors/:guarantorId/suspension');
  const path = { path: { guarantorId } };
  return (
    <Card title={t('act')}>
      <div className="act-forms">
        {proposal !== undefined && (
          <p>
            {t('proposal')}
            <Colon />
            <DayOnPage day={proposal.proposedOn} /> <Plain>{proposal.reason}</Plain>
          </p>
        )}
        {actions.includes('approve') && (
          <>
            <Refusal of={approve} />
            <Button
              kind="primary"
              isBusy={approve.state.kind === 'sending'}
              onClick={() => void approve.send({}, path)}
            >
              {t('approve')}
            </Button>
          </>
        )}
        {actions.includes('suspend') && (
          <ReasonForm
            command={suspend}
            label={t('reason')}
            act={t('suspend')}
            field="reason"
            kind="danger"
            onSend={async (reason) => (await suspend.send({ reason }, path)).kind === 'done'}
          />
        )}
        {actions.length === 0 && <p className="quiet">—</p>}
      </div>
    </Card>
  );
}
