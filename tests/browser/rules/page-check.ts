// One page, looked at in both languages and both widths: everything that is wrong with it, as lines to read.
import type { Page } from 'playwright-core';
import type { FigureQuery } from '../figures/figure-query.ts';
import type { TriedPage } from '../pages/tried-page.ts';
import { axeViolations } from './axe-violations.ts';
import { bareNumbers } from './bare-numbers.ts';
import {
  type AskingFigures,
  differencesOf,
  differenceText,
  figuresOn,
  rememberedQueries,
} from './figures-shown.ts';
import { watchPage } from './page-watch.ts';
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

async function checkView(
  { path, as }: TriedPage & { readonly path: string },
  { language, size }: PageView,
  { tried, queries, remembered }: Checking & Remembering,
): Promise<PageReport> {
  const context = await tried.context(as, language);
  const page = await context.newPage();
  const watch = watchPage(page);
  const complaints: string[] = [];
  const say = (kind: string, lines: readonly string[]) => {
    complaints.push(...lines.map((line) => `[${language} ${size.width}] ${kind}: ${line}`));
  };
  try {
    await page.setViewportSize(size);
    await page.goto(`${tried.url}${path}`);
    await watch.settled();
    say('too wide', await sidewaysOf(page));
    say('bare number', await bareNumbers(page));
    say('untranslated', await untranslatedWords(page));
    say('axe', await axeViolations(page));
    const person = as === undefined ? undefined : tried.person(as);
    const asking = { db: tried.db, queries, person, address: new URL(page.url()) };
    const figures = await figuresOn(page);
    say('figure', await figureComplaints(page, { ...asking, remembered }, watch.settled));
    say('went wrong', watch.failures());
    return { complaints, compared: figures.map(({ id }) => id) };
  } finally {
    await page.close();
  }
}

/** What differs is looked at once more: the book may have gone on between the page and the SQL. */
async function figureComplaints(
  page: Page,
  asking: AskingFigures & Remembering,
  settled: () => Promise<void>,
): Promise<readonly string[]> {
  const first = await differencesOf(await figuresOn(page), {
    ...{ ...asking, queries: asking.remembered },
  });
  if (first.length === 0) return [];
  await page.reload();
  await settled();
  const again = await differencesOf(await figuresOn(page), asking);
  return again.map(differenceText);
}
