// `npm run test:long-lists`: the market with ten thousand open listings and a lender with five thousand claims, scrolled
// in a real browser, and how long the calls behind them take.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowserContext } from 'playwright-core';
import { insertOpenListings } from '../api/many-open-listings.ts';
import { insertClaims } from './many-claims.ts';
import { TriedPlatform } from './rules/tried-platform.ts';
import { type ScrolledList, scrollList } from './scrolled-list.ts';
import { type Call, tableOf, timeCalls } from './timed-calls.ts';

const LISTINGS = 10_000;
const CLAIMS = 5_000;
const LONGEST_TASK_MS = 100;
const NODES_MAX = 3_000;
const TIMES = 20;
const DAY_MS = 86_400_000;
const LENDER = 'lender-one';
const USAGE = 'node test.mjs --long-lists [--data DIR] [--profiles DIR]\n';

const VIEWPORTS = [
  ['at a desk', { width: 1440, height: 900 }],
  ['on a phone', { width: 390, height: 844 }],
] as const;

const LISTS = [
  { name: 'the market', address: '/market?sort=newest', count: LISTINGS, as: undefined },
  { name: 'the claims', address: '/lend/claims', count: CLAIMS, as: LENDER },
] as const;

const PUBLIC_CALLS = [
  '/api/market',
  '/api/market?grade=A,B,C&termMonths=6,12,18',
  '/api/listings?sort=closing&limit=100',
  '/api/listings?grade=A,B,C&termMonths=6,12,18&sort=rate&limit=100',
];

const LENDER_CALLS = [
  '/api/portfolio',
  '/api/portfolio/health',
  '/api/portfolio/returns',
  '/api/portfolio/spread',
  '/api/portfolio/receipts?months=13',
  '/api/portfolio/value',
  '/api/portfolio/tax-years',
  '/api/claims?tab=running&limit=100',
  '/api/claims?tab=late&limit=100',
];

interface Asked {
  readonly data: string | undefined;
  readonly profiles: string | undefined;
}

/** 0 only when no task took longer than a tenth of a second and there were never too many elements. */
export async function runLongListsCommand(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if (asked === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const tried = await TriedPlatform.open(
    asked.data === undefined ? {} : { MUTUA_PAST: 'off' },
    asked.data,
  );
  try {
    await seed(tried);
    const isHeld = await scrollAll(tried, asked);
    const { lines } = tableOf(
      await timeCalls(await callsOf(tried), { url: tried.url, times: TIMES }),
      TIMES,
    );
    say(lines);
    return isHeld ? 0 : 1;
  } finally {
    await tried.close();
  }
}

async function seed(tried: TriedPlatform): Promise<void> {
  const client = await tried.db.connect();
  try {
    await insertOpenListings(client, { count: LISTINGS, now: new Date() });
    await insertClaims(client, { holderId: tried.person(LENDER).personId, count: CLAIMS });
  } finally {
    client.release();
  }
}

async function scrollAll(tried: TriedPlatform, { profiles }: Asked): Promise<boolean> {
  say(['longest task  of its own  over 50 ms  elements  last row']);
  let isHeld = true;
  for (const { name, address, count, as } of LISTS) {
    for (const [where, viewport] of VIEWPORTS) {
      const context = await contextFor(tried, as, viewport);
      const found = await scrollList(context, { address: `${tried.url}${address}`, count });
      await context.close();
      isHeld &&= isWithin(found, count);
      say([lineOf(`${name} ${where}`, found)]);
      if (profiles !== undefined) keep(path.join(profiles, `${name} ${where}.cpuprofile`), found);
    }
  }
  say([
    `Promised are at most ${LONGEST_TASK_MS} ms of its own a task, ${NODES_MAX} elements, and every row: ${isHeld ? 'held' : 'NOT HELD'}.`,
  ]);
  return isHeld;
}

/** As the person's own, in a window of that size. */
async function contextFor(
  tried: TriedPlatform,
  as: string | undefined,
  viewport: { readonly width: number; readonly height: number },
): Promise<BrowserContext> {
  const own = await tried.context(as, 'zh-CN');
  const context = await tried.browser.newContext({ viewport, locale: 'zh-CN' });
  if (as === undefined) return context;
  await context.addInitScript(() => localStorage.setItem('mutua.signed-in', 'yes'));
  await context.addCookies(await own.cookies());
  return context;
}

function isWithin({ longestOwnMs, nodes, lastRow }: ScrolledList, count: number): boolean {
  return longestOwnMs <= LONGEST_TASK_MS && nodes < NODES_MAX && lastRow >= count;
}

function lineOf(
  name: string,
  { longestMs, longestOwnMs, longTasks, nodes, lastRow }: ScrolledList,
) {
  const cells = [
    ...[`${longestMs.toFixed(0)} ms`.padStart(12), `${longestOwnMs.toFixed(0)} ms`.padStart(10)],
    ...[String(longTasks).padStart(10), String(nodes).padStart(8), String(lastRow).padStart(8)],
  ];
  return `${cells.join('  ')}  ${name}`;
}

function keep(file: string, { profile }: ScrolledList): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, profile);
}

async function callsOf(tried: TriedPlatform): Promise<readonly Call[]> {
  const cookies = await (await tried.context(LENDER, 'zh-CN')).cookies();
  const own = cookies.map((one) => `${one.name}=${one.value}`).join('; ');
  const [from, to] = [-7, 28].map((days) =>
    new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10),
  );
  return [
    ...PUBLIC_CALLS.map((url) => ({ name: url, url, cookie: '' })),
    ...[...LENDER_CALLS, `/api/portfolio/calendar?from=${from}&to=${to}`].map((url) => ({
      ...{ name: url, url, cookie: own },
    })),
  ];
}

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function readArguments(args: readonly string[]): Asked | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { data: { type: 'string' }, profiles: { type: 'string' } },
    });
    return { data: values.data, profiles: values.profiles };
  } catch {
    return undefined;
  }
}
