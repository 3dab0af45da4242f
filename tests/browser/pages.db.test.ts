// Every page in one of its views: Chinese or English, on a phone, on a tablet or at a desk.
import { describe, expect, it } from 'vitest';
import { testEveryPage, viewsOfPlace } from './every-page.ts';
import { ALL_PAGES } from './pages/all-pages.ts';

describe('each page is without fault and says what the book says', () => {
  it('on a phone, on a tablet or at a desk, in Chinese or in English, in turn', () => {
    const times = new Map<string, number>();
    for (const { language, size } of ALL_PAGES.flatMap((_, place) => viewsOfPlace(place))) {
      const view = `${language} ${size.width}`;
      times.set(view, (times.get(view) ?? 0) + 1);
    }
    expect([...times.keys()].sort()).toEqual([
      'en 1440',
      'en 390',
      'zh-CN 1440',
      'zh-CN 390',
      'zh-CN 820',
    ]);
    expect(Math.max(...times.values()) - Math.min(...times.values())).toBeLessThanOrEqual(1);
  });

  testEveryPage('each in one');
});
