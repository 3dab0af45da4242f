// Long lists in a real browser: how they scroll, and how long the calls behind them take.
import path from 'node:path';
import { prepare, ROOT } from './prepare.mjs';

/** Sets up what is missing, scrolls each list to its end, and gives the exit status. */
export async function runLongLists(argv) {
  await prepare();
  const { runnerImport } = await import('vite');
  // It is written in TypeScript, as what it tries is; nothing of it is put on the disk.
  const { module } = await runnerImport(path.join(ROOT, 'tests/browser/long-lists-command.ts'), {
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    resolve: { noExternal: [/^@mutua\//] },
  });
  return module.runLongListsCommand(argv);
}
