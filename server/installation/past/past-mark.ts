// The mark of a past in the data folder: that it was begun, and that it was lived to its end. What was only begun is
// half a past, and nobody works on it.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type PastMark = 'begun' | 'lived';

/** Nothing where no past was ever begun. */
export function readPastMark(dataFolder: string): PastMark | undefined {
  const file = markOf(dataFolder);
  if (!existsSync(file)) return undefined;
  return readFileSync(file, 'utf8').trim() === 'lived' ? 'lived' : 'begun';
}

export function writePastMark(dataFolder: string, mark: PastMark): void {
  const file = markOf(dataFolder);
  writeFileSync(`${file}.new`, `${mark}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

export function removePastMark(dataFolder: string): void {
  rmSync(markOf(dataFolder), { force: true });
}

function markOf(dataFolder: string): string {
  return path.join(dataFolder, 'past');
}
