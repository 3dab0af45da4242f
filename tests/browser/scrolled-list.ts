// How a long list scrolls in a real browser: the longest task, how much of the page is there, and what took the time.
import type { BrowserContext, CDPSession, JSHandle, Page } from 'playwright-core';

const STEPS = 60;
const STEP_PX = 700;
const STEP_MS = 60;
/** From end to end: each time, all that is there so far is scrolled over at once. */
const LEAPS_MAX = 400;
const LEAP_MS = 120;
const MAIN_THREAD = 'CrRendererMain';

export interface ScrolledList {
  /** The longest task by the clock, and by what it had of the processor itself; milliseconds. */
  readonly longestMs: number;
  readonly longestOwnMs: number;
  /** Tasks of more than 50 ms by the clock. */
  readonly longTasks: number;
  /** The most elements that were on the page at once. */
  readonly nodes: number;
  /** The number of the last row that was seen. */
  readonly lastRow: number;
  /** As the browser's own tools open it. */
  readonly profile: string;
}

interface ListAsked {
  readonly address: string;
  readonly count: number;
}

/** Opens the page, scrolls slowly, and then leaps to the end until the last row is there. */
export async function scrollList(
  context: BrowserContext,
  { address, count }: ListAsked,
): Promise<ScrolledList> {
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('.virtual-rows > li').first().waitFor();
  await page.waitForLoadState('networkidle');
  const longTasks = await watchLongTasks(page);
  const session = await context.newCDPSession(page);
  const profiler = await startProfile(session);
  const browser = context.browser();
  await browser?.startTracing(page, { categories: ['toplevel'] });
  const { nodes, lastRow } = await scroll(page, count);
  const trace = await browser?.stopTracing();
  const profile = await profiler.stop();
  const durations = await longTasks.jsonValue();
  await page.close();
  const own = trace === undefined ? [] : ownTasksIn(trace);
  return {
    ...{ nodes, lastRow, profile, longTasks: durations.length },
    longestMs: greatestOf(durations),
    longestOwnMs: greatestOf(own),
  };
}

async function scroll(page: Page, count: number) {
  let [nodes, lastRow] = [0, 0];
  const look = async () => {
    const seen = await seenOn(page);
    nodes = Math.max(nodes, seen.nodes);
    lastRow = seen.lastRow;
  };
  await look();
  await page.mouse.move(200, 400);
  for (let step = 0; step < STEPS; step += 1) {
    await page.mouse.wheel(0, STEP_PX);
    await page.waitForTimeout(STEP_MS);
    if (step % 10 === 0) await look();
  }
  for (let leap = 0; leap < LEAPS_MAX && lastRow < count; leap += 1) {
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(LEAP_MS);
    await look();
  }
  // And back through the middle to the first row.
  for (const share of [0.5, 0.25, 0]) {
    await page.evaluate((at) => window.scrollTo(0, document.body.scrollHeight * at), share);
    await page.waitForTimeout(LEAP_MS);
    nodes = Math.max(nodes, (await seenOn(page)).nodes);
  }
  return { nodes, lastRow };
}

function seenOn(page: Page) {
  return page.evaluate(() => ({
    nodes: document.querySelectorAll('*').length,
    lastRow: Math.max(
      0,
      ...[...document.querySelectorAll<HTMLElement>('.virtual-rows > li')].map(
        ({ dataset }) => Number(dataset.index) + 1,
      ),
    ),
  }));
}

/** In the page itself; its value is the durations so far, by the clock. */
function watchLongTasks(page: Page): Promise<JSHandle<readonly number[]>> {
  return page.evaluateHandle(() => {
    const durations: number[] = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) durations.push(duration);
    }).observe({ type: 'longtask' });
    return durations;
  });
}

async function startProfile(session: CDPSession) {
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 500 });
  await session.send('Profiler.start');
  return {
    stop: async () => {
      const { profile } = await session.send('Profiler.stop');
      await session.detach();
      return JSON.stringify(profile);
    },
  };
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds that it had of the processor, where others had it not counted. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Every task of the threads that pages run on, in milliseconds of its own. */
function ownTasksIn(trace: Buffer): readonly number[] {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const placeOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === MAIN_THREAD)
      .map(placeOf),
  );
  return traceEvents
    .filter(({ name, ph }) => name === 'ThreadControllerImpl::RunTask' && ph === 'X')
    .filter((event) => main.has(placeOf(event)))
    .map(({ tdur = 0 }) => tdur / 1_000);
}

function greatestOf(values: readonly number[]): number {
  return values.reduce((greatest, one) => Math.max(greatest, one), 0);
}
