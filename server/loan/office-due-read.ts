// What falls due on the business date and on the three days after it: paid, on its way, or still open.
import type { DueToday } from '@mutua/contract/office/home.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import { openAmounts } from '@mutua/core/loan/repay/instalment-account.ts';
import { accountsAsSent, askingDay } from '@mutua/core/loan/serviced-accounts.ts';
import type { Servicing } from '@mutua/core/loan/servicing.ts';
import { type MinorUnits, minus, plus, ZERO } from '@mutua/core/money/minor-units.ts';
import { addDays, type Day, formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { moneyOf } from '../http/read-fields.ts';
import { servicingTable } from './loan-store.ts';
import { rowsOf } from './servicing-read.ts';

const DAYS_AHEAD = 3;

/** Loans that the calendar looks at in these days, and those that were brought up to the day already. */
const CANDIDATES = `select loan.id
  from loan.loan
  join loan.servicing on servicing.loan_id = loan.id
  where loan.currency = $1
    and loan.state = any('{disbursed,repaying,overdue,defaulted,closed}')
    and (
      loan.next_action_day between $2::date and $3::date
      or servicing.worked_through = $2::date
    )`;

class Sum {
  count = 0;
  amount: MinorUnits = ZERO;

  add(amount: MinorUnits): void {
    this.count += 1;
    this.amount = plus(this.amount, amount);
  }

  write(currency: string): { count: number; amount: { minorUnits: string; currency: string } } {
    return { count: this.count, amount: moneyOf(this.amount, currency) };
  }
}

export async function readDueToday(pool: pg.Pool, today: Day, currency: string): Promise<DueToday> {
  const last = addDays(today, DAYS_AHEAD);
  const { rows } = await pool.query<{ id: Id }>({
    name: 'loans due in these days',
    text: CANDIDATES,
    values: [currency, formatDay(today), formatDay(last)],
  });
  const ids = rows.map(({ id }) => id);
  const servicings = await rowsOf(pool, servicingTable, servicingTable.loadByKey(ids));
  const [all, paid, underWay, open] = [new Sum(), new Sum(), new Sum(), new Sum()];
  const next = Array.from({ length: DAYS_AHEAD }, () => new Sum());
  for (const servicing of servicings) {
    for (const { day, due, left, isUnderWay } of instalmentsOf(servicing, today, last)) {
      if (day !== today) {
        if (left > ZERO) next[day - today - 1]?.add(left);
        continue;
      }
      all.add(due);
      if (left === ZERO) paid.add(due);
      else if (isUnderWay) underWay.add(due);
      else open.add(due);
    }
  }
  return {
    ...all.write(currency),
    ...{ paid: paid.write(currency), underWay: underWay.write(currency) },
    open: open.write(currency),
    next: next.map((sum, index) => ({
      day: formatDay(addDays(today, index + 1)),
      ...sum.write(currency),
    })),
  };
}

/** The instalments that are asked for from one day to another. What is written off has no days any more. */
function instalmentsOf(servicing: Servicing, today: Day, last: Day) {
  if (servicing.writtenOff !== undefined) return [];
  const asSent = accountsAsSent(servicing);
  return servicing.accounts.flatMap((account, index) => {
    // What was paid early on a day off has a day of asking too, but is over before it.
    if (index < servicing.fallenDue && servicing.workedThrough < today) return [];
    // A working-day rule moves a day by less than a month.
    if (account.dueDay < today - 31 || account.dueDay > last + 31) return [];
    const day = askingDay(servicing.rules, account.dueDay);
    const due = minus(totalOfAmounts(account.due), totalOfAmounts(account.waived));
    if (day < today || day > last || due <= ZERO) return [];
    const left = totalOfAmounts(openAmounts(account));
    const sent = asSent[index] ?? account;
    return [{ day, due, left, isUnderWay: totalOfAmounts(openAmounts(sent)) < left }];
  });
}
