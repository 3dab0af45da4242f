// What of a loan is asked for and paid, instalment by instalment, and whose claims it is.
import type { InstalmentOnWire } from '@mutua/contract/loan/servicing.ts';
import type { LoanInOffice } from '@mutua/contract/office/queues.ts';
import { formatMinorUnits, minorUnits, sum } from '@mutua/core/money/minor-units.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { type Status, StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { ShortId } from '../parts/short-id.tsx';
import { LOANS_FIGURES } from './loans-figures.ts';
import { LOANS_WORDS } from './loans-words.ts';

interface OfLoan {
  readonly loan: LoanInOffice;
}

const PARTS = ['principal', 'interest', 'penalty', 'fee', 'paid', 'open'] as const;

const ROW_STATES = {
  paid: ['ok', 'rowPaid'],
  due: ['grace', 'rowDue'],
  late: ['late', 'rowLate'],
  to_come: ['pending', 'rowToCome'],
  written_off: ['lost', 'rowWrittenOff'],
} as const satisfies Readonly<Record<InstalmentOnWire['state'], readonly [Status, string]>>;

/** The sums stand below. */
export function ScheduleCard({ loan }: OfLoan) {
  const { t } = useWords(LOANS_WORDS);
  const columns = useScheduleColumns(loan);
  const { schedule, loanId, loanAmount } = loan;
  if (schedule.length === 0) {
    return (
      <Card title={t('schedule')}>
        <Empty why={t('noSchedule')} />
      </Card>
    );
  }
  const totals = PARTS.map((part) => {
    const total = sum(schedule.map((row) => minorUnits(BigInt(row[part]))));
    const money = { minorUnits: formatMinorUnits(total), currency: loanAmount.currency };
    return [
      part,
      <Figure
        key={part}
        {...LOANS_FIGURES[part]}
        row={`${loanId} all`}
        money={money}
        sign={false}
      />,
    ] as const;
  });
  return (
    <Card title={t('schedule')}>
      <DataTable
        caption={t('schedule')}
        columns={columns}
        rows={schedule}
        rowKey={({ number }) => String(number)}
        foot={{ number: t('total'), ...Object.fromEntries(totals) }}
      />
    </Card>
  );
}

function useScheduleColumns({
  loanId,
  loanAmount,
}: LoanInOffice): readonly Column<InstalmentOnWire>[] {
  const { t } = useWords(LOANS_WORDS);
  return [
    { key: 'number', head: t('number'), cell: ({ number }) => <Plain>{number}</Plain> },
    { key: 'due', head: t('due'), cell: ({ dueDay }) => <DayOnPage day={dueDay} /> },
    ...PARTS.map(
      (part): Column<InstalmentOnWire> => ({
        ...{ key: part, head: t(part), align: 'right' },
        cell: (row) => (
          <Figure
            {...LOANS_FIGURES[part]}
            row={`${loanId} ${row.number}`}
            money={{ minorUnits: row[part], currency: loanAmount.currency }}
            sign={false}
          />
        ),
      }),
    ),
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ state, daysLate }) => {
        const [status, word] = ROW_STATES[state];
        return (
          <Plain>
            <StatusMark status={status} word={t(word)} />{' '}
            {daysLate !== undefined && t('days', { count: daysLate })}
          </Plain>
        );
      },
    },
  ];
}

const CLAIM_STATES = {
  active: 'claimActive',
  on_sale: 'claimOnSale',
  assigned: 'claimAssigned',
  compensated: 'claimCompensated',
  closed: 'claimClosed',
} as const;

/** Shares of the lenders add up to the loan. */
export function ClaimCard({ loan }: OfLoan) {
  const { t } = useWords(LOANS_WORDS);
  const { claims, loanAmount } = loan;
  const money = (digits: string) => ({ minorUnits: digits, currency: loanAmount.currency });
  if (claims.length === 0) {
    return (
      <Card title={t('claims')}>
        <Empty why={t('noClaims')} />
      </Card>
    );
  }
  return (
    <Card title={t('claims')}>
      <DataTable
        caption={t('claims')}
        rows={claims}
        rowKey={({ claimId }) => claimId}
        columns={[
          { key: 'claim', head: t('claim'), cell: ({ claimId }) => <ShortId id={claimId} /> },
          { key: 'holder', head: t('holder'), cell: ({ holderId }) => <ShortId id={holderId} /> },
          {
            ...{ key: 'principal', head: t('principal'), align: 'right' },
            cell: ({ claimId, principal }) => (
              <Figure
                {...LOANS_FIGURES.claimPrincipal}
                row={claimId}
                money={money(principal)}
                sign={false}
              />
            ),
          },
          {
            ...{ key: 'outstanding', head: t('outstanding'), align: 'right' },
            cell: ({ claimId, outstanding }) => (
              <Figure
                {...LOANS_FIGURES.claimOutstanding}
                row={claimId}
                money={money(outstanding)}
                sign={false}
              />
            ),
          },
          {
            ...{ key: 'loss', head: t('loss'), align: 'right' },
            cell: ({ claimId, loss }) =>
              loss === undefined ? (
                '—'
              ) : (
                <Figure
                  {...LOANS_FIGURES.claimLoss}
                  row={claimId}
                  money={money(loss)}
                  sign={false}
                />
              ),
          },
          {
            ...{ key: 'state', head: t('state') },
            cell: ({ state }) =>
              state in CLAIM_STATES ? t(CLAIM_STATES[state as keyof typeof CLAIM_STATES]) : state,
          },
        ]}
      />
    </Card>
  );
}
