// Every page in a real browser, for two tests: what it says is what the book says, in some views or in all of them.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allFigures } from './figures/registry.ts';
import { ALL_PAGES } from './pages/all-pages.ts';
import { ALL_VIEWS, checkPage, type PageView } from './rules/page-check.ts';
import { TriedPlatform } from './rules/tried-platform.ts';

/** How pages are looked at: each in every view, or each in one, so that every view comes as often as the others. */
export type Looking = 'each in all' | 'each in one';

/** Makes the tests of a group. */
export function testEveryPage(looking: Looking): void {
  const queries = allFigures();
  const compared: string[] = [];
  let tried: TriedPlatform;

  beforeAll(async () => {
    tried = await TriedPlatform.open();
  }, 600_000);

  afterAll(async () => {
    await tried?.close();
  }, 60_000);

  for (const [place, page] of ALL_PAGES.entries()) {
    it.concurrent(`${page.name} (${page.as ?? 'anybody'})`, async ({ expect }) => {
      const views = looking === 'each in all' ? ALL_VIEWS : viewsOfPlace(place);
      const report = await checkPage(page, views, { tried, queries });
      compared.push(...report.compared);
      expect(report.complaints.join('\n')).toBe('');
    });
  }

  it('shows figures that were recomputed', () => {
    const shown = new Set(compared);
    const unseen = [...queries.keys()].filter((id) => !shown.has(id));
    process.stdout.write(
      `${compared.length} figures of ${shown.size} kinds on ${ALL_PAGES.length} pages were recomputed; never seen: ${unseen.join(', ') || 'none'}.\n`,
    );
    expect(compared.length).toBeGreaterThanOrEqual(ALL_PAGES.length);
  });
}

/** Of the page at a place of the list: one view, so that all come in turn. */
export function viewsOfPlace(place: number): readonly PageView[] {
  return ALL_VIEWS.filter((_, index) => index === place % ALL_VIEWS.length);
}
