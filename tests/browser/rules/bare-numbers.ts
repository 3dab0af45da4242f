// A number that stands on a page without saying what it is: neither a figure of the book nor marked as plain.
import type { Page } from 'playwright-core';

/** Where a digit may stand: figures, what is marked as no data, and what people or programs write themselves. */
const MAY_HAVE_DIGITS = [
  ...['[data-figure]', '[data-plain]', 'time', 'input', 'option', 'textarea', 'code', 'pre'],
  ...['script', 'style', 'noscript', 'template'],
].join(',');

/** Each text with a digit outside of those places, with the elements around it. */
export function bareNumbers(page: Page): Promise<readonly string[]> {
  return page.evaluate((allowed) => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const { parentElement: around, nodeValue } = text;
      if (around === null || nodeValue === null || !/\p{Nd}/u.test(nodeValue)) continue;
      if (around.closest(allowed) !== null) continue;
      const path = [around.parentElement?.parentElement, around.parentElement, around]
        .filter((element) => element !== null && element !== undefined)
        .map((element) => element.tagName.toLowerCase() + className(element))
        .join(' > ');
      found.push(`“${nodeValue.trim()}” in ${path}`);
    }
    return found;

    function className(element: Element): string {
      const [first] = element.classList;
      return first === undefined ? '' : `.${first}`;
    }
  }, MAY_HAVE_DIGITS);
}
