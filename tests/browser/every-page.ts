// Every page in a real browser, for two tests: what it says is what the book says, in some views or in all of them.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { declaredFigures } from './figures/declared-figures.ts';
import { countValue, type FigureQuery } from './figures/figure-query.ts';
import { MET_IN_WALKS } from './figures/met-in-walks.ts';
import { allFigures } from './figures/registry.ts';
import { ALL_PAGES } from './pages/all-pages.ts';
import { bringAbout } from './rules/brought-about.ts';
import { ALL_VIEWS, checkPage, type PageView } from './rules/page-check.ts';
import { PageDesk } from './rules/page-desk.ts';
import { TriedPlatform } from './rules/tried-platform.ts';

/** On a day that is no working day nothing is asked for, and no page shows how much. */
const ON_WORKING_DAYS: readonly string[] = ['office.dueCount', 'office.dueAmount'];

/** How pages are looked at: each in every view, or each in one, so that every view comes as often as the others. */
export type Looking = 'each in all' | 'each in one';

/** Makes the tests of a group. */
export function testEveryPage(looking: Looking): void {
  const queries = allFigures();
  const desk = new PageDesk();
  const compared: string[] = [];
  let tried: TriedPlatform;

  beforeAll(async () => {
    tried = await TriedPlatform.open();
    await bringAbout(tried.url);
  }, 600_000);

  afterAll(async () => {
    await tried?.close();
  }, 60_000);

  for (const [place, page] of ALL_PAGES.entries()) {
    it.concurrent(`${page.name} (${page.as ?? 'anybody'})`, async ({ expect }) => {
      const views = looking === 'each in all' ? ALL_VIEWS : viewsOfPlace(place);
      const report = await checkPage(page, views, { tried, queries, desk });
      compared.push(...report.compared);
      expect(report.complaints.join('\n')).toBe('');
    });
  }

  it('show every figure that is declared, but those that a walk brings about', async () => {
    const elsewhere: readonly string[] = Object.values(MET_IN_WALKS).flat();
    const resting = (await isNothingDue(tried, queries)) ? ON_WORKING_DAYS : [];
    const shown = new Set([...compared, ...elsewhere, ...resting]);
    process.stdout.write(
      `${compared.length} figures of ${new Set(compared).size} kinds on ${ALL_PAGES.length} pages were recomputed; ${elsewhere.length} more kinds are met in walks.\n`,
    );
    expect(declaredFigures().filter((id) => !shown.has(id))).toEqual([]);
  });
}

async function isNothingDue(
  { db, url }: TriedPlatform,
  queries: ReadonlyMap<string, FigureQuery>,
): Promise<boolean> {
  const asking = { db, row: 'all', person: undefined, address: new URL(url) };
  return (await queries.get('office.dueCount')?.(asking)) === countValue(0);
}

/** Of the page at a place of the list: one view, so that all come in turn. */
export function viewsOfPlace(place: number): readonly PageView[] {
  return ALL_VIEWS.filter((_, index) => index === place % ALL_VIEWS.length);
}
