// For tests: a database of its own for one file, real, and gone afterwards.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { type EmbeddedPostgres, startEmbedded } from './embedded/embedded.ts';

export interface TrialDatabase extends EmbeddedPostgres {
  /** The one who may do everything on the server. */
  readonly administrator: pg.ClientConfig;
  /** Stops it and removes everything. */
  remove(): Promise<void>;
}

/**
 * An empty database with its two roles; `migrate` fills it.
 *
 * @param data the data folder of an earlier one that was only stopped, to start it again.
 */
export async function startTrialDatabase(data = makeDataFolder()): Promise<TrialDatabase> {
  const postgres = await startEmbedded({
    folder: data,
    beforeStart: async () => undefined,
    say: () => undefined,
    signal: new AbortController().signal,
  });
  const secrets = fs.readFileSync(path.join(data, 'secrets.json'), 'utf8');
  const { administrator: password } = JSON.parse(secrets) as { administrator: string };
  return {
    ...postgres,
    administrator: { ...postgres.owner, user: 'postgres', password, database: 'postgres' },
    async remove() {
      // Nothing of it is needed any more.
      await postgres.stop('immediate');
      const home = path.dirname(fs.realpathSync(path.join(data, 'postgres')));
      fs.rmSync(home, { recursive: true, force: true });
      fs.rmSync(path.dirname(data), { recursive: true, force: true });
    },
  };
}

function makeDataFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mutua-trial-'));
  // As root, the account of PostgreSQL passes through here.
  fs.chmodSync(folder, 0o755);
  return path.join(folder, 'data');
}
