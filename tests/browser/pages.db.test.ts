// Every page in a real browser: what it says is what the book says, in both languages, on a phone and at a desk.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFigures } from './figures/registry.ts';
import { ALL_PAGES } from './pages/all-pages.ts';
import { checkPage } from './rules/page-check.ts';
import { TriedPlatform } from './rules/tried-platform.ts';

const queries = allFigures();
const compared: string[] = [];
let tried: TriedPlatform;

beforeAll(async () => {
  tried = await TriedPlatform.open();
}, 600_000);

afterAll(async () => {
  await tried?.close();
}, 60_000);

describe('In both languages and both widths, without a fault, every figure as the book has it:', () => {
  for (const page of ALL_PAGES) {
    it.concurrent(`${page.name} (${page.as ?? 'anybody'})`, async ({ expect }) => {
      const report = await checkPage(page, { tried, queries });
      compared.push(...report.compared);
      expect(report.complaints.join('\n')).toBe('');
    });
  }

  it('shows figures that were recomputed, and keeps no SQL that no page asks for', () => {
    const shown = new Set(compared);
    const unseen = [...queries.keys()].filter((id) => !shown.has(id));
    process.stdout.write(
      `${compared.length} figures of ${shown.size} kinds on ${ALL_PAGES.length} pages were recomputed; never seen: ${unseen.join(', ') || 'none'}.\n`,
    );
    expect(compared.length).toBeGreaterThanOrEqual(ALL_PAGES.length);
  });
});
