// The programs of the kills, each put together into one file that starts quickly, with what it reads beside it.
import fs from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
/** Made of hundreds of small files. */
const TAKEN_IN = /^typebox(\/|$)/;

export interface DayKillProgram {
  /** Lives days, and is killed. */
  readonly worker: string;
  /** Kills it. */
  readonly kills: string;
  remove(): void;
}

/** They lie in the repository, where they find the libraries. */
export async function makeDayKillProgram(): Promise<DayKillProgram> {
  const folder = path.join(ROOT, '.cache', `end-of-day-${process.pid}`);
  const bundle = await rolldown({
    input: {
      worker: path.join(import.meta.dirname, 'worker.ts'),
      kills: path.join(import.meta.dirname, 'run-day-kills.ts'),
    },
    platform: 'node',
    external: (id) =>
      /^[\w@]/.test(id) && !id.startsWith('@mutua/') && !TAKEN_IN.test(id) && !path.isAbsolute(id),
    logLevel: 'warn',
  });
  await bundle.write({
    ...{ dir: folder, format: 'es' },
    ...{ entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
  });
  await bundle.close();
  const migrations = path.join(ROOT, 'server', 'database', 'migrations');
  fs.cpSync(migrations, path.join(folder, 'migrations'), { recursive: true });
  return {
    worker: path.join(folder, 'worker.mjs'),
    kills: path.join(folder, 'kills.mjs'),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}
