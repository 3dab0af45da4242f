// `npm run test:page-calls`: how long each call behind a page takes on the demo book, as a table.
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { ALL_PAGES } from './pages/all-pages.ts';
import { NOBODY } from './pages/tried-page.ts';
import { watchPage } from './rules/page-watch.ts';
import { TriedPlatform } from './rules/tried-platform.ts';
import { type Call, PROMISED_SHARE, tableOf, timeCalls } from './timed-calls.ts';

const TIMES = 20;
const PAST_MONTHS = '36';
const USAGE = 'node test.mjs --page-calls [--data DIR | --months N] [--times N]\n';

interface Asked {
  readonly data: string | undefined;
  readonly months: string;
  readonly times: number;
}

/** 0 only when 95 of 100 calls answered within 50 ms. */
export async function runPageCallsCommand(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if (asked === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const { data, months, times } = asked;
  const past = data === undefined ? months : 'off';
  const tried = await TriedPlatform.open({ MUTUA_PAST: past }, data);
  try {
    const { calls, missing } = await callsOf(tried);
    const { lines, isHeld } = tableOf(await timeCalls(calls, { url: tried.url, times }), times);
    const promised = `Promised are ${PROMISED_SHARE * 100} %: ${isHeld ? 'held' : 'NOT HELD'}.`;
    const untimed = missing.map((name) => `Not in this book: ${name}.`);
    process.stdout.write(`${[...lines, ...untimed, promised].join('\n')}\n`);
    return isHeld ? 0 : 1;
  } finally {
    await tried.close();
  }
}

/** Opens every page once, and writes down what it asks the API; the names of those whose thing is not in the book. */
async function callsOf(tried: TriedPlatform) {
  const calls = new Map<string, Call>();
  const missing: string[] = [];
  for (const { name, path, as } of ALL_PAGES) {
    const address = typeof path === 'string' ? path : await path(tried.db);
    if (address.includes(NOBODY)) {
      missing.push(name);
      continue;
    }
    const context = await tried.context(as, 'zh-CN');
    const cookies = await context.cookies();
    const cookie = cookies.map((one) => `${one.name}=${one.value}`).join('; ');
    const page = await context.newPage();
    for (const { url, ms } of await askedBy(page, `${tried.url}${address}`)) {
      const key = `${as ?? ''} ${url}`;
      const call = { url, cookie, inPageMs: ms, name: `${patternOf(url)} · ${name}` };
      if (!calls.has(key)) calls.set(key, call);
    }
    await page.close();
  }
  return { calls: [...calls.values()], missing };
}

async function askedBy(page: Page, address: string) {
  const watch = watchPage(page);
  const asked: { readonly url: string; readonly ms: number }[] = [];
  page.on('requestfinished', (request) => {
    const { pathname, search } = new URL(request.url());
    const isRead = request.method() === 'GET' && request.resourceType() !== 'eventsource';
    if (!isRead || !pathname.startsWith('/api/')) return;
    asked.push({ url: `${pathname}${search}`, ms: request.timing().responseEnd });
  });
  await page.goto(address);
  await watch.settled();
  return asked;
}

/** Ids take much room in a table and say little. */
function patternOf(url: string): string {
  return decodeURIComponent(url).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…');
}

function readArguments(args: readonly string[]): Asked | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        months: { type: 'string', default: PAST_MONTHS },
        times: { type: 'string', default: String(TIMES) },
      },
    });
    const times = Number.parseInt(values.times, 10);
    return times >= 1 ? { data: values.data, months: values.months, times } : undefined;
  } catch {
    return undefined;
  }
}
