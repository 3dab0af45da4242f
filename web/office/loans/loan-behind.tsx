// Who and what stands behind a loan, and its repayments with every correction of one.
import type { RepaymentInOffice } from '@mutua/contract/loan/repayments.ts';
import type { LoanSafeguard } from '@mutua/contract/safeguard/collateral.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { ShortId } from '../parts/short-id.tsx';
import { LOANS_FIGURES } from './loans-figures.ts';
import { LOANS_WORDS } from './loans-words.ts';

interface OfLoan {
  readonly loanId: string;
}

/** Guarantors in the order in which they pay, and things that are registered. */
export function LoanSafeguardCard({ loanId }: OfLoan) {
  const { t } = useWords(LOANS_WORDS);
  const safeguard = useRead('/api/office/loans/:loanId/safeguard', { path: { loanId } });
  return (
    <Card title={t('behind')}>
      <Shown read={safeguard}>{(value) => <Behind safeguard={value} />}</Shown>
    </Card>
  );
}

function Behind({ safeguard: { commitments, collateral } }: { readonly safeguard: LoanSafeguard }) {
  const { t } = useWords(LOANS_WORDS);
  if (commitments.length + collateral.length === 0) return <Empty why={t('noBehind')} />;
  return (
    <>
      {commitments.length > 0 && (
        <DataTable
          caption={t('guarantor')}
          rows={commitments}
          rowKey={({ commitmentId }) => commitmentId}
          columns={[
            { key: 'place', head: t('place'), cell: ({ place }) => <Plain>{place}</Plain> },
            {
              ...{ key: 'guarantor', head: t('guarantor') },
              cell: ({ guarantorId }) => <ShortId id={guarantorId} />,
            },
            {
              ...{ key: 'amount', head: t('cover'), align: 'right' },
              cell: ({ commitmentId, amount }) => (
                <Figure {...LOANS_FIGURES.commitment} row={commitmentId} money={amount} />
              ),
            },
            { key: 'state', head: t('signedState'), cell: ({ state }) => t(state) },
          ]}
        />
      )}
      {collateral.length > 0 && (
        <DataTable
          caption={t('collateral')}
          rows={collateral}
          rowKey={({ collateralId }) => collateralId}
          columns={[
            {
              ...{ key: 'what', head: t('collateral') },
              cell: ({ description }) => <Plain>{description}</Plain>,
            },
            {
              ...{ key: 'value', head: t('value'), align: 'right' },
              cell: ({ collateralId, value }) => (
                <Figure {...LOANS_FIGURES.collateral} row={collateralId} money={value} />
              ),
            },
            { key: 'state', head: t('signedState'), cell: ({ state }) => t(state) },
          ]}
        />
      )}
    </>
  );
}

/** Each as it was made, and what became of it. */
export function RepaymentCard({ loanId }: OfLoan) {
  const { t } = useWords(LOANS_WORDS);
  const read = useRead('/api/office/loans/:loanId/repayments', { path: { loanId } });
  const columns = useColumns();
  return (
    <Card title={t('repayments')}>
      <Shown read={read}>
        {({ repayments }) =>
          repayments.length === 0 ? (
            <Empty why={t('noRepayments')} />
          ) : (
            <DataTable
              caption={t('repayments')}
              columns={columns}
              rows={repayments}
              rowKey={({ instructionId }) => instructionId}
            />
          )
        }
      </Shown>
    </Card>
  );
}

const PAID = ['principal', 'interest', 'penalty', 'fee'] as const;

function useColumns(): readonly Column<RepaymentInOffice>[] {
  const { t } = useWords(LOANS_WORDS);
  return [
    { key: 'day', head: t('at'), cell: ({ day }) => <DayOnPage day={day} /> },
    { key: 'kind', head: t('kind'), cell: ({ kind }) => t(kind) },
    {
      ...{ key: 'amount', head: t('amount'), align: 'right' },
      cell: ({ instructionId, amount }) => (
        <Figure {...LOANS_FIGURES.repayment} row={instructionId} money={amount} sign={false} />
      ),
    },
    ...PAID.map(
      (part): Column<RepaymentInOffice> => ({
        ...{ key: part, head: t(part), align: 'right', isOnPhone: false },
        cell: ({ instructionId, amount, paid }) => (
          <Figure
            {...LOANS_FIGURES.repayment}
            row={`${instructionId} ${part}`}
            money={{ minorUnits: paid[part], currency: amount.currency }}
            sign={false}
          />
        ),
      }),
    ),
    { key: 'state', head: t('state'), cell: ({ state }) => t(state) },
    {
      ...{ key: 'corrections', head: t('corrections') },
      cell: ({ corrections }) =>
        corrections.map(({ kind, bookedOn, reason }) => (
          <p key={`${kind} ${bookedOn}`}>
            {t(kind)} <DayOnPage day={bookedOn} /> <Plain>{reason ?? ''}</Plain>
          </p>
        )),
    },
  ];
}
