// What `npm start` runs: sets up what is missing, then runs the platform in this same process, so that
// signals and the exit status need no passing on.
import { fileURLToPath } from 'node:url';
import { requireSupportedNode } from './setup/node-version.mjs';

requireSupportedNode();
import('./setup/prepare.mjs')
  .then(({ prepare }) => prepare())
  .then(() => {
    const program = new URL('./dist/mutua.mjs', import.meta.url);
    process.argv.splice(1, 1, fileURLToPath(program), 'start');
    return import(program);
  })
  .catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
