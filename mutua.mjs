#!/usr/bin/env node
// The `mutua` command. It runs what was built; in a fresh clone it sets that up first.
import fs from 'node:fs';
import { requireSupportedNode } from './setup/node-version.mjs';

requireSupportedNode();
const program = new URL('./dist/mutua.mjs', import.meta.url);
const ready = fs.existsSync(program)
  ? Promise.resolve()
  : import('./setup/prepare.mjs').then(({ prepare }) => prepare());
ready
  .then(() => import(program))
  .catch((error) => {
    process.stderr.write(`${error.stack}\nTo set Mutua up again: npm run build\n`);
    process.exitCode = 1;
  });
