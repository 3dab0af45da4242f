// Finance closes a day, in a real browser: the sandbox bank has moved a cent of which it told nobody, it has taken money
// that nobody told it to take, and the payment provider settles a cent more than was paid. All is found, the page shows
// where each difference arose and what its money left behind, one officer explains them and closes the day, and another
// confirms that one was put right.
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../start/platform.ts';
import { launchChromium } from '../chromium.ts';
import { notMet } from '../figures/met-in-walks.ts';
import {
  closesADay,
  FINANCE_CHINESE,
  FINANCE_ENGLISH,
  FinanceDesk,
  type FinanceWalk,
} from './finance-walk.ts';

const WALKS: readonly FinanceWalk[] = [
  { language: 'zh-CN', width: 1440, by: '-1', words: FINANCE_CHINESE },
  { language: 'en', width: 1440, by: '1', words: FINANCE_ENGLISH },
];

let browser: Browser;
let desk: FinanceDesk | undefined;
/** The figures that were read and recomputed. */
const met = new Set<string>();

beforeAll(async () => {
  await ensureBuilt();
  browser = await launchChromium();
}, 300_000);
afterAll(async () => {
  await browser?.close();
}, 60_000);

// Each walk has a bank of its own, in which nothing was moved before.
afterEach(async () => {
  await desk?.close();
  desk = undefined;
}, 60_000);

describe('Finance', () => {
  it.each(WALKS)(
    'closes a day with a break that was found and explained ($language)',
    async (walk) => {
      desk = await FinanceDesk.open(browser, met);
      await closesADay(desk, walk);
    },
    300_000,
  );

  it('sees every figure that a day with breaks has, as the book says it', () => {
    expect(notMet('tests/browser/walks/finance.db.test.ts', met)).toEqual([]);
  });
});
