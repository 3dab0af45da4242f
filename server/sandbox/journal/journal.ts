// An append-only journal on disk. Whatever is appended while one group is being written goes together into the
// next: one line, one fdatasync. So a line torn by a crash is one that nobody was told of, and is cut off.
import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  openSync,
  renameSync,
  truncateSync,
  unlinkSync,
  write,
  writeSync,
} from 'node:fs';
import { promisify } from 'node:util';
import { assert } from '@mutua/core/kit/assert.ts';
import { readLines, writeLine } from './line-form.ts';
import { segmentPath, segmentsIn, snapshotPath, snapshotsIn, syncFolder } from './segments.ts';

const SNAPSHOT_ROWS_A_LINE = 1_000;

const writeAsync: (file: number, bytes: Buffer, at: number) => Promise<{ bytesWritten: number }> =
  promisify(write);
const fdatasyncAsync = promisify(fdatasync);

interface Group {
  readonly records: string[];
  readonly done: Promise<void>;
  readonly settle: (error?: unknown) => void;
}

/** @typeParam Row what is appended: anything that JSON can hold. */
export class Journal<Row> {
  readonly #folder: string;
  #number: number;
  #file: number;
  #group = newGroup();
  #writing: Group | undefined;
  #isRunning = false;
  #alone: (() => void)[] = [];
  #failure: unknown;
  /** Bytes written since the last snapshot, or read again at start. */
  bytesSinceSnapshot: number;

  private constructor(folder: string, number: number, file: number, bytes: number) {
    this.#folder = folder;
    this.#number = number;
    this.#file = file;
    this.bytesSinceSnapshot = bytes;
  }

  /**
   * Opens the journal of a folder and gives back every row of its last snapshot and of what came after it.
   *
   * @param startDay of the first segment, if there is none yet.
   * @throws Error when a line in the middle is not what was written.
   */
  static async open<Row>(
    folder: string,
    startDay: string,
    onRow: (row: Row) => void,
  ): Promise<Journal<Row>> {
    const snapshot = snapshotsIn(folder).at(-1);
    if (snapshot !== undefined) await readRows(snapshot.path, onRow, false);
    const segments = segmentsIn(folder).filter(({ number }) => number >= (snapshot?.number ?? 0));
    let bytes = 0;
    for (const segment of segments) {
      bytes += await readRows(segment.path, onRow, segment === segments.at(-1));
    }
    const last = segments.at(-1);
    const number = last?.number ?? snapshot?.number ?? 1;
    const file = openSync(last?.path ?? segmentPath(folder, number, startDay), 'a', 0o600);
    syncFolder(folder);
    return new Journal<Row>(folder, number, file, bytes);
  }

  /** Settles when the rows are on the disk. */
  append(rows: readonly Row[]): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const json = JSON.stringify(rows);
    this.#group.records.push(json.slice(1, -1));
    void this.#run();
    return this.#group.done;
  }

  /** Settles when everything that was appended so far is on the disk. */
  settled(): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    if (this.#group.records.length > 0) return this.#group.done;
    return this.#writing?.done ?? Promise.resolve();
  }

  /** Runs something in one go while nothing is being written. */
  alone<Value>(act: () => Value): Promise<Value> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#alone.push(() => {
        try {
          resolve(act());
        } catch (error) {
          reject(error);
        }
      });
      void this.#run();
    });
  }

  /** Writes what was appended before going on. Only inside `alone`. */
  flushNow(): void {
    assert(this.#writing === undefined, 'Nothing else is being written.');
    if (this.#group.records.length === 0) return;
    const group = this.#takeGroup();
    const bytes = bytesOf(group);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    fdatasyncSync(this.#file);
    this.bytesSinceSnapshot += bytes.length;
    group.settle();
  }

  /**
   * Starts a new segment, and if rows are given writes them as a snapshot before it. Only inside `alone`.
   */
  roll(day: string, snapshot: Iterable<Row> | undefined): void {
    this.flushNow();
    const number = this.#number + 1;
    // First the segment: one that is empty does no harm, a snapshot without its segment would.
    const file = openSync(segmentPath(this.#folder, number, day), 'a', 0o600);
    syncFolder(this.#folder);
    if (snapshot !== undefined) writeSnapshot(this.#folder, number, snapshot);
    closeSync(this.#file);
    this.#file = file;
    this.#number = number;
    if (snapshot === undefined) return;
    this.bytesSinceSnapshot = 0;
    for (const old of snapshotsIn(this.#folder)) if (old.number < number) unlinkSync(old.path);
  }

  async close(): Promise<void> {
    if (this.#failure !== undefined) {
      closeSync(this.#file);
      return;
    }
    await this.settled();
    await this.alone(() => closeSync(this.#file));
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    // What is appended in the same round of events goes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#failure === undefined && (this.#group.records.length > 0 || this.#alone.length)) {
      const next = this.#alone.shift();
      if (next !== undefined) next();
      else await this.#writeGroup();
    }
    this.#isRunning = false;
  }

  async #writeGroup(): Promise<void> {
    const group = this.#takeGroup();
    this.#writing = group;
    const bytes = bytesOf(group);
    try {
      let at = 0;
      while (at < bytes.length) {
        at += (await writeAsync(this.#file, bytes.subarray(at), 0)).bytesWritten;
      }
      await fdatasyncAsync(this.#file);
      this.bytesSinceSnapshot += bytes.length;
      group.settle();
    } catch (error) {
      this.#fail(group, error);
    } finally {
      this.#writing = undefined;
    }
  }

  #takeGroup(): Group {
    const group = this.#group;
    this.#group = newGroup();
    return group;
  }

  /** After a failed write nobody knows what is on the disk: nothing is answered any more. */
  #fail(group: Group, error: unknown): void {
    this.#failure = error;
    group.settle(error);
    this.#group.settle(error);
  }
}

/** Every row of a segment as it is now; a line that is still being written is left out. */
export async function* rowsOfSegment<Row>(path: string): AsyncGenerator<Row> {
  for await (const { json } of readLines(path)) {
    if (json !== undefined) yield* JSON.parse(json) as Row[];
  }
}

function newGroup(): Group {
  let settle: Group['settle'] = () => undefined;
  const done = new Promise<void>((resolve, reject) => {
    settle = (error) => (error === undefined ? resolve() : reject(error));
  });
  // Whoever appended hears of a failure; the promise itself must not end the process.
  done.catch(() => undefined);
  return { records: [], done, settle };
}

function bytesOf({ records }: Group): Buffer {
  return Buffer.from(writeLine(`[${records.filter((record) => record !== '').join(',')}]`));
}

/** @returns the length of what was read. */
async function readRows<Row>(
  path: string,
  onRow: (row: Row) => void,
  mayBeTorn: boolean,
): Promise<number> {
  let good = 0;
  let hasTorn = false;
  for await (const { json, end } of readLines(path)) {
    if (hasTorn) throw new Error(`${path} is damaged before its end.`);
    if (json === undefined) {
      if (!mayBeTorn) throw new Error(`${path} is damaged.`);
      hasTorn = true;
      continue;
    }
    for (const row of JSON.parse(json) as Row[]) onRow(row);
    good = end;
  }
  if (hasTorn) truncateSync(path, good);
  return good;
}

function writeSnapshot<Row>(folder: string, number: number, rows: Iterable<Row>): void {
  const target = snapshotPath(folder, number);
  const draft = `${target}.draft`;
  const file = openSync(draft, 'w', 0o600);
  try {
    let some: Row[] = [];
    for (const row of rows) {
      some.push(row);
      if (some.length < SNAPSHOT_ROWS_A_LINE) continue;
      writeSync(file, writeLine(JSON.stringify(some)));
      some = [];
    }
    writeSync(file, writeLine(JSON.stringify(some)));
    fdatasyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, target);
  syncFolder(folder);
}
