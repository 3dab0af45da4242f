// The glossary is whole: what the code says stands there, once, and in both languages.
import { isNode, type Node, nodesOf, type SourceFile, syntaxTree } from './tree.ts';
import { wall } from './wall.ts';

const PAGE = 'docs/GLOSSARY.md';
const REFUSALS = 'core/kit/refusal-codes.ts';
const WORDS = 'contract/words/refusal-words-people.ts';
/** Where a union of codes is declared, and where a table gives each its words. */
const CODES = [
  { path: REFUSALS, union: 'RefusalCode' },
  { path: 'contract/http/problem.ts', union: 'HttpProblemCode' },
];
const TABLES = [
  { path: WORDS, table: 'REFUSAL_WORDS_PEOPLE' },
  { path: 'contract/words/refusal-words-loan-before.ts', table: 'REFUSAL_WORDS_LOAN_BEFORE' },
  { path: 'contract/words/refusal-words-loan-after.ts', table: 'REFUSAL_WORDS_LOAN_AFTER' },
  { path: 'contract/words/refusal-words-money.ts', table: 'REFUSAL_WORDS_MONEY' },
  { path: 'contract/http/problem-words.ts', table: 'PROBLEM_WORDS' },
];

/** One row of a table, under the number of its section (`8.14`). */
interface Row {
  readonly section: string;
  readonly line: number;
  readonly cells: readonly string[];
  readonly columns: readonly string[];
}

wall({
  rule: 'Every refusal that the code can give stands in the glossary, once, and in both languages',
  violations: (files) => {
    const rows = rowsOf(files).filter(({ section }) => section.startsWith('8.'));
    const known = new Set(rows.map(codeOf));
    const unknown = CODES.flatMap(({ path, union }) =>
      codesOf(union, path, files)
        .filter((code) => !known.has(code))
        .map((code) => `${path}: ${code} does not stand in the glossary`),
    );
    return [...unknown, ...doubles(rows, codeOf), ...rows.flatMap(languageFaults)];
  },
  planted: [
    {
      [REFUSALS]: "export type RefusalCode = 'not_found' | 'no_luck';",
      [PAGE]: refusals('| `not_found` | 没有。 | Nothing. |'),
    },
    { 'contract/http/problem.ts': "export type HttpProblemCode = 'no_luck';" },
    { [PAGE]: refusals('| `a` | 没有。 | Nothing. |', '| `a` | 没有。 | Nothing. |') },
    { [PAGE]: refusals('| `a` | | Nothing. |') },
    { [PAGE]: refusals('| `a` | 没有。 | |') },
    { [PAGE]: refusals('| `a` | 上限为{limit}。 | At most {maximum}. |') },
    { [PAGE]: refusals('| `a` | Nothing. | Nothing. |') },
  ],
  kept: {
    [REFUSALS]: "export type RefusalCode = 'a';",
    [PAGE]: refusals('| `a` | {a}至{b}。 | From {a} to {b}. |', '| `b` | 没有。 | Nothing. |'),
  },
});

wall({
  rule: 'The words of a refusal in the code are those of the glossary',
  violations: (files) => {
    const rows = rowsOf(files).filter(({ section }) => section.startsWith('8.'));
    return TABLES.flatMap(({ path, table }) => {
      const said = wordsOf(table, path, files);
      if (said.length === 0 && files.some((file) => file.path === path)) {
        return [`${path}: has no ${table}`];
      }
      return said.flatMap(({ code, chinese, english }) => {
        const cells = rows.find((row) => codeOf(row) === code)?.cells ?? [];
        if (cells[1] === chinese && cells[2] === english) return [];
        return [`${path}: ${code} does not have the words of the glossary`];
      });
    });
  },
  planted: [
    { [PAGE]: refusals('| `a` | 没有。 | Nothing. |'), [WORDS]: words('a', '没有。', 'None.') },
    { [PAGE]: refusals('| `a` | 没有。 | Nothing. |'), [WORDS]: words('a', '无。', 'Nothing.') },
    { [PAGE]: refusals('| `a` | 没有。 | Nothing. |'), [WORDS]: words('b', '没有。', 'Nothing.') },
    { [WORDS]: 'export const WORDS = {};' },
    {
      [PAGE]: refusals('| `a` | 没有。 | Nothing. |'),
      'contract/http/problem-words.ts':
        "const PROBLEM_WORDS = { a: { title: {}, detail: { 'zh-CN': '没有。', en: 'None.' } } };",
    },
  ],
  kept: {
    [PAGE]: refusals('| `a` | 没有。 | Nothing. |'),
    [WORDS]: words('a', '没有。', 'Nothing.'),
  },
});

wall({
  rule: 'Every transfer code has one number, one name, accounts of the chart, and both languages',
  violations: (files) => {
    const rows = rowsOf(files);
    const accounts = new Set(rows.filter(({ section }) => section === '6').map(codeOf));
    const transfers = rows.filter(({ section }) => section.startsWith('7.'));
    return [
      ...doubles(transfers, ({ cells }) => cells[0] ?? ''),
      ...doubles(transfers, ({ cells }) => cells[1] ?? ''),
      ...transfers.flatMap((row) => [
        ...namesIn(row.cells[2])
          .filter((kind) => !accounts.has(kind))
          .map((kind) => `${placeOf(row)}: ${kind} is no account kind`),
        ...(row.columns.length === 5 ? languageFaults({ ...row, cells: row.cells.slice(2) }) : []),
      ]),
    ];
  },
  planted: [
    {
      [PAGE]: transfers(
        '| 100 | `a` | `cash` → `cash` | 充值 | Top-up |',
        '| 100 | `b` | `cash` → `cash` | 提现 | Withdrawal |',
      ),
    },
    {
      [PAGE]: transfers(
        '| 100 | `a` | `cash` → `cash` | 充值 | Top-up |',
        '| 101 | `a` | `cash` → `cash` | 提现 | Withdrawal |',
      ),
    },
    { [PAGE]: transfers('| 100 | `a` | `cash` → `pool` | 充值 | Top-up |') },
    { [PAGE]: transfers('| 100 | `a` | `cash` → `cash` | 充值 | |') },
  ],
  kept: { [PAGE]: transfers('| 100 | `a` P | `cash` → a cash account | 充值 | Top-up |') },
});

wall({
  rule: 'Every state that a transition names has its row, and its words in both languages',
  violations: (files) =>
    ['5.1', '5.2', '5.3', '5.4'].flatMap((section) => {
      const rows = rowsOf(files).filter((row) => row.section === section);
      const states = rows.filter(({ columns }) => columns[0] === 'state');
      const known = new Set(states.map(codeOf));
      const named = rows.flatMap((row) =>
        columnsOf(row, ['from', 'to', 'next'])
          .flatMap(namesIn)
          .filter((state) => !known.has(state))
          .map((state) => `${placeOf(row)}: ${state} is no state`),
      );
      return [...named, ...doubles(states, codeOf), ...states.flatMap(languageFaults)];
    }),
  planted: [
    { [PAGE]: states('| `open` | 待办理 | Open | New. | `gone` |') },
    { [PAGE]: states('| `open` | | Open | New. | end |') },
    {
      [PAGE]: states(
        '| `open` | 待办理 | Open | New. | `open` |',
        '| `open` | 待办理 | Open | Old. | end |',
      ),
    },
  ],
  kept: {
    [PAGE]: states(
      '| `open` | 待办理 | Open | New. | `closed` (some kinds) |',
      '| `closed` | 已办结 | Closed | Done. | end |',
    ),
  },
});

wall({
  rule: 'Every term has its words, its one name in code and its definition',
  violations: (files) => {
    const rows = rowsOf(files);
    const terms = rows.filter(({ section }) => section.startsWith('3.'));
    return [
      ...rows
        .filter(({ cells, columns }) => cells.length !== columns.length)
        .map((row) => `${placeOf(row)}: has ${row.cells.length} cells, not ${row.columns.length}`),
      ...terms
        .filter(({ cells }) => cells.slice(0, 4).some((cell) => cell === ''))
        .map((row) => `${placeOf(row)}: has a gap`),
      ...terms
        .filter(({ cells }) => cells[2] !== '—' && namesIn(cells[2]).length === 0)
        .map((row) => `${placeOf(row)}: has no name in code`),
      ...doubles(
        terms.filter(({ cells }) => cells[2] !== '—'),
        ({ cells }) => cells[2] ?? '',
      ),
    ];
  },
  planted: [
    { [PAGE]: terms('| 债权 | claim | `Claim` | A right. |') },
    { [PAGE]: terms('| 债权 | claim | `Claim` | | note |') },
    { [PAGE]: terms('| 债权 | claim | Claim | A right. | note |') },
    {
      [PAGE]: terms(
        '| 债权 | claim | `Claim` | A right. | |',
        '| 份额 | part | `Claim` | A part. | |',
      ),
    },
  ],
  kept: {
    [PAGE]: terms(
      '| 债权 | claim | `Claim` | A right. | |',
      '| 资金池 | fund pool | — | None. | |',
    ),
  },
});

function refusals(...rows: readonly string[]): string {
  return ['### 8.1 Everywhere', '| code | 中文 | English |', '|---|---|---|', ...rows].join('\n');
}

function words(code: string, chinese: string, english: string): string {
  return `export const REFUSAL_WORDS_PEOPLE = { ${code}: { 'zh-CN': '${chinese}', en: '${english}' } };`;
}

function transfers(...rows: readonly string[]): string {
  const chart = ['## 6 Chart', '| kind | 中文 |', '|---|---|', '| `cash` | 现金 |'];
  const head = [
    '### 7.1 In',
    '| no. | code | accounts | 中文 | English |',
    '|---|---|---|---|---|',
  ];
  return [...chart, ...head, ...rows].join('\n');
}

function states(...rows: readonly string[]): string {
  const head = [
    '### 5.4 Case',
    '| state | 中文 | English | means | next |',
    '|---|---|---|---|---|',
  ];
  return [...head, ...rows].join('\n');
}

function terms(...rows: readonly string[]): string {
  const head = [
    '### 3.4 Claims',
    '| 中文 | English | Code | Definition | Do not say |',
    '|---|---|---|---|---|',
  ];
  return [...head, ...rows].join('\n');
}

/** Every row of every table of the page. */
function rowsOf(files: readonly SourceFile[]): Row[] {
  const rows: Row[] = [];
  let section = '';
  let columns: readonly string[] = [];
  const text = files.find(({ path }) => path === PAGE)?.text ?? '';
  for (const [index, line] of text.split('\n').entries()) {
    const heading = /^##+ (\d+(?:\.\d+)?) /.exec(line);
    if (heading) section = heading[1] ?? '';
    if (!line.startsWith('|')) columns = [];
    else if (columns.length === 0) columns = cellsOf(line);
    else if (!/^[|-]+$/.test(line))
      rows.push({ section, line: index + 1, cells: cellsOf(line), columns });
  }
  return rows;
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function columnsOf(row: Row, names: readonly string[]): string[] {
  return row.cells.filter((_, index) => names.includes(row.columns[index] ?? ''));
}

/** The codes of a union of texts, as the code declares it. */
function codesOf(union: string, path: string, files: readonly SourceFile[]): string[] {
  const file = files.find((candidate) => candidate.path === path);
  if (!file) return [];
  return [...nodesOf(syntaxTree(file))]
    .filter(({ type, id }) => type === 'TSTypeAliasDeclaration' && isNode(id) && id.name === union)
    .flatMap((declared) => [...nodesOf(declared)])
    .filter(({ type, value }) => type === 'Literal' && typeof value === 'string')
    .map(({ value }) => String(value));
}

/** What a table of words says, code by code; of a title and a detail, the detail. */
function wordsOf(table: string, path: string, files: readonly SourceFile[]) {
  const file = files.find((candidate) => candidate.path === path);
  const declared = [...(file ? nodesOf(syntaxTree(file)) : [])].find(
    ({ type, id }) => type === 'VariableDeclarator' && isNode(id) && id.name === table,
  );
  const init = declared?.init;
  const literal = isNode(init) && init.type === 'TSSatisfiesExpression' ? init.expression : init;
  return [...propertiesOf(literal)].map(([code, words]) => {
    const parts = propertiesOf(words);
    const languages = propertiesOf(parts.get('detail') ?? words);
    const textIn = (language: string) => (languages.get(language) as Node | undefined)?.value;
    return { code, chinese: textIn('zh-CN'), english: textIn('en') };
  });
}

function propertiesOf(node: unknown): Map<string, unknown> {
  const properties = isNode(node) && Array.isArray(node.properties) ? node.properties : [];
  return new Map(properties.map(({ key, value }) => [String(key.name ?? key.value), value]));
}

/** The first two cells after the name are Chinese and English, with the same placeholders. */
function languageFaults(row: Row): string[] {
  const [chinese = '', english = ''] = row.cells.slice(1);
  if (!/[\u4e00-\u9fff]/.test(chinese)) return [`${placeOf(row)}: has no Chinese`];
  if (!/[A-Za-z]/.test(english)) return [`${placeOf(row)}: has no English`];
  const same = placeholders(chinese).join() === placeholders(english).join();
  return same ? [] : [`${placeOf(row)}: the languages have different placeholders`];
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
}

function doubles(rows: readonly Row[], nameOf: (row: Row) => string): string[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const name = nameOf(row);
    if (seen.has(name)) return [`${placeOf(row)}: ${name} stands twice`];
    seen.add(name);
    return [];
  });
}

function codeOf(row: Row): string {
  return namesIn(row.cells[0])[0] ?? '';
}

/** The names in backticks, without an owner that follows a kind. */
function namesIn(cell: string | undefined): string[] {
  return [...(cell ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
}

function placeOf(row: Row): string {
  return `${PAGE}:${row.line}`;
}
