// An interview 面审: staff question the applicant at a time that the applicant has chosen, and record answers and result.
import type { Id } from '../kit/id.ts';
import type { ClientKind } from '../people/client.ts';
import type { Day } from '../time/day.ts';
import type { Instant } from '../time/instant.ts';

/** How the two meet. */
export type InterviewWay = (typeof INTERVIEW_WAYS)[number];

export const INTERVIEW_WAYS = ['video', 'branch'] as const;

/** What is asked; which of them, the kind of client says. */
export type InterviewQuestion = (typeof INTERVIEW_QUESTIONS)[number];

export const INTERVIEW_QUESTIONS = [
  'identity',
  'representative',
  'purpose',
  'income',
  'business',
  'other_debts',
] as const;

/** In the order in which they are put. */
const ASKED: Readonly<Record<ClientKind, readonly InterviewQuestion[]>> = {
  natural_person: ['identity', 'purpose', 'income', 'other_debts'],
  organisation: ['representative', 'purpose', 'business', 'other_debts'],
};

export type InterviewResult = (typeof INTERVIEW_RESULTS)[number];

export const INTERVIEW_RESULTS = ['passed', 'not_passed'] as const;

/** A time at which somebody can be interviewed. */
export interface InterviewSlot {
  readonly day: Day;
  /** By the operator's clocks, such as `09:30`. */
  readonly time: string;
  readonly at: Instant;
}

export interface InterviewAnswer {
  readonly question: InterviewQuestion;
  readonly answer: string;
  /** It does not agree with what the file says. */
  readonly contradicts: boolean;
}

/** What was said, as whoever led it wrote it down: personal, so that no log has it. */
export interface InterviewSaid {
  readonly answers: readonly InterviewAnswer[];
  readonly note?: string;
}

export interface InterviewRecord {
  readonly interviewerId: Id;
  readonly heldOn: Day;
  /** Where the recording lies, as the office names it. */
  readonly recording: string;
}

/** What a case has besides, while its kind is `interview`: from the booking on. */
export interface InterviewWork extends InterviewSlot {
  readonly way: InterviewWay;
  /** How often it was moved. */
  readonly moves: number;
  readonly held?: InterviewRecord;
}

/**
 * The questions for clients of a kind.
 *
 * @example interviewQuestionsFor('organisation')[0] // 'representative'
 */
export function interviewQuestionsFor(kind: ClientKind): readonly InterviewQuestion[] {
  return ASKED[kind];
}
