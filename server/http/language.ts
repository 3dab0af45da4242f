// Which language a request asks for.
import type { Language } from '@mutua/contract/words/language.ts';

/**
 * The better liked of Chinese and English in `Accept-Language` (RFC 9110, 12.5.4). English when neither is
 * named, as by most programs: their readers are developers of all countries.
 */
export function languageOf(header: string | undefined): Language {
  let [best, liking]: [Language, number] = ['en', 0];
  for (const part of (header ?? '').slice(0, 1_000).split(',')) {
    const [range = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    const weight = quality === undefined ? 1 : Number(quality.slice(2)) || 0;
    const language = matching(range);
    if (language !== undefined && weight > liking) [best, liking] = [language, weight];
  }
  return best;
}

function matching(range: string): Language | undefined {
  if (range === 'zh' || range.startsWith('zh-')) return 'zh-CN';
  if (range === 'en' || range.startsWith('en-')) return 'en';
  return undefined;
}
