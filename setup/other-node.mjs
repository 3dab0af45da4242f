// Another version of Node for the suite, as npm has it: kept beside the libraries, never among them.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './prepare.mjs';

/** The program of that major version, installed into `.cache/` when it is not there yet. */
export async function settleNode(major) {
  const folder = path.join(ROOT, '.cache', `node${major}`);
  const library = `node-${process.platform}-${process.arch}`;
  const program = path.join(folder, 'node_modules', library, 'bin', 'node');
  if (!fs.existsSync(program)) installNode(folder, `${library}@${major}`);
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (!stdout?.startsWith(`v${major}.`)) {
    throw new Error(`${program} is not Node ${major}. Remove ${folder} and try again.`);
  }
  process.stderr.write(`The suite runs on Node ${stdout.trim()}.\n`);
  return program;
}

function installNode(folder, wanted) {
  process.stderr.write(`Installing ${wanted} …\n`);
  fs.mkdirSync(folder, { recursive: true });
  // Without a package.json of its own npm would take the folder for a part of this repository.
  fs.writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
  const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', wanted];
  const { status, error } = spawnSync('npm', [...args, '--prefix', folder], {
    cwd: folder,
    env: withoutNpmSettings(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status === 0) return;
  fs.rmSync(folder, { recursive: true, force: true });
  throw new Error(`${wanted} could not be installed. ${error?.message ?? ''}`);
}

/** `npm run` passes its own place on to what it runs; a second npm must not work there. */
function withoutNpmSettings() {
  const own = /^npm_(config_local_prefix|config_prefix|package_|lifecycle_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}
