// The schedule of a loan with how each instalment stands; on a phone the middle can be folded away.
import type { InstalmentOnWire, LoanForBorrower } from '@mutua/contract/loan/servicing.ts';
import { useState } from 'react';
import type { DeclaredFigure } from '../../ui/figure/declare-figures.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { type Status, StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { BORROW_FIGURES } from '../borrow-figures.ts';
import { moneyWire, totalOf, units } from '../parts/schedule-sums.ts';
import { SERVICING_WORDS } from './servicing-words.ts';

/** Rows that are shown at once: around the next one that is open. */
const SHOWN = 6;

export function ScheduleCard({ loan }: { readonly loan: LoanForBorrower }) {
  const { t } = useWords(SERVICING_WORDS);
  const [isWhole, setWhole] = useState(false);
  const { schedule } = loan;
  const next = schedule.findIndex(({ open }) => open !== '0');
  const from = Math.max(0, Math.min(next - 1, schedule.length - SHOWN));
  const rows = isWhole ? schedule : schedule.slice(from, from + SHOWN);
  return (
    <Card title={t('schedule')} note={t('scheduleNote')}>
      <DataTable
        caption={t('schedule')}
        columns={useColumns(loan)}
        rows={rows}
        rowKey={({ number }) => String(number)}
        isKept
        isMarked={(row) => row.number === next + 1}
      />
      {schedule.length > SHOWN && (
        <p>
          <Button kind="link" onClick={() => setWhole(!isWhole)}>
            {t(isWhole ? 'hide' : 'showAll')}
          </Button>
        </p>
      )}
    </Card>
  );
}

function useColumns(loan: LoanForBorrower): readonly Column<InstalmentOnWire>[] {
  const { t } = useWords(SERVICING_WORDS);
  const { loanId, loanAmount } = loan;
  const money = (
    key: string,
    figure: DeclaredFigure,
    digitsOf: (row: InstalmentOnWire) => string,
    isOnPhone = false,
  ): Column<InstalmentOnWire> => ({
    ...{ key, align: 'right', isOnPhone, head: <FigureLabel {...figure} /> },
    cell: (row) => (
      <Figure
        {...figure}
        money={moneyWire(units(digitsOf(row)), loanAmount.currency)}
        row={`${loanId}/${row.number}`}
        sign={false}
      />
    ),
  });
  const hasPenalty = loan.schedule.some(({ penalty }) => penalty !== '0');
  return [
    { key: 'number', head: t('number'), cell: ({ number }) => <Plain>{number}</Plain> },
    { key: 'due', head: t('due'), cell: ({ dueDay }) => <DayOnPage day={dueDay} /> },
    money(
      'total',
      BORROW_FIGURES.rowTotal,
      (row) => totalOf(row, loanAmount.currency).minorUnits,
      true,
    ),
    money('principal', BORROW_FIGURES.rowPrincipal, ({ principal }) => principal),
    money('interest', BORROW_FIGURES.rowInterest, ({ interest }) => interest),
    money('fee', BORROW_FIGURES.rowFee, ({ fee }) => fee),
    ...(hasPenalty ? [money('penalty', BORROW_FIGURES.rowPenalty, ({ penalty }) => penalty)] : []),
    money('open', BORROW_FIGURES.rowOpen, ({ open }) => open),
    { key: 'state', head: t('state'), cell: (row) => <RowState row={row} /> },
  ];
}

const MARKS: Readonly<Record<InstalmentOnWire['state'], Status>> = {
  paid: 'ok',
  due: 'grace',
  late: 'late',
  to_come: 'pending',
  written_off: 'lost',
};

function RowState({ row }: { readonly row: InstalmentOnWire }) {
  const { t } = useWords(SERVICING_WORDS);
  const { state, daysLate = 0 } = row;
  return (
    <Plain>
      <StatusMark status={MARKS[state]} word={t(`state_${state}`, { count: daysLate })} />
    </Plain>
  );
}
