// The whole schedule, row by row, with its sums; on a phone the middle can be folded away.
import type { Quote } from '@mutua/core/loan/quote.ts';
import { formatMajor, type MinorUnits, sum } from '@mutua/core/money/minor-units.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayText } from '../../ui/day-text.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { EXPONENT } from './quote-input.ts';

/** Rows that stay visible at the head when the middle is folded. */
const ROWS_ABOVE_FOLD = 3;

/** The schedule with a row a due day, and a CSV of the same rows. */
export function ScheduleTable({ quote }: { readonly quote: Quote }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { instalments } = quote;
  const foldable = instalments.length > ROWS_ABOVE_FOLD + 2;
  const folded = (index: number) =>
    foldable && !open && index >= ROWS_ABOVE_FOLD && index < instalments.length - 1;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('quote.schedule')}</h2>
        <span className="quiet">{t('quote.scheduleBasis')}</span>
        <Download quote={quote} />
      </div>
      <table data-testid="schedule">
        <thead>
          <tr>
            <th>{t('quote.column.number')}</th>
            <th className="left">{t('quote.column.due')}</th>
            <th>{t('quote.column.total')}</th>
            <th className="wide">{t('quote.column.principal')}</th>
            <th className="wide">{t('quote.column.interest')}</th>
            <th className="wide">{t('quote.column.fee')}</th>
            <th>{t('quote.column.balance')}</th>
          </tr>
        </thead>
        <tbody>
          {instalments.map((row, index) => (
            <tr key={row.number} className={folded(index) ? 'folded' : undefined}>
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
          ))}
          {foldable && (
            <tr className="fold">
              <td colSpan={7}>
                <button type="button" className="link" onClick={() => setOpen(!open)}>
                  {open
                    ? t('quote.hide')
                    : t('quote.show', { from: ROWS_ABOVE_FOLD + 1, to: instalments.length - 1 })}
                </button>
              </td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <td>{t('quote.sumRow')}</td>
            <td />
            <Cell value={sum(instalments.map((row) => row.total))} />
            <Cell value={sum(instalments.map((row) => row.principal))} className="wide" />
            <Cell value={quote.interest} className="wide" />
            <Cell value={quote.fees} className="wide" />
            <td />
          </tr>
        </tfoot>
      </table>
    </section>
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
  const { t } = useTranslation();
  const save = () => {
    const address = URL.createObjectURL(
      new Blob([csvOf(quote)], { type: 'text/csv;charset=utf-8' }),
    );
    const link = document.createElement('a');
    link.href = address;
    link.download = `${t('quote.file')}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <button type="button" className="link" onClick={save}>
      {t('quote.download')}
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
