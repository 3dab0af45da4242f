// The language of the bank's pages.
import type { Language } from '@mutua/contract/words/language.ts';
import type { FastifyRequest } from 'fastify';

/** As `?lang=` says, else the first of Chinese and English that the browser names, else English. */
export function pageLanguage(request: Pick<FastifyRequest, 'query' | 'headers'>): Language {
  const { lang } = request.query as { readonly lang?: unknown };
  const named = typeof lang === 'string' ? languageIn(lang) : undefined;
  return named ?? languageIn(request.headers['accept-language'] ?? '') ?? 'en';
}

function languageIn(text: string): Language | undefined {
  const [, first] = /(?:^|[,\s])(zh|en)\b/i.exec(text) ?? [];
  if (first === undefined) return undefined;
  return first.toLowerCase() === 'zh' ? 'zh-CN' : 'en';
}
