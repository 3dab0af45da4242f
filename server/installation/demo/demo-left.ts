// The persons of a demo stay in its database: what was a demo once is never opened to others.
import type { Id } from '@mutua/core/kit/id.ts';
import type pg from 'pg';
import { StartRefused } from '../../start-refused.ts';
import { type DemoPlace, demoAllowed } from './demo-allowed.ts';
import { demoPersonIds } from './demo-persons.ts';
import { readHasSignIn } from './demo-read.ts';

/** @throws StartRefused where there may be no demo, and the database has the persons of one. */
export async function refuseDemoPersons(
  pool: pg.Pool,
  installationId: Id,
  place: DemoPlace,
): Promise<void> {
  const reason = demoAllowed(place);
  if (reason === undefined) return;
  if (!(await readHasSignIn(pool, demoPersonIds(installationId)))) return;
  throw new StartRefused(
    `This database has the persons of a demo. ${reason} Or begin with a new data folder: --data <folder>.`,
    2,
  );
}
