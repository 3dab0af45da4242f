// What counts as the first load of a page, on a small build made by hand.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstLoadOf, routesIn } from './first-load.ts';

const FILES: Readonly<Record<string, string>> = {
  'index.html':
    '<script type="module" crossorigin src="/assets/main-a1.js"></script><link rel="modulepreload" crossorigin href="/assets/react-b2.js"><link rel="stylesheet" href="/assets/main-a1.css">',
  'assets/main-a1.js':
    'import{t as e}from"./react-b2.js";const a=()=>import("./home-c3.js");e(a,"./never-z9.js");',
  'assets/react-b2.js': 'const t=1;export{t};',
  'assets/home-c3.js':
    'import{t as e}from"./react-b2.js";import*as n from"./table-d4.js";import"./style-e5.js";export*from"./more-f6.js";import("./chart-g7.js");export{n as Home};',
  'assets/home-c3.js.map': '{"sources":["../../../web/lend/home/lender-home.tsx"]}',
  'assets/table-d4.js': 'export const table=1;',
  'assets/style-e5.js': 'globalThis.style=1;',
  'assets/more-f6.js': 'export const more=1;',
  'assets/chart-g7.js': 'export const chart=1;',
  'assets/never-z9.js': 'export const never=1;',
};

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mutua-first-load-'));
  mkdirSync(path.join(folder, 'assets'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(path.join(folder, name), text);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('The first load of a page', () => {
  it('is what the document, the page and their imports name at once, and nothing that comes later', () => {
    const { files, bytes } = firstLoadOf({ folder }, 'web/lend/home/lender-home.tsx');
    const names = files.map((file) => path.basename(file)).sort();
    expect(names).toEqual([
      ...['home-c3.js', 'main-a1.js', 'more-f6.js', 'react-b2.js', 'style-e5.js', 'table-d4.js'],
    ]);
    expect(bytes).toBeGreaterThan(100);
  });

  it('is not guessed for a page that no chunk was made of', () => {
    expect(() => firstLoadOf({ folder }, 'web/lend/gone.tsx')).toThrow('web/lend/gone.tsx');
  });

  it('is asked for each page that the routes of an area name', () => {
    const routes = `export const lendRoutes = [
      pageRoute('/lend', () => import('./home/lender-home.tsx').then((m) => m.LenderHome)),
      pageRoute(
        '/lend/claims/$claimId', () =>
          import('./claim/claim-page.tsx').then((m) => m.ClaimPage)),
    ] as const;`;
    expect([...routesIn('web/lend/lend-routes.ts', routes)]).toEqual([
      ['/lend', 'web/lend/home/lender-home.tsx'],
      ['/lend/claims/$claimId', 'web/lend/claim/claim-page.tsx'],
    ]);
  });
});
