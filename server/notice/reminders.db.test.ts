// Reminders through the door: given within the day or made up for at its end, once each, whatever breaks in between.

import type { Id } from '@mutua/core/kit/id.ts';
import { openAccount } from '@mutua/core/loan/repay/instalment-account.ts';
import { minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import { addDays, type Day, dayOf, formatDay } from '@mutua/core/time/day.ts';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Clockwork } from '../calendar/clockwork.ts';
import { runDaysUntil, runEndOfDay } from '../calendar/end-of-day.ts';
import type { Statement } from '../database/fact-table.ts';
import { newTrialId, TrialStart } from '../installation/trial-start.ts';
import { accountsColumn } from '../loan/accounts-column.ts';
import type { RailLane } from '../rails/rail-door.ts';

const FIRST_DAY = dayOf(2026, 3, 2);

let trial: TrialStart;

beforeAll(async () => {
  trial = await TrialStart.open();
});
afterAll(() => trial.close());
afterEach(() => {
  expect(trial.alarms).toEqual([]);
});

it('comes once, though the answer was lost, the process ended, and another one looked too', async () => {
  const loanId = await aLoan(addDays(FIRST_DAY, 3));
  const losing: Pick<RailLane, 'commit'> = {
    async commit(request) {
      await trial.lane.commit(request);
      throw new Error('It ended.');
    },
  };
  await expect(clockwork(losing).turn()).rejects.toThrow('It ended.');
  await trial.reopen();
  await Promise.all([clockwork().turn(), clockwork().turn()]);
  await runEndOfDay({ lane: trial.lane, read });
  expect(await given(loanId)).toEqual([['2026-03-02', 3]]);
  expect(await column('select reminder_day from loan.loan where id = $1', loanId)).toEqual([
    '2026-03-04',
  ]);
});

it('of days that were missed comes at the end of each, before the day can be closed', async () => {
  const today = (await column('select day from calendar.business_day'))[0];
  expect(today).toBe('2026-03-03');
  const loanId = await aLoan(dayOf(2026, 3, 12));
  const refused = await runDaysUntil(dayOf(2026, 3, 13), { lane: trial.lane, read });
  expect(refused).toBeUndefined();
  expect(await given(loanId)).toEqual([
    ['2026-03-09', 3],
    ['2026-03-11', 1],
    ['2026-03-12', 0],
  ]);
});

it('goes to everybody whose day it is, and stands in the way of nobody else when it cannot be given', async () => {
  const dueDay = dayOf(2026, 3, 16);
  const loans: Id[] = [];
  for (let count = 0; count < 30; count += 1) loans.push(await aLoan(dueDay));
  const [bad] = loans;
  const failing: Pick<RailLane, 'commit'> = {
    commit: (request) =>
      'loanId' in request.command && request.command.loanId === bad
        ? Promise.reject(new Error('A rule has a mistake.'))
        : trial.lane.commit(request),
  };
  await expect(clockwork(failing).turn()).rejects.toThrow('A rule has a mistake.');
  const counts = async () => {
    const all = await Promise.all(loans.map((loanId) => given(loanId)));
    return all.map((notices) => notices.length);
  };
  expect(await counts()).toEqual([0, ...Array.from({ length: 29 }, () => 1)]);
  const closing = await runEndOfDay({ lane: { commit: failing.commit }, read }).catch(String);
  expect(closing).toContain('A rule has a mistake.');
  expect(await column('select state from calendar.business_day')).toEqual(['processing']);
  expect((await runEndOfDay({ lane: trial.lane, read })).ok).toBe(true);
  expect(await counts()).toEqual(Array.from({ length: 30 }, () => 1));
});

it('is found by an index: a day without any reads none of the loans there are', async () => {
  await trial.write(
    `insert into loan.loan (id, borrower_id, state, transitions, product_code, product_version, currency,
       loan_amount, term_months, repayment_method, purpose, fees, accepted, frozen, reminder_day, version)
     select gen_random_uuid(), gen_random_uuid(), 'repaying', 8, 'p', 1, 'CNY', 10000, 12, 'equal_instalments',
       'consumption', '[]', 10000, 10000, date '2030-01-01' + (number % 30)::integer, 1
     from generate_series(1, 20000) as number`,
  );
  await trial.write('analyze loan.loan');
  const plan = await trial.column(
    `explain (analyze, costs off, timing off, summary off)
     select id, version
     from loan.loan
     where reminder_day <= (select day from calendar.business_day)
     order by reminder_day
     limit 500`,
  );
  expect(plan.join('\n')).toMatch(/loan_to_remind/);
  expect(plan.join('\n')).not.toMatch(/Seq Scan on loan\b/);
});

function clockwork(lane: Pick<RailLane, 'commit'> = trial.lane): Clockwork {
  const { pool, clock } = trial;
  return new Clockwork({ lane, pool, clock, slowMs: 0 });
}

async function read({ text, values }: Pick<Statement, 'text' | 'values'>) {
  return (await trial.pool.query({ text, values: [...values] })).rows;
}

function column(text: string, ...values: readonly unknown[]): Promise<readonly unknown[]> {
  return trial.column(text, values);
}

/** On which business day, and how many days before the due day. */
async function given(loanId: Id): Promise<readonly unknown[]> {
  const { rows } = await trial.pool.query<{ day: string; lead: number }>(
    `select business_date as day, (figures ->> 'daysBefore')::integer as lead
     from notice.notice
     where subject_id = $1 and kind = 'repayment_due'
     order by sequence, place`,
    [loanId],
  );
  return rows.map(({ day, lead }) => [day, lead]);
}

/** A loan that runs, with one instalment that nobody has money for; the calendar knows the next reminder. */
async function aLoan(dueDay: Day): Promise<Id> {
  const [id, borrowerId] = [newTrialId(), newTrialId()];
  await trial.write(
    `insert into people.client
       (id, client_number, kind, roles, status, is_related_party, custody_accounts, version)
     values ($1, (select 100000 + count(*) from people.client), 'natural_person', '["borrower"]', 'active', false,
       '{"borrower":"B1"}', 1)`,
    [borrowerId],
  );
  await trial.write('insert into people.borrower (id, owed, version) values ($1, 10000, 1)', [
    borrowerId,
  ]);
  await trial.write(
    `insert into loan.loan (id, borrower_id, state, transitions, product_code, product_version, currency,
       loan_amount, term_months, repayment_method, purpose, fees, accepted, frozen, value_day, next_action_day,
       reminder_day, version)
     values ($1, $2, 'repaying', 8, 'p', 1, 'CNY', 10000, 12, 'equal_instalments', 'consumption', '[]', 10000,
       10000, '2026-03-02', $3, $4, 1)`,
    [id, borrowerId, formatDay(dueDay), formatDay(addDays(dueDay, -3))],
  );
  const row = { fromDay: FIRST_DAY, dueDay, principal: minorUnits(10_000n) };
  const account = { ...openAccount({ ...row, interest: ZERO, fee: ZERO }), fees: [] };
  await trial.write(
    `insert into loan.servicing
       (loan_id, terms, rules, changes, accounts, fallen_due, worked_through, version)
     values ($1, '{}', '{"workingDayRule":"none"}', '[]', $2, 0, '2026-03-02', 1)`,
    [id, accountsColumn.write([account])],
  );
  return id;
}
