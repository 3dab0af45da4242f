// What is wrong with a field is said in Chinese too: every sentence of the code that refuses has its
// Chinese, and the table has nothing else.
import * as apr from '@mutua/contract/calculator/apr.ts';
import * as dayCount from '@mutua/contract/calculator/day-count.ts';
import * as life from '@mutua/contract/calculator/life.ts';
import * as returns from '@mutua/contract/calculator/returns.ts';
import * as schedule from '@mutua/contract/calculator/schedule.ts';
import {
  BOUND_WORDS,
  EXPECTED_WORDS,
  INPUT_DETAILS,
} from '@mutua/contract/words/input-detail-words.ts';
import { inputDetail } from '@mutua/contract/words/input-details.ts';
import { readShape } from '@mutua/server/cli/calc/shape.ts';
import { type TSchema, Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { inputSentences } from './input-sentences.ts';
import { repositoryFiles, type SourceFile } from './tree.ts';
import { wall } from './wall.ts';

wall({
  rule: 'every sentence that says what is wrong with a field has its Chinese',
  violations: (files) =>
    inputSentences(refusingFiles(files)).flatMap(({ place, sentence }) => {
      if (sentence === undefined) return [`${place} says what cannot be told from the code`];
      return isTranslated(sentence.replaceAll('{}', '7')) ? [] : [`${place} says “${sentence}”`];
    }),
  planted: [
    { 'core/a.ts': "invalid('rate', 'It must be odd.');" },
    { 'core/a.ts': "const checks = [[isOdd, invalid('rate', 'It must be odd.')]];" },
    { 'core/a.ts': `invalid(field, \`It must be from 1 to \${MAX} or odd.\`);` },
    { 'core/a.ts': "const ODD = 'It must be odd.'; export const f = () => invalid('a', ODD);" },
    { 'core/a.ts': "invalid('a', isMany ? 'It must be odd.' : 'It must not be negative.');" },
    {
      'core/a.ts':
        "function no(path, detail) { return invalid(path, detail); } no('a', 'Is odd.');",
    },
    { 'core/a.ts': "import { ODD } from './b.ts'; invalid('a', ODD);", 'core/b.ts': constant() },
    { 'core/a.ts': `invalid('a', \`It must be \${isOdd ? 'odd' : 'at least 1'}.\`);` },
    { 'core/a.ts': "refuse('invalid_input', { field: 'a', detail: 'It must be odd.' });" },
    { 'server/cli/calc/a.ts': "invalid('a', wordsOf(a));" },
    { 'server/cli/calc/a.ts': 'invalid(...words);' },
    { 'server/loan/a.ts': "invalid('rate', 'It must be odd.');" },
  ],
  kept: {
    'core/a.ts': `
      const MOST = 'There must be at most ' + 5; const ODD = 'It must be odd.';
      const checks = [[isOdd, invalid('rate', 'It must not be negative.')]];
      function no(path, detail) { return invalid(path, detail); }
      no('a', isOdd ? 'It is missing.' : \`It must be from 1 to \${MAX}.\`);`,
    'core/kit/result.ts': `export function invalid(field, detail) {
      return refuse('invalid_input', { field, detail });
    }`,
    'core/a.test.ts': "invalid('rate', 'It must be odd.');",
    'server/http/a.ts': 'invalid(error.field, error.detail);',
  },
});

function constant(): string {
  return "export const ODD = 'It must be odd.';";
}

/** All that refuse but those that speak of a request's schema, which has its own words. */
function refusingFiles(files: readonly SourceFile[]): SourceFile[] {
  return files.filter(({ path }) => /^(core|server\/(?!http\/))/.test(path));
}

/** Every kind of schema that a calculator can speak of, whether one does so today or not. */
const OTHER_SCHEMAS: readonly TSchema[] = [
  Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 5 }),
  Type.Union([Type.Boolean(), Type.Null(), Type.Object({})]),
  Type.Array(Type.Unknown(), { minItems: 2 }),
  Type.String({ minLength: 101 }),
  Type.Unsafe({ type: 'other' }),
];

const CALCULATOR_SCHEMAS: readonly unknown[] = [
  ...[apr, dayCount, life, returns, schedule].flatMap((module) => Object.values<unknown>(module)),
  ...OTHER_SCHEMAS,
];

describe('what a calculator expected of a field', () => {
  it('is said in Chinese for everything that may be wrong with a line', () => {
    expect(shapeDetails(CALCULATOR_SCHEMAS).filter((detail) => !isTranslated(detail))).toEqual([]);
  });

  it('is seen to have no Chinese', () => {
    const odd = Type.Object({ rate: Type.Number({ 'x-expected': 'an odd number' }) });
    expect(shapeDetails([odd]).filter((detail) => !isTranslated(detail))).toEqual([
      'It is missing; it must be an odd number.',
      'It must be an odd number.',
    ]);
  });
});

describe('the table of what is wrong with a field', () => {
  it('has no sentence that no code says', () => {
    const said = inputSentences(refusingFiles(repositoryFiles())).flatMap(
      ({ sentence = '' }) => sentence,
    );
    const unused = Object.keys(INPUT_DETAILS).filter(
      (english) => !said.some((sentence) => says(english, sentence)),
    );
    expect(unused).toEqual([]);
  });

  it('has no words for what no calculator expects', () => {
    const core = inputSentences(refusingFiles(repositoryFiles())).map(({ sentence }) => sentence);
    const details = [...shapeDetails(CALCULATOR_SCHEMAS), ...core].join('\n');
    const unused = Object.keys({ ...EXPECTED_WORDS, ...BOUND_WORDS }).filter(
      (english) => !new RegExp(`\\b${sourceOf(english, '.+')}`).test(details),
    );
    expect(unused).toEqual([]);
  });

  const entries = Object.entries({ ...INPUT_DETAILS, ...EXPECTED_WORDS, ...BOUND_WORDS });

  it('puts the same into both texts', () => {
    expect(entries.filter((texts) => !areEqual(...texts))).toEqual([]);
  });

  it('says in one language that it is a sentence where it does in the other', () => {
    expect(
      entries.filter(([english, chinese]) => english.endsWith('.') !== chinese.endsWith('。')),
    ).toEqual([]);
  });

  it.each([
    ['It must be odd.', '须为奇数.', false],
    ['It must be odd.', '须为奇数, 且大于 0。', false],
    ['It must be odd.', '须为奇数!', false],
    ['It must be odd.', '须为"奇数"。', false],
    ['It must be odd.', '须为奇数，例如 -1.5% 或 "a.b" 或 2026-11-21。', true],
  ])('is seen to have half-width signs in Chinese: %s %s', (_, chinese, isKept) => {
    expect(isFullWidth(chinese)).toBe(isKept);
  });

  it('has full-width signs in Chinese, and nothing is shouted', () => {
    expect(entries.filter(([, chinese]) => !isFullWidth(chinese))).toEqual([]);
  });
});

function isTranslated(sentence: string): boolean {
  return /\p{Script=Han}/u.test(inputDetail(sentence, 'zh-CN'));
}

/** Whether the table's English is that sentence of the code, whose constants may be figures of the table. */
function says(english: string, sentence: string): boolean {
  return new RegExp(`^${sourceOf(english, '(\\{\\}|-?\\d+)')}$`).test(sentence);
}

function sourceOf(english: string, value: string): string {
  return english
    .split(/\{\w+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join(value);
}

function areEqual(english: string, chinese: string): boolean {
  const [one, other] = [english, chinese].map((text) =>
    text
      .match(/\{\w+\}/g)
      ?.sort()
      .join(' '),
  );
  return one === other;
}

/** Codes in quotes, names in braces, and what stands inside a figure, a date or a name are no signs. */
function isFullWidth(chinese: string): boolean {
  const bare = chinese
    .replace(/"[\w./]+"/g, '')
    .replace(/\{\w+\}/g, '')
    .replace(/-?\d+([.-]\d+)*%?/g, '')
    .replace(/[A-Za-z]+([_-][A-Za-z0-9]+)*/g, '');
  return !/[!-/:-@[-`{-~！]/.test(bare);
}

/** What the reader of a line says of each field of these schemas when something else stands there. */
function shapeDetails(given: readonly unknown[]): string[] {
  const schemas = new Set(given.flatMap(schemasIn));
  const details = [...schemas].flatMap((schema) =>
    wrongValues(schema).flatMap((value) => {
      const read = readShape(schema, value, 'field');
      return read.ok ? [] : [read.refusal.data.detail ?? ''];
    }),
  );
  return [...new Set(details)];
}

/** The schema itself and all below it. */
function schemasIn(value: unknown): TSchema[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(schemasIn);
  const isSchema = 'type' in value || 'anyOf' in value || 'allOf' in value || 'enum' in value;
  return isSchema && !Array.isArray(value) ? [value, ...below] : below;
}

function wrongValues(schema: TSchema & { readonly maxItems?: number }): unknown[] {
  const long = schema.maxItems === undefined ? [] : [new Array(schema.maxItems + 1).fill(0)];
  return [null, true, '', 'x'.repeat(100), -1e9, 1e9, 1.5, {}, { other: 1 }, [], ...long];
}
