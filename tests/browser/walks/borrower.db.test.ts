// A borrower on a phone, from the calculator over an interview to the payout and on to the close, from the one page of
// the loan and the bank’s own pages; and at a desk in English a draft that outlives a sign-out. Every page on the way is
// looked at, and every figure recomputed.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../../start/platform.ts';
import { runProcess } from '../../start/processes.ts';
import { BORROW_FIGURE_QUERIES } from '../figures/borrow-figures.ts';
import { notMet } from '../figures/met-in-walks.ts';
import { axeViolations } from '../rules/axe-violations.ts';
import { bareNumbers } from '../rules/bare-numbers.ts';
import { differencesOf, differenceText, figuresOn } from '../rules/figures-shown.ts';
import { type PageWatch, watchPage } from '../rules/page-watch.ts';
import { sidewaysOf } from '../rules/sideways.ts';
import { TriedPlatform } from '../rules/tried-platform.ts';
import { untranslatedWords } from '../rules/untranslated-words.ts';
import { DemoActors } from './demo-actors.ts';
import { askForInterview, holdInterview } from './demo-interview.ts';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };
const PATIENCE_MS = 40_000;
const SCREENSHOTS = process.env.MUTUA_SCREENSHOTS;

let tried: TriedPlatform;
let actors: DemoActors;
/** The figures that were read and recomputed. */
const met = new Set<string>();

beforeAll(async () => {
  tried = await TriedPlatform.open({ MUTUA_PAST: 'off' });
  actors = await DemoActors.open(tried.url);
}, 240_000);
afterAll(async () => {
  await tried?.close();
}, 60_000);

it('a borrower goes from the calculator to the close of the loan on a phone, in Chinese', async () => {
  const { context, page, watch } = await opened('zh-CN', PHONE);
  const look = (name: string) => inspect(page, watch, { key: 'borrower', name });
  await page.goto(tried.url);
  await page.getByRole('link', { name: '我要借款' }).click();
  await page.locator('form .input > input').first().fill('30000');
  await page.getByText('6 个月', { exact: true }).click();
  await look('quote');
  await page.locator('.quote-bar').getByRole('link', { name: '开始申请' }).click();
  await page.getByRole('heading', { name: '三个准备步骤' }).waitFor();
  await look('start');
  await page.getByRole('link', { name: '已有账户，登录' }).click();
  await signIn(page, 'borrower');
  await page.getByRole('link', { name: '开始填写申请' }).click();

  await fillIn(page, look);
  await page.getByText('我同意平台向征信机构查询', { exact: false }).click();
  await page.getByText('我确认以上内容属实', { exact: false }).click();
  await look('apply-check');
  await page.getByRole('button', { name: /^提交申请/ }).click();
  await page.waitForURL('**/borrow/loans/*');
  const loanId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await inState(page, 'applied');
  await look('loan-applied');

  await actors.assess(loanId);
  await page.getByText('由另一名工作人员作决定', { exact: false }).waitFor();
  await beInterviewed(page, loanId, look);
  await actors.approve(loanId);
  await page.getByRole('button', { name: /^接受条件/ }).waitFor();
  await look('loan-approved');
  await page.getByRole('button', { name: /^接受条件/ }).click();
  await page.getByText('工作人员正在编制标的', { exact: false }).waitFor();
  await actors.list(loanId);
  const bids = { 'lender-one': '1500000', 'lender-two': '600000', 'lender-institution': '900000' };
  await inState(page, 'funding');
  await actors.fund(loanId, bids, context);
  await inState(page, 'funded');
  await look('loan-funded');
  await authorise(context, page, 'repayment');
  await look('loan-half-authorised');
  await authorise(context, page, 'fees');
  await page.getByRole('button', { name: /^签署合同并放款/ }).click();
  expect(await page.getByTestId('contract-hash').innerText()).toMatch(/^[0-9a-f]{64}$/);
  await page.locator('[data-state=repaying], [data-state=disbursed]').waitFor();
  await page.getByRole('heading', { name: '还款计划' }).waitFor();
  expect(await page.locator('.data-table').first().locator('tbody tr').count()).toBe(6);
  await look('loan-repaying');
  await repayInPart(page, look);
  await repayTheRest(context, page, look);
  await context.close();

  const checked = await runProcess(
    process.execPath,
    [path.join(ROOT, 'dist', 'mutua.mjs'), 'check', '--data', tried.platform.data],
    { cwd: '/', env: { PATH: process.env.PATH, HOME: '/' } },
  );
  expect(checked, checked.stdout + checked.stderr).toMatchObject({ status: 0 });
}, 600_000);

it('two borrowers are asked different things, and a draft outlives a sign-out, at a desk in English', async () => {
  const { context, page, watch } = await opened('en', DESK);
  const key = 'borrower-organisation';
  await page.goto(`${tried.url}/sign-in?next=/borrow/apply`);
  await signIn(page, key);
  await page.getByLabel('Loan amount').fill('50000');
  await page.getByLabel('Term').fill('12');
  await page.getByLabel('Purpose').selectOption('working_capital');
  await page.getByLabel('Repayment method').selectOption('equal_instalments');
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByLabel('Months in business').fill('40');
  await page.getByLabel('Employees').fill('many');
  expect(await page.getByText('Please enter a number').innerText()).toBeTruthy();
  expect(await page.getByLabel('Home').count()).toBe(0);
  await page.getByLabel('Employees').fill('12');
  await inspect(page, watch, { key, name: 'apply-organisation' });
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByLabel('Costs of the business a month').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).first().waitFor();

  await page.goto(`${tried.url}/sign-in?next=/borrow`);
  await signIn(page, key);
  await page.getByText('2 of 5 steps filled in').waitFor();
  await inspect(page, watch, { key, name: 'home-with-draft' });
  await page.getByRole('link', { name: 'Go on' }).click();
  await page.getByLabel('Costs of the business a month').waitFor();
  await page.getByRole('button', { name: 'About you' }).click();
  expect(await page.getByLabel('Employees').inputValue()).toBe('12');
  await page.getByRole('button', { name: 'Throw this application away' }).click();
  await page.getByText('You have no loan yet.').waitFor();
  await context.close();
}, 200_000);

it('every figure that is on the way alone is seen, as the book says it', () => {
  expect(notMet('tests/browser/walks/borrower.db.test.ts', met)).toEqual([]);
});

interface Opened {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: PageWatch;
}

async function opened(locale: string, viewport: typeof PHONE): Promise<Opened> {
  const context = await tried.browser.newContext({ locale, viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  return { context, page, watch: watchPage(page) };
}

async function signIn(page: Page, key: string): Promise<void> {
  const { signInName, password } = actors.person(key);
  await page.locator('input[autocomplete=username]').fill(signInName);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.locator('form button[type=submit]').click();
}

/** The steps of the form; what is left out is asked for, and the draft is seen after the page was loaded anew. */
async function fillIn(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  const next = () => page.getByRole('button', { name: '保存，下一步' }).click();
  expect(await page.getByLabel('借款金额').inputValue()).toBe('30000');
  expect(await page.getByLabel('借款期限').inputValue()).toBe('6');
  await look('apply-loan');
  await next();
  await page.getByLabel('居住状况').waitFor();
  await next();
  await page.getByText('此项必填').waitFor();
  await page.getByLabel('居住状况').selectOption('owned');
  await next();
  await page.getByLabel('月收入').fill('30000');
  await page.getByLabel('现工作月数').fill('60');
  await page.getByLabel('行业').selectOption('services');
  await page.getByLabel('职业').fill('软件工程师');
  await page.getByLabel('还款来源').fill('工资收入');
  await look('apply-work');
  await next();
  await page.getByLabel('每月偿债支出').fill('500');
  await page.getByLabel('在其他平台的借款余额').fill('10000');
  await next();
  await page.getByText('身份证件').waitFor();
  await page.reload();
  for (const name of ['身份证件', '收入证明', '征信报告']) await page.getByText(name).click();
  await next();
  await page.getByRole('heading', { name: '您填写的内容' }).waitFor();
  await page.getByRole('heading', { name: '这笔借款的成本' }).waitFor();
}

/** Somebody of the staff asks for an interview; it is booked with the keyboard, moved once, and held on its day. */
async function beInterviewed(
  page: Page,
  loanId: string,
  look: (name: string) => Promise<void>,
): Promise<void> {
  await askForInterview(actors, loanId);
  await page.getByRole('heading', { name: '请预约面审' }).waitFor();
  await page.getByRole('button', { name: '确认预约' }).click();
  await page.getByText('请选择一个时段').waitFor();
  await look('interview-to-book');
  await page.getByRole('radio', { name: '09:00' }).press('Space');
  await page.getByRole('radio', { name: '到网点面审' }).press('Space');
  await page.getByRole('button', { name: '确认预约' }).press('Enter');
  const agreed = page.getByTestId('interview-booked');
  await agreed.getByText('09:00').waitFor();
  expect(await agreed.getByText('到网点面审').count()).toBe(1);
  await look('interview-booked');
  await page.getByRole('button', { name: '改约', exact: true }).click();
  await page.getByRole('radio', { name: '10:30' }).check();
  await look('interview-to-move');
  await page.getByRole('button', { name: '确认改约' }).click();
  await agreed.getByText('10:30').waitFor();
  await page.getByText('时间已不能再改。').waitFor();
  await look('interview-moved');
  await heldByAnOfficer(loanId);
  await page.getByRole('heading', { name: '面审已完成' }).waitFor();
  await look('interview-held');
}

/** At a desk, in the office’s own pages. */
async function heldByAnOfficer(loanId: string): Promise<void> {
  const { context, page, watch } = await opened('zh-CN', DESK);
  await page.goto(`${tried.url}/sign-in?next=/office/interviews`);
  await signIn(page, 'loan-officer');
  await holdInterview(actors, page, loanId);
  expect(watch.failures()).toEqual([]);
  await context.close();
}

async function repayInPart(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('link', { name: '提前还款' }).click();
  await page.getByTestId('payoff-total').waitFor();
  await look('early-in-full');
  await page.getByRole('button', { name: '还一部分' }).click();
  await page.getByLabel('提前归还的本金').fill('10000');
  await page.getByTestId('compared').waitFor();
  await page.getByTestId('sent-total').waitFor();
  await look('early-in-part');
  await page.getByRole('button', { name: /^提前还款 / }).click();
  await page.getByRole('heading', { name: '还款已提交银行' }).waitFor();
  await page.getByRole('link', { name: '回到这笔借款' }).first().click();
  // The bank's answer comes after the page was read; nobody loads it again.
  await page.getByText('部分提前还款').first().waitFor();
  // One instalment is paid and one falls away: the plan, which was read before, is asked for anew.
  await page.locator('[data-figure="borrow.instalmentsLeft"][data-value="4"]').first().waitFor();
  await look('loan-after-early');
}

/** From the page of the loan: what is missing is paid in at the bank, and nothing is owed any more. */
async function repayTheRest(
  context: BrowserContext,
  page: Page,
  look: (name: string) => Promise<void>,
): Promise<void> {
  await page.getByRole('link', { name: '提前还款' }).click();
  await page.getByTestId('payoff-total').waitFor();
  const payOff = page.getByRole('button', { name: /^提前结清 / });
  const topUp = page.getByRole('button', { name: /^充值 / });
  await payOff.or(topUp).first().waitFor();
  await look('early-the-rest');
  if ((await topUp.count()) > 0) {
    await topUp.click();
    const step = page.getByTestId('bank-step');
    const opening = context.waitForEvent('page');
    await step.getByRole('link', { name: '在银行页面确认' }).click();
    const bank = await opening;
    await bank.locator('#password').fill(await step.locator('code').innerText());
    await bank.locator('button[value=confirm]').click();
    await bank.locator('.done').waitFor();
    await bank.close();
  }
  await payOff.click();
  await page.getByRole('heading', { name: '还款已提交银行' }).waitFor();
  await page.getByRole('link', { name: '回到这笔借款' }).first().click();
  await inState(page, 'closed');
  await page.getByRole('heading', { name: '这笔借款已经结清，不再欠任何款项。' }).waitFor();
  await page.locator('[data-figure="borrow.repaid"]').first().waitFor();
  await look('loan-closed');
}

async function inState(page: Page, state: string): Promise<void> {
  await page.locator(`[data-state=${state}]`).waitFor();
}

/** At the bank’s own page, in a tab of its own, with the password that stands beside the link. */
async function authorise(context: BrowserContext, page: Page, scope: string): Promise<void> {
  const row = page.getByTestId(`mandate-${scope}`);
  await row.getByRole('button', { name: '去银行授权' }).click();
  const opening = context.waitForEvent('page');
  await row.getByRole('link', { name: '在银行页面确认' }).click();
  const bank = await opening;
  await bank.locator('#password').fill(await row.locator('code').innerText());
  await bank.locator('button[value=confirm]').click();
  await bank.locator('.done').waitFor();
  await bank.close();
  const done = page.locator(`[data-testid=mandate-${scope}][data-done=true]`);
  await done
    .or(page.getByRole('button', { name: /^签署合同并放款/ }))
    .first()
    .waitFor();
}

interface Inspected {
  readonly key: string;
  readonly name: string;
}

/** Whatever is wrong with the page as it stands, as lines to read. */
async function inspect(page: Page, watch: PageWatch, { key, name }: Inspected): Promise<void> {
  await watch.settled();
  const person = tried.person(key);
  const queries = new Map(Object.entries(BORROW_FIGURE_QUERIES));
  const asking = { db: tried.db, queries, person, address: new URL(page.url()) };
  const shown = await figuresOn(page);
  for (const { id } of shown) met.add(id);
  const differences = await differencesOf(shown, asking);
  const complaints = [
    ...(await sidewaysOf(page)),
    ...(await bareNumbers(page)),
    ...(await untranslatedWords(page)),
    ...(await axeViolations(page)),
    ...differences.map(differenceText),
    ...watch.failures(),
  ];
  if (SCREENSHOTS !== undefined) {
    await mkdir(SCREENSHOTS, { recursive: true });
    const file = path.join(SCREENSHOTS, `borrow-${name}.png`);
    await page.screenshot({ path: file, fullPage: true });
  }
  expect.soft(complaints.join('\n'), name).toBe('');
}
