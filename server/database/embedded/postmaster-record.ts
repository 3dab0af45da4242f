// The record that a running PostgreSQL keeps in its cluster: its process, its folders, its socket.
import fs from 'node:fs';
import path from 'node:path';
import { systemCodeOf } from '../../start-refused.ts';

export function recordOf(cluster: string): string {
  return path.join(cluster, 'postmaster.pid');
}

/** Its lines, the number of the process first. A PostgreSQL that is ending takes it away at any moment. */
export function readRecord(cluster: string): readonly string[] | undefined {
  try {
    return fs.readFileSync(recordOf(cluster), 'utf8').split('\n');
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
