// The laws of notices: nobody is told of what is not theirs, and whoever has to pay was reminded in time. That every
// notice follows from the log, and that none is missing, the log played again shows.
import type { Id } from '@mutua/core/kit/id.ts';
import { scheduleOf } from '@mutua/core/loan/repay/payoff.ts';
import { askingDay } from '@mutua/core/loan/serviced-accounts.ts';
import type { Servicing } from '@mutua/core/loan/servicing.ts';
import { reminderDayOf, reminderLeads } from '@mutua/core/notice/reminder.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import { dayColumn } from '../database/column.ts';
import type { Connection } from '../ledger/standing.ts';
import { servicingTable } from '../loan/loan-store.ts';
import { type Finding, type Law, type Progress, sqlLaw, VIOLATIONS_SHOWN } from './law.ts';

const LOANS_AT_ONCE = 500;

export const NOTICE_LAWS: readonly Law[] = [
  sqlLaw({
    name: 'notices_reach_their_parties',
    words: {
      'zh-CN': '每条通知的接收人都是所涉事项的当事人，通知内容不超出其应知范围',
      en: 'The receiver of every notice is a party of what it is about',
    },
    unit: 'notices',
    examined: 'select 1 from notice.notice',
    broken: `select format('Notice %s-%s went to %s as %s, who is no party of the %s %s.', sequence, place, client_id,
        role, subject_kind, subject_id) as violation
      from notice.notice
      where not case subject_kind
        when 'loan' then case role
          when 'borrower' then exists (
            select from loan.loan where id = subject_id and borrower_id = client_id
          )
          when 'lender' then exists (
            select from loan.bid where loan_id = subject_id and lender_id = client_id
          ) or exists (
            select from claim.claim where loan_id = subject_id and holder_id = client_id
          )
          when 'partner' then exists (
            select from safeguard.commitment where loan_id = subject_id and guarantor_id = client_id
          ) or exists (
            -- The trustee of its reserve.
            select from safeguard.compensation where loan_id = subject_id and guarantor_id = client_id
          )
          else false
        end
        when 'top_up' then exists (
          select from wallet.top_up where id = subject_id and top_up.client_id = notice.client_id
        )
        when 'withdrawal' then exists (
          select from wallet.withdrawal where id = subject_id and withdrawal.client_id = notice.client_id
        )
        when 'receipt' then exists (
          select from wallet.receipt where id = subject_id and "end" ->> 'clientId' = notice.client_id::text
        )
      end`,
  }),
  {
    name: 'reminders_go_out',
    words: {
      'zh-CN': '每个还款日前三天、前一天和当天，凡有未还款项的借款都已向借款人发出提醒',
      en: 'Of every due day with something unpaid the borrower was reminded three days before, one day before, and on it',
    },
    unit: 'reminders',
    examine: examineReminders,
  },
];

/** When a loan's reminders began to be due, and until when they have to be there. */
interface Lives {
  readonly disbursedOn: ReadonlyMap<Id, Day>;
  readonly given: ReadonlySet<string>;
  /** The business date: what is due on it may still come. */
  readonly today: Day;
}

async function examineReminders(connection: Connection, progress: Progress): Promise<Finding> {
  const [calendar] = (
    await connection.query<{ today: string; since: string | null }>(
      `select business_day.day as today, kind.since_day as since
       from calendar.business_day, notice.kind
       where kind.kind = 'repayment_due'`,
    )
  ).rows;
  const violations: string[] = [];
  let [examined, broken, done] = [0, 0, 0];
  if (calendar === undefined) return { examined, broken, violations };
  for (let after: Id | undefined; ; ) {
    const { text, values } = servicingTable.loadPage(after, LOANS_AT_ONCE);
    const { rows } = await connection.query<Record<string, unknown>>(text, [...values]);
    const page = rows.map((row) => servicingTable.read(row).fact);
    if (page.length === 0) return { examined, broken, violations };
    const lives = await readLives(connection, page, calendar);
    for (const servicing of page) {
      const expected = remindersExpected(servicing, lives);
      const missing = [...expected].filter(([key]) => !lives.given.has(key));
      examined += expected.size;
      broken += missing.length;
      const shown = missing.slice(0, VIOLATIONS_SHOWN - violations.length);
      violations.push(...shown.map(([, sentence]) => sentence));
    }
    after = page.at(-1)?.loanId;
    done += page.length;
    progress(done, done);
  }
}

async function readLives(
  connection: Connection,
  page: readonly Servicing[],
  { today, since }: { readonly today: string; readonly since: string | null },
): Promise<Lives> {
  const ids = page.map(({ loanId }) => loanId);
  const disbursed = await connection.query<{ loanId: Id; day: string }>(
    `select loan_id as "loanId", day
     from loan.transition
     where loan_id = any($1::uuid[]) and event = 'LoanDisbursed' and ($2::date is null or day > $2)`,
    [ids, since],
  );
  const given = await connection.query<{ key: string }>(
    `select subject_id || ' ' || (figures ->> 'day') || ' ' || (figures ->> 'daysBefore') as key
     from notice.notice
     where subject_id = any($1::uuid[]) and kind = 'repayment_due'`,
    [ids],
  );
  return {
    disbursedOn: new Map(disbursed.rows.map(({ loanId, day }) => [loanId, dayColumn.read(day)])),
    given: new Set(given.rows.map(({ key }) => key)),
    today: dayColumn.read(today),
  };
}

/** Each reminder that has to be there, by its key: on that day, which is over, something was unpaid. */
function remindersExpected(
  servicing: Servicing,
  { disbursedOn, today }: Lives,
): ReadonlyMap<string, string> {
  const { loanId, accounts, rules, changes, writtenOff, earlierRows = 0 } = servicing;
  const from = disbursedOn.get(loanId);
  const expected = new Map<string, string>();
  if (from === undefined) return expected;
  const until = writtenOff === undefined || writtenOff.day > today ? today : writtenOff.day;
  // What was repaid early has a row of its own, which nobody was ever asked for.
  const rows = changes.length === 0 ? [] : scheduleOf(servicing).rows;
  const planned = plannedOn(servicing);
  for (const [index, { dueDay: contractual, settledDay }] of accounts.entries()) {
    if (rows[index - earlierRows]?.kind === 'early_repayment') continue;
    const dueDay = askingDay(rules, contractual);
    for (const daysBefore of reminderLeads(rules)) {
      const day = reminderDayOf({ dueDay, daysBefore });
      const isUnpaid = settledDay === undefined || settledDay > day;
      // What a new plan asks for was not known before it.
      const isKnown = planned === undefined || dueDay <= planned || day > planned;
      if (day < from || day >= until || !isUnpaid || !isKnown) continue;
      const said = `The borrower of loan ${loanId} was not reminded ${daysBefore} days before ${formatDay(dueDay)}.`;
      expected.set(`${loanId} ${dueDay} ${daysBefore}`, said);
    }
  }
  return expected;
}

/** Since when the plan in force holds, where it is not the first. */
function plannedOn({ terms, changes, earlierRows }: Servicing): Day | undefined {
  const changed = changes.findLast(
    ({ kind }) => kind === 'reschedule' || kind === 'payment_holiday',
  );
  return changed?.day ?? (earlierRows === undefined ? undefined : terms.valueDay);
}
