// What falls due on the business date and on the three days after it: paid, on its way, or still open.
import type { DueToday } from '@mutua/contract/office/home.ts';
import { totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import { openAmounts } from '@mutua/core/loan/repay/instalment-account.ts';
import { accountsAsSent, askingDay } from '@mutua/core/loan/serviced-accounts.ts';
import type { RepaymentUnderWay, Servicing, WorkingDays } from '@mutua/core/loan/servicing.ts';
import { type MinorUnits, minus, plus, ZERO } from '@mutua/core/money/minor-units.ts';
import { addDays, type Day, formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { readPacked } from '../database/packed-json.ts';
import { moneyOf } from '../http/read-fields.ts';
import { readAccounts } from './accounts-column.ts';

const DAYS_AHEAD = 3;
const MOVED_MAX = 31;

/**
 * Loans that the calendar looks at in these days, and those that were brought up to the day already. What is written
 * off has no days any more. Of the rules only what moves a day is read: they are most of a loan's row.
 */
const CANDIDATES = `select servicing.accounts, servicing.fallen_due as "fallenDue",
    servicing.worked_through = $2::date as "isWorkedToday", servicing.under_way::text as "underWay",
    servicing.rules ->> 'workingDayRule' as "workingDayRule",
    (servicing.rules -> 'workingDays')::text as "workingDays"
  from loan.loan
  join loan.servicing on servicing.loan_id = loan.id
  where loan.currency = $1
    and loan.state = any('{disbursed,repaying,overdue,defaulted,closed}')
    and servicing.written_off is null
    and (
      loan.next_action_day between $2::date and $3::date
      or servicing.worked_through = $2::date
    )`;

interface Row {
  readonly accounts: string;
  readonly fallenDue: number;
  readonly isWorkedToday: boolean;
  readonly underWay: string | null;
  readonly workingDayRule: Servicing['rules']['workingDayRule'];
  readonly workingDays: string | null;
}

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
  const { rows } = await pool.query<Row>({
    name: 'loans due in these days',
    text: CANDIDATES,
    values: [currency, formatDay(today), formatDay(last)],
  });
  const days = new AskingDays();
  const [all, paid, underWay, open] = [new Sum(), new Sum(), new Sum(), new Sum()];
  const next = Array.from({ length: DAYS_AHEAD }, () => new Sum());
  for (const row of rows) {
    for (const { day, due, left, isUnderWay } of instalmentsOf(row, days, [today, last])) {
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

/** The instalments that are asked for from one day to another. */
function instalmentsOf(row: Row, days: AskingDays, [today, last]: readonly [Day, Day]) {
  const accounts = readAccounts(row.accounts);
  const underWay =
    row.underWay === null ? undefined : (readPacked(row.underWay) as RepaymentUnderWay);
  const asSent = accountsAsSent({ accounts, ...(underWay !== undefined && { underWay }) });
  return accounts.flatMap((account, index) => {
    // What was paid early on a day off has a day of asking too, but is over before it.
    if (index < row.fallenDue && !row.isWorkedToday) return [];
    // A working-day rule moves a day by less than a month.
    if (account.dueDay < today - MOVED_MAX || account.dueDay > last + MOVED_MAX) return [];
    const day = days.of(row, account.dueDay);
    const due = minus(totalOfAmounts(account.due), totalOfAmounts(account.waived));
    if (day < today || day > last || due <= ZERO) return [];
    const left = totalOfAmounts(openAmounts(account));
    const sent = asSent[index] ?? account;
    return [{ day, due, left, isUnderWay: totalOfAmounts(openAmounts(sent)) < left }];
  });
}

/** Most loans have the same calendar, so each of its days is looked up once. */
class AskingDays {
  readonly #known = new Map<string, Day>();
  readonly #calendars = new Map<string, WorkingDays>();

  of({ workingDayRule, workingDays: text }: Row, dueDay: Day): Day {
    if (workingDayRule === 'none') return dueDay;
    const name = `${workingDayRule} ${dueDay} ${text ?? ''}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const workingDays = text === null ? undefined : this.#calendarOf(text);
    const day = askingDay({ workingDayRule, ...(workingDays && { workingDays }) }, dueDay);
    this.#known.set(name, day);
    return day;
  }

  #calendarOf(text: string): WorkingDays {
    const known = this.#calendars.get(text);
    if (known !== undefined) return known;
    const read = readPacked(text) as WorkingDays;
    this.#calendars.set(text, read);
    return read;
  }
}
