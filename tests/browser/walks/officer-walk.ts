// How a case goes through its review with four eyes in a real browser: one person prepares it and another decides, at a
// desk by keys alone, and on a phone by touch.
import type { Id } from '@mutua/core/kit/id.ts';
import { PASSWORD } from '@mutua/server/http/trial-house.ts';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { APPLICATION, aClient, yuan } from '../../api/trial-life.ts';
import { watchPage } from '../rules/page-watch.ts';
import { tabOrderFaults } from '../rules/tab-order.ts';
import { goByMenu } from './office-menu.ts';
import { type Desk, PATIENCE_MS, press, type TrialDesks, wrongAt } from './trial-desk.ts';

export interface OfficerWalk {
  readonly language: 'zh-CN' | 'en';
  readonly width: number;
  readonly words: Readonly<
    Record<
      | ('differs' | 'advise' | 'readOnly' | 'menu' | 'price' | 'file' | 'toDecide' | 'note')
      | ('reduce' | 'approve' | 'showFirst'),
      string
    >
  >;
}

export const OFFICER_CHINESE: OfficerWalk['words'] = {
  ...{ differs: '不一致', advise: '建议通过', readOnly: '没有可做的决定' },
  ...{ menu: '菜单', price: '定价', file: '资料', toDecide: '待复核', note: '说明（存档）' },
  ...{ reduce: '降额通过', approve: '通过', showFirst: '看第一位的意见' },
};

export const OFFICER_ENGLISH: OfficerWalk['words'] = {
  ...{ differs: 'differs', advise: 'Advise approval', readOnly: 'nothing for you' },
  ...{ menu: 'Menu', price: 'Price', file: 'File', toDecide: 'To decide' },
  ...{ note: 'Reason, kept on file', reduce: 'Approve less', approve: 'Approve' },
  showFirst: 'Show what the first person said',
};

const HEIGHT = 844;
const FOUND = '流水与单位均已核实，按核实收入可以承受。';
const AGREED = '同意经办意见。';

/** The cases of a walk, the one that is taken first. */
interface Cases {
  readonly first: Id;
  readonly second: Id;
}

export async function anApplication({ house }: TrialDesks): Promise<Id> {
  return house.post(await aClient(house, 'borrower'), '/api/loans', {
    ...APPLICATION,
    facts: { ...APPLICATION.facts, employment_months: 3 },
  });
}

/** An application that the rules refer: a short history, and an income that is less than was written. */
export async function aReferredLoan(desks: TrialDesks): Promise<Id> {
  const { house, office } = desks;
  const loanId = await anApplication(desks);
  const file = `/api/office/loans/${loanId}`;
  const found = {
    ...{ monthly_income: yuan(15_000), debt_elsewhere: yuan(10_000) },
    overdue_past_6_months: 0,
  };
  for (const [name, value] of Object.entries(found)) {
    const fact = { name, value, source: 'credit_bureau' };
    await house.post(office.loanOfficer, `${file}/verified-facts`, fact);
  }
  await house.post(office.analyst, `${file}/assessment`);
  house.later(60_000);
  return loanId;
}

/** At a desk, without a mouse. */
export async function decidesByKeys(desks: TrialDesks, walk: OfficerWalk): Promise<void> {
  const cases = await twoCases(desks);
  const maker = await preparesByKeys(desks, walk, cases);
  await mayNotDecide(desks, walk, { maker, loanId: cases.first });
  const checker = await desks.deskOf(desks.office.analystLead, walk.language);
  await approvesByKeys(desks, { checker, loanId: cases.first });
  await isDecided(desks, walk, { checker, loanId: cases.first });

  await press(checker.page, '?');
  await checker.page.getByRole('dialog').waitFor();
  await press(checker.page, 'Escape');
  expect(await checker.page.getByRole('dialog').count()).toBe(0);
  await maker.page.context().close();
  await checker.page.context().close();
  await clearAway(desks, cases.second);
}

/** On a phone: the places are behind a button, the list stands above the case, and the decision below it. */
export async function decidesByTouch(desks: TrialDesks, walk: OfficerWalk): Promise<void> {
  const cases = await twoCases(desks);
  const maker = await preparesByTouch(desks, walk, cases);
  await mayNotDecide(desks, walk, { maker, loanId: cases.first });
  expect(await wrongAt(maker)).toEqual([]);

  const checker = await desks.deskOf(desks.office.analystLead, walk.language);
  await checker.page.setViewportSize({ width: walk.width, height: HEIGHT });
  await checker.page.reload();
  await approvesByTouch(desks, walk, { checker, loanId: cases.first });
  await isDecided(desks, walk, { checker, loanId: cases.first });
  expect(await wrongAt(checker)).toEqual([]);
  await maker.page.context().close();
  await checker.page.context().close();
  await clearAway(desks, cases.second);
}

async function twoCases(desks: TrialDesks): Promise<Cases> {
  const first = await aReferredLoan(desks);
  return { first, second: await aReferredLoan(desks) };
}

async function preparesByKeys(
  desks: TrialDesks,
  { language, words }: OfficerWalk,
  { first, second }: Cases,
): Promise<Desk> {
  const maker = await signInByKeys(desks, language);
  const { page, watch } = maker;
  expect(await tabOrderFaults(page)).toEqual([]);
  await press(page, 'g', 'r');
  await page.waitForURL('**/office/review');
  await watch.settled();
  expect(await tabOrderFaults(page)).toEqual([]);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await press(page, 'j', 'k');
  await page.waitForURL(`**/office/review/${first}?*`);
  expect(await wrongAt(maker)).toEqual([]);
  const main = page.locator('main');
  expect(await main.innerText()).toContain(words.differs);
  await press(page, '3');
  expect(await main.locator('.line-sum').count()).toBe(1);
  await press(page, '1', 'a', 'n');
  await page.keyboard.type(FOUND);
  expect(await main.innerText()).toContain(words.advise);
  await press(page, 'Control+Enter');
  // The next case opens by itself.
  await page.waitForURL(`**/office/review/${second}?*`);
  await watch.settled();
  return maker;
}

/** Signs in by the keyboard: Tab to the name, to the password, Enter. */
async function signInByKeys(desks: TrialDesks, language: 'zh-CN' | 'en'): Promise<Desk> {
  const page = await (await desks.context(language)).newPage();
  const watch = watchPage(page);
  await page.goto(`${desks.url}/sign-in`);
  await watch.settled();
  expect(await tabOrderFaults(page)).toEqual([]);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const kindOf = () => page.evaluate(() => document.activeElement?.getAttribute('autocomplete'));
  for (let step = 0; step < 20 && (await kindOf()) !== 'username'; step += 1) {
    await press(page, 'Tab');
  }
  await page.keyboard.type(await desks.signInNameOf(desks.office.analyst));
  await press(page, 'Tab');
  expect(await kindOf()).toBe('current-password');
  await page.keyboard.type(PASSWORD);
  await press(page, 'Enter');
  await page.waitForURL('**/office');
  await watch.settled();
  return { page, watch };
}

async function preparesByTouch(
  desks: TrialDesks,
  walk: OfficerWalk,
  { first, second }: Cases,
): Promise<Desk> {
  const { words } = walk;
  const maker = await signInByTouch(desks, walk);
  const { page } = maker;
  await opensTheReviewByMenu(maker, words);
  await itemOf(page, first).click();
  await page.waitForURL(`**/office/review/${first}?*`);
  expect(await wrongAt(maker)).toEqual([]);
  const main = page.locator('main');
  expect(await main.innerText()).toContain(words.differs);
  const tabs = page.locator('.review-case .choice-tabs');
  await tabs.getByRole('button', { name: words.price }).click();
  expect(await main.locator('.line-sum').count()).toBe(1);
  expect(await wrongAt(maker)).toEqual([]);
  await tabs.getByRole('button', { name: words.file }).click();

  await choiceOf(page, words.advise).click();
  await page.getByLabel(words.note).fill(FOUND);
  expect(await wrongAt(maker)).toEqual([]);
  await page.getByTestId('submit-decision').click();
  // The next case opens by itself.
  await page.waitForURL(`**/office/review/${second}?*`);
  expect(await wrongAt(maker)).toEqual([]);
  return maker;
}

async function signInByTouch(desks: TrialDesks, { language, width }: OfficerWalk): Promise<Desk> {
  const page = await (await desks.context(language)).newPage();
  const watch = watchPage(page);
  await page.setViewportSize({ width, height: HEIGHT });
  await page.goto(`${desks.url}/sign-in`);
  expect(await wrongAt({ page, watch })).toEqual([]);
  const signInName = await desks.signInNameOf(desks.office.analyst);
  await page.locator('input[autocomplete=username]').fill(signInName);
  await page.locator('input[autocomplete=current-password]').fill(PASSWORD);
  await page.locator('form button[type=submit]').click();
  await page.waitForURL('**/office');
  await watch.settled();
  return { page, watch };
}

/** From the office's home. */
async function opensTheReviewByMenu(desk: Desk, words: OfficerWalk['words']): Promise<void> {
  const { page } = desk;
  expect(await wrongAt(desk)).toEqual([]);
  const faults = () => wrongAt(desk);
  await goByMenu(page, { menu: words.menu, place: '/office/review', faults });
  expect(await wrongAt(desk)).toEqual([]);
}

/** What the first person has prepared is not the first person's to decide. */
async function mayNotDecide(
  desks: TrialDesks,
  { words }: OfficerWalk,
  { maker: { page, watch }, loanId }: { readonly maker: Desk; readonly loanId: Id },
): Promise<void> {
  await page.goto(`${desks.url}/office/review/${loanId}?tab=to_decide`);
  await watch.settled();
  expect(await desks.stateOf(loanId)).toBe('assessed');
  expect(await page.locator('main').innerText()).toContain(words.readOnly);
}

interface Checking {
  readonly checker: Desk;
  readonly loanId: Id;
}

async function approvesByKeys(desks: TrialDesks, { checker, loanId }: Checking): Promise<void> {
  const { page, watch } = checker;
  await press(page, 'g', 'r');
  await page.waitForURL('**/office/review');
  await watch.settled();
  await press(page, 't');
  await page.waitForURL('**/office/review?tab=to_decide');
  await watch.settled();
  await press(page, 'k');
  await page.waitForURL(`**/office/review/${loanId}?*`);
  expect(await wrongAt(checker)).toEqual([]);
  await press(page, 'r', 'a', 'n');
  await page.keyboard.type(AGREED);
  await press(page, 'Control+Enter');
  await expect.poll(() => desks.stateOf(loanId), { timeout: PATIENCE_MS }).toBe('approved');
}

async function approvesByTouch(
  desks: TrialDesks,
  { words }: OfficerWalk,
  { checker, loanId }: Checking,
): Promise<void> {
  const { page } = checker;
  await opensTheReviewByMenu(checker, words);
  await page.locator('.review-tabs').getByRole('button', { name: words.toDecide }).click();
  await page.waitForURL('**/office/review?tab=to_decide');
  expect(await wrongAt(checker)).toEqual([]);
  await itemOf(page, loanId).click();
  await page.waitForURL(`**/office/review/${loanId}?*`);
  expect(await wrongAt(checker)).toEqual([]);
  // What the first person said stays folded until the second asks for it.
  expect(await page.locator('main').innerText()).not.toContain(FOUND);
  await page.getByRole('button', { name: words.showFirst }).click();
  expect(await page.locator('main').innerText()).toContain(FOUND);
  await choiceOf(page, words.reduce).click();
  expect(await wrongAt(checker)).toEqual([]);
  await choiceOf(page, words.approve).click();
  await page.getByLabel(words.note).fill(AGREED);
  await page.getByTestId('submit-decision').click();
  await expect.poll(() => desks.stateOf(loanId), { timeout: PATIENCE_MS }).toBe('approved');
}

async function isDecided(
  desks: TrialDesks,
  { words }: OfficerWalk,
  { checker, loanId }: Checking,
): Promise<void> {
  const { page, watch } = checker;
  await page.goto(`${desks.url}/office/review/${loanId}`);
  await watch.settled();
  expect(await page.locator('main').innerText()).toContain(words.readOnly);
  expect(watch.failures()).toEqual([]);
}

/** So that the next walk begins with its own cases. */
async function clearAway({ house, office }: TrialDesks, loanId: Id): Promise<void> {
  await house.post(office.analystLead, `/api/office/loans/${loanId}/rejection`, {
    reason: 'So that the next walk begins with its own cases.',
  });
}

/** In the list of those that wait, by the last eight signs of its number. */
function itemOf(page: Page, loanId: Id) {
  return page.getByTestId('review-item').filter({ hasText: loanId.slice(-8).toUpperCase() });
}

function choiceOf(page: Page, word: string) {
  const name = page.getByText(word, { exact: true });
  return page.locator('.review-choice').filter({ has: name });
}
