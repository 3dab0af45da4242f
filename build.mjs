// Puts together what runs: the server and the `mutua` command in one bundle, and the pages beside it.
// The new `dist/` takes the old one's place in one step, so a platform that is running is not disturbed.
import fs from 'node:fs';
import path from 'node:path';
import { requireSupportedNode } from './setup/node-version.mjs';

requireSupportedNode();
const { rolldown } = await import('rolldown');
const { digestOf, stampBuild } = await import('./setup/sources.mjs');

/** Made of hundreds of small files, whose opening alone would take a third of the time of every command. */
const TAKEN_IN = /^typebox(\/|$)/;

const root = import.meta.dirname;
const draft = path.join(root, '.cache', `build-${process.pid}`);

try {
  const sources = digestOf(root);
  await Promise.all([buildProgram(draft), buildPages(path.join(draft, 'web'))]);
  fs.cpSync(path.join(root, 'server/database/migrations'), path.join(draft, 'migrations'), {
    recursive: true,
  });
  stampBuild(draft, sources);
  replaceFolder(path.join(root, 'dist'), draft);
} finally {
  fs.rmSync(draft, { recursive: true, force: true });
}

/** Other libraries stay in node_modules: some load files of their own at run time. */
async function buildProgram(folder) {
  const bundle = await rolldown({
    input: {
      mutua: path.join(root, 'server/cli/main.ts'),
      // Processes of their own, which the platform starts.
      'sandbox-bank': path.join(root, 'server/sandbox/run-bank.ts'),
      'sandbox-payment': path.join(root, 'server/sandbox/run-payment.ts'),
    },
    platform: 'node',
    external: (id) =>
      /^[\w@]/.test(id) && !id.startsWith('@mutua/') && !TAKEN_IN.test(id) && !path.isAbsolute(id),
    logLevel: 'warn',
  });
  // All files lie in one folder, so that `import.meta.dirname` is `dist/` in each of them.
  await bundle.write({
    dir: folder,
    format: 'es',
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name]-[hash].mjs',
    sourcemap: true,
  });
  await bundle.close();
}

async function buildPages(folder) {
  const configFile = path.join(root, 'web/vite.config.ts');
  const { build } = await import('vite');
  // Whatever the environment says, the pages get the libraries as they are meant for people.
  process.env.NODE_ENV = 'production';
  await build({
    root: path.join(root, 'web'),
    configFile,
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true },
  });
}

function replaceFolder(target, next) {
  const old = `${next}-old`;
  for (let attempt = 0; ; attempt += 1) {
    try {
      if (fs.existsSync(target)) fs.renameSync(target, old);
      fs.renameSync(next, target);
      break;
    } catch (error) {
      // Another build put its own there in between; ours is as good, and goes over it.
      if (attempt === 3 || error.code === 'EACCES') throw error;
      fs.rmSync(old, { recursive: true, force: true });
    }
  }
  fs.rmSync(old, { recursive: true, force: true });
}
