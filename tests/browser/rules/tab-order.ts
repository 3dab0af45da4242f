// A page by the Tab key alone: everything that can be pressed is reached, in the order in which it stands, each seen to
// have the focus, and the way goes on to the end.
import type { Page } from 'playwright-core';

/** More than any page of ours has. */
const STEPS = 400;

/** What is wrong, in words; nothing on a good page. */
export async function tabOrderFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    const reached = new Set<Element>();
    Object.assign(globalThis, { reachedByTab: reached });
  });
  const faults: string[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(whatHasTheFocus);
    if (at === undefined) break;
    if (at.isAgain) break;
    if (!at.isSeen) faults.push(`The focus is not seen on ${at.name}.`);
    if (step === STEPS - 1) faults.push(`The way does not end: ${at.name}.`);
  }
  return [...faults, ...(await page.evaluate(whatWasMissed))];
}

/** Run in the page. */
function whatHasTheFocus():
  | { readonly name: string; readonly isSeen: boolean; readonly isAgain: boolean }
  | undefined {
  const found = document.activeElement;
  if (found === null || found === document.body) return undefined;
  const { reachedByTab } = globalThis as unknown as { reachedByTab: Set<Element> };
  const isAgain = reachedByTab.has(found);
  reachedByTab.add(found);
  const name = `${found.tagName.toLowerCase()} “${(found.textContent ?? '').trim().slice(0, 40)}”`;
  const around = [found, found.parentElement, found.closest('label')];
  const isSeen = around.some((one) => {
    if (one === null) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  });
  return { name, isSeen, isAgain };
}

/** Run in the page. Of a group of radios the Tab key reaches one. */
function whatWasMissed(): readonly string[] {
  const { reachedByTab } = globalThis as unknown as { reachedByTab: Set<Element> };
  const all = 'a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary';
  return [...document.querySelectorAll<HTMLElement>(all)].flatMap((one) => {
    const isRadio = one instanceof HTMLInputElement && one.type === 'radio';
    const isShown = one.checkVisibility({ visibilityProperty: true });
    if (isRadio || !isShown || one.tabIndex < 0 || reachedByTab.has(one)) return [];
    return [
      `Not reached: ${one.tagName.toLowerCase()} “${(one.textContent ?? '').trim().slice(0, 40)}”.`,
    ];
  });
}
