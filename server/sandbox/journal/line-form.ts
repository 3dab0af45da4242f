// One line of a journal or snapshot: a checksum and JSON. Lines are split at line feeds alone, which JSON never
// contains.
import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';

const LINE_FEED = 10;

export function writeLine(json: string): string {
  return `${checksumOf(json)} ${json}\n`;
}

export interface ReadLine {
  /** Where the line ends, counted in bytes from the start of the file. */
  readonly end: number;
  /** Absent when the line is torn or changed. */
  readonly json?: string;
}

/** The lines of a file in order; the last one without its line feed is given as torn. */
export async function* readLines(path: string): AsyncGenerator<ReadLine> {
  let end = 0;
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      rest.push(chunk.subarray(from, at));
      const line = Buffer.concat(rest);
      rest = [];
      from = at + 1;
      end += line.length + 1;
      yield readLine(line.toString('utf8'), end);
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  const length = rest.reduce((sum, part) => sum + part.length, 0);
  if (length > 0) yield { end: end + length };
}

function readLine(line: string, end: number): ReadLine {
  const json = line.slice(9);
  return line[8] === ' ' && line.slice(0, 8) === checksumOf(json) ? { end, json } : { end };
}

function checksumOf(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}
