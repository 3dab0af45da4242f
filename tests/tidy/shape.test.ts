import { isFunction } from './syntax.ts';
import {
  isCode,
  isNode,
  isTest,
  lineOf,
  type Node,
  nodesOf,
  placeOf,
  type SourceFile,
  syntaxTree,
} from './tree.ts';
import { wall } from './wall.ts';

const FILE_LINES_MAX = 400;
const FUNCTION_LINES_MAX = 70;
const FOLDERS_MAX = 4;

wall({
  rule: `no file of code is longer than ${FILE_LINES_MAX} lines`,
  violations: (files) =>
    files
      .filter(({ path }) => isCode(path))
      .map((file) => ({ path: file.path, lines: file.text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > FILE_LINES_MAX)
      .map(({ path, lines }) => `${path} has ${lines} lines`),
  planted: [{ 'core/long.ts': '// more\n'.repeat(FILE_LINES_MAX + 1) }],
  kept: {
    'core/long.ts': '// more\n'.repeat(FILE_LINES_MAX),
    'docs/long.md': 'more\n'.repeat(900),
  },
});

wall({
  rule: `no function is longer than ${FUNCTION_LINES_MAX} lines`,
  violations: (files) =>
    files
      .filter(({ path }) => isCode(path))
      .flatMap((file) =>
        measuredFunctions(file)
          .map((node) => ({ node, lines: linesOf(file, node) }))
          .filter(({ lines }) => lines > FUNCTION_LINES_MAX)
          .map(({ node, lines }) => `${placeOf(file, node.start)} has ${lines} lines`),
      ),
  planted: [
    { 'core/a.ts': functionOf('export function long() {', FUNCTION_LINES_MAX + 1) },
    { 'core/a.ts': functionOf('export const long = () => {', FUNCTION_LINES_MAX + 1) },
    { 'web/page.tsx': functionOf('export class A { draw() {', FUNCTION_LINES_MAX + 1, '}}') },
    { 'core/a.test.ts': functionOf("describe('x', () => { it('y', () => {", 90, '})})') },
  ],
  kept: {
    'core/a.ts': functionOf('export function long() {', FUNCTION_LINES_MAX),
    'core/a.test.ts': functionOf("describe('all of it', () => {", 200, '});'),
  },
});

wall({
  rule: `folders are at most ${FOLDERS_MAX} deep`,
  violations: (files) =>
    files.map(({ path }) => path).filter((path) => path.split('/').length - 1 > FOLDERS_MAX),
  planted: [{ 'core/loan/repay/early/part/payoff.ts': '' }],
  kept: { 'core/loan/repay/early/payoff.ts': '' },
});

/** Names of patterns: they say how a thing is made and not what it is. */
const PATTERN_NAMES = new Set(
  'utils util helpers helper service services manager entity entities impl types type common misc shared lib base abstract factory index'.split(
    ' ',
  ),
);

wall({
  rule: 'files are named in kebab-case by the thing, never by the pattern',
  violations: (files) =>
    files
      .map(({ path }) => path)
      .filter(isCode)
      .filter((path) => {
        const folders = path.split('/');
        const [name = '', ...suffixes] = (folders.pop() ?? '').split('.');
        const words = [
          ...folders.flatMap((folder) => folder.split('-')),
          ...name.split('-'),
          ...suffixes,
        ];
        return (
          !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || words.some((word) => PATTERN_NAMES.has(word))
        );
      }),
  planted: [
    { 'core/money/utils.ts': '' },
    { 'core/money/money-helper.ts': '' },
    { 'server/loan/loan.service.ts': '' },
    { 'server/manager/loan.ts': '' },
    { 'core/money/index.ts': '' },
    { 'core/money/minorUnits.ts': '' },
    { 'web/lend/LenderHome.tsx': '' },
  ],
  kept: {
    'core/money/minor-units.ts': '',
    'core/loan/schedule/due-day.test.ts': '',
    'web/index.html': '',
    'docs/index.md': '',
  },
});

const DEFAULT_EXPORT_ASKED_FOR = /(^|\/)(vite|vitest)\.config\.ts$/;

wall({
  rule: 'exports are named, and no file only hands on the exports of others',
  violations: (files) =>
    files
      .filter(({ path }) => isCode(path) && !DEFAULT_EXPORT_ASKED_FOR.test(path))
      .flatMap((file) => {
        const statements = bodyOf(syntaxTree(file));
        const found = statements
          .filter((node) => node.type === 'ExportAllDeclaration' || exportsDefault(node))
          .map((node) => `${placeOf(file, node.start)} exports everything or by default`);
        const barrel =
          statements.length > 1 &&
          statements.every(
            ({ type, source }) => type === 'ExportNamedDeclaration' && isNode(source),
          );
        return barrel ? [...found, `${file.path} is a barrel`] : found;
      }),
  planted: [
    { 'core/money.ts': "export * from './money/minor-units.ts';" },
    { 'core/money.ts': "export * as money from './money/minor-units.ts';" },
    { 'web/page.tsx': 'export default function Page() { return null; }' },
    { 'core/money.ts': 'const a = 1; export { a as default };' },
    { 'core/money.ts': "export { a } from './a.ts'; export { b } from './b.ts';" },
  ],
  kept: {
    'vitest.config.ts': 'export default {};',
    'core/money.ts': "export { a } from './a.ts'; export const b = 'export default';",
  },
});

wall({
  rule: 'every switch without a default is one whose cases the compiler counts',
  violations: (files) =>
    files
      .filter(({ path }) => isCode(path) && !isTest(path))
      .flatMap((file) =>
        openSwitches(syntaxTree(file)).map(
          (node) => `${placeOf(file, node.start)} may pass over a case in silence`,
        ),
      ),
  planted: [
    { 'core/a.ts': "export function f(a: 'x' | 'y') { switch (a) { case 'x': g(); break; } }" },
    {
      'core/a.ts':
        "export function f(a: 'x' | 'y') { switch (a) { case 'x': return 1; } return 2; }",
    },
  ],
  kept: {
    'core/a.ts': `
      export function f(a: 'x' | 'y'): number {
        switch (a) { case 'x': return 1; case 'y': { const b = 2; return b; } }
      }
      export function g(a: 'x' | 'y') {
        let b = 0;
        switch (a) { case 'x': b = 1; break; default: never(a); }
        return b;
      }`,
  },
});

function functionOf(head: string, lines: number, tail = '}'): string {
  return `${head}\n${'a();\n'.repeat(lines - 2)}${tail}`;
}

function linesOf(file: SourceFile, node: Node): number {
  return lineOf(file.text, node.end) - lineOf(file.text, node.start) + 1;
}

/** Every function, but not the block that a test file gives to `describe`: that is a chapter, not a function. */
function measuredFunctions(file: SourceFile): Node[] {
  const chapters = new Set<unknown>();
  const found: Node[] = [];
  for (const node of nodesOf(syntaxTree(file))) {
    if (isTest(file.path) && node.type === 'CallExpression' && isNode(node.callee)) {
      const called = file.text.slice(node.callee.start, node.callee.end);
      if (/^describe\b/.test(called))
        for (const each of node.arguments as Node[]) chapters.add(each);
    }
    if (isFunction(node) && !chapters.has(node)) found.push(node);
  }
  return found;
}

function bodyOf(tree: Node): Node[] {
  return tree.body as Node[];
}

function exportsDefault(node: Node): boolean {
  if (node.type === 'ExportDefaultDeclaration') return true;
  if (node.type !== 'ExportNamedDeclaration') return false;
  return (node.specifiers as Node[]).some(
    ({ exported }) => isNode(exported) && (exported.name ?? exported.value) === 'default',
  );
}

/**
 * Switches that could let a member of their union slip through. With a default nothing slips. Without
 * one, a switch that ends its function and whose every case returns or throws is checked by the
 * compiler, which misses a return where a case is missing; any other is not.
 */
function openSwitches(tree: Node): Node[] {
  const open: Node[] = [];
  const counted = new Set<unknown>();
  for (const node of nodesOf(tree)) {
    if (isFunction(node) && isNode(node.body) && Array.isArray(node.body.body)) {
      counted.add(node.body.body.at(-1));
    }
    if (node.type !== 'SwitchStatement') continue;
    const cases = node.cases as (Node & { test: unknown; consequent: Node[] })[];
    const hasDefault = cases.some(({ test }) => test === null);
    const allEnd = cases.every(
      ({ consequent }) => consequent.length === 0 || ends(consequent.at(-1)),
    );
    if (!hasDefault && !(allEnd && counted.has(node))) open.push(node);
  }
  return open;
}

function ends(statement: Node | undefined): boolean {
  if (!statement) return false;
  if (statement.type === 'ReturnStatement' || statement.type === 'ThrowStatement') return true;
  if (statement.type === 'BlockStatement') return ends((statement.body as Node[]).at(-1));
  if (statement.type !== 'IfStatement' || !isNode(statement.alternate)) return false;
  return ends(statement.consequent as Node) && ends(statement.alternate);
}
