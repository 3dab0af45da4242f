// The survey of satisfaction: a client answers it, and the office reads the answers.
import {
  AnswerSurveyBody,
  OwnSurvey,
  SurveyAnswerInOffice,
  SurveyAnswersQuery,
  SurveyTaken,
} from '@mutua/contract/people/survey.ts';
import { quarterOf } from '@mutua/core/disclosure/month.ts';
import { nextSurveyDay, type SurveyScore } from '@mutua/core/people/survey.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import type { FastifyInstance } from 'fastify';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import type { RoleAccess } from '../http/access.ts';
import { eventOf, registerCommand } from '../http/command-route.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { present } from '../http/read-fields.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readOwnSurvey, readPaidOut, readSurveyAnswers } from './survey-read.ts';

const ASKED: RoleAccess = { roles: ['lender', 'borrower'] };

/** Those who answer for how clients are treated. */
const READERS: RoleAccess = {
  roles: ['staff'],
  positions: ['service_agent', 'compliance_officer'],
};

export function registerSurvey(app: FastifyInstance, { pool, lane }: RouteContext): void {
  registerRead(app, {
    url: '/api/survey',
    access: ASKED,
    operationId: 'getSurvey',
    tag: 'people',
    summary: 'Whether you may answer the survey of this quarter, and what you have answered',
    answer: OwnSurvey,
    read: async ({ actor }) => actor && readOwnSurvey(pool, actor.id, actor.roles),
  });
  registerCommand(app, lane, {
    url: '/api/survey-answers',
    access: ASKED,
    operationId: 'answerSurvey',
    tag: 'people',
    summary: 'Say how satisfied you are with the platform',
    description:
      'Once in a calendar quarter for each of your roles, when a loan was paid out to you or with your money. Only counts and means of at least five answers are published; the office reads score and comment without your name.',
    body: AnswerSurveyBody,
    answer: SurveyTaken,
    refusals: [
      ...(['identity_not_verified', 'client_frozen', 'custody_account_missing'] as const),
      ...(['nothing_paid_out', 'survey_answered'] as const),
    ],
    read: async ({ body: { role, score, comment }, actor }) => {
      const paidOutId = await readPaidOut(pool, actor.id, role);
      const said = comment?.trim();
      const optional = present({ paidOutId, comment: said === '' ? undefined : said });
      // The schema lets in no other score.
      return { kind: 'AnswerSurvey', role, score: score as SurveyScore, ...optional };
    },
    write: (events) => {
      const { quarter, answeredOn } = eventOf(events, 'SurveyAnswered');
      return { quarter, nextDay: formatDay(nextSurveyDay(answeredOn)) };
    },
  });
}

export function registerSurveyAnswers(app: FastifyInstance, { pool }: RouteContext): void {
  registerList(app, {
    url: '/api/office/survey-answers',
    access: READERS,
    operationId: 'listSurveyAnswers',
    tag: 'office',
    summary: 'What clients answered in the survey of a quarter, the newest first',
    query: SurveyAnswersQuery,
    item: SurveyAnswerInOffice,
    key: [KEY_PARTS.day, KEY_PARTS.id],
    read: async ({ query, page }) => {
      const today = query.quarter === undefined ? await readBusinessDate(pool) : undefined;
      const quarter = query.quarter ?? (today === undefined ? '' : quarterOf(today));
      return pageOf(await readSurveyAnswers(pool, quarter, page), page, {
        key: ({ answeredOn, answerId }) => [answeredOn, answerId],
        item: (answer) => answer,
      });
    },
  });
}
