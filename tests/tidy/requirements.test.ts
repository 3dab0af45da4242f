// The map of requirements stays true: each row once, and each claim of "done" leads to a test that exists.
import { describe, expect, it } from 'vitest';
import {
  isTest,
  type Node,
  nodesOf,
  repositoryFiles,
  type SourceFile,
  syntaxTree,
} from './tree.ts';
import { wall } from './wall.ts';

const PAGE = 'docs/REQUIREMENTS.md';
const STATES = ['planned', 'partly', 'done'];

/** How many rows each area has, numbered from 01 without a gap; then models, systems and failures. */
const ROWS_BY_AREA: Readonly<Record<string, number>> = {
  ...{ FLW: 6, ROL: 7, LIC: 5, KYC: 11, BOR: 9, OFF: 7, CRD: 20, LST: 9, PRD: 12, GUA: 12 },
  ...{ INV: 10, MAT: 6, FND: 16, AML: 5, FEE: 8, CON: 5, REP: 6, COL: 9, TRF: 6, MON: 5 },
  ...{ RSK: 16, CMP: 12, DIS: 9, SUP: 11, CS: 6, EDU: 2, MKT: 13, CHN: 7, ORG: 18, STR: 8 },
  ...{ DAT: 7, ARC: 7, SEC: 16, PRF: 10, OPS: 6, INN: 5, ECO: 5, UX: 3, MET: 11 },
  ...{ MOD: 31, SYS: 27, FAIL: 25 },
};

/** One row of the page: its scenarios read `path › name of the test`. */
interface Row {
  readonly id: string;
  readonly line: number;
  readonly cells: readonly string[];
  readonly state: string;
  readonly scenarios: readonly string[];
}

wall({
  rule: 'A requirement that is not planned names scenarios, and each of them exists',
  violations: (files) => {
    const page = files.find(({ path }) => path === PAGE);
    return page ? rowsOf(page.text).flatMap((row) => faultsOf(row, files)) : [];
  },
  planted: [
    { 'a.test.ts': "it('pays', () => {});", [PAGE]: row('done', '`a.test.ts › pays twice`') },
    { 'a.test.ts': "// it('pays', () => {});", [PAGE]: row('done', '`a.test.ts › pays`') },
    { 'a.test.ts': "it.skip('pays', () => {});", [PAGE]: row('partly', '`a.test.ts › pays`') },
    { 'a.ts': "it('pays', () => {});", [PAGE]: row('done', '`a.ts › pays`') },
    { [PAGE]: row('done', '`b.test.ts › pays`') },
    { 'a.test.ts': "describe('A loan', () => {});", [PAGE]: row('done', '`a.test.ts › A loan`') },
    { 'a.test.ts': "const loan = { name: 'pays' };", [PAGE]: row('done', '`a.test.ts › pays`') },
    { [PAGE]: row('done', '') },
    { [PAGE]: row('done', 'tried by hand') },
    { [PAGE]: row('nearly', '') },
    {
      'a.test.ts': "it('pays', () => {});",
      [PAGE]: row('planned', '`a.test.ts › pays`'),
    },
  ],
  kept: {
    'a.test.ts': "describe('A loan', () => { it.each([1])('pays', () => {}); });",
    'b.test.ts': "wall({ rule: 'Walls stand', violations: () => [] });",
    'c.test.ts': "itHolds({ name: 'nothing is lost', holds: () => {}, planted: wrong });",
    [PAGE]: `${row('done', '`a.test.ts › pays`<br>`a.test.ts › A loan › pays`')}
${row('partly', '`b.test.ts › Walls stand`<br>`c.test.ts › nothing is lost`')}
${row('partly', '`a.test.ts › A loan`')}
${row('planned', '')}`,
  },
});

function row(state: string, scenarios: string): string {
  return `| FLW-01 | What | How | ${state} | ${scenarios} |`;
}

function faultsOf(row: Row, files: readonly SourceFile[]): string[] {
  const place = `${PAGE}:${row.line} ${row.id}`;
  if (!STATES.includes(row.state)) return [`${place}: ${row.state} is no state`];
  if (row.state === 'planned') {
    return row.scenarios.length > 0 ? [`${place}: names a scenario and is still planned`] : [];
  }
  if (row.scenarios.length === 0) return [`${place}: is ${row.state} and names no scenario`];
  return row.scenarios
    .filter((scenario) => !scenarioExists(scenario, files))
    .map((scenario) => `${place}: there is no ${scenario}`);
}

function scenarioExists(scenario: string, files: readonly SourceFile[]): boolean {
  const [path = '', ...titles] = scenario.split(' › ');
  const file = files.find((candidate) => candidate.path === path && isTest(path));
  if (!file) return false;
  const title = titles.join(' › ');
  return titlesOf(file).some((known) => known === title || known.endsWith(` › ${title}`));
}

/**
 * The titles of a file's tests, each with the groups around it (`A loan › pays`), and of the groups that
 * have tests. A law or wall, from which tests are made, has its name as title.
 */
function titlesOf(file: SourceFile): string[] {
  const nodes = [...nodesOf(syntaxTree(file))];
  const calls = nodes.filter(({ type }) => type === 'CallExpression');
  const groups = calls.filter((call) => calleeName(call) === 'describe');
  const titles: string[] = nodes.flatMap((node) => lawTitle(node) ?? []);
  for (const call of calls) {
    const name = calleeName(call);
    if (name !== 'it' && name !== 'test') continue;
    const around = groups
      .filter(({ start, end }) => start < call.start && call.end < end)
      .map((group) => textOf(firstArgument(group)) ?? '');
    titles.push(around.join(' › '), [...around, textOf(firstArgument(call)) ?? ''].join(' › '));
  }
  return titles;
}

function lawTitle(node: Node): string | undefined {
  if (node.type !== 'ObjectExpression') return undefined;
  const fields = new Map(
    (node.properties as readonly Node[]).map(({ key, value }) => [
      (key as Node | undefined)?.name,
      value as Node | undefined,
    ]),
  );
  if (fields.has('violations')) return textOf(fields.get('rule'));
  return fields.has('holds') ? textOf(fields.get('name')) : undefined;
}

/** `it` of `it(…)`, `it.each(…)(…)` and the like; nothing for a test that does not run. */
function calleeName(call: Node): string | undefined {
  let callee = call.callee as Node;
  for (;;) {
    if (callee.type === 'Identifier') return callee.name as string;
    if (callee.type === 'CallExpression') callee = callee.callee as Node;
    else if (callee.type === 'TaggedTemplateExpression') callee = callee.tag as Node;
    else if (callee.type === 'MemberExpression') {
      const property = (callee.property as Node).name;
      if (property === 'skip' || property === 'todo' || property === 'fails') return undefined;
      callee = callee.object as Node;
    } else return undefined;
  }
}

function firstArgument(call: Node): Node | undefined {
  return (call.arguments as readonly Node[])[0];
}

function textOf(node: Node | undefined): string | undefined {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

function rowsOf(page: string): Row[] {
  return page.split('\n').flatMap((text, index) => {
    const cells = text.split('|').map((cell) => cell.trim());
    const id = cells[1] ?? '';
    if (!/^[A-Z]+-\d\d$/.test(id)) return [];
    const written = cells.at(-2) ?? '';
    const scenarios = [...written.matchAll(/`([^`]+ › [^`]+)`/g)].map((match) => match[1] ?? '');
    return [
      { id, line: index + 1, cells: cells.slice(2, -3), state: cells.at(-3) ?? '', scenarios },
    ];
  });
}

/** What is wrong with the rows as a whole: gaps, doubles, strangers, empty cells. */
function wholeFaults(rows: readonly Row[]): string[] {
  const expected = Object.entries(ROWS_BY_AREA).flatMap(([area, count]) =>
    Array.from({ length: count }, (_, index) => `${area}-${String(index + 1).padStart(2, '0')}`),
  );
  const times = new Map<string, number>();
  for (const { id } of rows) times.set(id, (times.get(id) ?? 0) + 1);
  return [
    ...expected.filter((id) => !times.has(id)).map((id) => `${id} is missing`),
    ...[...times].filter(([, count]) => count > 1).map(([id]) => `${id} stands more than once`),
    ...[...times.keys()].filter((id) => !expected.includes(id)).map((id) => `${id} is unknown`),
    ...rows
      .filter(({ cells }) => cells.some((cell) => cell === ''))
      .map(({ id }) => `${id} has a gap`),
  ];
}

describe('Every requirement stands on the page exactly once', () => {
  const page = repositoryFiles().find(({ path }) => path === PAGE);
  const rows = rowsOf(page?.text ?? '');

  it('holds in the repository: 346 requirements, 31 models, 27 systems, 25 failure patterns', () => {
    expect(wholeFaults(rows)).toEqual([]);
    expect(rows).toHaveLength(346 + 31 + 27 + 25);
  });

  it('is seen to be broken when a row is lost, doubled, invented or left empty', () => {
    const [first, ...others] = rows;
    if (!first) throw new Error('The page has no rows.');
    expect(wholeFaults(others)).toEqual(['FLW-01 is missing']);
    expect(wholeFaults([first, ...rows])).toEqual(['FLW-01 stands more than once']);
    expect(wholeFaults([...rows, { ...first, id: 'FLW-07' }])).toEqual(['FLW-07 is unknown']);
    expect(wholeFaults([{ ...first, cells: ['What', ''] }, ...others])).toEqual([
      'FLW-01 has a gap',
    ]);
  });
});
