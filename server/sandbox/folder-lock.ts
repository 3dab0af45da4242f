// One process at a time keeps the books of a folder.
import path from 'node:path';
import { tryLock } from '../../setup/lock.mjs';

/** @returns what gives the folder free. @throws Error while another has it. */
export function lockFolder(folder: string): () => void {
  const { held, holder } = tryLock(path.join(folder, 'running.json'));
  if (held === undefined) {
    throw new Error(`The books of ${folder} are kept by process ${holder.pid}.`);
  }
  return () => held.release();
}
