// Which language the page speaks, where that is remembered, and how it is changed.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { addDeclaredWords } from './declare-words.ts';
import { en } from './en.ts';
import { zhCn } from './zh-cn.ts';

export type Language = 'zh-CN' | 'en';

const KEY = 'mutua.language';

/** Loads the words and speaks the remembered language, else the browser's, else Chinese. */
export async function speak(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { 'zh-CN': { translation: zhCn }, en: { translation: en } },
    lng: preferredLanguage(),
    fallbackLng: 'zh-CN',
    interpolation: { escapeValue: false },
    nsSeparator: false,
  });
  addDeclaredWords();
  document.documentElement.lang = i18next.language;
}

/** Changes the language of the page and remembers it on this device. */
export async function changeLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(KEY, language);
}

function preferredLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(KEY);
  if (asked === 'zh-CN' || asked === 'en') return asked;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
