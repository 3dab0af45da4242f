// For tests: where that lies which is gone afterwards.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const MEMORY = '/dev/shm';
/** Bytes that must be free there: several files of tests run at once, and the machine needs memory for itself. */
const ROOM = 4n * 1024n ** 3n;

/**
 * A new folder that everybody may enter: as root, the account of PostgreSQL passes through it. It lies in memory where
 * there is room, since a database has a thousand files, and to make one on a disk takes up to a millisecond.
 *
 * @param isOnDisk for whoever measures what is written.
 */
export function makeTrialFolder(prefix: string, isOnDisk = false): string {
  const place = isOnDisk || !hasRoomInMemory() ? os.tmpdir() : MEMORY;
  const folder = fs.mkdtempSync(path.join(place, prefix));
  fs.chmodSync(folder, 0o755);
  return folder;
}

function hasRoomInMemory(): boolean {
  try {
    const { bavail, bsize } = fs.statfsSync(MEMORY, { bigint: true });
    if (bavail * bsize < ROOM) return false;
    fs.accessSync(MEMORY, fs.constants.W_OK);
    const mounts = fs.readFileSync('/proc/mounts', 'utf8').split('\n');
    const [, , , options = ''] =
      mounts.findLast((line) => line.split(' ')[1] === MEMORY)?.split(' ') ?? [];
    // A data folder may hold programs.
    return options !== '' && !options.split(',').includes('noexec');
  } catch {
    // Another system has no such place.
    return false;
  }
}
