// What must be there before anything runs: the libraries and the build. Nothing is done twice.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, isInstalled } from './install.mjs';
import { waitForLock } from './lock.mjs';
import { isBuilt } from './sources.mjs';

export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Installs and builds what is missing or out of date, one process at a time. When everything is in place it
 * writes nothing at all, so it also works in a folder that may only be read, and without a network.
 */
export async function prepare({ say = sayOnStderr } = {}) {
  if (isInstalled(ROOT) && isBuilt(ROOT)) return;
  const lock = await waitForLock(path.join(ROOT, '.cache', 'setup.lock'), {
    onWait: ({ pid }) => say(`Another start (process ${pid}) is setting up; waiting for it …`),
  });
  const children = new AbortController();
  const stop = (signal) => {
    children.abort();
    lock.release();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  const work = { say, signal: children.signal, onChild: ({ pid }) => lock.employ(pid) };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    if (!isInstalled(ROOT)) await install(ROOT, work);
    if (!isBuilt(ROOT)) await build(work);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    lock.release();
  }
}

/** In a process of its own, whose memory is given back before the platform starts. */
function build({ say, signal, onChild }) {
  say('Building …');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(ROOT, 'build.mjs')], {
      cwd: ROOT,
      signal,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('spawn', () => onChild(child));
    child.once('error', reject);
    child.once('close', (status) =>
      status === 0 ? resolve() : reject(new Error('The build failed; see above.')),
    );
  });
}

function sayOnStderr(line) {
  process.stderr.write(`${line}\n`);
}
