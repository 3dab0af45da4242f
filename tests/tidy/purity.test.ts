import { calledName, literalText, memberName, mentionsOf } from './syntax.ts';
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

/** What would let a clock, a machine or chance into a rule. */
const IMPURE = new Set([
  ...['Date', 'performance', 'Temporal', 'Intl', 'process', 'console', 'globalThis', 'Buffer'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame'],
  ...['fetch', 'crypto', 'require', 'localStorage', 'WebSocket', 'Worker', 'eval'],
]);

wall({
  rule: 'core knows no clock, no chance, no machine',
  violations: (files) =>
    rulesOfCore(files).flatMap((file) => {
      const found: string[] = [];
      for (const { name, node } of mentionsOf(syntaxTree(file))) {
        if (IMPURE.has(name)) found.push(`${placeOf(file, node.start)} says ${name}`);
      }
      for (const node of nodesOf(syntaxTree(file))) {
        const chance =
          memberName(node) === 'Math.random' ||
          (node.type === 'VariableDeclarator' && isNode(node.init) && node.init.name === 'Math');
        if (chance) found.push(`${placeOf(file, node.start)} says Math.random`);
      }
      return found;
    }),
  planted: [
    { 'core/time/now.ts': 'export const today = () => new Date().getFullYear();' },
    { 'core/time/now.ts': 'export interface Row { readonly at: Date }' },
    { 'core/kit/id.ts': 'export const id = () => Math.random();' },
    { 'core/kit/id.ts': "export const id = () => Math['random']();" },
    { 'core/kit/id.ts': 'const { random } = Math; export const id = () => random();' },
    { 'core/kit/id.ts': 'export const id = () => crypto.randomUUID();' },
    { 'core/kit/log.ts': "export const log = () => console.log('paid');" },
    { 'core/kit/environment.ts': 'export const zone = () => process.env.TZ;' },
    { 'core/kit/measure.ts': 'export const start = () => performance.now();' },
    { 'core/kit/later.ts': 'export const later = (act: () => void) => setTimeout(act, 1);' },
  ],
  kept: {
    'core/time/day.ts': `// A Date is not a Day, and Math.random is nowhere.
      export const words = 'new Date()';
      export interface Row { readonly process: string; readonly Date: string }
      export const read = (row: Row) => [row.process, row.Date, Math.floor(2.5)];`,
    'core/time/day.test.ts': 'export const oracle = new Date();',
    'server/clock.ts': 'export const now = () => new Date();',
  },
});

/** Opaque types, and the folder whose functions alone may say that a value is one of them. */
const OPAQUE: Readonly<Record<string, string>> = {
  MinorUnits: 'core/money/',
  Money: 'core/money/',
  Currency: 'core/money/',
  Day: 'core/time/',
  Instant: 'core/time/',
};

wall({
  rule: 'only the folder of an opaque type casts to it',
  violations: (files) =>
    files
      .filter(({ path }) => isCode(path))
      .flatMap((file) =>
        [...nodesOf(syntaxTree(file))]
          .filter((node) => node.type === 'TSAsExpression' && isNode(node.typeAnnotation))
          .flatMap((node) =>
            [...mentionsOf(node.typeAnnotation as never)]
              .filter(({ name }) => {
                const home = OPAQUE[name];
                return home !== undefined && !file.path.startsWith(home);
              })
              .map(({ name }) => `${placeOf(file, node.start)} casts to ${name}`),
          ),
      ),
  planted: [
    { 'core/loan/row.ts': 'export const left = (a: bigint) => (a - 1n) as MinorUnits;' },
    { 'core/loan/row.ts': 'export const all = (a: bigint[]) => a as readonly MinorUnits[];' },
    { 'server/loan/read.ts': 'export const day = (text: string) => Number(text) as Day;' },
    { 'core/time/day.test.ts': 'export const money = 5n as MinorUnits;' },
  ],
  kept: {
    'core/money/minor-units.ts':
      'export const plus = (a: bigint, b: bigint) => (a + b) as MinorUnits;',
    'core/time/day.ts': 'export const day = (days: number) => days as Day;',
    'core/loan/row.ts': `import { type MinorUnits, minorUnits as Day } from '../money/minor-units.ts';
      export const row = (a: MinorUnits) => [a] as const;`,
  },
});

/** Where figures may be floating-point: rates of return are not money, and a calendar counts in small whole numbers. */
const FLOATS_ALLOWED = ['core/rate/', 'core/time/', 'core/credit/'];

const FLOAT_CALLS =
  /^(parseFloat|Number\.parseFloat|Math\.(pow|sqrt|cbrt|exp|expm1|log|log1p|log2|log10|round|fround|hypot)|.*\.(toFixed|toPrecision|toExponential|valueOf))$/;

wall({
  rule: 'core reckons in whole numbers and fractions, floats stand where rates of return are found',
  violations: (files) =>
    rulesOfCore(files)
      .filter(({ path }) => !FLOATS_ALLOWED.some((folder) => path.startsWith(folder)))
      .flatMap((file) =>
        [...nodesOf(syntaxTree(file))].flatMap((node) => {
          const called = calledName(node) ?? '';
          const parsesText =
            called === 'Number' && !file.path.startsWith('core/money/') && !takesBits(node);
          if (FLOAT_CALLS.test(called) || parsesText) {
            return [`${placeOf(file, node.start)} calls ${called}`];
          }
          const isFloat = node.type === 'Literal' && typeof node.value === 'number';
          return isFloat && !Number.isInteger(node.value)
            ? [`${placeOf(file, node.start)} says ${node.value}`]
            : [];
        }),
      ),
  planted: [
    { 'core/loan/fee.ts': 'export const fee = (text: string) => parseFloat(text);' },
    { 'core/loan/fee.ts': 'export const fee = (amount: bigint) => Number(amount);' },
    { 'core/loan/fee.ts': 'export const fee = (amount: number) => amount.toFixed(2);' },
    { 'core/loan/fee.ts': 'export const fee = (amount: number) => amount * 0.015;' },
    { 'core/loan/fee.ts': 'export const fee = (amount: number) => Math.round(amount);' },
  ],
  kept: {
    'core/loan/fee.ts': `/** 1.5 % is fraction(15n, 1000n), never Number('0.015'). */
      export const fee = (amount: bigint, count: number) => [amount * 15n, Math.max(count, 1)];
      export const place = (amount: bigint) => Number(BigInt.asUintN(8, amount));`,
    'core/rate/root.ts': 'export const half = (rate: number) => Math.pow(1 + rate, 0.5);',
    'core/loan/fee.test.ts': 'export const near = 0.015;',
  },
});

const WRITES_THE_BOOK =
  /\b(insert\s+into|update|delete\s+from|truncate(\s+table)?|merge\s+into|copy)\s+(only\s+)?"?ledger"?\s*\./i;

wall({
  rule: 'only server/ledger writes the book',
  violations: (files) =>
    files
      // A test may plant in the book what has to be caught.
      .filter(
        ({ path }) => !path.startsWith('server/ledger/') && !isTest(path) && !isNaiveWay(path),
      )
      .flatMap((file) =>
        sqlTexts(file)
          .filter(({ text }) => WRITES_THE_BOOK.test(text))
          .map(({ place }) => `${place} writes the book`),
      ),
  planted: [
    { 'server/loan/store.ts': "export const sql = 'insert into ledger.transfer values ($1)';" },
    { 'server/loan/store.ts': 'export const sql = `update ledger.balance set amount = 1`;' },
    { 'server/calendar/clear.ts': "export const sql = 'truncate table ledger.hold';" },
    { 'server/database/0007.sql': 'delete from ledger.hold where pending = 1;' },
  ],
  kept: {
    'server/ledger/post.ts': "export const sql = 'insert into ledger.transfer values ($1)';",
    'server/loan/read.ts': `// never insert into ledger.transfer here
      export const sql = 'select amount from ledger.transfer';`,
  },
});

const STATEMENT =
  /^\s*(select\s[\s\S]*\sfrom\s|insert\s+into\s|update\s[\s\S]*\sset\s|delete\s+from\s|(create|alter|drop)\s+(table|schema|role|index|database|type|function|view|user)\s|truncate\s|with\s+\w+\s+as\s+\(|grant\s[\s\S]*\sto\s|revoke\s[\s\S]*\sfrom\s)/;

wall({
  rule: 'SQL stands only in stores, reads, server/ledger, server/check and server/database',
  violations: (files) =>
    files
      .filter(({ path }) => isCode(path) && !isTest(path) && !mayHoldSql(path))
      .flatMap((file) =>
        sqlTexts(file)
          .filter(({ text }) => STATEMENT.test(text))
          .map(({ place }) => `${place} holds SQL`),
      ),
  planted: [
    { 'server/loan/route.ts': "export const sql = 'select id from loan.loan where id = $1';" },
    { 'core/loan/terms.ts': 'export const sql = `\n  insert into loan.loan values (1)`;' },
    { 'server/commit/lane.ts': "export const sql = 'create table lane.lane (id uuid)';" },
  ],
  kept: {
    'server/loan/store.ts': "export const sql = 'insert into loan.loan values ($1)';",
    'server/loan/fund/bid-read.ts': "export const sql = 'select id from loan.bid where id = $1';",
    'server/ledger/statement.ts': "export const sql = 'select id from ledger.transfer';",
    'server/database/role.ts': "export const sql = 'create role serves login';",
    'web/lend/page.tsx': "export const words = 'Select one from the list';",
  },
});

/** `Number(BigInt.asUintN(24, x))` is a few bits of a number, say for finding a place, and no amount. */
function takesBits(call: Node): boolean {
  const [first] = call.arguments as Node[];
  return first !== undefined && calledName(first) === 'BigInt.asUintN';
}

function rulesOfCore(files: readonly SourceFile[]): readonly SourceFile[] {
  return files.filter(({ path }) => path.startsWith('core/') && isCode(path) && !isTest(path));
}

function mayHoldSql(path: string): boolean {
  return (
    /^server\/(ledger|check|database)\//.test(path) ||
    /^server\/.*(store|read)s?\.ts$/.test(path) ||
    isNaiveWay(path)
  );
}

/** Against which the door is measured: one transaction a bid, on the same tables. */
function isNaiveWay(path: string): boolean {
  return /^bench\/door-\w+\.ts$/.test(path);
}

/** Texts that may be SQL: a whole `.sql` file, every string and template of a file of code. */
function sqlTexts(file: SourceFile): { readonly text: string; readonly place: string }[] {
  if (file.path.endsWith('.sql')) return [{ text: file.text, place: file.path }];
  if (!isCode(file.path)) return [];
  return [...nodesOf(syntaxTree(file))].flatMap((node) => {
    const text = literalText(node);
    return text === undefined ? [] : [{ text, place: placeOf(file, node.start) }];
  });
}
