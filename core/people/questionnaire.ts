// The risk questionnaire 风险测评: fixed questions in versions, scored to a class, a ceiling and a last day.
import { invalid, ok, type Result, refuse } from '../kit/result.ts';
import { type Currency, currency } from '../money/currency.ts';
import { least, type MinorUnits, minorUnits } from '../money/minor-units.ts';
import { addDays, type Day, formatDay } from '../time/day.ts';
import { RISK_TOLERANCES, type RiskTolerance } from './tolerance.ts';

/** One answer that can be chosen. */
export interface QuestionnaireOption {
  readonly code: string;
  readonly points: number;
  /** Whoever chooses it is in no bolder class than this, whatever the other answers are. */
  readonly atMost?: RiskTolerance;
  /** Whoever chooses it may lend no more than this. */
  readonly ceiling?: MinorUnits;
}

export interface QuestionnaireQuestion {
  readonly code: string;
  readonly options: readonly QuestionnaireOption[];
}

/** Fixed questions; their words stand under the same codes in the language files. */
export interface RiskQuestionnaire {
  readonly version: number;
  readonly currency: Currency;
  readonly questions: readonly QuestionnaireQuestion[];
  /** The least points of each class. */
  readonly pointsMin: Readonly<Record<RiskTolerance, number>>;
  /** The most that a lender of each class may have lent. */
  readonly ceilings: Readonly<Record<RiskTolerance, MinorUnits>>;
}

/** The code of the chosen option for the code of each question. */
export type QuestionnaireAnswers = Readonly<Record<string, string>>;

export interface QuestionnaireResult {
  readonly version: number;
  readonly points: number;
  readonly tolerance: RiskTolerance;
  readonly exposureCeiling: MinorUnits;
  readonly currency: Currency;
  readonly answeredOn: Day;
  /** The last day on which it counts. */
  readonly expiryDay: Day;
}

const QUESTIONS_1 = [
  {
    code: 'age',
    options: [
      { code: 'under_30', points: 8 },
      { code: 'from_30', points: 10 },
      { code: 'from_45', points: 7 },
      { code: 'from_60', points: 3 },
      { code: 'from_70', points: 0, atMost: 'cautious' },
    ],
  },
  {
    code: 'yearly_income',
    options: [
      { code: 'under_50000', points: 0, ceiling: yuan(50_000n) },
      { code: 'from_50000', points: 3, ceiling: yuan(200_000n) },
      { code: 'from_150000', points: 6 },
      { code: 'from_500000', points: 8 },
      { code: 'from_1000000', points: 10 },
    ],
  },
  {
    code: 'liquid_assets',
    options: [
      { code: 'under_50000', points: 0, ceiling: yuan(20_000n) },
      { code: 'from_50000', points: 3, ceiling: yuan(100_000n) },
      { code: 'from_200000', points: 6, ceiling: yuan(400_000n) },
      { code: 'from_1000000', points: 10 },
    ],
  },
  {
    code: 'share_to_lend',
    options: [
      { code: 'under_10_percent', points: 10 },
      { code: 'from_10_percent', points: 7 },
      { code: 'from_30_percent', points: 3 },
      { code: 'from_50_percent', points: 0 },
    ],
  },
  {
    code: 'experience',
    options: [
      { code: 'deposits_only', points: 0, atMost: 'cautious' },
      { code: 'funds', points: 4 },
      { code: 'shares_or_lending', points: 8 },
      { code: 'derivatives', points: 10 },
    ],
  },
  {
    code: 'knowledge',
    options: [
      { code: 'none', points: 0, atMost: 'conservative' },
      { code: 'basic', points: 4 },
      { code: 'good', points: 8 },
      { code: 'professional', points: 10 },
    ],
  },
  {
    code: 'horizon',
    options: [
      { code: 'under_6_months', points: 0 },
      { code: 'from_6_months', points: 4 },
      { code: 'from_12_months', points: 7 },
      { code: 'from_36_months', points: 10 },
    ],
  },
  {
    code: 'need_of_money',
    options: [
      { code: 'any_time', points: 0, atMost: 'cautious' },
      { code: 'within_a_year', points: 4 },
      { code: 'not_foreseen', points: 10 },
    ],
  },
  {
    code: 'loss_accepted',
    options: [
      { code: 'none', points: 0, atMost: 'conservative' },
      { code: 'up_to_5_percent', points: 3 },
      { code: 'up_to_20_percent', points: 7 },
      { code: 'all', points: 10 },
    ],
  },
  {
    code: 'reaction_to_overdue',
    options: [
      { code: 'stop_at_once', points: 0 },
      { code: 'wait_and_see', points: 5 },
      { code: 'part_of_the_plan', points: 10 },
    ],
  },
] as const satisfies readonly QuestionnaireQuestion[];

/** The questions of version 1, for the table of their words. */
export type QuestionOfVersion1 = (typeof QUESTIONS_1)[number];

/** Ten questions, at most ten points each. */
export const RISK_QUESTIONNAIRE_1: RiskQuestionnaire = {
  version: 1,
  currency: currency('CNY'),
  questions: QUESTIONS_1,
  pointsMin: { conservative: 0, cautious: 25, balanced: 45, growth: 62, aggressive: 80 },
  ceilings: {
    conservative: yuan(20_000n),
    cautious: yuan(50_000n),
    balanced: yuan(200_000n),
    growth: yuan(500_000n),
    aggressive: yuan(1_000_000n),
  },
};

export const RISK_QUESTIONNAIRES: readonly RiskQuestionnaire[] = [RISK_QUESTIONNAIRE_1];

/**
 * Scores the answers to a version of the questionnaire.
 *
 * @param answers exactly one known option for each question.
 * @param validityDays for how many days the result counts, the day of the answers included; the pack says so.
 * @returns `not_found` for an unknown version; `invalid_input` naming the question that is not answered rightly.
 * @example scoreQuestionnaire(2, {}, dayOf(2026, 11, 22), 365) // refuse('not_found')
 */
export function scoreQuestionnaire(
  version: number,
  answers: QuestionnaireAnswers,
  today: Day,
  validityDays: number,
): Result<QuestionnaireResult> {
  const questionnaire = RISK_QUESTIONNAIRES.find((one) => one.version === version);
  if (!questionnaire) return refuse('not_found');
  const { questions, pointsMin, ceilings } = questionnaire;
  const unknown = Object.keys(answers).find((code) => !questions.some((one) => one.code === code));
  if (unknown !== undefined) return invalid('answers', 'There is no such question.');
  const chosen: QuestionnaireOption[] = [];
  for (const { code, options } of questions) {
    const answer = Object.hasOwn(answers, code) ? answers[code] : undefined;
    if (answer === undefined) return invalid(`answers.${code}`, 'It is missing.');
    const option = options.find((one) => one.code === answer);
    if (!option) return invalid(`answers.${code}`, 'It is not among the choices.');
    chosen.push(option);
  }

  const points = chosen.reduce((total, option) => total + option.points, 0);
  const tolerance = toleranceOf(points, pointsMin, chosen);
  let exposureCeiling = ceilings[tolerance];
  for (const { ceiling } of chosen) {
    if (ceiling !== undefined) exposureCeiling = least(exposureCeiling, ceiling);
  }
  return ok({
    version,
    points,
    tolerance,
    exposureCeiling,
    currency: questionnaire.currency,
    answeredOn: today,
    expiryDay: addDays(today, validityDays - 1),
  });
}

/** The boldest class whose points are reached and that no single answer rules out. */
function toleranceOf(
  points: number,
  pointsMin: Readonly<Record<RiskTolerance, number>>,
  chosen: readonly QuestionnaireOption[],
): RiskTolerance {
  let level = RISK_TOLERANCES.findLastIndex((tolerance) => points >= pointsMin[tolerance]);
  for (const { atMost } of chosen) {
    if (atMost !== undefined) level = Math.min(level, RISK_TOLERANCES.indexOf(atMost));
  }
  return RISK_TOLERANCES[level] ?? 'conservative';
}

/**
 * Whether a lender's questionnaire still counts.
 *
 * @returns the result, or `questionnaire_missing`, or `questionnaire_expired` with its last day.
 * @example checkQuestionnaire(undefined, dayOf(2026, 11, 22)) // refuse('questionnaire_missing')
 */
export function checkQuestionnaire(
  result: QuestionnaireResult | undefined,
  today: Day,
): Result<QuestionnaireResult> {
  if (!result) return refuse('questionnaire_missing');
  if (today <= result.expiryDay) return ok(result);
  return refuse('questionnaire_expired', { day: formatDay(result.expiryDay) });
}

function yuan(amount: bigint): MinorUnits {
  return minorUnits(amount * 100n);
}
