// Finance closes a day with breaks on a phone, in Chinese: as in `finance.db.test.ts`, by touch alone.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { ensureBuilt } from '../../start/platform.ts';
import { launchChromium } from '../chromium.ts';
import { closesADay, FINANCE_CHINESE, FinanceDesk, type FinanceWalk } from './finance-walk.ts';

const WALK: FinanceWalk = { language: 'zh-CN', width: 390, by: '1', words: FINANCE_CHINESE };

let browser: Browser;
let desk: FinanceDesk;

beforeAll(async () => {
  await ensureBuilt();
  browser = await launchChromium();
  desk = await FinanceDesk.open(browser, new Set());
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await desk?.close();
}, 60_000);

describe('Finance on a phone', () => {
  it('closes a day with a break that was found and explained, in Chinese', async () => {
    await closesADay(desk, WALK);
  }, 300_000);
});
