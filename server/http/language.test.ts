import { describe, expect, it } from 'vitest';
import { languageOf } from './language.ts';

describe('the language of an answer', () => {
  it.each([
    ['zh-CN', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['zh-TW,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['en-GB,en;q=0.9', 'en'],
    ['en;q=0.5, zh-Hans;q=0.8', 'zh-CN'],
    ['fr-FR, zh;q=0.2, en;q=0.3', 'en'],
    ['ZH-cn', 'zh-CN'],
  ])('for "%s" is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });

  it.each([undefined, '', '*', 'fr', 'zh;q=0', 'zh;q=nonsense', ',;,=;;', 'zho-x'])(
    'is English when neither is asked for (%s)',
    (header) => {
      expect(languageOf(header)).toBe('en');
    },
  );

  it('is found in bounded time, however long the header is', () => {
    expect(languageOf(`${'x,'.repeat(1_000_000)}zh`)).toBe('en');
  });
});
