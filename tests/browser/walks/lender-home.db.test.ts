// A lender looks around at home, in a real browser: what the account is worth and made of, why it earned what it did,
// which claims are late, one of them from its contract to its evidence, the calendar, the statement and the year's file.
// The book has claims on time, late, written off and repaid, and every figure is held against it.
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { makePool } from '@mutua/server/database/pool.ts';
import { buildTrialApp } from '@mutua/server/http/trial-app.ts';
import { PASSWORD } from '@mutua/server/http/trial-house.ts';
import { readSignInNameOf } from '@mutua/server/people/sign-in-read.ts';
import type pg from 'pg';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPortfolioTown, type PortfolioTown, READ_ON } from '../../api/portfolio-town.ts';
import { ensureBuilt, ROOT } from '../../start/platform.ts';
import { launchChromium } from '../chromium.ts';
import { LEND_FIGURES } from '../figures/lend-figures.ts';
import type { SignedIn } from '../pages/tried-page.ts';
import { differencesOf, differenceText, figuresOn } from '../rules/figures-shown.ts';
import { faultsOf } from '../rules/page-check.ts';
import { type PageWatch, watchPage } from '../rules/page-watch.ts';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };
const NOTHING = { minorUnits: '0', currency: 'CNY' };
const CHINA_AHEAD_MS = 8 * 3_600_000;
const SCREENSHOTS = process.env.MUTUA_SCREENSHOTS;

let story: PortfolioTown;
let app: Awaited<ReturnType<typeof buildTrialApp>>;
let url: string;
let db: pg.Pool;
let browser: Browser;
let person: SignedIn;

beforeAll(async () => {
  if (SCREENSHOTS === undefined) await ensureBuilt();
  story = await aPortfolioTown();
  const { house } = story.town;
  app = await buildTrialApp({
    ...{ pool: house.pool, lane: house.lane, clock: () => house.now },
    isDatabaseReachable: async () => true,
    webFolder: process.env.MUTUA_WEB_FOLDER ?? path.join(ROOT, 'dist', 'web'),
    signInLimits: { perAddress: 1_000, perName: 1_000 },
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  db = makePool(house.server.owner);
  browser = await launchChromium();
  const signInName = (await readSignInNameOf(house.pool, story.lender.id)) ?? '';
  person = { key: 'lender', personId: story.lender.id, signInName, password: PASSWORD };
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await app?.close();
  await db?.end();
  await story?.town.close();
}, 60_000);

async function signedIn(
  language: 'zh-CN' | 'en',
  timezoneId = 'Asia/Shanghai',
): Promise<BrowserContext> {
  const context = await browser.newContext({
    ...{ locale: language, timezoneId, reducedMotion: 'reduce', acceptDownloads: true },
  });
  await context.addInitScript(() => localStorage.setItem('mutua.signed-in', 'yes'));
  const { signInName, password } = person;
  const answer = await context.request.post(`${url}/api/sign-in`, {
    data: { signInName, password },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return context;
}

/** What is wrong with the page as it stands. */
async function complaints(page: Page, watch: PageWatch): Promise<readonly string[]> {
  await watch.settled();
  const queries = new Map(Object.entries(LEND_FIGURES));
  const asking = { db, queries, person, address: new URL(page.url()) };
  const differences = await differencesOf(await figuresOn(page), asking);
  return [...(await faultsOf(page)), ...differences.map(differenceText), ...watch.failures()];
}

async function picture(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS === undefined) return;
  await mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

const claimOf = async (kind: 'steady' | 'later' | 'lost'): Promise<string> => {
  const { rows } = await db.query<{ id: string }>(
    'select id from claim.claim where loan_id = $1 and holder_id = $2',
    [story.loans[kind], story.lender.id],
  );
  return rows[0]?.id ?? '';
};

const PAGES: readonly (readonly [name: string, path: string | (() => Promise<string>)])[] = [
  ['home', '/lend'],
  ['claims', '/lend/claims'],
  ['late claims', '/lend/claims?tab=late'],
  ['lost claims', '/lend/claims?tab=lost'],
  ['bids', '/lend/claims?tab=bids'],
  ['claim on time', async () => `/lend/claims/${await claimOf('steady')}`],
  ['late claim', async () => `/lend/claims/${await claimOf('later')}`],
  ['lost claim', async () => `/lend/claims/${await claimOf('lost')}`],
  ['calendar', '/lend/calendar'],
  ['statement', '/lend/statement?from=2026-03-01&to=2026-07-31'],
  ['documents', '/lend/documents'],
];

const VIEWS = [
  ['zh-CN', DESK],
  ['en', PHONE],
  ['zh-CN', PHONE],
  ['en', DESK],
] as const;

describe('Each page, on a phone or at a desk, has the figures of the book and no fault', () => {
  it.each(PAGES.map(([name, address], place) => ({ name, address, place })))(
    '$name',
    async ({ name, address, place }) => {
      const [language, size] = VIEWS[place % VIEWS.length] ?? VIEWS[0];
      const context = await signedIn(language);
      const page = await context.newPage();
      await page.setViewportSize(size);
      const watch = watchPage(page);
      await page.goto(`${url}${typeof address === 'string' ? address : await address()}`);
      expect((await complaints(page, watch)).join('\n')).toBe('');
      await picture(page, `${name.replaceAll(' ', '-')}-${language}-${size.width}`);
      await context.close();
    },
    120_000,
  );
});

it('tells moments by the clock of the platform, wherever the reader is', async () => {
  const context = await signedIn('en', 'America/Los_Angeles');
  const page = await context.newPage();
  await page.goto(`${url}/lend/money`);
  const moments = page.locator('main time[datetime*="T"]');
  await moments.first().waitFor();
  const shown = await moments.evaluateAll((all) =>
    all.map((one) => ({ at: one.getAttribute('datetime') ?? '', text: one.textContent ?? '' })),
  );
  expect(shown.length).toBeGreaterThan(0);
  for (const { at, text } of shown) {
    const [day = '', time = ''] = new Date(Date.parse(at) + CHINA_AHEAD_MS)
      .toISOString()
      .split('T');
    expect(text).toContain(`${day} ${time.slice(0, 5)}`);
  }
  await context.close();
}, 60_000);

describe('A lender who looks for what is late', () => {
  it('goes from the bucket to the claim, its safeguard and its evidence', async () => {
    const context = await signedIn('zh-CN');
    const page = await context.newPage();
    await page.goto(`${url}/lend`);
    await page.getByRole('link', { name: '逾期 31–60 天' }).click();
    await page.waitForURL('**/lend/claims?bucket=to_60');
    const line = page.locator(`a.claim-line[href="/lend/claims/${await claimOf('later')}"]`);
    await line.waitFor();
    await expect.poll(() => page.locator('a.claim-line').count()).toBe(1);
    await line.click();
    await page.getByText('没有任何第三方为本借款付款').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载证据包' }).click(),
    ]);
    const pack = JSON.parse(await readFile((await download.path()) ?? '', 'utf8'));
    expect(pack).toMatchObject({ asOf: READ_ON, claim: { loanId: story.loans.later } });
    await context.close();
  }, 60_000);

  it('searches, opens a day of the calendar, and takes the year home, by keyboard too', async () => {
    const context = await signedIn('en');
    const page = await context.newPage();
    await page.goto(`${url}/lend/claims`);
    await page.getByLabel('Search by title or number').fill('no such loan');
    await page.getByText('No claims fit.').or(page.getByText('No claims here.')).waitFor();
    await page.goto(`${url}/lend/calendar?month=2026-08`);
    const day = page.getByRole('link', { name: '2026-08-02, see its claims' });
    await day.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/lend/claims?dueOn=2026-08-02');
    await page.locator('a.claim-line').first().waitFor();
    expect(await page.locator('a.claim-line').count()).toBe(3);
    await page.goto(`${url}/lend/documents`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download 2026 as CSV' }).click(),
    ]);
    const text = await readFile((await download.path()) ?? '', 'utf8');
    expect(text).toContain(story.loans.steady);
    await context.close();
  }, 60_000);

  it('reads the statement by kind, with a balance after every line', async () => {
    const context = await signedIn('en');
    const page = await context.newPage();
    await page.goto(`${url}/lend/statement?from=2026-03-01&to=2026-07-31`);
    const rows = page.locator('.data-table tbody tr');
    await rows.first().waitFor();
    const all = await rows.count();
    await page.getByRole('button', { name: 'Fees' }).click();
    const fees = await rows.count();
    expect(fees).toBeGreaterThan(0);
    expect(fees).toBeLessThan(all);
    await page.goto(`${url}/lend/statement?from=2026-07-31&to=2026-03-01`);
    await page.getByText('The last day is before the first.').waitFor();
    await context.close();
  }, 60_000);
});

describe('Who pays where a borrower does not', () => {
  const reserve = {
    ...{ schemeId: '01a00000-0000-7000-8000-000000000001', cover: 'principal' },
    ...{ names: { 'zh-CN': '稳健准备金', en: 'Steady reserve' }, shortRule: 'pro_rata' },
    ...{ compensationDay: 5, balance: NOTHING, coverLeft: NOTHING },
  };
  const guarantor = {
    ...{ place: 1, guarantorId: '01a00000-0000-7000-8000-000000000002', name: '安禾担保' },
    coverLeft: NOTHING,
  };
  const everyOne = [
    {
      cover: 'instalments',
      guarantors: [guarantor],
      says: /^逾期第 3 天代偿逾期各期的本金和利息。$/,
    },
    {
      cover: 'accelerated',
      guarantors: [guarantor],
      says: /^逾期第 3 天代偿全部未还的本金和利息。$/,
    },
    {
      ...{ cover: 'principal', guarantors: [guarantor], ceilingPpm: '900000' },
      says: /^逾期第 3 天代偿未还的本金，不付利息。 最多代偿借款本金的 90\.00%$/,
    },
    {
      ...{ cover: 'instalments', guarantors: [guarantor], reserve },
      says: /逾期各期的本金和利息。 担保人不付时，风险准备金“稳健准备金”在逾期第 5 天支付未还的本金，不付利息，以其余额为限。$/,
    },
    {
      ...{ cover: 'principal_and_interest', guarantors: [], reserve },
      says: /未还的本金和已到期的利息。 由风险准备金“稳健准备金”支付，以其余额为限。$/,
    },
  ];

  it('is said by the public page and by the claim as the product has it', async () => {
    const context = await signedIn('zh-CN');
    const page = await context.newPage();
    for (const { says, ...given } of everyOne) {
      const safeguardDetail = { compensationDay: 3, warnings: [], ...given };
      await page.route(`**/api/listings/${story.loans.later}`, async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ json: { ...(await answer.json()), safeguardDetail } });
      });
      const addresses = [`/loans/${story.loans.later}`, `/lend/claims/${await claimOf('later')}`];
      for (const address of addresses) {
        await page.goto(`${url}${address}`);
        const said = await page.getByTestId('who-pays').innerText();
        expect(said.replaceAll(/\s+/g, ' ').trim(), `${given.cover} ${address}`).toMatch(says);
      }
      await page.unroute(`**/api/listings/${story.loans.later}`);
    }
    await context.close();
  }, 60_000);
});

describe('A lender who is asked how content it is', () => {
  it('answers at the foot of its home by keyboard, is thanked, and is asked no more', async () => {
    const context = await signedIn('en');
    const page = await context.newPage();
    await page.setViewportSize(PHONE);
    const watch = watchPage(page);
    await page.goto(`${url}/lend`);
    const card = page.locator('.survey');
    const choices = card.getByRole('radio');
    await choices.first().waitFor();
    expect(await choices.count()).toBe(5);
    for (const label of await card.locator('fieldset label').all()) {
      expect((await label.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
    await card.getByRole('radio', { name: 'Neutral' }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    expect(await card.getByRole('radio', { name: 'Satisfied', exact: true }).isChecked()).toBe(
      true,
    );
    await page.keyboard.press('Tab');
    await page.keyboard.type('The books are clear.');
    expect((await complaints(page, watch)).join('\n')).toBe('');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await card.getByText('Thank you.').waitFor();
    expect(await card.innerText()).toMatch(/Satisfied[\s\S]*The books are clear\./);
    expect((await complaints(page, watch)).join('\n')).toBe('');
    await picture(page, 'survey-thanks-en-390');
    const { rows } = await db.query<{ score: number; comment: string }>(
      'select score, comment from people.survey_answer where client_id = $1',
      [story.lender.id],
    );
    expect(rows).toEqual([{ score: 4, comment: 'The books are clear.' }]);
    await page.reload();
    await watch.settled();
    expect(await card.count()).toBe(0);
    await context.close();
  }, 60_000);
});
