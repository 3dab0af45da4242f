// One page, looked at in both languages and both widths: everything that is wrong with it, as lines to read.
import type { Page } from 'playwright-core';
import type { FigureQuery } from '../figures/figure-query.ts';
import type { TriedPage } from '../pages/tried-page.ts';
import { axeViolations } from './axe-violations.ts';
import { bareNumbers } from './bare-numbers.ts';
import { cutPlacesOf } from './cut-places.ts';
import {
  type AskingFigures,
  differencesOf,
  differenceText,
  figuresOn,
  rememberedQueries,
} from './figures-shown.ts';
import type { PageDesk } from './page-desk.ts';
import { sidewaysOf } from './sideways.ts';
import type { PageLanguage, TriedPlatform } from './tried-platform.ts';
import { untranslatedWords } from './untranslated-words.ts';

const PHONE = { width: 390, height: 844 };
const TABLET = { width: 820, height: 1180 };
const DESK = { width: 1440, height: 900 };

/** A language and a width. */
export interface PageView {
  readonly language: PageLanguage;
  readonly size: typeof PHONE;
}

export const ALL_VIEWS: readonly PageView[] = [
  { language: 'zh-CN', size: PHONE },
  { language: 'en', size: DESK },
  { language: 'zh-CN', size: DESK },
  { language: 'en', size: PHONE },
  { language: 'zh-CN', size: TABLET },
];

export interface PageReport {
  readonly complaints: readonly string[];
  /** The ids of the figures that were recomputed, one for each place. */
  readonly compared: readonly string[];
}

export interface Checking {
  readonly tried: TriedPlatform;
  readonly queries: ReadonlyMap<string, FigureQuery>;
  readonly desk: PageDesk;
}

export async function checkPage(
  page: TriedPage,
  views: readonly PageView[],
  checking: Checking,
): Promise<PageReport> {
  const path = typeof page.path === 'string' ? page.path : await page.path(checking.tried.db);
  const complaints: string[] = [];
  const compared: string[] = [];
  const remembered = rememberedQueries(checking.queries);
  for (const view of views) {
    const report = await checkView({ ...page, path }, view, { ...checking, remembered });
    complaints.push(...report.complaints);
    compared.push(...report.compared);
  }
  return { complaints, compared };
}

interface Remembering {
  /** What was asked for another view is not asked again. */
  readonly remembered: Checking['queries'];
}

/** Whatever is wrong with a page as it stands, but its figures. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  const found: readonly (readonly [string, readonly string[]])[] = [
    ['too wide', await sidewaysOf(page)],
    ['cut off', await cutPlacesOf(page)],
    ['bare number', await bareNumbers(page)],
    ['untranslated', await untranslatedWords(page)],
    ['axe', await axeViolations(page)],
  ];
  return found.flatMap(([kind, lines]) => lines.map((line) => `${kind}: ${line}`));
}

async function checkView(
  { path, as, act }: TriedPage & { readonly path: string },
  { language, size }: PageView,
  { tried, queries, desk, remembered }: Checking & Remembering,
): Promise<PageReport> {
  const context = await tried.context(as, language);
  const open = await desk.take(context);
  const { page, watch } = open;
  // As a page has to be brought where it is looked at, once and where it is loaded anew.
  const ready = async () => {
    await watch.settled();
    await act?.(page);
    if (act !== undefined) await watch.settled();
  };
  const complaints: string[] = [];
  const say = (lines: readonly string[], kind = '') => {
    complaints.push(...lines.map((line) => `[${language} ${size.width}] ${kind}${line}`));
  };
  try {
    await page.setViewportSize(size);
    await page.goto(`${tried.url}${path}`);
    await ready();
    say(await faultsOf(page));
    const person = as === undefined ? undefined : tried.person(as);
    const asking = { db: tried.db, queries, person, address: new URL(page.url()) };
    const figures = await figuresOn(page);
    say(await figureComplaints(page, { ...asking, remembered }, ready), 'figure: ');
    say(watch.failures(), 'went wrong: ');
    desk.giveBack(context, open);
    return { complaints, compared: figures.map(({ id }) => id) };
  } catch (error) {
    await page.close();
    throw error;
  }
}

/** What differs is looked at once more: the book may have gone on between the page and the SQL. */
async function figureComplaints(
  page: Page,
  asking: AskingFigures & Remembering,
  ready: () => Promise<void>,
): Promise<readonly string[]> {
  const first = await differencesOf(await figuresOn(page), {
    ...{ ...asking, queries: asking.remembered },
  });
  if (first.length === 0) return [];
  await page.reload();
  await ready();
  const again = await differencesOf(await figuresOn(page), asking);
  return again.map(differenceText);
}
