import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRADES, RISK_CLASSES } from '../credit/grade.ts';
import { ok, refuse } from '../kit/result.ts';
import { minorUnits } from '../money/minor-units.ts';
import { addDays, dayOf } from '../time/day.ts';
import {
  checkQuestionnaire,
  type QuestionnaireAnswers,
  type QuestionnaireOption,
  RISK_QUESTIONNAIRE_1,
  scoreQuestionnaire,
} from './questionnaire.ts';
import { checkSuitability, RISK_TOLERANCES, toleranceFor, toleranceLevel } from './tolerance.ts';

const TODAY = dayOf(2026, 11, 22);
const yuan = (amount: bigint) => minorUnits(amount * 100n);
const { questions } = RISK_QUESTIONNAIRE_1;

const best = (options: readonly QuestionnaireOption[]) =>
  options.toSorted((left, right) => right.points - left.points)[0]?.code ?? '';
const BOLDEST: QuestionnaireAnswers = Object.fromEntries(
  questions.map(({ code, options }) => [code, best(options)]),
);

function scored(change: QuestionnaireAnswers = {}) {
  const result = scoreQuestionnaire(1, { ...BOLDEST, ...change }, TODAY, 365);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

describe('the risk questionnaire', () => {
  it('has ten questions of at most ten points each', () => {
    expect(questions).toHaveLength(10);
    for (const { options } of questions) {
      expect(Math.max(...options.map(({ points }) => points))).toBe(10);
      expect(new Set(options.map(({ code }) => code)).size).toBe(options.length);
    }
  });

  it('gives class, ceiling and the last day on which it counts', () => {
    expect(scored()).toEqual({
      version: 1,
      points: 100,
      tolerance: 'aggressive',
      exposureCeiling: yuan(1_000_000n),
      currency: 'CNY',
      answeredOn: TODAY,
      expiryDay: dayOf(2027, 11, 21),
    });
  });

  it('gives another class and another ceiling for other answers', () => {
    expect(scored({ loss_accepted: 'none' })).toMatchObject({
      points: 90,
      tolerance: 'conservative',
      exposureCeiling: yuan(20_000n),
    });
    expect(scored({ age: 'from_70' })).toMatchObject({ tolerance: 'cautious' });
    expect(scored({ liquid_assets: 'from_50000' })).toMatchObject({
      tolerance: 'aggressive',
      exposureCeiling: yuan(100_000n),
    });
    const middling = {
      horizon: 'from_6_months',
      share_to_lend: 'from_30_percent',
      knowledge: 'basic',
    };
    expect(scored(middling)).toMatchObject({ points: 81, tolerance: 'aggressive' });
    expect(scored({ ...middling, experience: 'shares_or_lending' })).toMatchObject({
      points: 79,
      tolerance: 'growth',
    });
  });

  it('is refused with a question left out, an unknown one, or an answer that is not offered', () => {
    const { age: _, ...withoutAge } = BOLDEST;
    const refusedField = (answers: QuestionnaireAnswers) => {
      const result = scoreQuestionnaire(1, answers, TODAY, 365);
      return result.ok ? undefined : result.refusal.data.field;
    };
    expect(refusedField(withoutAge)).toBe('answers.age');
    expect(refusedField({ ...BOLDEST, age: 'from_200' })).toBe('answers.age');
    expect(refusedField({ ...BOLDEST, toString: 'from_30' })).toBe('answers');
    expect(scoreQuestionnaire(0, BOLDEST, TODAY, 365)).toEqual(refuse('not_found'));
  });

  it('counts through its last day and not a day longer', () => {
    const result = scored();
    expect(checkQuestionnaire(result, result.expiryDay)).toEqual(ok(result));
    expect(checkQuestionnaire(result, addDays(result.expiryDay, 1))).toEqual(
      refuse('questionnaire_expired', { day: '2027-11-21' }),
    );
    expect(checkQuestionnaire(undefined, TODAY)).toEqual(refuse('questionnaire_missing'));
  });

  it('never makes a lender more careful for a bolder answer', () => {
    const answers = fc.record(
      Object.fromEntries(
        questions.map(({ code, options }) => [
          code,
          fc.constantFrom(...options.map((option) => option.code)),
        ]),
      ),
    );
    fc.assert(
      fc.property(answers, fc.constantFrom(...questions), (given, { code, options }) => {
        const [before, after] = [scored(given), scored({ ...given, [code]: best(options) })];
        expect(toleranceLevel(after.tolerance)).toBeGreaterThanOrEqual(
          toleranceLevel(before.tolerance),
        );
        expect(after.exposureCeiling >= before.exposureCeiling).toBe(true);
      }),
    );
  });
});

describe('a listing suits a lender', () => {
  const question = {
    tolerance: 'conservative',
    grade: 'B',
    riskClass: 'personal_unsecured',
    gradesBeyond: 1,
    confirmed: false,
  } as const;

  it('up to the riskiest grade of the class', () => {
    expect(checkSuitability(question)).toEqual(ok(true));
  });

  it('a grade beyond only after a second confirmation, and in strict mode not at all', () => {
    const beyond = { ...question, grade: 'C' } as const;
    expect(checkSuitability(beyond)).toEqual(refuse('second_confirmation_required'));
    expect(checkSuitability({ ...beyond, confirmed: true })).toEqual(ok(true));
    expect(checkSuitability({ ...beyond, gradesBeyond: 0, confirmed: true })).toEqual(
      refuse('risk_above_tolerance'),
    );
  });

  it('never two grades beyond, nor of a kind that is not for the class', () => {
    expect(checkSuitability({ ...question, grade: 'E', confirmed: true })).toEqual(
      refuse('risk_above_tolerance'),
    );
    expect(
      checkSuitability({ ...question, riskClass: 'business_unsecured', confirmed: true }),
    ).toEqual(refuse('risk_above_tolerance'));
  });

  it('exactly if the lender has the least class for which it is meant', () => {
    for (const grade of GRADES) {
      for (const riskClass of RISK_CLASSES) {
        const least = toleranceLevel(toleranceFor(grade, riskClass));
        for (const tolerance of RISK_TOLERANCES) {
          const suits = checkSuitability({
            tolerance,
            grade,
            riskClass,
            gradesBeyond: 0,
            confirmed: false,
          });
          expect(suits.ok).toBe(toleranceLevel(tolerance) >= least);
        }
      }
    }
  });
});
