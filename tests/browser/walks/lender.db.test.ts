// A new lender walks all six steps on a phone, in Chinese and with the keyboard alone, to a first repayment received:
// from the first page on, by links and keys.
import type { ProfileOnWire } from '@mutua/contract/people/client.ts';
import { RISK_NOTICES } from '@mutua/contract/words/risk-notices.ts';
import { checkCharacterOf } from '@mutua/core/people/identity-number.ts';
import { RISK_QUESTIONNAIRE_1 } from '@mutua/core/people/questionnaire.ts';
import { codeFromPhone } from '@mutua/server/sandbox/bank/customer.ts';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TriedPlatform } from '../rules/tried-platform.ts';
import { DemoDesk } from './demo-desk.ts';

const PHONE = { width: 390, height: 844 };
const PASSWORD = 'river stone lantern 7';
const PAYMENT_PASSWORD = '240816';
const MOBILE = '13800007788';
const TABS_MAX = 120;
const PATIENCE_MS = 60_000;

let tried: TriedPlatform;
let desk: DemoDesk;

beforeAll(async () => {
  tried = await TriedPlatform.open({ MUTUA_PAST: 'off' });
  desk = await DemoDesk.open(tried.url);
}, 240_000);

afterAll(() => tried?.close(), 60_000);

it('walks a new lender through all six steps to the first repayment, by keyboard alone', async () => {
  const context = await tried.browser.newContext({ viewport: PHONE, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));

  const loanId = await desk.bringToMarket({
    ...{ amount: '1000000', termMonths: 6, title: '装修借款' },
  });
  await register(page);
  await verifyAndOpenAccount(context, page);
  await answerQuestions(page);
  await topUp(context, page);
  await bid(context, page);

  await desk.bid('lender-two', loanId, '400000');
  await desk.bid('lender-institution', loanId, '500000');
  await desk.until('it is full', async () => (await stateOf(loanId)) === 'funded');
  await desk.signAndPayOut(loanId);
  await page.locator('[data-testid="step-6"][data-state="next"]').waitFor();
  await desk.endDaysUntil('the lender has received something', () => hasReceived(page));
  await page.getByTestId('path-done').waitFor();
  expect(await sideways(page)).toBe(0);
  expect(failures).toEqual([]);
  await context.close();
}, 600_000);

it('reads from the registration how it works, where money is and what it costs, without an account', async () => {
  const context = await tried.browser.newContext({ viewport: PHONE, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(tried.url);
  await press(page, page.getByRole('link', { name: '开户', exact: true }));
  await press(page, page.getByRole('link', { name: '怎么运作，钱在哪里，有什么风险' }));
  for (const name of ['一笔借款怎么走', '钱在哪里，怎么动', '出借有什么风险']) {
    await page.getByRole('heading', { name }).waitFor();
  }
  await press(page, page.getByRole('link', { name: '看全部费用' }));
  await page.getByRole('heading', { name: '费用与规则' }).waitFor();
  expect(await page.request.get(`${tried.url}/api/session`).then((answer) => answer.status())).toBe(
    401,
  );
  await context.close();
}, 120_000);

/** The first step: from the first page to the registration, and back to it from what one should read before. */
async function register(page: Page): Promise<void> {
  await page.goto(tried.url);
  await press(page, page.getByRole('link', { name: '开户', exact: true }));
  await press(page, page.getByRole('link', { name: '怎么运作，钱在哪里，有什么风险' }));
  await press(page, page.getByRole('link', { name: '读完了，去注册' }));
  const number = `11010519930615773`;
  await enter(page, page.getByLabel('姓名'), '许知遥');
  await enter(page, page.getByLabel('身份证号'), `${number}${checkCharacterOf(number)}`);
  await enter(page, page.getByLabel('手机号'), MOBILE);
  await tabTo(page, page.getByLabel('所在地区'));
  await page.keyboard.press('ArrowDown');
  await enter(page, page.getByLabel('用户名'), 'new-lender@example.org');
  await enter(page, page.getByLabel('密码'), PASSWORD);
  await press(page, page.getByRole('checkbox'), 'Space');
  await press(page, page.getByRole('button', { name: '登记，下一步核验身份' }));
  await page.locator('[data-testid="step-1"][data-state="done"]').waitFor();
  expect(await sideways(page)).toBe(0);
}

/** The second: the identity source may have answered by itself; the account is opened at the bank's page. */
async function verifyAndOpenAccount(context: BrowserContext, page: Page): Promise<void> {
  const [verify, open] = [page.getByTestId('verify'), page.getByTestId('open-account')];
  await verify.or(open).waitFor();
  if (await verify.isVisible()) await press(page, verify).catch(() => undefined);
  await open.waitFor();
  await press(page, open);
  const bank = await opened(context, page, page.getByTestId('to-bank'));
  const code = await codeFromPhone(new URL(bank.url()).origin, MOBILE, '2580')();
  await enter(bank, bank.locator('#code'), code);
  await enter(bank, bank.locator('#password'), PAYMENT_PASSWORD);
  await enter(bank, bank.locator('#passwordAgain'), PAYMENT_PASSWORD);
  await enter(bank, bank.locator('#card'), '6222020200112233445');
  await enter(bank, bank.locator('#holderName'), '许知遥');
  await bank.keyboard.press('Enter');
  await bank.locator('.done').waitFor();
  await bank.close();
  await page.locator('[data-testid="step-2"][data-state="done"]').waitFor();
}

/** The third, with the boldest answers: number keys choose, Enter goes on. Leaving keeps the place. */
async function answerQuestions(page: Page): Promise<void> {
  const { questions } = RISK_QUESTIONNAIRE_1;
  for (const [index, { options }] of questions.entries()) {
    await page.getByText(`第 ${index + 1} / ${questions.length} 题`).waitFor();
    if (index === 3) {
      await page.reload();
      await page.getByText(`第 ${index + 1} / ${questions.length} 题`).waitFor();
    }
    const boldest = Math.max(...options.map(({ points }) => points));
    const place = options.findIndex(({ points }) => points === boldest) + 1;
    await page.keyboard.press(String(place));
    await press(page, page.getByTestId('next-question'));
  }
  await page.locator('[data-testid="step-3"][data-state="done"]').waitFor();
}

/** The fourth, paid at the bank's page. */
async function topUp(context: BrowserContext, page: Page): Promise<void> {
  await enter(page, page.getByLabel('金额'), '5000');
  await press(page, page.getByTestId('top-up'));
  const bank = await opened(context, page, page.getByTestId('to-bank'));
  await authorise(bank);
  await page.locator('[data-testid="step-4"][data-state="done"]').waitFor();
  expect(await sideways(page)).toBe(0);
}

/** The fifth: from the step to the listing, the risks read, the bid frozen at the bank. */
async function bid(context: BrowserContext, page: Page): Promise<void> {
  await press(page, page.getByRole('main').getByRole('link', { name: /装修借款/ }));
  await press(page, page.getByTestId('open-bid'));
  const sheet = page.getByRole('dialog');
  const act = sheet.getByTestId('bid');
  expect(await act.isDisabled()).toBe(true);
  const confirmed = await sheet
    .locator('label')
    .filter({ has: page.getByRole('checkbox') })
    .innerText();
  await press(page, sheet.getByRole('checkbox'), 'Space');
  await press(page, act);
  await sheet.getByText('投标已受理').waitFor();
  const bank = await opened(context, page, sheet.getByTestId('to-bank'));
  await authorise(bank);
  await sheet.getByTestId('freeze-confirmed').waitFor();
  await press(page, sheet.getByRole('link', { name: '回到出借六步' }));
  await page.getByTestId('bid-confirmed').waitFor();
  const { notice, isPast } = await keptWithBid();
  expect(confirmed).toContain(`（第 ${/\d+$/.exec(notice)?.[0]} 版）`);
  expect(confirmed).toContain(RISK_NOTICES[notice]?.['zh-CN']);
  expect(isPast).toBe(true);
}

/** The edition of the risks under which the newest bid was taken, and whether it has its moment. */
async function keptWithBid(): Promise<{ readonly notice: string; readonly isPast: boolean }> {
  const { rows } = await tried.db.query<{ notice: string; isPast: boolean }>(
    `select loan.funding ->> 'riskNotice' as notice, placed_at <= clock_timestamp() as "isPast"
     from loan.bid join loan.loan on loan.id = bid.loan_id
     order by bid.id desc limit 1`,
  );
  return rows[0] ?? { notice: '', isPast: false };
}

async function authorise(bank: Page): Promise<void> {
  await enter(bank, bank.locator('#password'), PAYMENT_PASSWORD);
  await press(bank, bank.locator('button[value=confirm]'));
  await bank.locator('.done').waitFor();
  await bank.close();
}

/** Follows a link that opens a tab of its own. */
async function opened(context: BrowserContext, page: Page, link: Locator): Promise<Page> {
  await link.waitFor();
  const tab = context.waitForEvent('page');
  await press(page, link);
  const bank = await tab;
  await bank.waitForLoadState();
  return bank;
}

/** Presses Tab until it has the focus: what cannot be reached so cannot be used without a mouse. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.first().waitFor();
  for (let count = 0; count < TABS_MAX; count += 1) {
    const has = await wanted.first().evaluate((element) => element === document.activeElement);
    if (has) {
      if (page.url().startsWith(tried.url)) expect(await showsFocus(wanted.first())).toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Not reached by Tab: ${wanted}`);
}

/** Whether one sees where the focus is: a line around it, or around the field that it stands in. */
function showsFocus(focused: Locator): Promise<boolean> {
  return focused.evaluate((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    if (outlineStyle !== 'none' && outlineWidth !== '0px') return true;
    const field = element.closest('.text-input, .input, .segments label');
    return field !== null && getComputedStyle(field).boxShadow !== 'none';
  });
}

async function enter(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

async function press(page: Page, wanted: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}

async function stateOf(loanId: string): Promise<string> {
  const answer = await fetch(`${tried.url}/api/listings/${loanId}`);
  return ((await answer.json()) as { state: string }).state;
}

async function hasReceived(page: Page): Promise<boolean> {
  const answer = await page.request.get(`${tried.url}/api/clients/me`);
  const { paths } = (await answer.json()) as ProfileOnWire;
  return paths.every(({ next }) => next === undefined);
}

function sideways(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}
