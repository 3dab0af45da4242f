// Pages of a browser that are used again: whoever looks at the next page has its scripts at hand already.
import type { BrowserContext, Page } from 'playwright-core';
import { type PageWatch, watchPage } from './page-watch.ts';

export interface OpenPage {
  readonly page: Page;
  readonly watch: PageWatch;
}

export class PageDesk {
  readonly #free = new Map<BrowserContext, OpenPage[]>();

  /** Of that browser: one that nobody looks at, or a new one. */
  async take(context: BrowserContext): Promise<OpenPage> {
    const free = this.#free.get(context)?.pop();
    if (free !== undefined) return free;
    const page = await context.newPage();
    return { page, watch: watchPage(page) };
  }

  /** What went wrong on it has been told. */
  giveBack(context: BrowserContext, open: OpenPage): void {
    this.#free.set(context, [...(this.#free.get(context) ?? []), open]);
  }
}
