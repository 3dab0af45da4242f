// An officer takes an application through its review by keys alone, and a second person decides on it: four eyes.
import path from 'node:path';
import type { Id } from '@mutua/core/kit/id.ts';
import { buildTrialApp } from '@mutua/server/http/trial-app.ts';
import { PASSWORD, TrialHouse } from '@mutua/server/http/trial-house.ts';
import { readSignInNameOf } from '@mutua/server/people/sign-in-read.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APPLICATION, aClient, anOffice, type Office, yuan } from '../../api/trial-life.ts';
import { ensureBuilt, ROOT } from '../../start/platform.ts';
import { launchChromium } from '../chromium.ts';
import { axeViolations } from '../rules/axe-violations.ts';
import { type PageWatch, watchPage } from '../rules/page-watch.ts';
import { sidewaysOf } from '../rules/sideways.ts';
import { untranslatedWords } from '../rules/untranslated-words.ts';

const DESK = { width: 1440, height: 900 };
const PATIENCE_MS = 60_000;
const WALK_MS = 300_000;
const WEB_FOLDER = process.env.MUTUA_WEB_FOLDER;

let house: TrialHouse;
let office: Office;
let app: Awaited<ReturnType<typeof buildTrialApp>>;
let url: string;
let browser: Browser;

beforeAll(async () => {
  if (WEB_FOLDER === undefined) await ensureBuilt();
  house = await TrialHouse.open();
  office = await anOffice(house);
  app = await buildTrialApp({
    ...{ pool: house.pool, lane: house.lane, clock: () => house.now },
    isDatabaseReachable: async () => true,
    webFolder: WEB_FOLDER ?? path.join(ROOT, 'dist', 'web'),
    signInLimits: { perAddress: 1_000, perName: 1_000 },
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  browser = await launchChromium();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await app?.close();
  await house?.close();
}, 60_000);

/** An application that the rules refer: a short history, and an income that is less than was written. */
async function aReferredLoan(): Promise<Id> {
  const borrower = await aClient(house, 'borrower');
  const loanId = await house.post(borrower, '/api/loans', {
    ...APPLICATION,
    facts: { ...APPLICATION.facts, employment_months: 3 },
  });
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

interface Desk {
  readonly page: Page;
  readonly watch: PageWatch;
}

/** At a desk of their own, in a browser of their own. */
async function deskOf(personId: Id, language: 'zh-CN' | 'en'): Promise<Desk> {
  const context = await browser.newContext({
    ...{ locale: language, reducedMotion: 'reduce', viewport: DESK },
  });
  await context.addInitScript(() => localStorage.setItem('mutua.signed-in', 'yes'));
  const signInName = await readSignInNameOf(house.pool, personId);
  const data = { signInName, password: PASSWORD };
  const answer = await context.request.post(`${url}/api/sign-in`, { data });
  expect(answer.status(), await answer.text()).toBe(200);
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const watch = watchPage(page);
  await page.goto(`${url}/office`);
  await watch.settled();
  return { page, watch };
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function faultsOf({ page, watch }: Desk): Promise<readonly string[]> {
  await watch.settled();
  return [
    ...(await sidewaysOf(page)),
    ...(await untranslatedWords(page)),
    ...(await axeViolations(page)),
    ...watch.failures(),
  ];
}

async function stateOf(loanId: Id): Promise<string | undefined> {
  const { rows } = await house.pool.query<{ state: string }>(
    'select state from loan.loan where id = $1',
    [loanId],
  );
  return rows[0]?.state;
}

describe('An officer', () => {
  it.each([
    { language: 'zh-CN', differs: '不一致', advise: '建议通过', readOnly: '没有可做的决定' },
    { language: 'en', differs: 'differs', advise: 'Advise approval', readOnly: 'nothing for you' },
  ] as const)(
    'takes a case through its review by keys alone, and another person decides ($language)',
    async ({ language, differs, advise, readOnly }) => {
      const [first, second] = [await aReferredLoan(), await aReferredLoan()];

      const maker = await deskOf(office.analyst, language);
      await press(maker.page, 'g', 'r');
      await maker.page.waitForURL('**/office/review');
      await maker.watch.settled();
      await press(maker.page, 'j', 'k');
      await maker.page.waitForURL(`**/office/review/${first}?*`);
      expect(await faultsOf(maker)).toEqual([]);
      const main = maker.page.locator('main');
      expect(await main.innerText()).toContain(differs);
      await press(maker.page, '3');
      expect(await main.locator('.line-sum').count()).toBe(1);
      await press(maker.page, '1', 'a', 'n');
      await maker.page.keyboard.type('流水与单位均已核实，按核实收入可以承受。');
      expect(await main.innerText()).toContain(advise);
      await press(maker.page, 'Control+Enter');
      // The next case opens by itself.
      await maker.page.waitForURL(`**/office/review/${second}?*`);
      await maker.watch.settled();

      // What the first person has prepared is not the first person's to decide.
      await maker.page.goto(`${url}/office/review/${first}?tab=to_decide`);
      await maker.watch.settled();
      expect(await stateOf(first)).toBe('assessed');
      expect(await main.innerText()).toContain(readOnly);

      const checker = await deskOf(office.analystLead, language);
      await press(checker.page, 'g', 'r');
      await checker.page.waitForURL('**/office/review');
      await checker.watch.settled();
      await press(checker.page, 't');
      await checker.page.waitForURL('**/office/review?tab=to_decide');
      await checker.watch.settled();
      await press(checker.page, 'k');
      await checker.page.waitForURL(`**/office/review/${first}?*`);
      expect(await faultsOf(checker)).toEqual([]);
      await press(checker.page, 'r', 'a', 'n');
      await checker.page.keyboard.type('同意经办意见。');
      await press(checker.page, 'Control+Enter');
      await expect.poll(() => stateOf(first), { timeout: PATIENCE_MS }).toBe('approved');
      await checker.page.goto(`${url}/office/review/${first}`);
      await checker.watch.settled();
      expect(await checker.page.locator('main').innerText()).toContain(readOnly);
      expect(checker.watch.failures()).toEqual([]);

      await press(checker.page, '?');
      await checker.page.getByRole('dialog').waitFor();
      await press(checker.page, 'Escape');
      expect(await checker.page.getByRole('dialog').count()).toBe(0);
      await maker.page.context().close();
      await checker.page.context().close();
      await house.post(office.analystLead, `/api/office/loans/${second}/rejection`, {
        reason: 'So that the next walk begins with its own cases.',
      });
    },
    WALK_MS,
  );
});
