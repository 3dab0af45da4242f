// Which words of the bar at the top stand outside of it, or are cut off at its edge.
import type { Page } from 'playwright-core';

/** The bar of a page: its links to places, in a row that could move by itself without anybody seeing that it does. */
export function cutPlacesOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const bar = document.querySelector('header.bar');
    const row = bar?.querySelector('nav');
    if (bar === null || row === null || row === undefined) return [];
    const [around, inside] = [bar.getBoundingClientRect(), row.getBoundingClientRect()];
    return [...row.querySelectorAll('a')]
      .filter((link) => {
        const { top, bottom, right, width } = link.getBoundingClientRect();
        if (width === 0) return false;
        return top < around.top - 1 || bottom > around.bottom + 1 || right > inside.right + 1;
      })
      .map((link) => `“${link.textContent}” does not stand in the bar`);
  });
}
