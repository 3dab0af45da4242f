// The faults: server, bank and database are killed under load, and then what is left is looked at.
import path from 'node:path';
import { prepare, ROOT } from './prepare.mjs';

/** Sets up what is missing, runs what the arguments ask for, and gives the exit status. */
export async function runFaults(argv) {
  await prepare();
  const { runnerImport } = await import('vite');
  // It is written in TypeScript, as what it tries is; nothing of it is put on the disk.
  const { module } = await runnerImport(path.join(ROOT, 'tests/faults/fault-command.ts'), {
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    resolve: { noExternal: [/^@mutua\//] },
  });
  return module.runFaultCommand(argv);
}
