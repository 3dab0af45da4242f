// What the machine gives: processor time of the database's own processes, and how long its disk takes.
import fs from 'node:fs';
import path from 'node:path';
import { median } from './interleaved.ts';

const SYNCS = 200;
const PAGE_BYTES = 8_192;

/**
 * Microseconds of processor time that these processes have used so far; undefined where the system does not
 * tell (it does on Linux).
 */
export function processorMicroseconds(processIds: readonly number[]): number | undefined {
  try {
    const times = processIds.map((id) => fs.readFileSync(`/proc/${id}/schedstat`, 'utf8'));
    return times.reduce((sum, line) => sum + Number(line.split(' ')[0]) / 1_000, 0);
  } catch {
    // Another system, or the process is gone: then nothing was measured.
    return undefined;
  }
}

/** Milliseconds until one page is safely on the disk, the median of many: what every commit waits for. */
export function diskSyncMilliseconds(folder: string): number {
  const file = path.join(folder, 'sync-time');
  const handle = fs.openSync(file, 'w');
  try {
    const page = Buffer.alloc(PAGE_BYTES, 1);
    const times = Array.from({ length: SYNCS }, (_, index) => {
      fs.writeSync(handle, page, 0, PAGE_BYTES, index * PAGE_BYTES);
      const began = performance.now();
      fs.fdatasyncSync(handle);
      return performance.now() - began;
    });
    return median(times);
  } finally {
    fs.closeSync(handle);
    fs.rmSync(file);
  }
}
