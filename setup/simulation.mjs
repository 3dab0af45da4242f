// The simulation: towns made from seeds, each beside a naive model that says every answer and balance.
import path from 'node:path';
import { prepare, ROOT } from './prepare.mjs';

/** Sets up what is missing, runs what the arguments ask for, and gives the exit status. */
export async function runSimulation(argv) {
  await prepare();
  const { runnerImport } = await import('vite');
  // It is written in TypeScript, as what it tries is; nothing of it is put on the disk.
  const { module } = await runnerImport(path.join(ROOT, 'tests/simulation/simulation-command.ts'), {
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    resolve: { noExternal: [/^@mutua\//] },
  });
  return module.runSimulationCommand(argv);
}
