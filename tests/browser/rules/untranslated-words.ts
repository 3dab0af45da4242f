// Words that nobody was meant to read: keys without a text, places without a value, values without a text.
import type { Page } from 'playwright-core';

/** Each text or label that has one. */
export async function untranslatedWords(page: Page): Promise<readonly string[]> {
  const said = await page.evaluate(() => {
    const texts: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
      const isProse = text.parentElement?.closest('code,pre,script,style,textarea') === null;
      if (isProse) texts.push(text.nodeValue ?? '');
    }
    for (const element of document.body.querySelectorAll('*')) {
      for (const name of ['aria-label', 'aria-description', 'title', 'alt', 'placeholder']) {
        const value = element.getAttribute(name);
        if (value !== null) texts.push(value);
      }
    }
    return texts;
  });
  return said.map((text) => text.trim()).filter(isUntranslated);
}

/**
 * Whether a text is a key (`lend.home.title`, whole or inside) or a kind (`CaseOpened`), has an open place
 * (`{{count}}`), or shows a value that has no words.
 */
export function isUntranslated(text: string): boolean {
  const isKey = /^[a-z][a-z0-9]*([A-Z][a-zA-Z0-9]*)*([.:][a-z][a-zA-Z0-9_-]*)+$/.test(text);
  const hasKey = /(^|[\s（(：:，,])[a-z][a-zA-Z]*(\.[a-z][a-zA-Z]*){2,}($|[\s）)，,。])/.test(text);
  const isCode = /^[a-z]+(_[a-z]+)+$/.test(text);
  const isKind = /^([A-Z][a-z]+){2,}$/.test(text);
  const hasPlace = /\{\{|\}\}/.test(text);
  const hasNoValue = /\[object |\bundefined\b|\bNaN\b|\bInvalid Date\b/.test(text);
  return isKey || hasKey || isCode || isKind || hasPlace || hasNoValue;
}
