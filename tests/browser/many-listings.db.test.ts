// The market with ten thousand open listings in a real browser: it scrolls without a stutter, and few of them are there.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertOpenListings } from '../api/many-open-listings.ts';
import { TriedPlatform } from './rules/tried-platform.ts';

const COUNT = 10_000;
const LONGEST_TASK_MS = 100;
const NODES_MAX = 3_000;
const SCREENS = 60;

let tried: TriedPlatform;

beforeAll(async () => {
  tried = await TriedPlatform.open({ MUTUA_PAST: 'off' });
  const client = await tried.db.connect();
  try {
    await insertOpenListings(client, { count: COUNT, now: new Date() });
  } finally {
    client.release();
  }
}, 240_000);

afterAll(() => tried?.close(), 60_000);

it.each([
  ['at a desk', { width: 1440, height: 900 }],
  ['on a phone', { width: 390, height: 844 }],
] as const)(
  'scrolls through ten thousand listings %s',
  async (_where, viewport) => {
    const context = await tried.browser.newContext({ viewport, locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto(`${tried.url}/market?sort=newest`);
    await page.locator('.listing-line').first().waitFor();
    await page.waitForLoadState('networkidle');
    await tried.browser.startTracing(page, { categories: ['toplevel'] });
    let most = 0;
    for (let screen = 0; screen < SCREENS; screen += 1) {
      await page.mouse.wheel(0, 700);
      await page.waitForTimeout(60);
      if (screen % 10 === 0) most = Math.max(most, await nodesOf(page));
    }
    const tasks = tasksIn(await tried.browser.stopTracing());
    const [first] = await page.locator('.listing-line strong').allInnerTexts();
    expect(first).not.toContain(` ${COUNT}`);
    expect(most).toBeGreaterThan(300);
    expect(most).toBeLessThan(NODES_MAX);
    expect(tasks.length).toBeGreaterThan(100);
    expect(tasks.filter((duration) => duration > LONGEST_TASK_MS)).toEqual([]);
    await context.close();
  },
  120_000,
);

it('narrows them by what the address says, and says how many are left', async () => {
  const context = await tried.browser.newContext({
    ...{ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' },
  });
  const page = await context.newPage();
  await page.goto(`${tried.url}/market?grade=B&termMonths=12`);
  await page.locator('.listing-line').first().waitFor();
  const found = () => page.locator('[data-figure="market.found"]').getAttribute('data-value');
  await expect.poll(async () => Number(await found())).toBeGreaterThan(0);
  const before = Number(await found());
  expect(before).toBeGreaterThan(100);
  expect(before).toBeLessThan(COUNT / 10);
  await page.getByRole('checkbox', { name: '等额本金' }).check();
  await page.waitForURL(/repaymentMethod=equal_principal/);
  await expect.poll(async () => Number(await found())).toBeLessThan(before);
  await context.close();
}, 120_000);

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  /** Microseconds that it took of the thread, where others had the processor not counted. */
  readonly tdur?: number;
}

/** Every task of the browser, in milliseconds of its own. */
function tasksIn(trace: Buffer): readonly number[] {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  return traceEvents
    .filter(({ name, ph }) => name === 'ThreadControllerImpl::RunTask' && ph === 'X')
    .map(({ tdur = 0 }) => tdur / 1_000);
}

function nodesOf(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelectorAll('*').length);
}
