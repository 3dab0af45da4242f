// The words of every refusal in both languages, exactly as the glossary (section 8) gives them, and the
// one place that fills them in.
import { assert } from '@mutua/core/kit/assert.ts';
import type { RefusalCode } from '@mutua/core/kit/refusal-codes.ts';
import type { Refusal } from '@mutua/core/kit/result.ts';
import { inputDetail } from './input-details.ts';
import type { Language } from './language.ts';
import { refusalValue } from './refusal-values.ts';
import { REFUSAL_WORDS_LOAN_AFTER } from './refusal-words-loan-after.ts';
import { REFUSAL_WORDS_LOAN_BEFORE } from './refusal-words-loan-before.ts';
import { REFUSAL_WORDS_MONEY } from './refusal-words-money.ts';
import { REFUSAL_WORDS_PEOPLE } from './refusal-words-people.ts';

/** One text a language; `{name}` stands for what the refusal's data has under that name. */
export const REFUSAL_WORDS: Readonly<Record<RefusalCode, Readonly<Record<Language, string>>>> = {
  ...REFUSAL_WORDS_PEOPLE,
  ...REFUSAL_WORDS_LOAN_BEFORE,
  ...REFUSAL_WORDS_LOAN_AFTER,
  ...REFUSAL_WORDS_MONEY,
};

/**
 * What a reader of that language is told.
 *
 * @throws BrokenInvariant when the refusal lacks the data that its text speaks of.
 */
export function refusalText(refusal: Refusal, language: Language): string {
  return REFUSAL_WORDS[refusal.code][language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = refusal.data[name];
    assert(value !== undefined, `The refusal ${refusal.code} carries its "${name}".`);
    return name === 'detail' ? inputDetail(value, language) : refusalValue(name, value, language);
  });
}
