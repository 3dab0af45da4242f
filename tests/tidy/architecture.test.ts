// The pages for newcomers stay true: what they name exists, and their links lead somewhere.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importsOf, workspaceOf } from './import-graph.ts';
import { isTest, type SourceFile } from './tree.ts';
import { wall } from './wall.ts';

const PAGES = ['README.md', 'CONTRIBUTING.md', 'docs/ARCHITECTURE.md'];
/** The heading of the part that speaks of what is not built yet, whatever its level. */
const TO_COME = /^(#+) To come\b/;
/** What a build or a run makes; it is named, but stands in no clone. */
const MADE = /^(dist|node_modules|\.mutua|\.cache)(\/|$)/;

const DRAWING = 'docs/ARCHITECTURE.md';
const FOLDERS = ['core', 'contract', 'server', 'web', 'bench', 'setup'];

interface Line {
  readonly place: string;
  readonly text: string;
}

wall({
  rule: 'A path that a page for newcomers names exists, unless it is said to come',
  violations: (files) =>
    linesOf(files, PAGES, builtNow).flatMap(({ place, text }) =>
      pathsIn(text)
        .filter((path) => !exists(path, files))
        .map((path) => `${place}: there is no ${path}`),
    ),
  planted: [
    { 'docs/ARCHITECTURE.md': 'Money stands in `core/money/`.' },
    { 'core/money/day.ts': '', 'README.md': 'See `core/money/allocate.ts`.' },
    { 'core/money/day.ts': '', 'docs/ARCHITECTURE.md': 'See `core/mon/`.' },
    { 'CONTRIBUTING.md': 'It is what `begin.mjs` runs.' },
    { 'docs/ARCHITECTURE.md': '## To come\n\n`server/ledger`\n\n## Now\n\n`server/cli`' },
  ],
  kept: {
    'start.mjs': '',
    'core/money/day.ts': '',
    'docs/ARCHITECTURE.md': [
      '`start.mjs`, `core/money`, `core/`, `core/money/*.ts`, `core/money/day.ts`',
      '`dist/mutua.mjs`, `.mutua/`, `GET /api/quote`, `/openapi.json`, `@mutua/core/kit/result.ts`',
      '`npm test`, `./day.ts`, `borrower/lender`, `node:path`, `a.b`',
      '### To come',
      '`server/ledger/`',
      '#### Later still',
      '`server/rails/bank.ts`',
    ].join('\n'),
  },
});

wall({
  rule: 'A link in a page leads to a file, and to a heading that is there',
  violations: (files) =>
    linesOf(files, pagesOf(files), (text) => text).flatMap(({ place, text }) =>
      [...text.matchAll(/\]\(([^)\s]+)\)/g)]
        .map((match) => match[1] ?? '')
        .filter((target) => !leadsSomewhere(target, place.split(':')[0] ?? '', files))
        .map((target) => `${place}: ${target} leads nowhere`),
    ),
  planted: [
    { 'README.md': '[Architecture](docs/ARCHITECTURE.md)' },
    { LICENSE: '', 'docs/A.md': '[licence](LICENSE)' },
    { 'docs/A.md': '# A\n[there](#b)' },
    { 'docs/B.md': '# B', 'docs/A.md': '[there](B.md#c)' },
    { 'README.md': '![page](docs/pictures/no-such-page.png)' },
  ],
  kept: {
    LICENSE: '',
    'docs/A.md':
      '## 3.2 The loan’s life, and `more`\n[licence](../LICENSE) [web](https://example.org/a)',
    'README.md': '[a](docs/A.md#32-the-loans-life-and-more) [docs](docs) ',
  },
});

wall({
  rule: 'The drawing of the house shows which folders import which, and no more',
  violations: (files) => {
    const page = files.find(({ path }) => path === DRAWING);
    if (!page) return [];
    const drawn = arrowsIn(page.text);
    const built = new Set(
      importsOf(files)
        .filter(({ from }) => !isTest(from.path))
        .map(({ from, path }) => [workspaceOf(from.path), workspaceOf(path ?? '')])
        .filter(([from, to]) => FOLDERS.includes(from ?? '') && FOLDERS.includes(to ?? ''))
        .filter(([from, to]) => from !== to)
        .map((arrow) => arrow.join(' --> ')),
    );
    return [
      ...[...built].filter((arrow) => !drawn.has(arrow)).map((arrow) => `${arrow} is not drawn`),
      ...[...drawn].filter((arrow) => !built.has(arrow)).map((arrow) => `${arrow} is not built`),
    ];
  },
  planted: [
    { 'server/a.ts': "import '@mutua/core/b.ts';", 'core/b.ts': '', [DRAWING]: drawing('') },
    { [DRAWING]: drawing('server --> core') },
  ],
  kept: {
    'core/b.ts': '',
    'server/a.ts': "import '@mutua/core/b.ts';",
    'server/a.test.ts': "import '../web/c.ts';",
    'web/c.ts': '',
    [DRAWING]: drawing('server["all: of it"] --> core["rules"]\n  web -.-> core'),
  },
});

function drawing(arrows: string): string {
  return `\`\`\`mermaid\nflowchart TB\n  ${arrows}\n\`\`\``;
}

/** The whole arrows of the drawing, without the words of the boxes. */
function arrowsIn(page: string): Set<string> {
  const drawn = /```mermaid\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const lines = drawn.replace(/\["[^"]*"\]/g, '').split('\n');
  return new Set(lines.map((line) => line.trim()).filter((line) => / --> /.test(line)));
}

function pagesOf(files: readonly SourceFile[]): string[] {
  return files.map(({ path }) => path).filter((path) => path.endsWith('.md'));
}

function linesOf(
  files: readonly SourceFile[],
  pages: readonly string[],
  part: (text: string) => string,
): Line[] {
  return files
    .filter(({ path }) => pages.includes(path))
    .flatMap(({ path, text }) =>
      part(text)
        .split('\n')
        .map((line, index) => ({ place: `${path}:${index + 1}`, text: line })),
    );
}

/** The page with the part under "To come" blanked, line numbers kept. */
function builtNow(text: string): string {
  let level = 0;
  return text
    .split('\n')
    .map((line) => {
      const heading = /^(#+) /.exec(line)?.[1]?.length ?? 0;
      if (heading > 0 && heading <= level) level = 0;
      if (level === 0) level = TO_COME.exec(line)?.[1]?.length ?? 0;
      return level === 0 ? line : '';
    })
    .join('\n');
}

/** What in backticks looks like a path from the root: a folder's or a file's name with a known beginning or end. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`([^`\s]+)`/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => /^[\w.][\w./*-]*$/.test(name) && !name.startsWith('./'))
    .filter((name) => ROOTS.test(name) || /\.(ts|tsx|mjs|json|md|css)$/.test(name))
    .filter((name) => !MADE.test(name));
}

const ROOTS = /^(core|contract|server|web|tests|bench|docs|setup|\.ci)\//;

/** A `*` stands for any characters of one name. */
function exists(path: string, files: readonly SourceFile[]): boolean {
  const literal = path.replace(/\/$/, '').replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`^${literal.replaceAll('*', '[^/]*')}(/|$)`);
  return files.some((file) => pattern.test(file.path));
}

function leadsSomewhere(target: string, page: string, files: readonly SourceFile[]): boolean {
  if (/^[a-z]+:/.test(target)) return true;
  const [written = '', anchor] = target.split('#');
  const path = written === '' ? page : resolve(page, written);
  const file = files.find((candidate) => candidate.path === path);
  if (file) return anchor === undefined || anchorsOf(file.text).includes(anchor);
  if (/\.(png|jpg|svg)$/.test(path)) return existsSync(new URL(path, ROOT));
  return files.some((candidate) => candidate.path.startsWith(`${path}/`));
}

const ROOT = new URL('../../', import.meta.url);

function resolve(page: string, target: string): string {
  const url = new URL(target, new URL(page, ROOT));
  return fileURLToPath(url).slice(fileURLToPath(ROOT).length).replace(/\/$/, '');
}

/** As the usual readers of Markdown make them from headings. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}
