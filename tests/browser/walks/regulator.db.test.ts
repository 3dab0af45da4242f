// A regulator signs in, chooses a day, opens an indicator, draws a sample, opens a loan of it, and finds every step of
// that in their own log.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchPage } from '../rules/page-watch.ts';
import { sidewaysOf } from '../rules/sideways.ts';
import { type PageLanguage, TriedPlatform } from '../rules/tried-platform.ts';

interface Walk {
  readonly language: PageLanguage;
  readonly width: number;
  readonly words: Readonly<
    Record<
      'earlier' | 'money' | 'samples' | 'seed' | 'draw' | 'views' | 'sample' | 'evidence',
      string
    >
  >;
}

const CHINESE: Walk['words'] = {
  ...{ earlier: '前一日', money: '客户资金', samples: '抽样', seed: '种子', draw: '抽样' },
  ...{ views: '我的查看记录', sample: '抽样', evidence: '借款的证据' },
};
const ENGLISH: Walk['words'] = {
  ...{ earlier: 'Day before', money: 'Client money', samples: 'Samples', seed: 'Seed' },
  ...{ draw: 'Draw', views: 'My views', sample: 'A sample', evidence: 'The evidence of a loan' },
};
const WALKS: readonly Walk[] = [
  { language: 'zh-CN', width: 390, words: CHINESE },
  { language: 'zh-CN', width: 1440, words: CHINESE },
  { language: 'en', width: 1440, words: ENGLISH },
];

let tried: TriedPlatform;

beforeAll(async () => {
  tried = await TriedPlatform.open();
}, 600_000);

afterAll(async () => {
  await tried?.close();
}, 60_000);

describe('A regulator', () => {
  it.each(WALKS)(
    'signs in, chooses a day, draws a sample, opens a loan and sees the own log ($language, $width)',
    async (walk) => {
      const { words } = walk;
      const page = await opened(walk);
      const watch = watchPage(page);
      const step = async () => {
        await watch.settled();
        expect(await sidewaysOf(page)).toEqual([]);
      };

      await page.goto(`${tried.url}/supervise`);
      await signIn(page);
      await step();
      const closed = await days();
      const [last = '', before = ''] = closed;
      expect(await page.locator('input[type=date]').inputValue()).toBe(last);
      await page.getByRole('button', { name: words.earlier }).click();
      await page.waitForURL(`**/supervise?day=${before}`);
      await step();

      await page.getByRole('link', { name: words.money, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: words.money }).waitFor();
      await step();
      expect(new URL(page.url()).searchParams.get('day')).toBe(before);

      await page.getByRole('navigation').getByRole('link', { name: words.samples }).first().click();
      const seed = `walk-${walk.language}-${walk.width}`;
      await page.getByLabel(words.seed).fill(seed);
      await page.getByRole('button', { name: words.draw }).click();
      const first = page.locator('table tbody tr').first().getByRole('link');
      await first.waitFor();
      await step();

      const loanId = (await first.getAttribute('href'))?.split('/').at(-1) ?? '';
      await first.click();
      await page.waitForURL(`**/supervise/loans/${loanId}`);
      await step();
      expect(await page.locator('main').innerText()).toContain(loanId);

      await page.getByRole('navigation').getByRole('link', { name: words.views }).first().click();
      await page.locator('table tbody tr').first().waitFor();
      await step();
      const log = await page.locator('table').innerText();
      expect(log).toContain(words.evidence);
      expect(log).toContain(`seed=${seed}`);
      expect(log).toContain(loanId);
      expect(watch.failures()).toEqual([]);
      await page.close();
    },
    120_000,
  );
});

/** A browser of its own, in which nobody has signed in. */
async function opened({ language, width }: Walk): Promise<Page> {
  const viewport = { width, height: 900 };
  return tried.browser.newPage({ viewport, locale: language, reducedMotion: 'reduce' });
}

/** Who has not signed in is asked to, and comes back to where they were going. */
async function signIn(page: Page): Promise<void> {
  const { signInName, password } = tried.person('regulator');
  await page.waitForURL('**/sign-in?next=*');
  await page.locator('input[autocomplete=username]').fill(signInName);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.locator('form button[type=submit]').click();
  await page.waitForURL('**/supervise');
}

/** The days that are closed, the last one first. */
async function days(): Promise<readonly string[]> {
  const { rows } = await tried.db.query<{ day: string }>(
    'select day::text as day from ledger.day_close order by day desc limit 2',
  );
  return rows.map(({ day }) => day);
}
