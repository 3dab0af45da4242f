// A collector works a case, in a real browser: takes it from the board, is refused at night and with somebody else than
// the borrower, records a contact by day in approved words, and takes a promise to pay that the case then waits for.
import path from 'node:path';
import { addDays, formatDay } from '@mutua/core/time/day.ts';
import { makePool } from '@mutua/server/database/pool.ts';
import { buildTrialApp } from '@mutua/server/http/trial-app.ts';
import { PASSWORD } from '@mutua/server/http/trial-house.ts';
import { readSignInNameOf } from '@mutua/server/people/sign-in-read.ts';
import type pg from 'pg';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPortfolioTown, type PortfolioTown } from '../../api/portfolio-town.ts';
import { ensureBuilt, ROOT } from '../../start/platform.ts';
import { launchChromium } from '../chromium.ts';
import { OFFICE_MONEY_FIGURES } from '../figures/office-money-figures.ts';
import type { SignedIn } from '../pages/tried-page.ts';
import { axeViolations } from '../rules/axe-violations.ts';
import { bareNumbers } from '../rules/bare-numbers.ts';
import { differencesOf, differenceText, figuresOn } from '../rules/figures-shown.ts';
import { type PageWatch, watchPage } from '../rules/page-watch.ts';
import { sidewaysOf } from '../rules/sideways.ts';
import { untranslatedWords } from '../rules/untranslated-words.ts';

const HOUR_MS = 3_600_000;
/** From the day of the story, when it is ten in the morning, to half past ten at night. */
const TO_NIGHT_MS = 12.5 * HOUR_MS;

let story: PortfolioTown;
let app: Awaited<ReturnType<typeof buildTrialApp>>;
let db: pg.Pool;
let browser: Browser;
let context: BrowserContext;
let url: string;
let collector: SignedIn;

beforeAll(async () => {
  await ensureBuilt();
  story = await aPortfolioTown();
  const { house } = story.town;
  const { id } = await story.town.colleague('collector');
  const signInName = (await readSignInNameOf(house.pool, id)) ?? '';
  collector = { key: 'collector', personId: id, signInName, password: PASSWORD };
  app = await buildTrialApp({
    ...{ pool: house.pool, lane: house.lane, clock: () => house.now },
    isDatabaseReachable: async () => true,
    webFolder: path.join(ROOT, 'dist', 'web'),
    signInLimits: { perAddress: 1_000, perName: 1_000 },
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  db = makePool(house.server.owner);
  browser = await launchChromium();
  context = await browser.newContext({
    ...{ locale: 'zh-CN', reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } },
  });
  await context.addInitScript(() => localStorage.setItem('mutua.signed-in', 'yes'));
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await app?.close();
  await db?.end();
  await story?.town.close();
}, 60_000);

describe('A collector', () => {
  it('works a case: refused outside the hours, a contact by day, a promise that is recorded', async () => {
    await signIn();
    const page = await context.newPage();
    const watch = watchPage(page);
    await page.goto(`${url}/office/collections`);
    await watch.settled();
    const caseId = await caseOf('later');
    // The board marks the first case; Enter opens it, or a click on its card.
    await page.locator(`a[href="/office/collections/${caseId}"]`).click();
    await page.getByRole('button', { name: '领取事项' }).click();
    await page.getByLabel('对象').waitFor();
    expect(await wrongOn(page, watch)).toEqual([]);

    story.town.house.later(TO_NIGHT_MS);
    await signIn();
    await page.reload();
    await page.getByTestId('conduct').getByText('现在不可联系').waitFor();
    await page.getByRole('button', { name: '保存联系记录' }).click();
    const refusal = page.getByRole('alert').filter({ hasText: 'contact_outside_hours' });
    await refusal.waitFor();
    expect(await refusal.innerText()).toContain('08:00');
    expect(await contactsOf(caseId)).toBe(0);
    story.town.house.later(-TO_NIGHT_MS);
    await signIn();
    watch.failures();

    await page.reload();
    await page.getByTestId('conduct').getByText('现在可以联系').waitFor();
    await page.getByLabel('对象').selectOption('third_party');
    await page.getByRole('button', { name: '保存联系记录' }).click();
    await page.getByRole('alert').filter({ hasText: 'contact_third_party' }).waitFor();
    await page.getByLabel('对象').selectOption('borrower');
    await page.getByLabel('备注（借款人可见）').fill('已说明还款方式。');
    await page.getByRole('button', { name: '保存联系记录' }).click();
    await page.locator('td', { hasText: '已说明还款方式。' }).first().waitFor();
    expect(await contactsOf(caseId)).toBe(1);

    await page.getByLabel('还款日').fill(formatDay(addDays(await story.town.house.today(), 2)));
    await page.getByLabel('承诺金额').first().fill('1,200.50');
    await page.getByRole('button', { name: '记录承诺' }).click();
    await page.getByText('待兑现').waitFor();
    expect(await promiseOf(caseId)).toBe('120050 open');
    await watch.settled();
    watch.failures();
    await page.reload();
    expect(await wrongOn(page, watch)).toEqual([]);
    await page.goto(`${url}/office/collections?only=mine`);
    await page.locator(`a[href="/office/collections/${caseId}"]`).waitFor();
    expect(await wrongOn(page, watch)).toEqual([]);
    await page.close();
  }, 240_000);

  it('takes a case by its key, and hands it over to a colleague by name', async () => {
    await signIn();
    const lead = await story.town.colleague('collector_lead');
    const caseId = await caseOf('late');
    const page = await context.newPage();
    const watch = watchPage(page);
    await page.goto(`${url}/office/collections/${caseId}`);
    await watch.settled();
    await page.keyboard.press('t');
    await page.getByTestId('case-act-H').waitFor();
    await page.keyboard.press('h');
    await page.getByLabel('移交给').selectOption(lead.id);
    await page.getByLabel('说明').last().fill('借款人希望由主管联系。');
    expect(await wrongOn(page, watch)).toEqual([]);
    await page.getByRole('button', { name: '移交', exact: true }).click();
    await expect.poll(() => ownerOf(caseId), { timeout: 60_000 }).toBe(lead.id);
    expect(await wrongOn(page, watch)).toEqual([]);
    await page.close();
  }, 240_000);
});

async function wrongOn(page: Page, watch: PageWatch): Promise<readonly string[]> {
  await watch.settled();
  const queries = new Map(Object.entries(OFFICE_MONEY_FIGURES));
  const address = new URL(page.url());
  // Whether a deadline has passed the story's clock says, and the database knows only its own.
  const ofStory = ({ id }: { readonly id: string }) => id !== 'officeCollection.stageLate';
  const shown = (await figuresOn(page)).filter((one) => queries.has(one.id) && ofStory(one));
  const differences = await differencesOf(shown, { db, queries, person: collector, address });
  return [
    ...(await sidewaysOf(page)),
    ...(await bareNumbers(page)),
    ...(await untranslatedWords(page)),
    ...(await axeViolations(page)),
    ...differences.map(differenceText),
    ...watch.failures(),
  ];
}

/** A session does not outlive the hours that the story leaves out. */
async function signIn(): Promise<void> {
  const { signInName, password } = collector;
  const answer = await context.request.post(`${url}/api/sign-in`, {
    data: { signInName, password },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

async function first(text: string, values: readonly unknown[]): Promise<unknown> {
  const { rows } = await db.query({ text, values: [...values], rowMode: 'array' });
  return (rows as unknown[][])[0]?.[0];
}

async function caseOf(kind: 'late' | 'later'): Promise<string> {
  const text = `select id from work.case where subject_id = $1 and case_kind = 'collection'`;
  return String(await first(text, [story.loans[kind]]));
}

async function contactsOf(caseId: string): Promise<number> {
  return Number(await first('select count(*) from work.contact where case_id = $1', [caseId]));
}

async function ownerOf(caseId: string): Promise<unknown> {
  return first('select owner_id from work.case where id = $1', [caseId]);
}

async function promiseOf(caseId: string): Promise<unknown> {
  return first(`select amount || ' ' || state from work.promise where case_id = $1`, [caseId]);
}
