// Finance closes a day, in a real browser: the sandbox bank has moved a cent of which it told nobody, it has taken money
// that nobody told it to take, and the payment provider settles a cent more than was paid. All is found, the page shows
// where each difference arose and what its money left behind, one officer explains them and closes the day, and another
// confirms that one was put right.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Id } from '@mutua/core/kit/id.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import { makePool, withClient } from '@mutua/server/database/pool.ts';
import { buildTrialApp } from '@mutua/server/http/trial-app.ts';
import { hashPassword } from '@mutua/server/people/password.ts';
import { insertSignIns } from '@mutua/server/people/sign-in-store.ts';
import { reachPaymentProvider } from '@mutua/server/rails/payment/provider.ts';
import { CNY, newTrialId, type TrialClient, TrialRails } from '@mutua/server/rails/trial-rails.ts';
import { TEST_CARDS } from '@mutua/server/sandbox/payment/cards.ts';
import { reconcileDay } from '@mutua/server/wallet/reconcile.ts';
import type pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureBuilt, ROOT } from '../../start/platform.ts';
import { launchChromium } from '../chromium.ts';
import { notMet } from '../figures/met-in-walks.ts';
import { allFigures } from '../figures/registry.ts';
import type { SignedIn } from '../pages/tried-page.ts';
import { axeViolations } from '../rules/axe-violations.ts';
import { bareNumbers } from '../rules/bare-numbers.ts';
import { differencesOf, differenceText, figuresOn } from '../rules/figures-shown.ts';
import { type PageWatch, watchPage } from '../rules/page-watch.ts';
import { sidewaysOf } from '../rules/sideways.ts';
import { untranslatedWords } from '../rules/untranslated-words.ts';

const PASSWORD = 'correct horse battery';
const SCREENSHOTS = process.env.MUTUA_SCREENSHOTS;
const CHEAP = { costLog2: 10, blockSize: 8, parallelization: 1 };

interface Walk {
  readonly language: 'zh-CN' | 'en';
  readonly by: '-1' | '1';
  readonly words: Readonly<
    Record<
      'start' | 'submit' | 'close' | 'mend' | 'explanation' | 'seen' | 'theirs' | 'text',
      string
    >
  >;
}

const WALKS: readonly Walk[] = [
  {
    ...{ language: 'zh-CN', by: '-1' },
    words: {
      ...{ start: '开始日终', submit: '提交说明', close: '日结', mend: '确认已处理' },
      ...{ explanation: '说明（随日结存档，审计可见）', seen: '怎么看到它已更正' },
      ...{ theirs: '对方错记，已发起查询', text: '存管调账一分，未通知；已发查询单。' },
    },
  },
  {
    ...{ language: 'en', by: '1' },
    words: {
      ...{ start: 'Begin the end of day', submit: 'Submit the explanation', close: 'Close' },
      ...{ mend: 'Confirm it is put right', seen: 'How it was seen to be right' },
      explanation: 'Explanation (kept with the close, seen by auditors)',
      theirs: 'The other side is wrong, and is asked',
      ...{ text: 'The bank corrected one cent and told nobody; it is asked.' },
    },
  },
];

let trial: TrialRails;
let lender: TrialClient;
let app: Awaited<ReturnType<typeof buildTrialApp>>;
let db: pg.Pool;
let browser: Browser;
let url: string;
let officer: SignedIn;
let colleague: SignedIn;
/** The figures that were read and recomputed. */
const met = new Set<string>();

beforeAll(async () => {
  await ensureBuilt();
  browser = await launchChromium();
}, 300_000);
afterAll(async () => {
  await browser?.close();
}, 60_000);

// Each walk has a bank of its own, in which nothing was moved before.
beforeEach(async () => {
  trial = await TrialRails.start();
  await trial.openProvider();
  lender = await trial.funded('lender', 500_000n, '韩梅梅');
  [officer, colleague] = [await aFinanceOfficer('叶疏桐'), await aFinanceOfficer('宋令仪')];
  app = await buildTrialApp({
    ...{ pool: trial.pool, lane: trial.lane, clock: trial.now },
    isDatabaseReachable: async () => true,
    webFolder: path.join(ROOT, 'dist', 'web'),
    signInLimits: { perAddress: 1_000, perName: 1_000 },
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  db = makePool(trial.database.owner);
}, 120_000);

afterEach(async () => {
  await app?.close();
  await db?.end();
  await trial?.end();
}, 60_000);

describe('Finance', () => {
  it.each(WALKS)(
    'closes a day with a break that was found and explained ($language)',
    async (walk) => {
      const { words } = walk;
      const day = formatDay(await trial.businessDate());
      await trial.control(`accounts/${lender.account}/tamper`, { by: walk.by });
      await paidByCard(4_000n, walk.by);
      await takenByTheBank(2_500n);
      const page = await signedIn(officer, walk);
      const watch = watchPage(page);
      await page.goto(`${url}/office/close`);
      await page.getByRole('button', { name: words.start }).click();
      await page.getByTestId('step-stop_bookings').and(page.locator('[data-state=done]')).waitFor();
      expect(await wrongOn(page, watch)).toEqual([]);

      await compared();
      await page.goto(`${url}/office`);
      expect(await wrongOn(page, watch)).toEqual([]);
      await page.goto(`${url}/office/close`);
      const row = page.getByTestId('group-lender_cash').and(page.locator('[data-differs]'));
      await row.waitFor();
      expect(await row.locator('.differs').innerText()).toContain(
        walk.by === '1' ? '0.01' : '−0.01',
      );
      expect(await wrongOn(page, watch)).toEqual([]);
      await picture(page, `day-close-break-${walk.language}`);
      const close = page.getByTestId('close-day');
      expect(await close.isDisabled()).toBe(true);

      // By keyboard: the treatment, the field, and sending it.
      await page.keyboard.press('c');
      expect(await page.getByLabel(words.theirs).isChecked()).toBe(true);
      await page.keyboard.press('e');
      await page.keyboard.type(words.text);
      await page.keyboard.press('Control+Enter');
      await page.getByText(words.text).first().waitFor();
      await explainTheRest(page, watch, walk);
      await expect.poll(() => close.isDisabled(), { timeout: 10_000 }).toBe(false);
      expect(await wrongOn(page, watch)).toEqual([]);
      expect(await breaksIn('found')).toBe(0);

      await picture(page, `day-close-explained-${walk.language}`);
      await close.click();
      await page.getByRole('status').filter({ hasText: day }).waitFor();
      expect(await closedBy(day)).toBe(`person ${officer.personId}`);
      const closed = page.locator('tr', { hasText: day }).filter({ hasText: '叶疏桐' });
      await closed.first().waitFor();
      expect(await wrongOn(page, watch)).toEqual([]);
      await page.close();

      await mend(walk);
    },
    240_000,
  );

  it('sees every figure that a day with breaks has, as the book says it', () => {
    expect(notMet('tests/browser/walks/finance.db.test.ts', met)).toEqual([]);
  });
});

/** One break after the other, each looked at and explained by keyboard. */
async function explainTheRest(page: Page, watch: PageWatch, { words }: Walk): Promise<void> {
  const form = page.getByLabel(words.explanation);
  for (let left = await breaksIn('found'); left > 0; left = await breaksIn('found')) {
    await watch.settled();
    for (const key of ['k', 'k', 'k', 'k', 'j', 'j', 'j', 'j']) {
      if (await form.isVisible()) break;
      await page.keyboard.press(key);
    }
    expect(await wrongOn(page, watch)).toEqual([]);
    await page.keyboard.press('e');
    await page.keyboard.type(words.text);
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => breaksIn('found'), { timeout: 10_000 }).toBeLessThan(left);
  }
}

/** The bank takes money from a borrower's account that nobody told it to take, and says so. */
async function takenByTheBank(amount: bigint): Promise<void> {
  const borrower = await trial.funded('borrower', 100_000n, '李雷');
  await trial.control(`accounts/${borrower.account}/debit`, {
    amount: { minorUnits: String(amount), currency: 'CNY' },
  });
  await expect.poll(() => breaksIn('found'), { timeout: 10_000 }).toBe(1);
}

/** A top-up by card, of whose payment the provider settles a cent more or less. */
async function paidByCard(amount: bigint, by: Walk['by']): Promise<void> {
  const topUpId = await trial.topUp(lender, amount, 'card');
  const card = { card: TEST_CARDS.good, holderName: '韩梅梅' };
  const body = new URLSearchParams(card);
  await fetch(await trial.topUpPage(topUpId), { method: 'POST', body });
  await trial.until(async () => (await trial.topUpState(topUpId)) === 'credited');
  await trial.providerControl('settlements/tamper', { paymentId: topUpId, by });
}

/** The second officer confirms on the list of breaks that the cause is put right; the first may not. */
async function mend(walk: Walk): Promise<void> {
  const { words } = walk;
  const page = await signedIn(colleague, walk);
  const watch = watchPage(page);
  await page.goto(`${url}/office/money?tab=breaks&state=explained`);
  await watch.settled();
  const before = await breaksIn('explained');
  await page.locator('table tbody tr').first().click();
  await page.getByLabel(words.seen).fill('OK');
  await page.getByRole('button', { name: words.mend }).click();
  await expect.poll(() => breaksIn('explained'), { timeout: 10_000 }).toBe(before - 1);
  await watch.settled();
  expect(watch.failures()).toEqual([]);
  await page.close();
}

/** As the calendar does between the end of the day and its close. */
async function compared(): Promise<void> {
  const { lane, pool, custodian, rails, key, now: clock } = trial;
  const closeRailDays = async (next: Day) => {
    await trial.control('day', { day: formatDay(next) });
    await trial.providerControl('day', { day: formatDay(next) });
  };
  const provider = reachPaymentProvider({ url: trial.provider.url, key, clock });
  const options = { lane, pool, custodian, provider, rails, currency: CNY, closeRailDays };
  await reconcileDay(options, await trial.businessDate());
}

async function wrongOn(page: Page, watch: PageWatch): Promise<readonly string[]> {
  await watch.settled();
  const queries = allFigures();
  const address = new URL(page.url());
  const shown = await figuresOn(page);
  for (const { id } of shown) met.add(id);
  const differences = await differencesOf(shown, { db, queries, person: officer, address });
  return [
    ...(await sidewaysOf(page)),
    ...(await bareNumbers(page)),
    ...(await untranslatedWords(page)),
    ...(await axeViolations(page)),
    ...differences.map(differenceText),
    ...watch.failures(),
  ];
}

async function picture(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS === undefined) return;
  await mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

async function breaksIn(state: string): Promise<number> {
  const text = 'select count(*)::integer from ledger.break where state = $1';
  return Number(await trial.value(text, [state]));
}

async function closedBy(day: string): Promise<unknown> {
  return trial.value(
    `select actor from commit.command where kind = 'CloseDay' and business_date = $1::date`,
    [day],
  );
}

async function signedIn(person: SignedIn, { language }: Walk): Promise<Page> {
  const context = await browser.newContext({
    ...{ locale: language, reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } },
  });
  await context.addInitScript(() => localStorage.setItem('mutua.signed-in', 'yes'));
  const { signInName, password } = person;
  const answer = await context.request.post(`${url}/api/sign-in`, {
    data: { signInName, password },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return context.newPage();
}

async function aFinanceOfficer(name: string): Promise<SignedIn> {
  const personId: Id = newTrialId();
  const signInName = `finance-${personId}`;
  const passwordHash = await hashPassword(PASSWORD, CHEAP);
  const positions = ['finance_officer'] as const;
  await withClient(trial.database.owner, async (owner) => {
    await insertSignIns(
      owner,
      [{ personId, kind: 'staff', roles: ['staff'], positions, signInName, passwordHash }],
      trial.now(),
    );
    await owner.query('insert into people.identity (person_id, name, version) values ($1, $2, 1)', [
      personId,
      name,
    ]);
  });
  return { key: name, personId, signInName, password: PASSWORD };
}
