// The tour in a real browser on the real platform with its real sandbox bank: one loan from application to close.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cleanUp,
  ensureBuilt,
  newData,
  type Platform,
  ROOT,
  startPlatform,
} from '../start/platform.ts';
import { runProcess } from '../start/processes.ts';
import { launchChromium } from './chromium.ts';
import { startMockServer } from './mock-server.ts';

const PHONE = { width: 390, height: 844 };
const SCREENSHOTS = process.env.MUTUA_SCREENSHOTS;
const PATIENCE_MS = 30_000;

let browser: Browser;
let platform: Platform;

beforeAll(async () => {
  await ensureBuilt();
  platform = await startPlatform({ data: newData(), env: { MUTUA_DEMO: 'on' } });
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await cleanUp();
}, 60_000);

describe('The tour', () => {
  it('walks one loan from application to close, with the bank’s pages authorising', async () => {
    const { context, page, failures } = await open();
    await page.goto(platform.url);
    await page.getByRole('navigation').getByRole('link', { name: '走一遍' }).click();
    await page.getByRole('heading', { name: '一笔借款的一生' }).waitFor();

    await press(page, 'apply');
    await press(page, 'assess');
    await press(page, 'approve');
    expect(await figures(page, 2)).toContain('¥200,000.00');
    await press(page, 'accept');
    await press(page, 'prepare');
    await press(page, 'publish');
    for (const lender of ['lender-one', 'lender-two', 'lender-institution']) {
      await press(page, `bid-${lender}`, { isAtBank: true });
      await page.getByTestId(`act-bid-${lender}`).getByRole('link').waitFor();
      await picture(page, lender);
      await authorise(context, page, `bid-${lender}`);
    }
    await done(page, 'full');
    expect(await figures(page, 6)).toMatch(/银行已冻结\s+¥30,000\.00/);

    // A page that is loaded again finds the loan by its address and goes on.
    await page.reload();
    for (const scope of ['repayment', 'fees']) {
      await press(page, `mandate-${scope}`, { isAtBank: true });
      await authorise(context, page, `mandate-${scope}`);
    }
    await press(page, 'sign');
    expect(await page.getByTestId('contract-hash').innerText()).toMatch(/^[0-9a-f]{64}$/);
    await done(page, 'payout');
    expect(await figures(page, 8)).toMatch(/放款[\s\S]+¥30,000\.00/);
    await picture(page, 'payout');

    await press(page, 'days', { patienceMs: 90_000 });
    expect(await figures(page, 9)).toMatch(/收回本金[\s\S]+收到利息/);
    await press(page, 'top-up', { isAtBank: true });
    await authorise(context, page, 'top-up');
    await press(page, 'repay');
    const state = page.getByTestId('loan-state');
    expect(await state.getAttribute('data-state')).toBe('closed');
    await page.getByTestId('sums').waitFor();
    expect(await page.getByTestId('sum-principal').innerText()).toBe('¥30,000.00');
    expect(await page.getByTestId('sum-difference').innerText()).toBe('¥0.00');
    expect(await overflow(page)).toBe(0);
    await picture(page, 'closed');
    expect(failures).toEqual([]);
    await context.close();

    const checked = await runProcess(
      process.execPath,
      [path.join(ROOT, 'dist', 'mutua.mjs'), 'check', '--data', platform.data],
      { cwd: '/', env: { PATH: process.env.PATH, HOME: '/' } },
    );
    expect(checked, checked.stdout + checked.stderr).toMatchObject({ status: 0 });
  }, 300_000);

  it('shows a refusal in the words of the API, and the step can be tried again', async () => {
    const { context, page } = await open();
    await page.goto(`${platform.url}/tour`);
    await page.route('**/api/loans', async (route) => {
      const asked = route.request().postDataJSON() as object;
      const tooMuch = { minorUnits: '500000000', currency: 'CNY' };
      await route.continue({ postData: JSON.stringify({ ...asked, loanAmount: tooMuch }) });
    });
    const answered = page.waitForResponse((answer) => answer.url().endsWith('/api/loans'));
    await page.getByRole('button', { name: '提交申请' }).click();
    const { code, detail } = (await (await answered).json()) as { code: string; detail: string };
    expect(code).toBe('amount_out_of_range');
    expect(await page.getByRole('alert').innerText()).toBe(detail);
    await page.unroute('**/api/loans');
    await press(page, 'apply');
    expect(await page.getByRole('alert').count()).toBe(0);
    await context.close();
  }, 60_000);

  it('says of a loan that is not there that it is not, and offers to start anew', async () => {
    const { context, page } = await open();
    const nowhere = '01984d6e-6b1a-7c3e-9d55-0a4c1f2b3d4e';
    await page.goto(`${platform.url}/tour?loan=${nowhere}`);
    await page.getByRole('alert').waitFor();
    await page.getByRole('link', { name: '另走一遍' }).click();
    await page.getByTestId('act-apply').waitFor();
    await context.close();
  }, 60_000);

  it.each(['light', 'dark'] as const)('fits a desk in English, %s', async (colorScheme) => {
    const page = await browser.newPage({
      ...{ viewport: { width: 1440, height: 1000 }, locale: 'en', colorScheme },
    });
    await page.goto(`${platform.url}/tour`);
    await page.getByRole('button', { name: 'Apply' }).waitFor();
    expect(await overflow(page)).toBe(0);
    await picture(page, `desk-${colorScheme}`);
    await page.close();
  });

  it('says kindly that there is none where there is no demo', async () => {
    const mock = await startMockServer({ paths: {} }, path.join(ROOT, 'dist', 'web'));
    const page = await browser.newPage({ viewport: PHONE, locale: 'zh-CN' });
    await page.route('**/tour', async (route) => {
      const answer = await route.fetch({ url: `${mock.address}/` });
      await route.fulfill({ response: answer });
    });
    await page.goto(`${mock.address}/tour`);
    expect(await page.getByTestId('no-demo').innerText()).toContain('没有试用人物');
    expect(await page.getByRole('link', { name: '走一遍' }).count()).toBe(0);
    await page.close();
    await mock.close();
  });
});

interface Opened {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly failures: string[];
}

async function open(): Promise<Opened> {
  const context = await browser.newContext({ viewport: PHONE, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') failures.push(message.text());
  });
  return { context, page, failures };
}

interface PressOptions {
  /** What follows is for its owner at the bank. */
  readonly isAtBank?: boolean;
  readonly patienceMs?: number;
}

/** Presses the button of an act when its turn has come, and waits until the API shows that it is done. */
async function press(
  page: Page,
  act: string,
  { isAtBank = false, patienceMs = PATIENCE_MS }: PressOptions = {},
): Promise<void> {
  const row = page.getByTestId(`act-${act}`);
  await row.getByRole('button').click();
  if (!isAtBank) await done(page, act, patienceMs);
}

async function done(page: Page, act: string, patienceMs = PATIENCE_MS): Promise<void> {
  const row = page.locator(`[data-testid="act-${act}"][data-done="true"]`);
  try {
    await row.waitFor({ timeout: patienceMs });
  } catch (error) {
    const said = await page.getByRole('alert').allInnerTexts();
    throw new Error(`${act} is not done. The page says: ${said.join(' ')}`, { cause: error });
  }
}

/** On the bank's own page in a tab of its own, with the password that stands beside the link. */
async function authorise(context: BrowserContext, page: Page, act: string): Promise<void> {
  const row = page.getByTestId(`act-${act}`);
  const opened = context.waitForEvent('page');
  await row.getByRole('link').click();
  const bank = await opened;
  const password = await row.locator('code').innerText();
  await bank.locator('#password').fill(password);
  await bank.locator('button[value=confirm]').click();
  await bank.locator('.done').waitFor();
  await bank.close();
  await done(page, act);
}

function figures(page: Page, step: number): Promise<string> {
  return page.getByTestId(`figures-${step}`).innerText();
}

function overflow(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

async function picture(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS === undefined) return;
  await mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SCREENSHOTS, `tour-${name}.png`), fullPage: true });
}
