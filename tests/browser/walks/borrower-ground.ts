// What a borrower walks on: a platform with its demo, the other persons of it, and a close look at every page on the way.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { ROOT } from '../../start/platform.ts';
import { runProcess } from '../../start/processes.ts';
import { BORROW_FIGURE_QUERIES } from '../figures/borrow-figures.ts';
import { differencesOf, differenceText, figuresOn } from '../rules/figures-shown.ts';
import { faultsOf } from '../rules/page-check.ts';
import { type PageWatch, watchPage } from '../rules/page-watch.ts';
import { type PageLanguage, TriedPlatform } from '../rules/tried-platform.ts';
import { DemoActors } from './demo-actors.ts';

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1440, height: 900 };
const PATIENCE_MS = 40_000;
const SCREENSHOTS = process.env.MUTUA_SCREENSHOTS;

/** A browser of its own, in which nobody has signed in. */
export interface OpenedPage {
  readonly language: PageLanguage;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: PageWatch;
}

interface Inspected {
  /** Of the person who has signed in. */
  readonly key: string;
  /** Of the page as it stands. */
  readonly name: string;
}

export class BorrowerGround {
  readonly actors: DemoActors;
  readonly #tried: TriedPlatform;
  /** The figures that were read and recomputed. */
  readonly #met = new Set<string>();

  private constructor(tried: TriedPlatform, actors: DemoActors) {
    this.#tried = tried;
    this.actors = actors;
  }

  /** Without a past: what is walked to is all that there is. */
  static async open(): Promise<BorrowerGround> {
    const tried = await TriedPlatform.open({ MUTUA_PAST: 'off' });
    try {
      return new BorrowerGround(tried, await DemoActors.open(tried.url));
    } catch (error) {
      // Nobody gets what could be closed.
      await tried.close();
      throw error;
    }
  }

  get url(): string {
    return this.#tried.url;
  }

  get met(): ReadonlySet<string> {
    return this.#met;
  }

  close(): Promise<void> {
    return this.#tried.close();
  }

  async opened(language: PageLanguage, viewport: typeof PHONE): Promise<OpenedPage> {
    const context = await this.#tried.browser.newContext({
      ...{ locale: language, viewport, reducedMotion: 'reduce' },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    return { language, context, page, watch: watchPage(page) };
  }

  /** On the page that asks for it. */
  async signIn(page: Page, key: string): Promise<void> {
    const { signInName, password } = this.actors.person(key);
    await page.locator('input[autocomplete=username]').fill(signInName);
    await page.locator('input[autocomplete=current-password]').fill(password);
    await page.locator('form button[type=submit]').click();
  }

  /** Whatever is wrong with the page as it stands, as lines to read. */
  async inspect({ page, watch, language }: OpenedPage, { key, name }: Inspected): Promise<void> {
    await watch.settled();
    const person = this.#tried.person(key);
    const queries = new Map(Object.entries(BORROW_FIGURE_QUERIES));
    const asking = { db: this.#tried.db, queries, person, address: new URL(page.url()) };
    const shown = await figuresOn(page);
    for (const { id } of shown) this.#met.add(id);
    const differences = await differencesOf(shown, asking);
    const complaints = [
      ...(await faultsOf(page)),
      ...differences.map(differenceText),
      ...watch.failures(),
    ];
    if (SCREENSHOTS !== undefined) {
      await mkdir(SCREENSHOTS, { recursive: true });
      const file = path.join(SCREENSHOTS, `borrow-${name}-${language}.png`);
      await page.screenshot({ path: file, fullPage: true });
    }
    expect.soft(complaints.join('\n'), name).toBe('');
  }

  /** The whole book holds, as whoever runs the platform checks it. */
  async expectSoundBook(): Promise<void> {
    const checked = await runProcess(
      process.execPath,
      [path.join(ROOT, 'dist', 'mutua.mjs'), 'check', '--data', this.#tried.platform.data],
      { cwd: '/', env: { PATH: process.env.PATH, HOME: '/' } },
    );
    expect(checked, checked.stdout + checked.stderr).toMatchObject({ status: 0 });
  }
}
