// The rules for pages with planted faults: each catches what it is there for, and leaves the near miss alone.
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { declaredFigures } from '../figures/declared-figures.ts';
import { MET_IN_WALKS } from '../figures/met-in-walks.ts';
import { allFigures } from '../figures/registry.ts';
import { axeViolations } from './axe-violations.ts';
import { bareNumbers } from './bare-numbers.ts';
import { cutPlacesOf } from './cut-places.ts';
import { differencesOf, figuresOn, rememberedQueries, type ShownFigure } from './figures-shown.ts';
import { watchPage } from './page-watch.ts';
import { sidewaysOf } from './sideways.ts';
import { isUntranslated, untranslatedWords } from './untranslated-words.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage({ viewport: { width: 390, height: 844 } });
});

afterAll(async () => {
  await browser?.close();
});

describe('The rules for pages', () => {
  it('catch a bare number, and leave figures, plain numbers and what is typed alone', async () => {
    await show(`<p class="note">还剩 <b>3</b> 笔</p>`);
    expect(await bareNumbers(page)).toEqual(['“3” in body > p.note > b']);
    await show(`<p>还剩 <b data-figure="a" data-value="3">3</b> 笔，第 <span data-plain>2</span> 期，
      <time datetime="2026-11-22">11月22日</time></p><input value="5"><select><option>12</option></select>
      <code>a1</code><svg data-plain><text>100</text></svg>`);
    expect(await bareNumbers(page)).toEqual([]);
    await show(`<svg><text>100</text></svg><p>四成</p>`);
    expect(await bareNumbers(page)).toHaveLength(1);
  });

  it.each([
    ...['lend.home.title', 'title.main', '还剩 {{count}} 笔', 'not_enough_money', 'undefined 笔'],
    ...['共 NaN', '[object Object]', 'see lend.home.left for more', 'words:title'],
    'CollectionCostReleased',
  ])('catch words that nobody was meant to read: %s', (text) => {
    expect(isUntranslated(text)).toBe(true);
  });

  it.each([
    '出借',
    'Lend',
    'e.g. a loan',
    'lin@example.org',
    'Mutua 互信',
    'Left: 3',
    'and so on…',
  ])('leave words alone: %s', (text) => {
    expect(isUntranslated(text)).toBe(false);
  });

  it('catch a key in a label that nobody sees', async () => {
    await show(`<h1>题</h1><button aria-label="lend.home.close">关</button>`);
    expect(await untranslatedWords(page)).toEqual(['lend.home.close']);
  });

  it('catch what is wider than the window, and leave alone what moves inside a place of its own', async () => {
    await show(`<div class="wide" style="width:500px">宽</div>`);
    expect((await sidewaysOf(page)).join()).toMatch(/too wide for 390.*div\.wide/);
    await show(`<div style="overflow-x:auto"><div style="width:500px">宽</div></div>`);
    expect(await sidewaysOf(page)).toEqual([]);
  });

  it('catch a word of the bar that is cut off or stands outside of it', async () => {
    const bar = (links: string) =>
      `<header class="bar" style="height:40px"><nav style="overflow-x:auto">${links}</nav></header>`;
    await show(bar('<a style="margin-left:380px">费用</a>'));
    expect(await cutPlacesOf(page)).toEqual(['“费用” does not stand in the bar']);
    await show(bar('<a style="display:block;height:60px">出借市场</a>'));
    expect(await cutPlacesOf(page)).toEqual(['“出借市场” does not stand in the bar']);
    await show(bar('<a>出借市场</a>'));
    expect(await cutPlacesOf(page)).toEqual([]);
  });

  it('catch a field without a label', async () => {
    const field = (label: string) =>
      `<main><h1>题</h1>${label}<input id="amount" type="text"></main>`;
    await show(field(''));
    expect((await axeViolations(page)).join()).toContain('label');
    await show(field('<label for="amount">金额</label>'));
    expect(await axeViolations(page)).toEqual([]);
  });

  it('catch errors of scripts, of the console and of what is asked for', async () => {
    const other = await browser.newPage();
    const watch = watchPage(other);
    await other.route('http://mutua.test/**', (route) =>
      route.fulfill(
        route.request().url().endsWith('/missing')
          ? { status: 404, body: '' }
          : { contentType: 'text/html', body: `<h1>题</h1><script>${FAULTS}</script>` },
      ),
    );
    await other.goto('http://mutua.test/');
    await watch.settled();
    const failures = watch.failures().join('\n');
    expect(failures).toContain('error: broken');
    expect(failures).toContain('console: said');
    expect(failures).toContain('404: http://mutua.test/missing');
    expect(watch.failures()).toEqual([]);
    await other.close();
  });

  it('wait for what is loading', async () => {
    const watch = watchPage(page);
    await show('<h1>题</h1><p aria-busy="true"></p>');
    let isSettled = false;
    const settled = watch.settled().then(() => {
      isSettled = true;
    });
    // Longer than a quiet page is waited for.
    await pause(300);
    expect(isSettled).toBe(false);
    await page.locator('p').evaluate((loading) => loading.removeAttribute('aria-busy'));
    await settled;
  });

  it('say what a page still asks for that never has it', async () => {
    const other = await browser.newPage();
    const watch = watchPage(other, { patienceMs: 500 });
    await other.route('http://mutua.test/**', (route) =>
      route.request().url().endsWith('/never')
        ? undefined
        : route.fulfill({
            contentType: 'text/html',
            body: "<h1>题</h1><script>fetch('/never')</script>",
          }),
    );
    await other.goto('http://mutua.test/');
    await expect(watch.settled()).rejects.toThrow('still loading: http://mutua.test/never');
    await other.close();
  });
});

describe('A figure', () => {
  const figure: ShownFigure = { id: 'a.left', row: '', value: 'CNY 1234.50', text: '¥1,234.50' };
  const queries = allFigures({ a: { 'a.left': async () => 'CNY 1234.50' } });

  it('is read from the page with its row, its value and what is seen', async () => {
    const marks = 'data-figure="a.left" data-row="r" data-value="CNY 1234.50"';
    await show(`<p><b ${marks}><i>¥</i>1,234<i>.50</i></b><b ${marks}><i>¥</i>1,234<i>.50</i></b>`);
    expect(await figuresOn(page)).toEqual([{ ...figure, row: 'r' }]);
  });

  it.each([
    ['as the book has it', figure, undefined],
    [
      'that differs from the book',
      { ...figure, value: 'CNY 1234.51', text: '¥1,234.51' },
      'is CNY',
    ],
    ['of which nobody wrote SQL', { ...figure, id: 'a.other' }, 'has no SQL'],
    ['that shows something else than its value', { ...figure, text: '¥1,234.51' }, 'shows'],
    ['that shows less than its value', { ...figure, text: '¥1,234' }, 'shows'],
    ['without a value', { ...figure, value: '' }, 'shows'],
    ['of nothing, where the book has something', { ...figure, value: '', text: '—' }, 'is CNY'],
  ])('%s', async (_, shown, why) => {
    expect(await whyNot(shown)).toEqual(why === undefined ? [] : [expect.stringContaining(why)]);
  });

  it.each([
    ['112700ppm', '11.27%', true],
    ['112749ppm', '11.27%', true],
    ['-19400ppm', '−1.94%', true],
    ['112760ppm', '11.27%', false],
    ['0ppm', '0.00%', true],
    ['112700ppm', '—', false],
  ])('of a rate of %s is shown as %s: %s', async (value, text, isRight) => {
    const rates = allFigures({ a: { rate: async () => value } });
    const found = await whyNot({ id: 'rate', row: '', value, text }, rates);
    expect(found.length === 0).toBe(isRight);
  });

  it('is recomputed once for both languages of a page, and again for another row', async () => {
    let asked = 0;
    const counting = allFigures({ a: { 'a.left': async () => String(++asked) } });
    const remembered = rememberedQueries(counting);
    const three = { id: 'a.left', value: '1', text: '1' };
    expect(await whyNot({ ...three, row: 'x' }, remembered)).toEqual([]);
    expect(await whyNot({ ...three, row: 'x' }, remembered)).toEqual([]);
    expect(await whyNot({ ...three, row: 'y' }, remembered)).toEqual(['is 2 in the book']);
  });

  it('has one statement alone', () => {
    const one = { 'a.left': async () => '1' };
    expect(() => allFigures({ a: one, b: one })).toThrow('a.left of b');
  });

  it('is declared where it has SQL, and where a walk has to meet it', () => {
    const declared = new Set(declaredFigures());
    const named = [...allFigures().keys(), ...Object.values(MET_IN_WALKS).flat()];
    expect(named.filter((id) => !declared.has(id))).toEqual([]);
  });

  it('is found in the source that declares it', () => {
    const text = `export const A = declareFigures('lend.a', { left: WORDS, right: { label: [] } });`;
    const found = (path: string, source: string) => declaredFigures([{ path, text: source }]);
    expect(found('web/lend/a-figures.ts', text)).toEqual(['lend.a.left', 'lend.a.right']);
    expect(found('tests/a.ts', text)).toEqual([]);
    expect(() => found('web/a.ts', `declareFigures('a', ALL);`)).toThrow('not to be read');
    expect(() => found('web/a.ts', 'declareFigures(AREA, {});')).toThrow('has no name');
  });

  async function whyNot(shown: ShownFigure, by = queries) {
    const address = new URL('http://mutua.test/');
    const asking = { db: {} as Parameters<typeof differencesOf>[1]['db'], queries: by };
    const found = await differencesOf([shown], { ...asking, person: undefined, address });
    return found.map(({ why }) => why);
  }
});

const FAULTS = `console.error('said'); fetch('/missing'); setTimeout(() => { throw new Error('broken'); });`;

async function show(body: string): Promise<void> {
  await page.setContent(
    `<!doctype html><html lang="zh-CN"><head><title>试</title></head><body>${body}</body></html>`,
  );
}
