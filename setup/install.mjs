// The libraries: installed exactly as package-lock.json says, and only when something changed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const STAMP = 'node_modules/.mutua-install.json';
// What npm itself writes at the end of a complete installation.
const NPM_RECORD = 'node_modules/.package-lock.json';
const NPM_ARGUMENTS = [
  'ci',
  // Building and testing need the development libraries under NODE_ENV=production as well.
  '--include=dev',
  '--include=optional',
  // No library needs its script: npm 12 would not run it, and what it would do for PostgreSQL we do.
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--no-update-notifier',
  '--loglevel=error',
];

/** Whether the libraries are those of the lock file, for this Node and this platform. */
export function isInstalled(root) {
  const stamp = readJson(path.join(root, STAMP));
  if (stamp !== undefined) return JSON.stringify(stamp) === JSON.stringify(wantedStamp(root));
  return isInstalledByHand(root);
}

/** Installs the libraries; `say` gets one line before, and an Error tells what to do when it fails. */
export async function install(root, { say, signal, onChild }) {
  if (isInstalledByHand(root) && !fs.existsSync(path.join(root, STAMP))) {
    writeStamp(root);
    return;
  }
  say('Installing the libraries (needs the network; only the first time) …');
  fs.rmSync(path.join(root, STAMP), { force: true });
  const { status, output } = await runNpm(root, signal, onChild);
  if (status !== 0) throw new Error(failureText(status, output));
  writeStamp(root);
}

/** Makes the present installation count as complete for this Node. */
export function writeStamp(root) {
  fs.writeFileSync(path.join(root, STAMP), `${JSON.stringify(wantedStamp(root))}\n`);
}

function wantedStamp(root) {
  const lock = fs.readFileSync(path.join(root, 'package-lock.json'));
  return {
    lock: createHash('sha256').update(lock).digest('hex'),
    // Of Node the major version: within it, libraries with machine code stay usable.
    node: process.versions.node.split('.')[0],
    platform: `${process.platform}-${process.arch}`,
  };
}

/** Somebody has run `npm ci` or `npm install` before: every library that must be there is, in its version. */
function isInstalledByHand(root) {
  const record = readJson(path.join(root, NPM_RECORD))?.packages;
  if (record === undefined) return false;
  const wanted = Object.entries(readJson(path.join(root, 'package-lock.json'))?.packages ?? {});
  return wanted.every(
    ([place, library]) =>
      !place.startsWith('node_modules/') ||
      library.optional === true ||
      record[place]?.version === library.version,
  );
}

function runNpm(root, signal, onChild) {
  const npm = findNpm();
  const env = { ...process.env };
  if (!isHomeWritable()) env.npm_config_cache ??= path.join(root, '.cache', 'npm');
  return new Promise((resolve) => {
    const child = spawn(npm.command, [...npm.before, ...NPM_ARGUMENTS], {
      cwd: root,
      env,
      signal,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    const finish = (status) =>
      resolve({ status, output: Buffer.concat(chunks).toString('utf8').trim() });
    child.once('spawn', () => onChild(child));
    child.once('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`));
      finish(127);
    });
    child.once('close', (status, signal) => finish(status ?? signal));
  });
}

/** The npm that started us, so that it is the same one, else the one on the PATH. */
function findNpm() {
  const started = process.env.npm_execpath ?? '';
  if (/^npm-cli\.c?js$/.test(path.basename(started)) && fs.existsSync(started)) {
    return { command: process.execPath, before: [started] };
  }
  return { command: 'npm', before: [] };
}

function isHomeWritable() {
  try {
    fs.accessSync(os.homedir(), fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function failureText(status, output) {
  const lines = output.split('\n').filter((line) => !/^npm error\s*$/.test(line));
  // npm says the cause first and where its log is last; in between it may list all its options.
  const said = lines.length <= 20 ? lines : [...lines.slice(0, 17), '…', ...lines.slice(-2)];
  const advice =
    status === 127
      ? 'npm was not found. Install it (it comes with Node.js) and run the same command again.'
      : 'The libraries could not be installed. See what npm said above; with the network reachable, run the same command again.';
  return [...said, advice].join('\n');
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
