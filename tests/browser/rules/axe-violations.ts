// What axe-core finds on a page: what people with a screen reader, without a mouse or with weak eyes cannot use.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

interface AxeRun {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

let source: string | undefined;

/** Each violated rule with the first places of it. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  // Handed over by the browser's own door: a page of ours lets no script in that did not come with it.
  source ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(`if (window.axe === undefined) { ${source} }`);
  const run = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], preload: false, selectors: false, iframes: false })`,
  )) as AxeRun;
  return run.violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map(({ html, failureSummary = '' }) => {
      const why = failureSummary.split('\n')[1]?.trim() ?? '';
      return `${html.slice(0, 160)} (${why})`;
    });
    return `${id}: ${help}, ${nodes.length} times: ${places.join(' · ')}`;
  });
}
