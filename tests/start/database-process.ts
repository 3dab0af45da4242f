// The database that a platform keeps on its data folder, seen from outside: its process, and how it is removed.
import fs from 'node:fs';
import path from 'node:path';
import { eventually, isAlive } from './processes.ts';

/** The process of the database on a data folder, if one is recorded there. */
export function postmasterPid(data: string): number | undefined {
  const record = path.join(data, 'postgres', 'postmaster.pid');
  if (!fs.existsSync(record)) return undefined;
  return Number(fs.readFileSync(record, 'utf8').split('\n')[0]);
}

/** Ends the database if it still runs, and removes what of it lies outside the data folder. */
export async function removeDatabase(data: string): Promise<void> {
  const pid = postmasterPid(data);
  if (pid !== undefined && isAlive(pid)) {
    process.kill(pid, 'SIGQUIT');
    await eventually('the database ends', () => !isAlive(pid));
  }
  const link = path.join(data, 'postgres');
  if (fs.lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    fs.rmSync(path.dirname(fs.readlinkSync(link)), { recursive: true, force: true });
  }
}
