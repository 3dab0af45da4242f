// How finance closes a day in a real browser, in either language, at a desk and on a phone: the sandbox bank has moved a
// cent of which it told nobody, it has taken money that nobody told it to take, and the payment provider settles a cent
// more or less than was paid. All is found, explained by one officer who closes the day, and confirmed by another.
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
import { expect } from 'vitest';
import { ROOT } from '../../start/platform.ts';
import { allFigures } from '../figures/registry.ts';
import type { SignedIn } from '../pages/tried-page.ts';
import { differencesOf, differenceText, figuresOn } from '../rules/figures-shown.ts';
import { faultsOf } from '../rules/page-check.ts';
import { type PageWatch, watchPage } from '../rules/page-watch.ts';
import { sidewaysOf } from '../rules/sideways.ts';
import { goByMenu } from './office-menu.ts';

const PASSWORD = 'correct horse battery';
const SCREENSHOTS = process.env.MUTUA_SCREENSHOTS;
const CHEAP = { costLog2: 10, blockSize: 8, parallelization: 1 };
/** Up to here the menu is behind a button, and no keys are shown. */
const WIDEST_PHONE = 760;
const PATIENCE = { timeout: 10_000 };

export interface FinanceWalk {
  readonly language: 'zh-CN' | 'en';
  readonly width: number;
  readonly by: '-1' | '1';
  readonly words: Readonly<
    Record<
      | ('start' | 'submit' | 'mend' | 'explanation' | 'seen' | 'theirs' | 'text')
      | ('menu' | 'previous' | 'next'),
      string
    >
  >;
}

export const FINANCE_CHINESE: FinanceWalk['words'] = {
  ...{ start: '开始日终', submit: '提交说明', mend: '确认已处理' },
  ...{ explanation: '说明（随日结存档，审计可见）', seen: '怎么看到它已更正' },
  ...{ theirs: '对方错记，已发起查询', text: '存管调账一分，未通知；已发查询单。' },
  ...{ menu: '菜单', previous: '上一处', next: '下一处' },
};

export const FINANCE_ENGLISH: FinanceWalk['words'] = {
  ...{ start: 'Begin the end of day', submit: 'Submit the explanation' },
  ...{ mend: 'Confirm it is put right', seen: 'How it was seen to be right' },
  explanation: 'Explanation (kept with the close, seen by auditors)',
  theirs: 'The other side is wrong, and is asked',
  text: 'The bank corrected one cent and told nobody; it is asked.',
  ...{ menu: 'Menu', previous: 'Previous', next: 'Next' },
};

interface Parts {
  readonly browser: Browser;
  readonly app: Awaited<ReturnType<typeof buildTrialApp>>;
  readonly db: pg.Pool;
  readonly url: string;
  readonly met: Set<string>;
}

/** A page of an officer, with what goes wrong on it. */
interface OpenPage {
  readonly page: Page;
  readonly watch: PageWatch;
}

/** A bank of its own, in which nothing was moved before, and two officers of finance. */
export class FinanceDesk {
  readonly trial: TrialRails;
  readonly lender: TrialClient;
  readonly officer: SignedIn;
  readonly colleague: SignedIn;
  readonly url: string;
  readonly #parts: Parts;

  private constructor(
    trial: TrialRails,
    persons: {
      readonly lender: TrialClient;
      readonly officer: SignedIn;
      readonly colleague: SignedIn;
    },
    parts: Parts,
  ) {
    [this.trial, this.#parts, this.url] = [trial, parts, parts.url];
    [this.lender, this.officer] = [persons.lender, persons.officer];
    this.colleague = persons.colleague;
  }

  /** @param met gets the figures that are read and recomputed. */
  static async open(browser: Browser, met: Set<string>): Promise<FinanceDesk> {
    const trial = await TrialRails.start();
    await trial.openProvider();
    const lender = await trial.funded('lender', 500_000n, '韩梅梅');
    const officer = await aFinanceOfficer(trial, '叶疏桐');
    const colleague = await aFinanceOfficer(trial, '宋令仪');
    const app = await buildTrialApp({
      ...{ pool: trial.pool, lane: trial.lane, clock: trial.now },
      isDatabaseReachable: async () => true,
      webFolder: path.join(ROOT, 'dist', 'web'),
      signInLimits: { perAddress: 1_000, perName: 1_000 },
    });
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const db = makePool(trial.database.owner);
    return new FinanceDesk(trial, { lender, officer, colleague }, { browser, app, db, url, met });
  }

  async close(): Promise<void> {
    await this.#parts.app.close();
    await this.#parts.db.end();
    await this.trial.end();
  }

  async signedIn(person: SignedIn, { language, width }: FinanceWalk): Promise<OpenPage> {
    const context = await this.#parts.browser.newContext({
      ...{ locale: language, reducedMotion: 'reduce', viewport: { width, height: 900 } },
    });
    await context.addInitScript(() => localStorage.setItem('mutua.signed-in', 'yes'));
    const { signInName, password } = person;
    const answer = await context.request.post(`${this.url}/api/sign-in`, {
      data: { signInName, password },
    });
    expect(answer.status(), await answer.text()).toBe(200);
    const page = await context.newPage();
    return { page, watch: watchPage(page) };
  }

  async wrongOn({ page, watch }: OpenPage): Promise<readonly string[]> {
    const { db, met } = this.#parts;
    await watch.settled();
    const [queries, address] = [allFigures(), new URL(page.url())];
    const shown = await figuresOn(page);
    for (const { id } of shown) met.add(id);
    const asking = { db, queries, person: this.officer, address };
    const differences = await differencesOf(shown, asking);
    return [...(await faultsOf(page)), ...differences.map(differenceText), ...watch.failures()];
  }

  async breaksIn(state: string): Promise<number> {
    const text = 'select count(*)::integer from ledger.break where state = $1';
    return Number(await this.trial.value(text, [state]));
  }
}

/** One day, from its end to its close, and what was explained on it. */
export async function closesADay(desk: FinanceDesk, walk: FinanceWalk): Promise<void> {
  const day = formatDay(await desk.trial.businessDate());
  await breaksArise(desk, walk);
  const open = await desk.signedIn(desk.officer, walk);
  await findsTheBreak(desk, walk, open);
  const { page } = open;
  const close = page.getByTestId('close-day');
  expect(await close.isDisabled()).toBe(true);
  await explainsTheFirst(open, walk);
  await explainsTheRest(desk, walk, open);
  await expect.poll(() => close.isDisabled(), PATIENCE).toBe(false);
  expect(await desk.wrongOn(open)).toEqual([]);
  expect(await desk.breaksIn('found')).toBe(0);

  await picture(page, walk, 'explained');
  await close.click();
  await page.getByRole('status').filter({ hasText: day }).waitFor();
  expect(await closedBy(desk, day)).toBe(`person ${desk.officer.personId}`);
  const closed = page.locator('tr', { hasText: day }).filter({ hasText: '叶疏桐' });
  await closed.first().waitFor();
  expect(await desk.wrongOn(open)).toEqual([]);
  await page.close();
  await confirmsOne(desk, walk);
}

/** At the bank, at the provider, and at the bank once more. */
async function breaksArise(desk: FinanceDesk, { by }: FinanceWalk): Promise<void> {
  await desk.trial.control(`accounts/${desk.lender.account}/tamper`, { by });
  await paidByCard(desk, 4_000n, by);
  await takenByTheBank(desk, 2_500n);
}

/** The end of the day begins, the books are compared, and the cent stands in the row where it arose. */
async function findsTheBreak(desk: FinanceDesk, walk: FinanceWalk, open: OpenPage): Promise<void> {
  const { page } = open;
  await page.goto(`${desk.url}/office/close`);
  await page.getByRole('button', { name: walk.words.start }).click();
  await page.getByTestId('step-stop_bookings').and(page.locator('[data-state=done]')).waitFor();
  expect(await desk.wrongOn(open)).toEqual([]);

  await compared(desk);
  await page.goto(`${desk.url}/office`);
  expect(await desk.wrongOn(open)).toEqual([]);
  if (isPhone(walk)) {
    const faults = () => desk.wrongOn(open);
    await goByMenu(page, { menu: walk.words.menu, place: '/office/close', faults });
  } else await page.goto(`${desk.url}/office/close`);
  const row = page.getByTestId('group-lender_cash').and(page.locator('[data-differs]'));
  await row.waitFor();
  expect(await row.locator('.differs').innerText()).toContain(walk.by === '1' ? '0.01' : '−0.01');
  expect(await desk.wrongOn(open)).toEqual([]);
  await picture(page, walk, 'break');
}

/** The treatment, the field, and sending it: by keys at a desk, by touch on a phone. */
async function explainsTheFirst({ page }: OpenPage, walk: FinanceWalk): Promise<void> {
  const { words } = walk;
  const theirs = page.getByLabel(words.theirs);
  if (isPhone(walk)) await theirs.click();
  else await page.keyboard.press('c');
  expect(await theirs.isChecked()).toBe(true);
  await writes(page, walk);
  await page.getByText(words.text).first().waitFor();
}

/** One break after the other, each looked at and explained. */
async function explainsTheRest(
  desk: FinanceDesk,
  walk: FinanceWalk,
  open: OpenPage,
): Promise<void> {
  const { page, watch } = open;
  const form = page.getByLabel(walk.words.explanation);
  const left = () => desk.breaksIn('found');
  for (let before = await left(); before > 0; before = await left()) {
    await watch.settled();
    for (const way of ['k', 'k', 'k', 'k', 'j', 'j', 'j', 'j'] as const) {
      if (await form.isVisible()) break;
      await moves(page, walk, way);
    }
    expect(await desk.wrongOn(open)).toEqual([]);
    await writes(page, walk);
    await expect.poll(left, PATIENCE).toBeLessThan(before);
  }
}

/** To the break before, or to the next one. */
async function moves(page: Page, walk: FinanceWalk, way: 'k' | 'j'): Promise<void> {
  const name = way === 'k' ? walk.words.previous : walk.words.next;
  if (isPhone(walk)) await page.getByRole('button', { name, exact: true }).click();
  else await page.keyboard.press(way);
}

async function writes(page: Page, walk: FinanceWalk): Promise<void> {
  const { words } = walk;
  if (isPhone(walk)) {
    await page.getByLabel(words.explanation).fill(words.text);
    await page.getByRole('button', { name: words.submit }).click();
    return;
  }
  await page.keyboard.press('e');
  await page.keyboard.type(words.text);
  await page.keyboard.press('Control+Enter');
}

/** The second officer confirms on the list of breaks that the cause is put right; the first may not. */
async function confirmsOne(desk: FinanceDesk, walk: FinanceWalk): Promise<void> {
  const { words } = walk;
  const { page, watch } = await desk.signedIn(desk.colleague, walk);
  await page.goto(`${desk.url}/office/money?tab=breaks&state=explained`);
  await watch.settled();
  const before = await desk.breaksIn('explained');
  await page.locator('table tbody tr').first().click();
  await page.getByLabel(words.seen).fill('OK');
  expect(await sidewaysOf(page)).toEqual([]);
  await page.getByRole('button', { name: words.mend }).click();
  await expect.poll(() => desk.breaksIn('explained'), PATIENCE).toBe(before - 1);
  await watch.settled();
  expect(await sidewaysOf(page)).toEqual([]);
  expect(watch.failures()).toEqual([]);
  await page.close();
}

/** The bank takes money from a borrower's account that nobody told it to take, and says so. */
async function takenByTheBank(desk: FinanceDesk, amount: bigint): Promise<void> {
  const borrower = await desk.trial.funded('borrower', 100_000n, '李雷');
  await desk.trial.control(`accounts/${borrower.account}/debit`, {
    amount: { minorUnits: String(amount), currency: 'CNY' },
  });
  await expect.poll(() => desk.breaksIn('found'), PATIENCE).toBe(1);
}

/** A top-up by card, of whose payment the provider settles a cent more or less. */
async function paidByCard(
  { trial, lender }: FinanceDesk,
  amount: bigint,
  by: FinanceWalk['by'],
): Promise<void> {
  const topUpId = await trial.topUp(lender, amount, 'card');
  const card = { card: TEST_CARDS.good, holderName: '韩梅梅' };
  const body = new URLSearchParams(card);
  await fetch(await trial.topUpPage(topUpId), { method: 'POST', body });
  await trial.until(async () => (await trial.topUpState(topUpId)) === 'credited');
  await trial.providerControl('settlements/tamper', { paymentId: topUpId, by });
}

/** As the calendar does between the end of the day and its close. */
async function compared({ trial }: FinanceDesk): Promise<void> {
  const { lane, pool, custodian, rails, key, now: clock } = trial;
  const closeRailDays = async (next: Day) => {
    await trial.control('day', { day: formatDay(next) });
    await trial.providerControl('day', { day: formatDay(next) });
  };
  const provider = reachPaymentProvider({ url: trial.provider.url, key, clock });
  const options = { lane, pool, custodian, provider, rails, currency: CNY, closeRailDays };
  await reconcileDay(options, await trial.businessDate());
}

async function picture(page: Page, walk: FinanceWalk, of: 'break' | 'explained'): Promise<void> {
  if (SCREENSHOTS === undefined) return;
  await mkdir(SCREENSHOTS, { recursive: true });
  const name = `day-close-${of}-${walk.language}${isPhone(walk) ? '-phone' : ''}.png`;
  await page.screenshot({ path: path.join(SCREENSHOTS, name), fullPage: true });
}

function isPhone({ width }: FinanceWalk): boolean {
  return width <= WIDEST_PHONE;
}

function closedBy({ trial }: FinanceDesk, day: string): Promise<unknown> {
  return trial.value(
    `select actor from commit.command where kind = 'CloseDay' and business_date = $1::date`,
    [day],
  );
}

async function aFinanceOfficer(trial: TrialRails, name: string): Promise<SignedIn> {
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
