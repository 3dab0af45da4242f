// The calculator for borrowers in a real browser, on the real server, in both languages, on a phone and on a desk.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { QuoteOnWire, QuoteRequestOnWire } from '@mutua/contract/loan/quote.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, ensureBuilt, newData, startPlatform } from '../start/platform.ts';
import { launchChromium } from './chromium.ts';
import { startMockServer } from './mock-server.ts';

const DESK = { width: 1440, height: 1000 };
const PHONE = { width: 390, height: 844 };
const SCREENSHOTS = process.env.MUTUA_SCREENSHOTS;

const WEB_FOLDER = fileURLToPath(new URL('../../dist/web', import.meta.url));

let browser: Browser;
let address: string;

beforeAll(async () => {
  await ensureBuilt();
  address = (await startPlatform({ data: newData() })).url;
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await cleanUp();
});

describe('The calculator in the browser', () => {
  it.each(['zh-CN', 'en'])('shows the figures that the API gives, in %s', async (language) => {
    const page = await open(language, DESK);
    await fill(page, { amount: '60000', annualRate: '12.6', fee: '70', disbursedOn: '2026-11-22' });
    const quote = await ask({
      currency: 'CNY',
      loanAmount: '6000000',
      annualRatePpm: 126_000,
      repaymentMethod: 'equal_instalments',
      instalmentCount: 18,
      disbursedOn: '2026-11-22',
      feePerInstalment: '7000',
    });
    const shown = await page.locator('[data-testid=schedule] tbody tr:not(.fold)').allInnerTexts();
    expect(shown.map((row) => row.split(/\s+/).join(' '))).toEqual(
      quote.instalments.map((row) =>
        [
          row.number,
          row.dueDay,
          ...[row.total, row.principal, row.interest, row.fee, row.balance].map(yuan),
        ].join(' '),
      ),
    );
    const head = await page.getByTestId('quote-result').innerText();
    expect(head).toContain(yuan(quote.totalCost));
    expect(head).toContain(`${((quote.allInRate?.cnSimplePpm ?? 0) / 10_000).toFixed(2)}%`);
    expect(head).toContain(`${((quote.allInRate?.cnIrrPpm ?? 0) / 10_000).toFixed(2)}%`);
    await page.close();
  });

  it('shows interest taken in advance as a higher rate and says what is received', async () => {
    const page = await open('zh-CN', DESK);
    const before = await figures(page);
    await fill(page, { advance: '3000' });
    const after = await figures(page);
    expect(after.simple).toBeGreaterThan(before.simple);
    expect(after.compound).toBeGreaterThan(before.compound);
    expect(await page.locator('.warning').innerText()).toBe(
      '到手 ¥57,000.00，却要按 ¥60,000.00 还本付息。',
    );
    await page.close();
  });

  it('keeps the last good result and says what is wrong while a field cannot be used', async () => {
    const page = await open('zh-CN', DESK);
    const before = await page.getByTestId('quote-result').innerText();
    await fill(page, { amount: '12a' });
    expect(await page.locator('.refused').first().innerText()).toBe('请填写数字，例如 60000');
    expect(await page.getByTestId('quote-result').innerText()).toBe(before);
    await fill(page, { amount: '999999' });
    expect(await page.locator('.refused').first().innerText()).toBe('须在 10000 至 200000 之间');
    await page.close();
  });

  it('says in the words of the API why a loan cannot be calculated', async () => {
    const page = await open('zh-CN', DESK);
    await fill(page, { disbursedOn: '9999-12-31' });
    const refused = page.locator('.result .refused');
    expect(await refused.innerText()).toMatch(/^“.+”填写有误：[^a-z]+。$/);
    await page.getByRole('button', { name: 'English' }).click();
    expect(await refused.innerText()).toMatch(/^Please check ".+": .+\.$/);
    await page.close();
  });

  it('reckons with the highest rate and the fee of the product until others are entered', async () => {
    const page = await open('zh-CN', DESK);
    const said = page.getByTestId('quote-result');
    const before = await said.innerText();
    expect(before).toContain('12.00%');
    await fill(page, { amount: '120000' });
    expect(await page.locator('form .input > input').nth(2).inputValue()).toBe('120');
    await fill(page, { annualRate: '9' });
    expect(await said.innerText()).toContain('9.00%');
    expect(await said.innerText()).toContain('按您填写的利率和费用计算。');
    await page.close();
  });

  it('shows what would lower the cost, and takes it over', async () => {
    const page = await open('zh-CN', DESK);
    const cost = async () => page.getByTestId('quote-result').locator('dd').last().innerText();
    const rows = page.locator('table').first().locator('tbody tr');
    expect(await rows.allInnerTexts()).toHaveLength(3);
    const shorter = (await rows.first().innerText()).split(/\s+/);
    await rows.first().getByRole('button').click();
    expect(shorter.join(' ')).toContain(await cost());
    await page.close();
  });

  it('leads to an application with what was calculated', async () => {
    const page = await open('zh-CN', DESK);
    await fill(page, { amount: '45000' });
    await page.getByText('24 个月', { exact: true }).click();
    await page.getByRole('link', { name: '开始申请' }).click();
    await page.getByRole('heading', { name: '开始申请借款' }).waitFor();
    const { searchParams } = new URL(page.url());
    expect(Object.fromEntries(searchParams)).toMatchObject({
      ...{ product: 'small_credit_loan', amount: '45000', term: '24', purpose: 'consumption' },
    });
    await page.close();
  });

  it('changes its language in place and remembers it', async () => {
    const page = await open('zh-CN', DESK);
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('h1').innerText()).toBe('Loan calculator');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.goto(`${address}/quote`);
    expect(await page.locator('h1').innerText()).toBe('Loan calculator');
    await page.close();
  });

  it.each(
    ['zh-CN', 'en'].flatMap((language) =>
      [PHONE, DESK].flatMap((size) =>
        (['light', 'dark'] as const).map((scheme) => ({ language, size, scheme })),
      ),
    ),
  )('fits $size.width px in $language, $scheme', async ({ language, size, scheme }) => {
    const page = await open(language, size, scheme);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    if (SCREENSHOTS !== undefined) {
      await mkdir(SCREENSHOTS, { recursive: true });
      const name = `quote-${language}-${size.width}-${scheme}.png`;
      await page.screenshot({ path: join(SCREENSHOTS, name), fullPage: true });
    }
    await page.close();
  });
});

describe('The pages as they are built', () => {
  it('carry the libraries as they are meant for people, whatever environment built them', async () => {
    const page = await (await fetch(address)).text();
    const scripts = [...page.matchAll(/"(\/assets\/[^"]+\.js)"/g)].map(([, script = '']) => script);
    const texts = scripts.map(async (script) => (await fetch(`${address}${script}`)).text());
    const text = (await Promise.all(texts)).join('\n');
    // React's short errors stand only in the form for people; the other has whole sentences.
    expect(text.includes('https://react.dev/errors/')).toBe(true);
  });
});

describe('The pages against a mock server that answers by the API description', () => {
  it('show what the description promises, without the real server', async () => {
    const mock = await startMock();
    const page = await browser.newPage({ locale: 'en' });
    await page.goto(`${mock.address}/quote`);
    const foot = page.getByTestId('platform');
    await foot.getByText('Version 0.1.0').waitFor();
    expect(await foot.innerText()).toContain('since 2026-11-21');
    await page.close();
    await mock.close();
  });

  it('say that the server is silent, and go on calculating', async () => {
    const mock = await startMock({ silent: true });
    const page = await browser.newPage({ locale: 'zh-CN' });
    await page.goto(`${mock.address}/quote`);
    await page.getByText('服务器没有回答。').waitFor();
    expect(await page.getByTestId('quote-result').isVisible()).toBe(true);
    await page.close();
    await mock.close();
  });
});

async function open(
  language: string,
  viewport: { width: number; height: number },
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Page> {
  const page = await browser.newPage({ viewport, colorScheme, locale: language });
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') failures.push(message.text());
  });
  await page.goto(`${address}/quote`);
  await page.getByTestId('quote-result').waitFor();
  // From here on the rates are those of the product.
  await page.locator('.quote-acts').getByText('12%').waitFor();
  expect(failures).toEqual([]);
  return page;
}

async function startMock(options: { silent?: boolean } = {}) {
  const description = await (await fetch(`${address}/api/openapi.json`)).json();
  return startMockServer(description, WEB_FOLDER, options);
}

/** Fields in the order in which they stand; their labels differ by language, their order does not. */
async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  const order = ['amount', 'annualRate', 'fee', 'disbursedOn', 'advance'];
  const folded = page.locator('details:not([open]) > summary');
  if ((await folded.count()) > 0) await folded.click();
  for (const [name, value] of Object.entries(values)) {
    await page.locator('form .input > input').nth(order.indexOf(name)).fill(value);
  }
}

async function figures(page: Page): Promise<{ simple: number; compound: number }> {
  const [simple = '', compound = ''] = await page
    .locator('[data-testid=quote-result] .figures .rate')
    .allInnerTexts();
  return { simple: Number.parseFloat(simple), compound: Number.parseFloat(compound) };
}

async function ask(request: QuoteRequestOnWire): Promise<QuoteOnWire> {
  const answer = await fetch(`${address}/api/quotes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as QuoteOnWire;
}

/** Minor units as the page prints yuan. */
function yuan(minorUnits: string): string {
  const padded = minorUnits.padStart(3, '0');
  const whole = padded.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${whole}.${padded.slice(-2)}`;
}
