// Desks at a trial house: the office's pages in a real browser, each member of staff in a browser of their own.
import path from 'node:path';
import type { Id } from '@mutua/core/kit/id.ts';
import { buildTrialApp } from '@mutua/server/http/trial-app.ts';
import { PASSWORD, TrialHouse } from '@mutua/server/http/trial-house.ts';
import { readSignInNameOf } from '@mutua/server/people/sign-in-read.ts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { anOffice, type Office } from '../../api/trial-life.ts';
import { ensureBuilt, ROOT } from '../../start/platform.ts';
import { launchChromium } from '../chromium.ts';
import { faultsOf } from '../rules/page-check.ts';
import { type PageWatch, watchPage } from '../rules/page-watch.ts';

const DESK = { width: 1440, height: 900 };
export const PATIENCE_MS = 60_000;
const WEB_FOLDER = process.env.MUTUA_WEB_FOLDER;

export interface Desk {
  readonly page: Page;
  readonly watch: PageWatch;
}

/** A house with its office, and the platform's pages over it. */
export class TrialDesks {
  readonly house: TrialHouse;
  readonly office: Office;
  readonly url: string;
  readonly #browser: Browser;
  readonly #app: Awaited<ReturnType<typeof buildTrialApp>>;

  private constructor(
    house: TrialHouse,
    office: Office,
    app: Awaited<ReturnType<typeof buildTrialApp>>,
    at: { readonly url: string; readonly browser: Browser },
  ) {
    [this.house, this.office, this.#app] = [house, office, app];
    [this.url, this.#browser] = [at.url, at.browser];
  }

  static async open(): Promise<TrialDesks> {
    if (WEB_FOLDER === undefined) await ensureBuilt();
    const house = await TrialHouse.open();
    const office = await anOffice(house);
    const app = await buildTrialApp({
      ...{ pool: house.pool, lane: house.lane, clock: () => house.now },
      isDatabaseReachable: async () => true,
      webFolder: WEB_FOLDER ?? path.join(ROOT, 'dist', 'web'),
      signInLimits: { perAddress: 1_000, perName: 1_000 },
    });
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    return new TrialDesks(house, office, app, { url, browser: await launchChromium() });
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#app.close();
    await this.house.close();
  }

  /** A browser in which nobody has signed in. */
  async context(language: 'zh-CN' | 'en'): Promise<BrowserContext> {
    const context = await this.#browser.newContext({
      ...{ locale: language, reducedMotion: 'reduce', viewport: DESK },
    });
    context.setDefaultTimeout(PATIENCE_MS);
    return context;
  }

  /** At a desk of their own, in a browser of their own. */
  async deskOf(personId: Id, language: 'zh-CN' | 'en'): Promise<Desk> {
    const context = await this.context(language);
    await context.addInitScript(() => localStorage.setItem('mutua.signed-in', 'yes'));
    const data = { signInName: await this.signInNameOf(personId), password: PASSWORD };
    const answer = await context.request.post(`${this.url}/api/sign-in`, { data });
    expect(answer.status(), await answer.text()).toBe(200);
    const page = await context.newPage();
    const watch = watchPage(page);
    await page.goto(`${this.url}/office`);
    await watch.settled();
    return { page, watch };
  }

  async signInNameOf(personId: Id): Promise<string> {
    return (await readSignInNameOf(this.house.pool, personId)) ?? '';
  }

  async stateOf(loanId: Id): Promise<string | undefined> {
    const { rows } = await this.house.pool.query<{ state: string }>(
      'select state from loan.loan where id = $1',
      [loanId],
    );
    return rows[0]?.state;
  }
}

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Whatever is wrong at the desk, once the page stands still. */
export async function wrongAt({ page, watch }: Desk): Promise<readonly string[]> {
  await watch.settled();
  return [...(await faultsOf(page)), ...watch.failures()];
}
