// The walk of a new lender through all six steps to a first repayment received, in either language, on a phone or at a
// desk, with the keyboard alone: from the first page on, by links and keys.
import type { ProfileOnWire } from '@mutua/contract/people/client.ts';
import { RISK_QUESTIONNAIRE_1_WORDS } from '@mutua/contract/words/questionnaire.ts';
import { RISK_NOTICES } from '@mutua/contract/words/risk-notices.ts';
import { checkCharacterOf } from '@mutua/core/people/identity-number.ts';
import { RISK_QUESTIONNAIRE_1 } from '@mutua/core/people/questionnaire.ts';
import { codeFromPhone } from '@mutua/server/sandbox/bank/customer.ts';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { sidewaysOf } from '../rules/sideways.ts';
import type { PageLanguage, TriedPlatform } from '../rules/tried-platform.ts';
import { untranslatedWords } from '../rules/untranslated-words.ts';
import type { DemoDesk } from './demo-desk.ts';
import { WalkKeyboard } from './lender-walk-keyboard.ts';
import type { LenderWords } from './lender-walk-words.ts';

export interface LenderWalk {
  readonly language: PageLanguage;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly words: LenderWords;
}

/** Somebody who has no account yet, in a browser of their own. */
export interface Newcomer {
  readonly tried: TriedPlatform;
  readonly walk: LenderWalk;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly keys: WalkKeyboard;
}

/** Up to here a listing can be bid on from a sheet alone, which a bar at the foot opens. */
const PHONE_WIDTH_MAX = 720;
const PASSWORD = 'river stone lantern 7';
const PAYMENT_PASSWORD = '240816';
const MOBILE = '13800007788';
/** As the borrower's papers name it: what somebody has written is not translated. */
const TITLE = '装修借款';
const PATIENCE_MS = 60_000;
const WHOLE = { exact: true } as const;
const QUESTION_WORDS: Readonly<
  Record<string, { readonly question: Readonly<Record<PageLanguage, string>> }>
> = RISK_QUESTIONNAIRE_1_WORDS;

/** A platform bears it once: it registers one person, and the demo's persons pay for the rest of one loan. */
export async function walkToFirstRepayment(
  tried: TriedPlatform,
  desk: DemoDesk,
  walk: LenderWalk,
): Promise<void> {
  const newcomer = await newcomerOf(tried, walk);
  const { context, page } = newcomer;
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));

  const loanId = await desk.bringToMarket({ amount: '1000000', termMonths: 6, title: TITLE });
  await register(newcomer);
  await verifyAndOpenAccount(newcomer);
  await answerQuestions(newcomer);
  await topUp(newcomer);
  await bid(newcomer);

  await desk.bid('lender-two', loanId, '400000');
  await desk.bid('lender-institution', loanId, '500000');
  await desk.until('it is full', async () => (await stateOf(tried.url, loanId)) === 'funded');
  await desk.signAndPayOut(loanId);
  await page.locator('[data-testid="step-6"][data-state="next"]').waitFor();
  await desk.endDaysUntil('the lender has received something', () => hasReceived(newcomer));
  await page.getByTestId('path-done').waitFor();
  await expectInOrder(newcomer);
  expect(failures).toEqual([]);
  await context.close();
}

export async function newcomerOf(tried: TriedPlatform, walk: LenderWalk): Promise<Newcomer> {
  const { viewport, language } = walk;
  const context = await tried.browser.newContext({ viewport, locale: language });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  return { tried, walk, context, page, keys: new WalkKeyboard(page, tried.url) };
}

/** The first step: from the first page to the registration, and back to it from what one should read before. */
async function register(newcomer: Newcomer): Promise<void> {
  const { tried, walk, page, keys } = newcomer;
  const { words } = walk;
  await page.goto(tried.url);
  await keys.press(page.getByRole('link', { name: words.register, exact: true }));
  await keys.press(page.getByRole('link', { name: words.howItWorks }));
  await keys.press(page.getByRole('link', { name: words.readIt }));
  const number = `11010519930615773`;
  await keys.enter(page.getByLabel(words.name, WHOLE), '许知遥');
  const numberField = page.getByLabel(words.identityNumber, WHOLE);
  await keys.enter(numberField, `${number}${checkCharacterOf(number)}`);
  await keys.enter(page.getByLabel(words.mobile, WHOLE), MOBILE);
  await keys.press(page.getByLabel(words.region, WHOLE), 'ArrowDown');
  await keys.enter(page.getByLabel(words.signInName, WHOLE), 'new-lender@example.org');
  await keys.enter(page.getByLabel(words.password, WHOLE), PASSWORD);
  await keys.press(page.getByRole('checkbox'), 'Space');
  await keys.press(page.getByRole('button', { name: words.submit }));
  await page.locator('[data-testid="step-1"][data-state="done"]').waitFor();
  await expectInOrder(newcomer);
}

/** The second: the identity source may have answered by itself; the account is opened at the bank's page. */
async function verifyAndOpenAccount(newcomer: Newcomer): Promise<void> {
  const { tried, page, keys } = newcomer;
  const [verify, open] = [page.getByTestId('verify'), page.getByTestId('open-account')];
  await verify.or(open).waitFor();
  if (await verify.isVisible()) await keys.press(verify).catch(() => undefined);
  await open.waitFor();
  await keys.press(open);
  const bank = await bankOf(newcomer, page.getByTestId('to-bank'));
  const atBank = new WalkKeyboard(bank, tried.url);
  const code = await codeFromPhone(new URL(bank.url()).origin, MOBILE, '2580')();
  await atBank.enter(bank.locator('#code'), code);
  await atBank.enter(bank.locator('#password'), PAYMENT_PASSWORD);
  await atBank.enter(bank.locator('#passwordAgain'), PAYMENT_PASSWORD);
  await atBank.enter(bank.locator('#card'), '6222020200112233445');
  await atBank.enter(bank.locator('#holderName'), '许知遥');
  await bank.keyboard.press('Enter');
  await bank.locator('.done').waitFor();
  await bank.close();
  await page.locator('[data-testid="step-2"][data-state="done"]').waitFor();
}

/** The third, with the boldest answers: number keys choose, Enter goes on. Leaving keeps the place. */
async function answerQuestions({ walk, page, keys }: Newcomer): Promise<void> {
  const { questions } = RISK_QUESTIONNAIRE_1;
  for (const [index, { code, options }] of questions.entries()) {
    const place = page.getByText(walk.words.question(index + 1, questions.length));
    await place.waitFor();
    const asked = QUESTION_WORDS[code]?.question[walk.language] ?? code;
    await page.getByRole('group', { name: asked }).waitFor();
    if (index === 3) {
      await page.reload();
      await place.waitFor();
    }
    const boldest = Math.max(...options.map(({ points }) => points));
    const number = options.findIndex(({ points }) => points === boldest) + 1;
    await page.keyboard.press(String(number));
    await keys.press(page.getByTestId('next-question'));
  }
  await page.locator('[data-testid="step-3"][data-state="done"]').waitFor();
}

/** The fourth, paid at the bank's page. */
async function topUp(newcomer: Newcomer): Promise<void> {
  const { walk, page, keys } = newcomer;
  await keys.enter(page.getByLabel(walk.words.amount, WHOLE), '5000');
  await keys.press(page.getByTestId('top-up'));
  await authorise(newcomer, page.getByTestId('to-bank'));
  await page.locator('[data-testid="step-4"][data-state="done"]').waitFor();
  await expectInOrder(newcomer);
}

/** The fifth: from the step to the listing, the risks read, the bid frozen at the bank. */
async function bid(newcomer: Newcomer): Promise<void> {
  const { tried, walk, page, keys } = newcomer;
  const { words, language } = walk;
  await keys.press(page.getByRole('main').getByRole('link', { name: TITLE }));
  const box = await bidBoxOf(newcomer);
  const act = box.getByTestId('bid');
  expect(await act.isDisabled()).toBe(true);
  const confirmed = await box
    .locator('label')
    .filter({ has: page.getByRole('checkbox') })
    .innerText();
  await keys.press(box.getByRole('checkbox'), 'Space');
  await keys.press(act);
  await box.getByText(words.receipt).waitFor();
  await authorise(newcomer, box.getByTestId('to-bank'));
  await box.getByTestId('freeze-confirmed').waitFor();
  await keys.press(box.getByRole('link', { name: words.toPath }));
  await page.getByTestId('bid-confirmed').waitFor();
  const { notice, isPast } = await keptWithBid(tried);
  expect(confirmed).toContain(words.edition(/\d+$/.exec(notice)?.[0] ?? ''));
  expect(confirmed).toContain(RISK_NOTICES[notice]?.[language]);
  expect(isPast).toBe(true);
}

/** Where one bids: on a phone in a sheet that is opened first; at a desk beside the listing, in sight all the time. */
async function bidBoxOf({ walk, page, keys }: Newcomer): Promise<Locator> {
  const toOpen = page.getByTestId('open-bid');
  if (walk.viewport.width > PHONE_WIDTH_MAX) {
    await page.getByTestId('bid').waitFor();
    expect(await toOpen.count()).toBe(0);
    return page.getByRole('main');
  }
  await keys.press(toOpen);
  return page.getByRole('dialog');
}

/** The edition of the risks under which the newest bid was taken, and whether it has its moment. */
async function keptWithBid(
  tried: TriedPlatform,
): Promise<{ readonly notice: string; readonly isPast: boolean }> {
  const { rows } = await tried.db.query<{ notice: string; placedAt: Date }>(
    `select loan.funding ->> 'riskNotice' as notice, placed_at as "placedAt"
     from loan.bid join loan.loan on loan.id = bid.loan_id
     order by bid.id desc limit 1`,
  );
  const [newest] = rows;
  if (newest === undefined) return { notice: '', isPast: false };
  return { notice: newest.notice, isPast: newest.placedAt.getTime() <= Date.now() };
}

/** Says yes on the bank's page, with the payment password. */
async function authorise(newcomer: Newcomer, link: Locator): Promise<void> {
  const bank = await bankOf(newcomer, link);
  const atBank = new WalkKeyboard(bank, newcomer.tried.url);
  await atBank.enter(bank.locator('#password'), PAYMENT_PASSWORD);
  await atBank.press(bank.locator('button[value=confirm]'));
  await bank.locator('.done').waitFor();
  await bank.close();
}

/** Follows a link to the bank, which opens a tab of its own and speaks the browser's language too. */
async function bankOf({ walk, context, keys }: Newcomer, link: Locator): Promise<Page> {
  await link.waitFor();
  const tab = context.waitForEvent('page');
  await keys.press(link);
  const bank = await tab;
  await bank.waitForLoadState();
  expect(await languageOf(bank)).toBe(walk.language);
  return bank;
}

/** The page speaks the language of the walk, leaves no words out, and does not move sideways. */
async function expectInOrder({ walk, page }: Newcomer): Promise<void> {
  expect(await languageOf(page)).toBe(walk.language);
  expect(await untranslatedWords(page)).toEqual([]);
  expect(await sidewaysOf(page)).toEqual([]);
}

function languageOf(page: Page): Promise<string | null> {
  return page.locator('html').getAttribute('lang');
}

async function stateOf(url: string, loanId: string): Promise<string> {
  const answer = await fetch(`${url}/api/listings/${loanId}`);
  return ((await answer.json()) as { state: string }).state;
}

async function hasReceived({ tried, page }: Newcomer): Promise<boolean> {
  const answer = await page.request.get(`${tried.url}/api/clients/me`);
  const { paths } = (await answer.json()) as ProfileOnWire;
  return paths.every(({ next }) => next === undefined);
}
