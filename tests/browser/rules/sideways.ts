// What makes a page wider than its window, so that it moves sideways.
import type { Page } from 'playwright-core';

/** Nothing where the page fits; else by how much, and the elements that reach out furthest. */
export function sidewaysOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const over = scrollWidth - Math.min(clientWidth, window.innerWidth);
    if (over <= 0) return [];
    const reaching = [...document.body.querySelectorAll('*')]
      .map((element) => ({ element, right: Math.round(element.getBoundingClientRect().right) }))
      .filter(({ element, right }) => right > clientWidth && !isClipped(element))
      .sort((left, right) => right.right - left.right)
      .slice(0, 4)
      .map(({ element, right }) => `${nameOf(element)} reaches ${right}`);
    return [`${over} px too wide for ${clientWidth}`, ...reaching];

    /** Whether it moves, or is cut off, inside an element of its own. */
    function isClipped(element: Element): boolean {
      for (let around = element.parentElement; around !== null; around = around.parentElement) {
        if (around === document.body || around === document.documentElement) return false;
        if (getComputedStyle(around).overflowX !== 'visible') return true;
      }
      return false;
    }

    function nameOf(element: Element): string {
      const names = [...element.classList].slice(0, 2).map((name) => `.${name}`);
      const text = (element.textContent ?? '').trim().slice(0, 24);
      return `${element.tagName.toLowerCase()}${names.join('')} “${text}”`;
    }
  });
}
