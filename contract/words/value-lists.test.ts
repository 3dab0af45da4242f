import { RISK_QUESTIONNAIRE_1 } from '@mutua/core/people/questionnaire.ts';
import { describe, expect, it } from 'vitest';
import { RISK_QUESTIONNAIRE_1_WORDS } from './questionnaire.ts';
import * as lists from './value-lists.ts';

const labels: readonly (readonly [string, lists.Label])[] = [
  ...Object.values<Readonly<Record<string, lists.Label>>>(lists).flatMap(
    Object.entries<lists.Label>,
  ),
  ...Object.entries(RISK_QUESTIONNAIRE_1_WORDS).flatMap(([code, { question, options }]) => [
    [code, question] as const,
    ...Object.entries<lists.Label>(options),
  ]),
];

describe('the words of values and of the questionnaire', () => {
  it.each(labels)('are there for %s in both languages, each in its own', (_, label) => {
    expect(label['zh-CN']).toMatch(/\p{Script=Han}/u);
    expect(label.en).toMatch(/^[A-Z0-9]/);
    expect(label.en).not.toMatch(/\p{Script=Han}/u);
    // Full-width signs in Chinese, and nothing is shouted.
    expect(label['zh-CN']).not.toMatch(/[,;:!?()]|！/);
    expect(label.en).not.toContain('!');
  });

  it('are those of every question and answer, in their order', () => {
    const { questions } = RISK_QUESTIONNAIRE_1;
    expect(Object.keys(RISK_QUESTIONNAIRE_1_WORDS)).toEqual(questions.map(({ code }) => code));
    const words: readonly { readonly options: object }[] = Object.values(
      RISK_QUESTIONNAIRE_1_WORDS,
    );
    expect(words.map(({ options }) => Object.keys(options))).toEqual(
      questions.map(({ options }) => options.map(({ code }) => code)),
    );
  });
});
