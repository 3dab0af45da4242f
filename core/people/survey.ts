// The survey of satisfaction 满意度调查: what a client answers, once in a quarter for each role.
import { endOfQuarter } from '../disclosure/month.ts';
import type { Id } from '../kit/id.ts';
import { addDays, type Day } from '../time/day.ts';

/** As what a client answers; partners and staff are not asked. */
export type SurveyRole = (typeof SURVEY_ROLES)[number];

export const SURVEY_ROLES = ['lender', 'borrower'] as const;

/** From 1, not content at all, to 5, very content. */
export type SurveyScore = (typeof SURVEY_SCORES)[number];

export const SURVEY_SCORES = [1, 2, 3, 4, 5] as const;

/** In characters. */
export const SURVEY_COMMENT_MAX = 500;

export interface SurveyAnswer {
  readonly id: Id;
  readonly clientId: Id;
  readonly role: SurveyRole;
  /** Such as `2026-Q1`. */
  readonly quarter: string;
  readonly score: SurveyScore;
  readonly answeredOn: Day;
  /** For the office alone; it can be blotted out. */
  readonly comment?: string;
}

/**
 * Under which the answer of a client in a role for a quarter is found.
 *
 * @example surveyKey({ clientId: 'c', role: 'lender', quarter: '2026-Q1' }) // 'c lender 2026-Q1'
 */
export function surveyKey({
  clientId,
  role,
  quarter,
}: Pick<SurveyAnswer, 'clientId' | 'role' | 'quarter'>): string {
  return `${clientId} ${role} ${quarter}`;
}

/**
 * The first day on which whoever has answered is asked again.
 *
 * @example nextSurveyDay(dayOf(2026, 2, 3)) // dayOf(2026, 4, 1)
 */
export function nextSurveyDay(answeredOn: Day): Day {
  return addDays(endOfQuarter(answeredOn), 1);
}
