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
const DESK = { width: 1440, height: 900 };
/** Each language at the width at which it is opened, and then at the other. */
const VIEWS = [
  { language: 'zh-CN', first: PHONE, second: DESK },
  { language: 'en', first: DESK, second: PHONE },
] as const;

export interface PageReport {
  readonly complaints: readonly string[];
  /** The ids of the figures that were recomputed, one for each place. */
  readonly compared: readonly string[];
}

export interface Checking {
  readonly tried: TriedPlatform;
  readonly queries: ReadonlyMap<string, FigureQuery>;
}

export async function checkPage(page: TriedPage, checking: Checking): Promise<PageReport> {
  const path = typeof page.path === 'string' ? page.path : await page.path(checking.tried.db);
  const complaints: string[] = [];
  const compared: string[] = [];
  const remembered = rememberedQueries(checking.queries);
  for (const view of VIEWS) {
    const report = await checkView({ ...page, path }, view, { ...checking, remembered });
    complaints.push(...report.complaints);
    compared.push(...report.compared);
  }
  return { complaints, compared };
}

interface Remembering {
  /** What was asked for the other language is not asked again. */
  readonly remembered: Checking['queries'];
}

interface View {
  readonly language: PageLanguage;
  readonly first: typeof PHONE;
  readonly second: typeof PHONE;
}

async function checkView(
  { path, as }: TriedPage & { readonly path: string },
  { language, first, second }: View,
  { tried, queries, remembered }: Checking & Remembering,
): Promise<PageReport> {
  const context = await tried.context(as, language);
  const page = await context.newPage();
  const watch = watchPage(page);
  const complaints: string[] = [];
  const say = (width: number, kind: string, lines: readonly string[]) => {
    complaints.push(...lines.map((line) => `[${language} ${width}] ${kind}: ${line}`));
  };
  try {
    await page.setViewportSize(first);
    await page.goto(`${tried.url}${path}`);
    await watch.settled();
    say(first.width, 'too wide', await sidewaysOf(page));
    say(first.width, 'bare number', await bareNumbers(page));
    say(first.width, 'untranslated', await untranslatedWords(page));
    say(first.width, 'axe', await axeViolations(page));
    const person = as === undefined ? undefined : tried.person(as);
    const asking = { db: tried.db, queries, person, address: new URL(page.url()) };
    const figures = await figuresOn(page);
    say(
      first.width,
      'figure',
      await figureComplaints(page, { ...asking, remembered }, watch.settled),
    );
    await page.setViewportSize(second);
    await watch.settled();
    say(second.width, 'too wide', await sidewaysOf(page));
    say(second.width, 'bare number', await bareNumbers(page));
    say(second.width, 'went wrong', watch.failures());
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
