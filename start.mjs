// What `npm start` runs: sets up what is missing, then runs the platform in this same process, so that
// signals and the exit status need no passing on.
import { fileURLToPath } from 'node:url';
import { requireSupportedNode } from './setup/node-version.mjs';

requireSupportedNode();
import('./setup/prepare.mjs')
  .then(({ prepare }) => prepare())
  .then(() => {
    stopWithParent();
    const program = new URL('./dist/mutua.mjs', import.meta.url);
    process.argv.splice(1, 1, fileURLToPath(program), 'start');
    return import(program);
  })
  .catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });

/**
 * Where npm runs us through a shell, it tells only that shell to stop, which ends without a word to us; and an
 * npm that is killed tells nobody. So when our parent is gone, whoever wanted the platform is, too.
 */
function stopWithParent() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}
