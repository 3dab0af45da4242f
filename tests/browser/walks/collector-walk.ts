// How a collector works a case in a real browser, in either language, at a desk and on a phone: takes it from the board,
// is refused at night and with somebody else than the borrower, records a contact by day in approved words, takes a
// promise to pay that the case then waits for, and hands another case over to a colleague.
import path from 'node:path';
import { addDays, formatDay } from '@mutua/core/time/day.ts';
import { makePool } from '@mutua/server/database/pool.ts';
import { buildTrialApp } from '@mutua/server/http/trial-app.ts';
import { PASSWORD } from '@mutua/server/http/trial-house.ts';
import { readSignInNameOf } from '@mutua/server/people/sign-in-read.ts';
import type pg from 'pg';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { aPortfolioTown, type PortfolioTown } from '../../api/portfolio-town.ts';
import { ensureBuilt, ROOT } from '../../start/platform.ts';
import { launchChromium } from '../chromium.ts';
import { OFFICE_MONEY_FIGURES } from '../figures/office-money-figures.ts';
import type { SignedIn } from '../pages/tried-page.ts';
import { differencesOf, differenceText, figuresOn } from '../rules/figures-shown.ts';
import { faultsOf } from '../rules/page-check.ts';
import { type PageWatch, watchPage } from '../rules/page-watch.ts';
import { sidewaysOf } from '../rules/sideways.ts';
import { goByMenu } from './office-menu.ts';

const HOUR_MS = 3_600_000;
/** From the day of the story, when it is ten in the morning, to half past ten at night. */
const TO_NIGHT_MS = 12.5 * HOUR_MS;
/** Up to here the menu is behind a button, and no keys are shown. */
const WIDEST_PHONE = 760;

export interface CollectorWalk {
  readonly language: 'zh-CN' | 'en';
  readonly width: number;
  readonly words: Readonly<
    Record<
      | ('menu' | 'take' | 'whom' | 'notNow' | 'now' | 'note' | 'said' | 'save' | 'promise')
      | ('promiseDay' | 'amount' | 'savePromise' | 'promises' | 'open')
      | ('toWhom' | 'reason' | 'handOver' | 'why'),
      string
    >
  >;
}

export const COLLECTOR_CHINESE: CollectorWalk['words'] = {
  ...{ menu: '菜单', take: '领取事项', whom: '对象', save: '保存联系记录' },
  ...{ notNow: '现在不可联系', now: '现在可以联系' },
  ...{ note: '备注（借款人可见）', said: '已说明还款方式。' },
  ...{ promise: '承诺还款', promiseDay: '还款日', amount: '承诺金额', savePromise: '记录承诺' },
  ...{ promises: '承诺', open: '待兑现' },
  ...{ toWhom: '移交给', reason: '说明', handOver: '移交', why: '借款人希望由主管联系。' },
};

export const COLLECTOR_ENGLISH: CollectorWalk['words'] = {
  ...{ menu: 'Menu', take: 'Take the case', whom: 'Whom', save: 'Save the contact' },
  ...{ notNow: 'No contacts now', now: 'Contacts are allowed now' },
  ...{ note: 'Note (the borrower can read it)', said: 'Told how to repay.' },
  ...{ promise: 'Promise', promiseDay: 'By the end of', amount: 'Amount' },
  ...{ savePromise: 'Record the promise', promises: 'Promises', open: 'Open' },
  ...{ toWhom: 'To whom', reason: 'Reason', handOver: 'Hand over' },
  why: 'The borrower asks for the lead.',
};

interface Parts {
  readonly story: PortfolioTown;
  readonly app: Awaited<ReturnType<typeof buildTrialApp>>;
  readonly db: pg.Pool;
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly url: string;
  readonly collector: SignedIn;
}

/** A page of the collector, with what goes wrong on it. */
interface OpenPage {
  readonly page: Page;
  readonly watch: PageWatch;
}

/** A town with loans in arrears of its own, and a collector with a browser in it. */
export class CollectorDesk {
  readonly walk: CollectorWalk;
  readonly story: PortfolioTown;
  readonly url: string;
  readonly #parts: Parts;

  private constructor(walk: CollectorWalk, parts: Parts) {
    [this.walk, this.#parts] = [walk, parts];
    [this.story, this.url] = [parts.story, parts.url];
  }

  static async open(walk: CollectorWalk): Promise<CollectorDesk> {
    await ensureBuilt();
    const story = await aPortfolioTown();
    const { house } = story.town;
    const { id } = await story.town.colleague('collector');
    const signInName = (await readSignInNameOf(house.pool, id)) ?? '';
    const app = await buildTrialApp({
      ...{ pool: house.pool, lane: house.lane, clock: () => house.now },
      isDatabaseReachable: async () => true,
      webFolder: path.join(ROOT, 'dist', 'web'),
      signInLimits: { perAddress: 1_000, perName: 1_000 },
    });
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const db = makePool(house.server.owner);
    const browser = await launchChromium();
    const viewport = { width: walk.width, height: 900 };
    const context = await browser.newContext({
      ...{ locale: walk.language, reducedMotion: 'reduce', viewport },
    });
    await context.addInitScript(() => localStorage.setItem('mutua.signed-in', 'yes'));
    const collector = { key: 'collector', personId: id, signInName, password: PASSWORD };
    return new CollectorDesk(walk, { story, app, db, browser, context, url, collector });
  }

  async close(): Promise<void> {
    const { browser, app, db, story } = this.#parts;
    await browser.close();
    await app.close();
    await db.end();
    await story.town.close();
  }

  get isPhone(): boolean {
    return this.walk.width <= WIDEST_PHONE;
  }

  /** A session does not outlive the hours that the story leaves out. */
  async signIn(): Promise<void> {
    const { context, collector, url } = this.#parts;
    const { signInName, password } = collector;
    const answer = await context.request.post(`${url}/api/sign-in`, {
      data: { signInName, password },
    });
    expect(answer.status(), await answer.text()).toBe(200);
  }

  async page(): Promise<OpenPage> {
    const page = await this.#parts.context.newPage();
    return { page, watch: watchPage(page) };
  }

  /** Whatever is wrong with the page but its figures. */
  async shapeFaultsOn({ page, watch }: OpenPage): Promise<readonly string[]> {
    await watch.settled();
    return [...(await faultsOf(page)), ...watch.failures()];
  }

  async wrongOn(open: OpenPage): Promise<readonly string[]> {
    const { db, collector: person } = this.#parts;
    const faults = await this.shapeFaultsOn(open);
    const queries = new Map(Object.entries(OFFICE_MONEY_FIGURES));
    const address = new URL(open.page.url());
    // Whether a deadline has passed the story's clock says, and the database knows only its own.
    const ofStory = ({ id }: { readonly id: string }) => id !== 'officeCollection.stageLate';
    const all = await figuresOn(open.page);
    const shown = all.filter((one) => queries.has(one.id) && ofStory(one));
    const differences = await differencesOf(shown, { db, queries, person, address });
    return [...faults, ...differences.map(differenceText)];
  }

  async first(text: string, values: readonly unknown[]): Promise<unknown> {
    const { rows } = await this.#parts.db.query({ text, values: [...values], rowMode: 'array' });
    return (rows as unknown[][])[0]?.[0];
  }

  async caseOf(kind: 'late' | 'later'): Promise<string> {
    const text = `select id from work.case where subject_id = $1 and case_kind = 'collection'`;
    return String(await this.first(text, [this.story.loans[kind]]));
  }
}

/** One case, from the board to a promise. */
export async function worksACase(desk: CollectorDesk): Promise<void> {
  await desk.signIn();
  const open = await desk.page();
  const caseId = await desk.caseOf('later');
  await takesFromTheBoard(desk, open, caseId);
  await isRefusedAtNight(desk, open, caseId);
  await recordsAContact(desk, open, caseId);
  await recordsAPromise(desk, open, caseId);
  await open.page.goto(`${desk.url}/office/collections?only=mine`);
  await open.page.locator(`a[href="/office/collections/${caseId}"]`).waitFor();
  expect(await desk.wrongOn(open)).toEqual([]);
  await open.page.close();
}

async function takesFromTheBoard(
  desk: CollectorDesk,
  open: OpenPage,
  caseId: string,
): Promise<void> {
  const { page, watch } = open;
  const { words } = desk.walk;
  if (desk.isPhone) await opensTheBoardByMenu(desk, open);
  else await page.goto(`${desk.url}/office/collections`);
  await watch.settled();
  // The board marks the first case; Enter opens it, or a click on its card.
  await page.locator(`a[href="/office/collections/${caseId}"]`).click();
  await page.getByRole('button', { name: words.take }).click();
  await page.getByLabel(words.whom, { exact: true }).waitFor();
  expect(await desk.wrongOn(open)).toEqual([]);
}

/** From the office's home: the places are folded behind one button. */
async function opensTheBoardByMenu(desk: CollectorDesk, open: OpenPage): Promise<void> {
  const { page } = open;
  await page.goto(`${desk.url}/office`);
  expect(await desk.shapeFaultsOn(open)).toEqual([]);
  const faults = () => desk.shapeFaultsOn(open);
  await goByMenu(page, { menu: desk.walk.words.menu, place: '/office/collections', faults });
  expect(await desk.wrongOn(open)).toEqual([]);
}

async function isRefusedAtNight(
  desk: CollectorDesk,
  { page, watch }: OpenPage,
  caseId: string,
): Promise<void> {
  const { words } = desk.walk;
  const { house } = desk.story.town;
  house.later(TO_NIGHT_MS);
  await desk.signIn();
  await page.reload();
  await page.getByTestId('conduct').getByText(words.notNow).waitFor();
  await page.getByRole('button', { name: words.save }).click();
  const refusal = page.getByRole('alert').filter({ hasText: 'contact_outside_hours' });
  await refusal.waitFor();
  expect(await refusal.innerText()).toContain('08:00');
  expect(await sidewaysOf(page)).toEqual([]);
  expect(await contactsOf(desk, caseId)).toBe(0);
  house.later(-TO_NIGHT_MS);
  await desk.signIn();
  watch.failures();
}

async function recordsAContact(
  desk: CollectorDesk,
  { page }: OpenPage,
  caseId: string,
): Promise<void> {
  const { words } = desk.walk;
  const whom = page.getByLabel(words.whom, { exact: true });
  await page.reload();
  await page.getByTestId('conduct').getByText(words.now).waitFor();
  await whom.selectOption('third_party');
  await page.getByRole('button', { name: words.save }).click();
  await page.getByRole('alert').filter({ hasText: 'contact_third_party' }).waitFor();
  expect(await sidewaysOf(page)).toEqual([]);
  await whom.selectOption('borrower');
  await page.getByLabel(words.note).fill(words.said);
  await page.getByRole('button', { name: words.save }).click();
  await page.locator('td', { hasText: words.said }).first().waitFor();
  expect(await contactsOf(desk, caseId)).toBe(1);
}

async function recordsAPromise(desk: CollectorDesk, open: OpenPage, caseId: string): Promise<void> {
  const { page, watch } = open;
  const { words } = desk.walk;
  const form = page.locator(`form[aria-label="${words.promise}"]`);
  const day = addDays(await desk.story.town.house.today(), 2);
  await form.getByLabel(words.promiseDay).fill(formatDay(day));
  await form.getByLabel(words.amount).fill('1,200.50');
  await form.getByRole('button', { name: words.savePromise }).click();
  const caption = page.locator('caption', { hasText: words.promises });
  const promises = page.locator('table').filter({ has: caption });
  await promises.getByText(words.open, { exact: true }).waitFor();
  expect(await promiseOf(desk, caseId)).toBe('120050 open');
  await watch.settled();
  watch.failures();
  await page.reload();
  expect(await desk.wrongOn(open)).toEqual([]);
}

/** Another case, by its keys at a desk and by touch on a phone. */
export async function handsACaseOver(desk: CollectorDesk): Promise<void> {
  const { words } = desk.walk;
  await desk.signIn();
  const lead = await desk.story.town.colleague('collector_lead');
  const caseId = await desk.caseOf('late');
  const open = await desk.page();
  const { page, watch } = open;
  const act = page.getByTestId('case-act-H');
  await page.goto(`${desk.url}/office/collections/${caseId}`);
  await watch.settled();
  if (desk.isPhone) await page.getByRole('button', { name: words.take }).click();
  else await page.keyboard.press('t');
  await act.waitFor();
  if (desk.isPhone) await act.click();
  else await page.keyboard.press('h');
  await page.getByLabel(words.toWhom).selectOption(lead.id);
  await page.getByLabel(words.reason).last().fill(words.why);
  expect(await desk.wrongOn(open)).toEqual([]);
  await page.getByRole('button', { name: words.handOver, exact: true }).click();
  await expect.poll(() => ownerOf(desk, caseId), { timeout: 60_000 }).toBe(lead.id);
  expect(await desk.wrongOn(open)).toEqual([]);
  await page.close();
}

async function contactsOf(desk: CollectorDesk, caseId: string): Promise<number> {
  return Number(await desk.first('select count(*) from work.contact where case_id = $1', [caseId]));
}

function ownerOf(desk: CollectorDesk, caseId: string): Promise<unknown> {
  return desk.first('select owner_id from work.case where id = $1', [caseId]);
}

function promiseOf(desk: CollectorDesk, caseId: string): Promise<unknown> {
  return desk.first(`select amount || ' ' || state from work.promise where case_id = $1`, [caseId]);
}
