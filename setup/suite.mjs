// The whole suite: form, types and tests, each counted, with one line at the end that says how many.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { settleNode } from './other-node.mjs';
import { prepare, ROOT } from './prepare.mjs';

const CASES = 10_000;
const TEST_MS = 120_000;

/** Runs what the arguments ask for, and gives the exit status: 0 only when all passed. */
export async function runSuite(argv) {
  const asked = readArguments(argv);
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n`);
    return 2;
  }
  try {
    await prepare();
    const node = asked.node === undefined ? process.execPath : await settleNode(asked.node);
    if (asked.isLong) return report([await runTests(node, asked)]);
    const outcomes = [
      await runCheck(node, '@biomejs/biome', ['check', '.']),
      // Each checker works out the types that it meets by itself: more of them than cores only do it more often.
      await runCheck(node, 'typescript', ['--noEmit', '--checkers', '2']),
      await runTests(node, asked),
    ];
    return report(outcomes);
  } catch (error) {
    process.stderr.write(`${error.stack}\n`);
    return report([{ passed: 0, failed: 1, skipped: 0 }]);
  }
}

function readArguments(argv) {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      options: {
        ...{ cases: { type: 'string' }, node: { type: 'string' }, day: { type: 'string' } },
        long: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
    const cases = Number(values.cases ?? process.env.MUTUA_CASES ?? CASES);
    if (!Number.isSafeInteger(cases) || cases < 1) return '--cases takes a whole number from 1.';
    if (values.node !== undefined && !/^\d+$/.test(values.node)) {
      return '--node takes a major version, such as 24.';
    }
    const { node, day, long: isLong } = values;
    if (day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(day)) {
      return '--day takes a date, such as 2027-01-01.';
    }
    return { cases, node, day, isLong, filters: positionals };
  } catch (error) {
    return error.message;
  }
}

async function runCheck(node, library, args) {
  const status = await runNode(node, [programOf(library), ...args]);
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
}

async function runTests(node, { cases, day, isLong, filters }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mutua-suite-'));
  const file = path.join(folder, 'results.json');
  try {
    // A property takes longer in the measure in which it has more cases.
    const patience = Math.ceil(TEST_MS * Math.max(1, cases / CASES));
    const status = await runNode(
      node,
      [
        ...[programOf('vitest'), 'run', ...filters, `--testTimeout=${patience}`],
        ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
      ],
      { MUTUA_CASES: String(cases), MUTUA_LONG: isLong ? 'on' : 'off', ...clockOn(day) },
    );
    return countTests(file, status);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Noon of that day in China is now. */
function clockOn(day) {
  if (day === undefined) return {};
  const aheadMs = Date.parse(`${day}T12:00:00+08:00`) - Date.now();
  const clock = pathToFileURL(path.join(ROOT, 'tests', 'start', 'other-day.mjs'));
  return { NODE_OPTIONS: `--import=${clock}`, MUTUA_TEST_AHEAD_MS: String(aheadMs) };
}

function countTests(file, status) {
  if (!fs.existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const results = JSON.parse(fs.readFileSync(file, 'utf8'));
  // A file that does not even load has no tests to count, and is a failure.
  const unloaded = results.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.every(isNotFailed),
  ).length;
  const failed = results.numFailedTests + unloaded;
  return {
    passed: results.numPassedTests,
    // Vitest also fails for an error outside every test.
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

function isNotFailed({ status }) {
  return status !== 'failed';
}

function report(outcomes) {
  const total = (key) => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(total);
  const rest = skipped === 0 ? '' : `, ${skipped} skipped`;
  process.stdout.write(`\n${passed} passed, ${failed} failed${rest}\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** The file that a library names as its command, so that it runs on the Node that we choose. */
function programOf(library) {
  const folder = path.join(ROOT, 'node_modules', library);
  const { bin } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : (bin.tsc ?? Object.values(bin)[0]));
}

function runNode(node, args, env = {}) {
  const searched = [path.dirname(node), process.env.PATH].join(path.delimiter);
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, {
      cwd: ROOT,
      env: { ...process.env, ...env, PATH: searched },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', reject);
    child.once('close', (status) => resolve(status));
  });
}
