// After each kill: the day that was under way is closed, and nothing of it was done twice.

import { CHART_LAWS } from '@mutua/server/check/chart-laws.ts';
import type { CheckedLaw } from '@mutua/server/check/check.ts';
import { checkLaws, everyLaw } from '@mutua/server/check/check.ts';
import type pg from 'pg';

/** What must have no row. `$1` is the day. */
const TWICE: readonly (readonly [string, string])[] = [
  [
    'not closed',
    `select $1::text as found where not exists (select from ledger.day_close where day = $1::date)`,
  ],
  [
    'a command id twice',
    `select command_id::text as found from commit.command group by command_id having count(*) > 1`,
  ],
  [
    'a loan worked twice on the day',
    `select event ->> 'loanId' as found
     from commit.command, json_array_elements(events) as event
     where business_date = $1::date and commit.command.kind = 'WorkLoan'
       and event ->> 'kind' = 'LoanWorked'
     group by 1 having count(*) > 1`,
  ],
  [
    'a case worked twice on the day',
    `select min(event::text) as found
     from commit.command, json_array_elements(events) as event
     where business_date = $1::date and commit.command.kind = 'WorkCase'
     group by event::text having count(*) > 1`,
  ],
  [
    'a notice twice',
    `select concat_ws(' ', kind, client_id, subject_id, figures::jsonb) as found
     from notice.notice
     where business_date = $1::date and kind = 'repayment_due'
     group by kind, client_id, subject_id, figures::jsonb having count(*) > 1`,
  ],
  [
    'an instruction for a loan twice on the day',
    `select concat_ws(' ', loan_id, "order"::jsonb) as found
     from wallet.instruction
     where loan_id is not null and state = 'confirmed' and "order" ->> 'kind' = 'distribute'
       and created_at::date = $1::date
     group by loan_id, "order"::jsonb having count(*) > 1`,
  ],
  [
    'a loan left for the day',
    `select id::text as found from loan.loan
     where next_action_day <= $1::date and state = any ('{disbursed,repaying,overdue,defaulted}'::text[])`,
  ],
];

/** @param day as ISO 8601 writes it. */
export async function violationsOfDay(pool: pg.Pool, day: string): Promise<readonly string[]> {
  const violations: string[] = [];
  for (const [name, text] of TWICE) {
    const values = text.includes('$1') ? [day] : [];
    const { rows } = await pool.query<{ found: string }>(text, values);
    const [first] = rows;
    if (first !== undefined) violations.push(`${day}: ${name} (${rows.length}): ${first.found}`);
  }
  return [...violations, ...sentencesOf(await checkLaws(pool, { laws: CHART_LAWS }))];
}

export interface LawsLookedAt {
  readonly laws: number;
  readonly examined: number;
  readonly violations: readonly string[];
}

/** Everything that `mutua check` looks at. */
export async function lookAtLaws(pool: pg.Pool): Promise<LawsLookedAt> {
  const checked = await checkLaws(pool, { laws: everyLaw() });
  const examined = checked.reduce((total, one) => total + one.examined, 0);
  return { laws: checked.length, examined, violations: sentencesOf(checked) };
}

function sentencesOf(checked: readonly CheckedLaw[]): readonly string[] {
  return checked
    .filter(({ broken }) => broken > 0)
    .map(({ law, violations }) => `${law.name}: ${violations.join(' ')}`);
}
