// The platform as it is built, with its demo, its database beside it, and its persons signed in.
import { type ReachedDatabase, reachDatabase } from '@mutua/server/check/reach-database.ts';
import type pg from 'pg';
import type { Browser, BrowserContext } from 'playwright-core';
import {
  cleanUp,
  ensureBuilt,
  newData,
  type Platform,
  startPlatform,
} from '../../start/platform.ts';
import { launchChromium } from '../chromium.ts';
import type { SignedIn } from '../pages/tried-page.ts';
import { copyOfData, demoReady, livedData } from './lived-data.ts';

export type PageLanguage = 'zh-CN' | 'en';

export class TriedPlatform {
  readonly browser: Browser;
  readonly platform: Platform;
  readonly #database: ReachedDatabase;
  readonly #persons: ReadonlyMap<string, SignedIn>;
  readonly #cookies = new Map<string, ReturnType<BrowserContext['cookies']>>();
  readonly #contexts = new Map<string, Promise<BrowserContext>>();

  private constructor(
    parts: { readonly browser: Browser; readonly platform: Platform },
    database: ReachedDatabase,
    persons: readonly SignedIn[],
  ) {
    this.browser = parts.browser;
    this.platform = parts.platform;
    this.#database = database;
    this.#persons = new Map(persons.map((person) => [person.key, person]));
  }

  /**
   * When every person of the demo is ready; with a past of some months, unless `MUTUA_PAST` says otherwise.
   *
   * @param folder of a demo that has lived already: it runs on a copy of that.
   */
  static async open(
    env: Readonly<Record<string, string>> = {},
    folder?: string,
  ): Promise<TriedPlatform> {
    await ensureBuilt();
    try {
      return await TriedPlatform.#start(env, folder);
    } catch (error) {
      // Nobody gets what could be closed.
      await cleanUp();
      throw error;
    }
  }

  static async #start(
    env: Readonly<Record<string, string>>,
    folder: string | undefined,
  ): Promise<TriedPlatform> {
    const data = folder === undefined ? await dataFor(env.MUTUA_PAST) : copyOfData(folder);
    const platform = await startPlatform({ data, env: { MUTUA_DEMO: 'on', ...env } });
    const browser = await launchChromium();
    const persons = await demoReady(platform.url);
    const database = await reachDatabase({
      ...{ folder: platform.data, url: undefined, ownerUrl: undefined },
    });
    return new TriedPlatform({ browser, platform }, database, persons);
  }

  get url(): string {
    return this.platform.url;
  }

  get db(): pg.Pool {
    return this.#database.pool;
  }

  /** @throws Error where the demo has no such person. */
  person(key: string): SignedIn {
    const person = this.#persons.get(key);
    if (person === undefined) throw new Error(`The demo has no person “${key}”.`);
    return person;
  }

  /** One browser for each person and language, signed in once; without a key, nobody's. */
  context(key: string | undefined, language: PageLanguage): Promise<BrowserContext> {
    const name = `${key ?? ''} ${language}`;
    const known = this.#contexts.get(name);
    if (known !== undefined) return known;
    const opened = this.#open(key, language);
    this.#contexts.set(name, opened);
    return opened;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.#database.close();
    await cleanUp();
  }

  async #open(key: string | undefined, language: PageLanguage): Promise<BrowserContext> {
    const context = await this.browser.newContext({ locale: language, reducedMotion: 'reduce' });
    if (key === undefined) return context;
    // By this mark alone a page knows that it is worth asking who has signed in.
    await context.addInitScript(() => localStorage.setItem('mutua.signed-in', 'yes'));
    let cookies = this.#cookies.get(key);
    if (cookies === undefined) {
      cookies = this.#signIn(context, this.person(key));
      this.#cookies.set(key, cookies);
    }
    await context.addCookies(await cookies);
    return context;
  }

  /** By the door that everybody takes; the other languages of the person get the same session. */
  async #signIn(context: BrowserContext, { signInName, password }: SignedIn) {
    const answer = await context.request.post(`${this.url}/api/sign-in`, {
      data: { signInName, password },
    });
    if (!answer.ok()) throw new Error(`${signInName}: ${answer.status()} ${await answer.text()}`);
    return context.cookies();
  }
}

function dataFor(months: string | undefined): string | Promise<string> {
  return months === 'off' ? newData() : livedData(months);
}
