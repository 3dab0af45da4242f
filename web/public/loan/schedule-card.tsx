// The schedule of a loan, with the part of whoever thinks of lending; the middle of a long one is folded.
import type { ListingSchedule } from '@mutua/contract/market/listing-schedule.ts';
import { minorUnits, plus } from '@mutua/core/money/minor-units.ts';
import { useState } from 'react';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { LOAN_FIGURES as FIGURES } from '../../ui/figure/loan-figures.ts';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Skeleton } from '../../ui/kit/shown.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { together } from '../../ui/money-math.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { type InstalmentBar, InstalmentBars } from '../quote/instalment-bars.tsx';
import { Numbered } from './loan-blocks.tsx';
import { LOAN_WORDS } from './loan-words.ts';
import { useIsPhone } from './use-is-phone.ts';

type Instalment = ListingSchedule['instalments'][number];

interface ScheduleProps {
  readonly loanId: string;
  readonly schedule: ListingSchedule | undefined;
  /** Whether it stands before the four blocks, and so has no number among them. */
  readonly isFirst?: boolean;
}

/** The first and the last rows of a folded schedule. */
const SHOWN = [6, 2] as const;
const SHOWN_ON_PHONE = [3, 1] as const;

export function ScheduleCard({ loanId, schedule, isFirst = false }: ScheduleProps) {
  const { t } = useWords(LOAN_WORDS);
  const isPlan = schedule?.basis === 'if_disbursed_today';
  const size = useIsPhone() ? { width: 360, height: 190 } : { width: 760, height: 150 };
  return (
    <Card
      id="block-5"
      title={isFirst ? t('schedule') : <Numbered number={5} title={t('schedule')} />}
      note={isPlan ? t('scheduleIf') : t('scheduleReal')}
    >
      {schedule === undefined ? (
        <Skeleton lines={8} />
      ) : (
        <>
          <InstalmentBars
            rows={schedule.instalments.map(barOf)}
            label={t('scheduleBars')}
            {...size}
          />
          <p className="quiet schedule-key">{t('scheduleKey')}</p>
          <ScheduleTable loanId={loanId} schedule={schedule} />
        </>
      )}
    </Card>
  );
}

/** What the lenders get of one instalment, as it is drawn. */
function barOf({ number, principal, interest }: Instalment): InstalmentBar {
  const parts = {
    principal: minorUnits(BigInt(principal)),
    interest: minorUnits(BigInt(interest)),
    fee: minorUnits(0n),
  };
  return { number, ...parts, total: plus(parts.principal, parts.interest) };
}

function ScheduleTable({
  loanId,
  schedule,
}: {
  readonly loanId: string;
  readonly schedule: ListingSchedule;
}) {
  const { t } = useWords(LOAN_WORDS);
  const [isOpen, setOpen] = useState(false);
  const [first, last] = useIsPhone() ? SHOWN_ON_PHONE : SHOWN;
  const { instalments } = schedule;
  const isLong = instalments.length > first + last + 2;
  const isFolded = isLong && !isOpen;
  const rows = isFolded
    ? [...instalments.slice(0, first), ...instalments.slice(-last)]
    : instalments;
  return (
    <div className="narrow-table">
      <DataTable
        caption={t('schedule')}
        columns={useColumns(loanId, schedule)}
        rows={rows}
        rowKey={({ number }) => `${number}`}
        foot={footOf(loanId, schedule, t('sum'))}
        {...(isLong
          ? {
              gap: {
                after: isFolded ? first : instalments.length - last,
                content: (
                  <button
                    type="button"
                    className="link"
                    data-plain=""
                    onClick={() => setOpen(!isOpen)}
                  >
                    {isFolded
                      ? t('open', { from: first + 1, to: instalments.length - last })
                      : t('fold')}
                  </button>
                ),
              },
            }
          : {})}
      />
    </div>
  );
}

function useColumns(loanId: string, schedule: ListingSchedule): readonly Column<Instalment>[] {
  const { t } = useWords(LOAN_WORDS);
  const { currency } = schedule.principal;
  const money = (minorUnits: string) => ({ minorUnits, currency });
  const rowOf = ({ number }: Instalment) => `${loanId} ${number}`;
  const share = schedule.share?.amount.minorUnits;
  const columns: Column<Instalment>[] = [
    { key: 'number', head: t('number'), cell: ({ number }) => <Plain>{number}</Plain> },
    { key: 'dueDay', head: t('dueDay'), cell: ({ dueDay }) => <DayOnPage day={dueDay} /> },
    {
      ...{ key: 'principal', head: <FigureLabel {...FIGURES.principal} />, align: 'right' },
      ...{ isOnPhone: false },
      cell: (one) => (
        <Figure {...FIGURES.principal} money={money(one.principal)} row={rowOf(one)} sign={false} />
      ),
    },
    {
      ...{ key: 'interest', head: <FigureLabel {...FIGURES.interest} />, align: 'right' },
      ...{ isOnPhone: false },
      cell: (one) => (
        <Figure {...FIGURES.interest} money={money(one.interest)} row={rowOf(one)} sign={false} />
      ),
    },
    {
      ...{ key: 'due', head: <FigureLabel {...FIGURES.due} />, align: 'right' },
      cell: (one) => (
        <Figure
          {...FIGURES.due}
          money={together(money(one.principal), money(one.interest))}
          row={rowOf(one)}
          sign={false}
        />
      ),
    },
    {
      ...{ key: 'balance', head: <FigureLabel {...FIGURES.balance} />, align: 'right' },
      ...{ isOnPhone: false },
      cell: (one) => (
        <Figure {...FIGURES.balance} money={money(one.balance)} row={rowOf(one)} sign={false} />
      ),
    },
  ];
  if (share !== undefined) {
    columns.push({
      ...{ key: 'share', head: <FigureLabel {...FIGURES.share} />, align: 'right' },
      cell: (one) =>
        one.share === undefined ? null : (
          <span className="yours">
            <Figure
              {...FIGURES.share}
              money={together(money(one.share.principal), money(one.share.interest))}
              row={`${rowOf(one)} ${share}`}
              sign={false}
            />
          </span>
        ),
    });
  }
  if (schedule.basis === 'contract') {
    columns.push({ key: 'state', head: t('state'), cell: (one) => <StateOf instalment={one} /> });
  }
  return columns;
}

function StateOf({ instalment: { state, daysLate } }: { readonly instalment: Instalment }) {
  const { t } = useWords(LOAN_WORDS);
  switch (state) {
    case 'paid':
      return <StatusMark status="ok" word={t('statePaid')} />;
    case 'late':
      return (
        <Plain>
          <StatusMark status="late" word={t('stateLate', { days: daysLate ?? 0 })} />
        </Plain>
      );
    case 'due':
      return <StatusMark status="grace" word={t('stateDue')} />;
    case 'written_off':
      return <StatusMark status="lost" word={t('stateWrittenOff')} />;
    default:
      return <StatusMark status="pending" word={t('stateToCome')} />;
  }
}

function footOf(loanId: string, schedule: ListingSchedule, sum: string) {
  const { principal, interest, share } = schedule;
  const row = share === undefined ? loanId : `${loanId} ${share.amount.minorUnits}`;
  return {
    number: sum,
    principal: <Figure {...FIGURES.sumPrincipal} money={principal} row={loanId} sign={false} />,
    interest: <Figure {...FIGURES.sumInterest} money={interest} row={loanId} sign={false} />,
    due: (
      <Figure {...FIGURES.sumDue} money={together(principal, interest)} row={loanId} sign={false} />
    ),
    ...(share === undefined
      ? {}
      : {
          share: (
            <Figure
              {...FIGURES.sumShare}
              money={together(share.amount, share.interest)}
              row={row}
              sign={false}
            />
          ),
        }),
  };
}
