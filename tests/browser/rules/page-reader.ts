// A browser on a house that a test has lived in: a page is opened, everything wrong with it is told, and its figures are
// recomputed by SQL.
import type pg from 'pg';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../chromium.ts';
import type { FigureQuery } from '../figures/figure-query.ts';
import { allFigures } from '../figures/registry.ts';
import { differencesOf, differenceText, figuresOn } from './figures-shown.ts';
import { faultsOf } from './page-check.ts';
import { watchPage } from './page-watch.ts';
import type { PageLanguage } from './tried-platform.ts';

const DESK = { width: 1440, height: 900 };

/** Where somebody lives, and by what the figures of their pages are recomputed. */
export interface ReadHouse {
  readonly url: string;
  readonly db: pg.Pool;
  /** Left out: those of all pages. */
  readonly queries?: ReadonlyMap<string, FigureQuery>;
}

export interface ReadAs {
  readonly personId: string;
  readonly signInName: string;
  readonly password: string;
}

export interface PageAsked {
  readonly path: string;
  /** Left out: nobody has signed in. */
  readonly as?: ReadAs;
  readonly language?: PageLanguage;
}

export interface PageRead {
  readonly complaints: readonly string[];
  /** The ids of its figures, each of which was recomputed. */
  readonly met: readonly string[];
  /** What stands on it. */
  readonly text: string;
}

export class PageReader {
  readonly #browser: Browser;
  readonly #house: ReadHouse;

  private constructor(browser: Browser, house: ReadHouse) {
    this.#browser = browser;
    this.#house = house;
  }

  static async open(house: ReadHouse): Promise<PageReader> {
    return new PageReader(await launchChromium(), house);
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  async read({ path, as, language = 'zh-CN' }: PageAsked): Promise<PageRead> {
    const { url, db, queries = allFigures() } = this.#house;
    const context = await this.#browser.newContext({
      ...{ locale: language, reducedMotion: 'reduce', viewport: DESK },
    });
    if (as !== undefined) {
      await context.addInitScript(() => localStorage.setItem('mutua.signed-in', 'yes'));
      const { signInName, password } = as;
      const data = { signInName, password };
      const answer = await context.request.post(`${url}/api/sign-in`, { data });
      if (!answer.ok()) throw new Error(`${signInName}: ${answer.status()}`);
    }
    const page = await context.newPage();
    const watch = watchPage(page);
    await page.goto(`${url}${path}`);
    await watch.settled();
    const address = new URL(page.url());
    const person = as === undefined ? undefined : { key: as.signInName, ...as };
    const shown = await figuresOn(page);
    const differences = await differencesOf(shown, { db, queries, person, address });
    const complaints = [
      ...(await faultsOf(page)),
      ...differences.map(differenceText),
      ...watch.failures(),
    ];
    const text = await page.locator('main').innerText();
    await context.close();
    return { complaints, met: [...new Set(shown.map(({ id }) => id))], text };
  }
}
