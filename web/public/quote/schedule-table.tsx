// The whole schedule, row by row, with its sums; on a phone the middle can be folded away.
import type { Quote } from '@mutua/core/loan/quote.ts';
import { formatMajor, type MinorUnits, sum } from '@mutua/core/money/minor-units.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import { Fragment, useState } from 'react';
import { DayText } from '../../ui/day-text.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { EXPONENT } from './quote-input.ts';
import { QUOTE_WORDS } from './quote-words.ts';

/** Rows that stay visible at the head when the middle is folded. */
const ROWS_ABOVE_FOLD = 3;

interface ScheduleTableProps {
  readonly quote: Quote;
  readonly disbursedOn: Day;
}

/** The schedule with a row a due day, and a CSV of the same rows. */
export function ScheduleTable({ quote, disbursedOn }: ScheduleTableProps) {
  const { t } = useWords(QUOTE_WORDS);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('schedule')}</h2>
        <span className="quiet">{t('scheduleBasis', { day: formatDay(disbursedOn) })}</span>
        <Download quote={quote} />
      </div>
      <table data-testid="schedule">
        <caption className="unseen">{t('schedule')}</caption>
        <thead>
          <tr>
            <th>{t('number')}</th>
            <th className="left">{t('due')}</th>
            <th>{t('total')}</th>
            <th className="wide">{t('principal')}</th>
            <th className="wide">{t('interestColumn')}</th>
            <th className="wide">{t('feeColumn')}</th>
            <th>{t('balance')}</th>
          </tr>
        </thead>
        <Rows quote={quote} />
        <Sums quote={quote} />
      </table>
    </section>
  );
}

function Rows({ quote: { instalments } }: Pick<ScheduleTableProps, 'quote'>) {
  const { t } = useWords(QUOTE_WORDS);
  const [open, setOpen] = useState(false);
  const foldable = instalments.length > ROWS_ABOVE_FOLD + 2;
  const folded = (index: number) =>
    foldable && !open && index >= ROWS_ABOVE_FOLD && index < instalments.length - 1;
  return (
    <tbody>
      {instalments.map((row, index) => (
        <Fragment key={row.number}>
          {foldable && index === instalments.length - 1 && (
            <tr className="fold">
              <td colSpan={7}>
                <button type="button" className="link" onClick={() => setOpen(!open)}>
                  {open
                    ? t('hide')
                    : t('show', { from: ROWS_ABOVE_FOLD + 1, to: instalments.length - 1 })}
                </button>
              </td>
            </tr>
          )}
          <tr className={folded(index) ? 'folded' : undefined}>
            <td>{row.number}</td>
            <td className="left">
              <DayText day={row.dueDay} />
            </td>
            <Cell value={row.total} className="strong" />
            <Cell value={row.principal} className="wide" />
            <Cell value={row.interest} className="wide" />
            <Cell value={row.fee} className="wide" />
            <Cell value={row.balance} />
          </tr>
        </Fragment>
      ))}
    </tbody>
  );
}

function Sums({ quote }: Pick<ScheduleTableProps, 'quote'>) {
  const { t } = useWords(QUOTE_WORDS);
  const { instalments, interest, fees } = quote;
  return (
    <tfoot>
      <tr>
        <td>{t('sumRow')}</td>
        <td />
        <Cell value={sum(instalments.map((row) => row.total))} />
        <Cell value={sum(instalments.map((row) => row.principal))} className="wide" />
        <Cell value={interest} className="wide" />
        <Cell value={fees} className="wide" />
        <td />
      </tr>
    </tfoot>
  );
}

function Cell({ value, className }: { readonly value: MinorUnits; readonly className?: string }) {
  const classes = [className, value === 0n ? 'zero' : undefined].filter(Boolean).join(' ');
  return (
    <td className={classes === '' ? undefined : classes}>
      <MoneyText value={value} exponent={EXPONENT} />
    </td>
  );
}

function Download({ quote }: { readonly quote: Quote }) {
  const { t } = useWords(QUOTE_WORDS);
  const save = () => {
    const address = URL.createObjectURL(
      new Blob([csvOf(quote)], { type: 'text/csv;charset=utf-8' }),
    );
    const link = document.createElement('a');
    link.href = address;
    link.download = `${t('file')}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <button type="button" className="link" onClick={save}>
      {t('download')}
    </button>
  );
}

/** Plain figures under the field names of the API; the mark at the start lets spreadsheets know it is UTF-8. */
function csvOf(quote: Quote): string {
  const money = (value: MinorUnits) => formatMajor(value, EXPONENT);
  const rows = quote.instalments.map((row) =>
    [
      row.number,
      formatDay(row.dueDay),
      money(row.total),
      money(row.principal),
      money(row.interest),
      money(row.fee),
      money(row.balance),
    ].join(','),
  );
  return `\uFEFFnumber,dueDay,total,principal,interest,fee,balance\r\n${rows.join('\r\n')}\r\n`;
}
