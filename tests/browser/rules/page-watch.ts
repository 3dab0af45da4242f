// What goes wrong while a page is open, and when it has everything that it asked for.
import { setTimeout as pause } from 'node:timers/promises';
import type { Page, Request } from 'playwright-core';

const QUIET_MS = 60;
const PATIENCE_MS = 20_000;

export interface PageWatch {
  /** Waits until the page has its title, nothing is under way and nothing is shown as loading. */
  settled(): Promise<void>;
  /** What went wrong since it was last asked. */
  failures(): readonly string[];
}

/** To be called before the page opens anything. */
export function watchPage(page: Page, { patienceMs = PATIENCE_MS } = {}): PageWatch {
  const failures: string[] = [];
  const underWay = new Set<Request>();
  let lastChange = Date.now();
  const ended = (request: Request) => {
    underWay.delete(request);
    lastChange = Date.now();
  };
  page.on('pageerror', (error) => failures.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') failures.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    // A live stream never ends, and is not waited for.
    if (request.resourceType() !== 'eventsource') underWay.add(request);
    lastChange = Date.now();
  });
  page.on('requestfinished', ended);
  page.on('requestfailed', (request) => {
    ended(request);
    const reason = request.failure()?.errorText ?? '';
    // What the page, or leaving it, gave up by itself.
    if (reason !== 'net::ERR_ABORTED') failures.push(`request: ${request.url()} ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) failures.push(`${response.status()}: ${response.url()}`);
  });
  return {
    settled: async () => {
      await page.locator('h1').first().waitFor({ timeout: PATIENCE_MS });
      const until = Date.now() + patienceMs;
      for (;;) {
        const isQuiet = underWay.size === 0 && Date.now() - lastChange >= QUIET_MS;
        if (isQuiet && !(await isLoading(page))) return;
        if (Date.now() > until) {
          const waiting = [...underWay].map((request) => request.url()).join(', ');
          throw new Error(`The page is still loading: ${waiting || 'it says so'}.`);
        }
        await pause(20);
      }
    },
    failures: () => failures.splice(0),
  };
}

function isLoading(page: Page): Promise<boolean> {
  return page.evaluate(
    () =>
      document.querySelector('[aria-busy="true"],[data-loading],.skeleton,.ant-skeleton') !== null,
  );
}
