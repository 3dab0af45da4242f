// Words of a page: each one in Chinese and in English side by side, loaded with the page that says them.

import type { Language } from '@mutua/contract/words/language.ts';
import i18next from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Chinese, English, and the English of exactly one where it differs; `{{name}}` is filled in. */
export type Wording = readonly [zhCn: string, en: string, enOfOne?: string];

/** Words that were declared; `useWords` says them. */
export interface Words<Key extends string> {
  readonly area: string;
  readonly keys: readonly Key[];
}

export type Say<Key extends string> = (
  key: Key,
  values?: Readonly<Record<string, string | number>>,
) => string;

type Bundle = Readonly<Record<string, string>>;

const declared = new Map<string, Readonly<Record<Language, Bundle>>>();

/**
 * Declares the words of one page or part, under a name that no other has.
 *
 * `declareWords('market', { left: ['还剩 {{count}} 笔', '{{count}} loans left', '{{count}} loan left'] })`
 */
export function declareWords<const Key extends string>(
  area: string,
  words: Readonly<Record<Key, Wording>>,
): Words<Key> {
  const keys = Object.keys(words) as Key[];
  const chinese: Record<string, string> = {};
  const english: Record<string, string> = {};
  for (const key of keys) {
    const [zhCn, en, enOfOne] = words[key];
    chinese[key] = zhCn;
    english[key] = en;
    if (enOfOne !== undefined) {
      english[`${key}_one`] = enOfOne;
      english[`${key}_other`] = en;
    }
  }
  const bundles = { 'zh-CN': chinese, en: english };
  declared.set(area, bundles);
  if (i18next.isInitialized) addBundles(area, bundles);
  return { area, keys };
}

/** What was declared before the page began to speak; `speak` calls it once. */
export function addDeclaredWords(): void {
  for (const [area, bundles] of declared) addBundles(area, bundles);
}

/** Says the words in the reader's language, and which that is. */
export function useWords<Key extends string>(
  words: Words<Key>,
): { readonly t: Say<Key>; readonly language: Language } {
  const { i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const t = useMemo((): Say<Key> => {
    const say = i18next.getFixedT(language, words.area);
    return (key, values) => say(key, { ...values });
  }, [language, words.area]);
  return { t, language };
}

/** The reader's language, for words that stand in `contract/words`. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return languageOf(i18n.language);
}

function addBundles(area: string, bundles: Readonly<Record<Language, Bundle>>): void {
  i18next.addResourceBundle('zh-CN', area, bundles['zh-CN']);
  i18next.addResourceBundle('en', area, bundles.en);
}

function languageOf(name: string): Language {
  return name === 'en' ? 'en' : 'zh-CN';
}
