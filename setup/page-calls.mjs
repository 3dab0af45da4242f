// The calls behind the pages: how long each takes, on a demo with its whole past.
import path from 'node:path';
import { prepare, ROOT } from './prepare.mjs';

/** Sets up what is missing, asks every call of every page, and gives the exit status. */
export async function runPageCalls(argv) {
  await prepare();
  const { runnerImport } = await import('vite');
  // It is written in TypeScript, as what it tries is; nothing of it is put on the disk.
  const { module } = await runnerImport(path.join(ROOT, 'tests/browser/page-calls-command.ts'), {
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    resolve: { noExternal: [/^@mutua\//] },
  });
  return module.runPageCallsCommand(argv);
}
