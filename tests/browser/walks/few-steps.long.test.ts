// How many acts of a person it takes to lend, to withdraw and to repay what is overdue: each click, tick and field is
// counted, on a phone, those on the bank's own pages included.
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { TriedPlatform } from '../rules/tried-platform.ts';

const PHONE = { width: 390, height: 844 };
/** From the person's first page; of each, two acts are the bank's: the payment password and its button. */
const ACTS_MAX = { lend: 8, withdraw: 7, repay: 8 };

let tried: TriedPlatform;
let acts = 0;

beforeAll(async () => {
  tried = await TriedPlatform.open();
}, 600_000);

afterAll(() => tried?.close(), 60_000);

beforeEach(() => {
  acts = 0;
});

it('a lender lends in eight acts', async () => {
  const page = await firstPage('lender-one', '/lend');
  await click(page.getByRole('link', { name: '出借市场' }).last());
  await click(page.locator('main a[href^="/loans/"]').first());
  await click(page.getByTestId('open-bid').first());
  const sheet = page.getByRole('dialog');
  await click(sheet.getByRole('checkbox'));
  await click(sheet.getByTestId('bid'));
  const [toBank, frozen] = [sheet.getByTestId('to-bank'), sheet.getByTestId('freeze-confirmed')];
  // Whoever has a mandate for bids is not asked again by the bank.
  await toBank.or(frozen).first().waitFor();
  if (await toBank.isVisible()) await authorise(page, toBank, 'lender-one');
  await frozen.waitFor();
  expect(acts).toBeLessThanOrEqual(ACTS_MAX.lend);
}, 120_000);

it('a lender withdraws in seven acts', async () => {
  const page = await firstPage('lender-one', '/lend');
  await click(page.getByRole('link', { name: '资金' }).last());
  await click(page.getByRole('button', { name: '提现', exact: true }).first());
  await enter(page.getByLabel('金额'), '200');
  await click(page.getByTestId('withdraw'));
  await authorise(page, page.getByRole('link', { name: '去银行页面' }).first(), 'lender-one');
  expect(acts).toBeLessThanOrEqual(ACTS_MAX.withdraw);
}, 120_000);

it('a borrower whose account is empty repays what is overdue in eight acts', async () => {
  const page = await firstPage('borrower', '/borrow');
  await click(page.getByRole('link', { name: '去办理' }).first());
  await click(page.getByRole('link', { name: '现在还款' }).first());
  const pay = page.getByRole('button', { name: /^还款 / });
  const topUp = page.getByRole('button', { name: /^充值 / });
  await pay.or(topUp).first().waitFor();
  if (await topUp.isVisible()) {
    await click(topUp);
    await authorise(page, page.getByRole('link', { name: '在银行页面确认' }), 'borrower');
  }
  await click(pay);
  await page.getByRole('heading', { name: '还款已提交银行' }).waitFor();
  expect(acts).toBeLessThanOrEqual(ACTS_MAX.repay);
}, 120_000);

async function firstPage(key: string, path: string): Promise<Page> {
  const context: BrowserContext = await tried.context(key, 'zh-CN');
  const page = await context.newPage();
  await page.setViewportSize(PHONE);
  await page.goto(`${tried.url}${path}`);
  return page;
}

async function click(wanted: Locator): Promise<void> {
  acts += 1;
  await wanted.click();
}

async function enter(field: Locator, text: string): Promise<void> {
  acts += 1;
  await field.fill(text);
}

/** On the bank's page, which opens in a tab of its own. */
async function authorise(page: Page, link: Locator, key: string): Promise<void> {
  await link.waitFor();
  const opening = page.context().waitForEvent('page');
  await click(link);
  const bank = await opening;
  await enter(bank.locator('#password'), tried.person(key).atBank?.paymentPassword ?? '');
  await click(bank.locator('button[value=confirm]'));
  await bank.locator('.done').waitFor();
  await bank.close();
}
