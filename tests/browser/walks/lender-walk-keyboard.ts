// A keyboard without a mouse beside it: everything is reached with Tab, and on the platform's own pages one sees where
// the focus is.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

const TABS_MAX = 120;

export class WalkKeyboard {
  readonly #page: Page;
  readonly #platformUrl: string;

  constructor(page: Page, platformUrl: string) {
    this.#page = page;
    this.#platformUrl = platformUrl;
  }

  async enter(field: Locator, text: string): Promise<void> {
    await this.#tabTo(field);
    await this.#page.keyboard.press('ControlOrMeta+A');
    await this.#page.keyboard.type(text);
  }

  async press(wanted: Locator, key = 'Enter'): Promise<void> {
    await this.#tabTo(wanted);
    await this.#page.keyboard.press(key);
  }

  /** Presses Tab until it has the focus: what cannot be reached so cannot be used without a mouse. */
  async #tabTo(wanted: Locator): Promise<void> {
    await wanted.first().waitFor();
    for (let count = 0; count < TABS_MAX; count += 1) {
      const has = await wanted.first().evaluate((element) => element === document.activeElement);
      if (has) {
        const isOurs = this.#page.url().startsWith(this.#platformUrl);
        if (isOurs) expect(await showsFocus(wanted.first())).toBe(true);
        return;
      }
      await this.#page.keyboard.press('Tab');
    }
    throw new Error(`Not reached by Tab: ${wanted}`);
  }
}

/** Whether one sees where the focus is: a line around it, or around the field that it stands in. */
function showsFocus(focused: Locator): Promise<boolean> {
  return focused.evaluate((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    if (outlineStyle !== 'none' && outlineWidth !== '0px') return true;
    const field = element.closest('.text-input, .input, .segments label');
    return field !== null && getComputedStyle(field).boxShadow !== 'none';
  });
}
