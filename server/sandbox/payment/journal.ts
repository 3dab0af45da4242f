// The provider's journal: one append-only file, a line for each group of rows that became durable together. A line
// is a checksum and JSON, so one torn by a crash is known; nobody was told of what it says, and it is cut off.
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { assert } from '@mutua/core/kit/assert.ts';

const FILE = 'journal.jsonl';
const CHECKSUM_LENGTH = 8;

/** Whoever waits for rows to be on the disk. */
interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** @typeParam Row what is appended: anything that JSON can hold. */
export class Journal<Row> {
  readonly #file: FileHandle;
  #rows: Row[] = [];
  #waiters: Waiter[] = [];
  #writing: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /**
   * Opens the journal of a folder, which exists, and gives back every row in its order.
   *
   * @throws Error when a line before the last is not what was written.
   */
  static async open<Row>(folder: string, onRow: (row: Row) => void): Promise<Journal<Row>> {
    const file = await open(path.join(folder, FILE), 'a+', 0o600);
    try {
      await file.truncate(giveBack(await file.readFile(), onRow));
      await file.sync();
      await syncFolder(folder);
      return new Journal<Row>(file);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Settles when the rows, and all before them, are on the disk. */
  append(rows: readonly Row[]): Promise<void> {
    this.#rows.push(...rows);
    return this.settled();
  }

  /** Settles when everything that was appended so far is on the disk. */
  settled(): Promise<void> {
    if (this.#rows.length === 0 || this.#failure !== undefined) return this.#written();
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
      if (this.#writing === undefined) this.#write();
    });
  }

  async close(): Promise<void> {
    await this.settled();
    assert(this.#rows.length === 0, 'Nothing is appended to a journal that is being closed.');
    await this.#file.close();
  }

  async #written(): Promise<void> {
    await this.#writing;
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Writes what is there; what is appended meanwhile goes together into the next line. */
  #write(): void {
    const [rows, waiters] = [this.#rows, this.#waiters];
    this.#rows = [];
    this.#waiters = [];
    this.#writing = this.#writeLine(rows).then(
      () => {
        this.#writing = undefined;
        for (const { resolve } of waiters) resolve();
        if (this.#rows.length > 0) this.#write();
      },
      (error: unknown) => {
        // Nobody knows what is on the disk: nothing is written or answered any more.
        this.#failure = { error };
        for (const { reject } of [...waiters, ...this.#waiters]) reject(error);
      },
    );
  }

  async #writeLine(rows: readonly Row[]): Promise<void> {
    const json = JSON.stringify(rows);
    await this.#file.appendFile(`${checksumOf(json)} ${json}\n`);
    await this.#file.datasync();
  }
}

/** Gives back the rows of every whole line. @returns the length of those lines in bytes. */
function giveBack<Row>(bytes: Buffer, onRow: (row: Row) => void): number {
  let end = 0;
  for (const { line, length, isLast } of linesOf(bytes)) {
    const rows = readLine<Row>(line);
    if (rows === undefined && !isLast) throw new Error(`${FILE} is damaged before its end.`);
    if (rows === undefined) break;
    rows.forEach(onRow);
    end += length;
  }
  return end;
}

interface Line {
  /** Without its line feed; nothing if it has none. */
  readonly line: string | undefined;
  /** In bytes, with its line feed. */
  readonly length: number;
  readonly isLast: boolean;
}

/** JSON contains no line feed, so each ends a line. */
function* linesOf(bytes: Buffer): Generator<Line> {
  for (let from = 0; from < bytes.length; ) {
    const feed = bytes.indexOf('\n', from);
    const to = feed < 0 ? bytes.length : feed + 1;
    const line = feed < 0 ? undefined : bytes.toString('utf8', from, feed);
    yield { line, length: to - from, isLast: to === bytes.length };
    from = to;
  }
}

function readLine<Row>(line: string | undefined): Row[] | undefined {
  const json = line?.slice(CHECKSUM_LENGTH + 1) ?? '';
  return line === `${checksumOf(json)} ${json}` ? (JSON.parse(json) as Row[]) : undefined;
}

function checksumOf(json: string): string {
  return crc32(json).toString(16).padStart(CHECKSUM_LENGTH, '0');
}

/** Makes the file's name durable. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
