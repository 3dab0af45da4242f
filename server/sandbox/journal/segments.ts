// The files of a journal: segments, one or more for each day, and snapshots. A snapshot holds what
// all segments before its number come to.
import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import path from 'node:path';

export interface Segment {
  readonly number: number;
  readonly day: string;
  readonly path: string;
}

export interface Snapshot {
  readonly number: number;
  readonly path: string;
}

export function segmentPath(folder: string, number: number, day: string): string {
  return path.join(folder, `journal-${padded(number)}-${day}.jsonl`);
}

export function snapshotPath(folder: string, number: number): string {
  return path.join(folder, `snapshot-${padded(number)}.jsonl`);
}

/** In their order. */
export function segmentsIn(folder: string): readonly Segment[] {
  return namesIn(folder, /^journal-(\d{8})-(\d{4}-\d{2}-\d{2})\.jsonl$/).map(
    ([name, number, day]) => ({
      number: Number(number),
      day: day ?? '',
      path: path.join(folder, name ?? ''),
    }),
  );
}

/** In their order. */
export function snapshotsIn(folder: string): readonly Snapshot[] {
  return namesIn(folder, /^snapshot-(\d{8})\.jsonl$/).map(([name, number]) => ({
    number: Number(number),
    path: path.join(folder, name ?? ''),
  }));
}

/** Makes names in a folder durable: those that were made, and those that were changed. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function namesIn(folder: string, pattern: RegExp): RegExpExecArray[] {
  return readdirSync(folder)
    .sort()
    .map((name) => pattern.exec(name))
    .filter((match) => match !== null);
}

function padded(number: number): string {
  return String(number).padStart(8, '0');
}
