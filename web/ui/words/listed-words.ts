// Several words in a row, with the comma that a list has in the language.
import type { Language } from './language.ts';

export function listedWords(words: readonly string[], language: Language): string {
  return words.join(language === 'en' ? ', ' : '、');
}
