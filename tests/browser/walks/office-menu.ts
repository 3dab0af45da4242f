// The office's menu on a phone, where its places are folded behind one button.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

interface WayByMenu {
  /** What the button says. */
  readonly menu: string;
  /** The address of the place. */
  readonly place: string;
  /** Everything that is wrong with the page as it stands. */
  readonly faults: () => Promise<readonly string[]>;
}

/** From a page of the office to a place; the open menu is looked at on the way. */
export async function goByMenu(page: Page, { menu, place, faults }: WayByMenu): Promise<void> {
  const link = page.locator(`.office-nav nav a[href="${place}"]`);
  expect(await link.isVisible()).toBe(false);
  await page.getByRole('button', { name: menu, exact: true }).click();
  await link.waitFor();
  expect(await faults()).toEqual([]);
  await link.click();
  await page.waitForURL(`**${place}`);
}
