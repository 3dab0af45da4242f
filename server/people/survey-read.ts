// Where a client stands with the survey of satisfaction, and what the office reads of the answers: not whose they are.
import type { OwnSurvey, SurveyAnswerInOffice } from '@mutua/contract/people/survey.ts';
import { clientSegment } from '@mutua/core/disclosure/client-segment.ts';
import { quarterOf } from '@mutua/core/disclosure/month.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import {
  nextSurveyDay,
  SURVEY_ROLES,
  type SurveyAnswer,
  type SurveyRole,
} from '@mutua/core/people/survey.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import type { PageRequest } from '../http/cursor.ts';
import { present } from '../http/read-fields.ts';

/** Its first loan that was paid out, or its first claim; there may be thousands, and one is enough. */
const PAID_OUT: Readonly<Record<SurveyRole, string>> = {
  borrower: `select id from loan.loan
    where borrower_id = $1 and value_day is not null order by id limit 1`,
  lender: `select id from claim.claim
    where holder_id = $1 and origin <> 'subrogation' order by id limit 1`,
};

export async function readPaidOut(
  pool: pg.Pool,
  clientId: Id,
  role: SurveyRole,
): Promise<Id | undefined> {
  const { rows } = await pool.query<{ id: Id }>(PAID_OUT[role], [clientId]);
  return rows[0]?.id;
}

export async function readOwnSurvey(
  pool: pg.Pool,
  clientId: Id,
  roles: readonly string[],
): Promise<OwnSurvey> {
  const today = await readBusinessDate(pool);
  if (today === undefined) return { quarter: '', standings: [] };
  const quarter = quarterOf(today);
  const [open, answers] = await Promise.all([
    readOpenRoles(pool, clientId),
    readAnswers(pool, clientId, quarter),
  ]);
  const own = SURVEY_ROLES.filter((role) => roles.includes(role));
  return {
    quarter,
    standings: own.map((role) => {
      const answer = answers.find((one) => one.role === role);
      if (answer === undefined) return { role, state: open.includes(role) ? 'open' : 'closed' };
      const { score, comment, answeredOn } = answer;
      return {
        ...{ role, state: 'answered', score, ...present({ comment }) },
        ...{ answeredOn, nextDay: formatDay(nextSurveyDay(today)) },
      };
    }),
  };
}

/** In which roles the account is in order, and something was paid out. */
async function readOpenRoles(pool: pg.Pool, clientId: Id): Promise<readonly SurveyRole[]> {
  const { rows } = await pool.query<Record<SurveyRole, boolean>>(
    `select custody_accounts ->> 'borrower' is not null and exists (${PAID_OUT.borrower}) as borrower,
       custody_accounts ->> 'lender' is not null and exists (${PAID_OUT.lender}) as lender
     from people.client
     where id = $1 and status = 'active'`,
    [clientId],
  );
  const [open] = rows;
  return open === undefined ? [] : SURVEY_ROLES.filter((role) => open[role]);
}

interface AnswerRow {
  readonly role: SurveyRole;
  readonly score: SurveyAnswer['score'];
  readonly comment: string | null;
  readonly answeredOn: string;
}

async function readAnswers(
  pool: pg.Pool,
  clientId: Id,
  quarter: string,
): Promise<readonly AnswerRow[]> {
  const { rows } = await pool.query<AnswerRow>(
    `select role, score, comment, answered_on as "answeredOn"
     from people.survey_answer
     where client_id = $1 and quarter = $2`,
    [clientId, quarter],
  );
  return rows;
}

/** Those of a quarter, the newest first. */
export async function readSurveyAnswers(
  pool: pg.Pool,
  quarter: string,
  { after, readLimit }: Pick<PageRequest, 'after' | 'readLimit'>,
): Promise<readonly SurveyAnswerInOffice[]> {
  const { rows } = await pool.query<
    AnswerRow & { readonly answerId: Id; readonly kind: 'natural_person' | 'organisation' }
  >(
    `select answer.id as "answerId", answer.role, client.kind, score, comment,
       answered_on as "answeredOn"
     from people.survey_answer as answer
     join people.client on client.id = answer.client_id
     where quarter = $1 and ($2::date is null or (answered_on, answer.id) < ($2::date, $3::uuid))
     order by answered_on desc, answer.id desc
     limit $4`,
    [quarter, after?.[0] ?? null, after?.[1] ?? null, readLimit],
  );
  return rows.map(({ answerId, role, kind, score, comment, answeredOn }) => ({
    ...{ answerId, role, segment: clientSegment(role, kind), quarter, score, answeredOn },
    ...present({ comment }),
  }));
}
