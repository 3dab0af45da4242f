// `npm run test:page-calls`: how long each call behind a page takes on the demo book, as a table.
import { parseArgs } from 'node:util';
import type { BrowserContext } from 'playwright-core';
import { ALL_PAGES } from './pages/all-pages.ts';
import { watchPage } from './rules/page-watch.ts';
import { TriedPlatform } from './rules/tried-platform.ts';

const PROMISED_MS = 50;
const PROMISED_SHARE = 0.95;
const TIMES = 20;
const PAST_MONTHS = '36';
const USAGE = 'node test.mjs --page-calls [--months N] [--times N]\n';

/** A call that some page makes, as its person makes it. */
interface Call {
  readonly url: string;
  readonly context: BrowserContext;
  readonly page: string;
}

interface Timed {
  readonly address: string;
  readonly page: string;
  readonly medianMs: number;
  readonly slowMs: number;
  readonly withinMs: number;
}

/** 0 only when 95 of 100 calls answered within 50 ms. */
export async function runPageCallsCommand(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if (asked === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const tried = await TriedPlatform.open({ MUTUA_PAST: asked.months });
  try {
    const calls = await callsOf(tried);
    const timed: Timed[] = [];
    for (const call of calls) timed.push(await time(call, { tried, times: asked.times }));
    return told(timed, asked.times);
  } finally {
    await tried.close();
  }
}

/** Opens every page once, and writes down what it asks the API. */
async function callsOf(tried: TriedPlatform): Promise<readonly Call[]> {
  const calls = new Map<string, Call>();
  for (const { name, path, as } of ALL_PAGES) {
    const context = await tried.context(as, 'zh-CN');
    const page = await context.newPage();
    const watch = watchPage(page);
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      const isRead = request.method() === 'GET' && request.resourceType() !== 'eventsource';
      if (!isRead || !pathname.startsWith('/api/')) return;
      const url = `${pathname}${search}`;
      calls.set(`${as ?? ''} ${url}`, { url, context, page: name });
    });
    const address = typeof path === 'string' ? path : await path(tried.db);
    await page.goto(`${tried.url}${address}`);
    await watch.settled();
    await page.close();
  }
  return [...calls.values()];
}

async function time(
  { url, context, page }: Call,
  { tried, times }: { readonly tried: TriedPlatform; readonly times: number },
): Promise<Timed> {
  const cookies = await context.cookies();
  const headers = { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
  const took: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const began = performance.now();
    const answer = await fetch(`${tried.url}${url}`, { headers });
    await answer.arrayBuffer();
    took.push(performance.now() - began);
    if (!answer.ok) throw new Error(`${url} of “${page}” answered ${answer.status}.`);
  }
  took.sort((left, right) => left - right);
  const at = (share: number) => took[Math.floor(share * (took.length - 1))] ?? Number.NaN;
  return {
    address: patternOf(url),
    page,
    medianMs: at(0.5),
    slowMs: at(0.95),
    withinMs: took.filter((ms) => ms <= PROMISED_MS).length,
  };
}

/** Ids take much room in a table and say little. */
function patternOf(url: string): string {
  return url.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…');
}

function told(timed: readonly Timed[], times: number): number {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say('median ms | 95 % ms | within 50 ms | call | of page');
  for (const one of [...timed].sort((left, right) => right.slowMs - left.slowMs)) {
    const cells = [one.medianMs.toFixed(1), one.slowMs.toFixed(1), `${one.withinMs}/${times}`];
    say([...cells, one.address, one.page].join(' | '));
  }
  const within = timed.reduce((all, one) => all + one.withinMs, 0);
  const share = within / (timed.length * times);
  const isHeld = share >= PROMISED_SHARE;
  say(
    `${timed.length} calls, ${times} times each: ${(share * 100).toFixed(1)} % within ${PROMISED_MS} ms; promised ${PROMISED_SHARE * 100} %: ${isHeld ? 'held' : 'NOT HELD'}`,
  );
  return isHeld ? 0 : 1;
}

function readArguments(
  args: readonly string[],
): { readonly months: string; readonly times: number } | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        months: { type: 'string', default: PAST_MONTHS },
        times: { type: 'string', default: String(TIMES) },
      },
    });
    const times = Number.parseInt(values.times, 10);
    return times >= 1 ? { months: values.months, times } : undefined;
  } catch {
    return undefined;
  }
}
