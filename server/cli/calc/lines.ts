// Splits a stream of bytes into lines of text and holds no more than one line of them at a time.
import { isUtf8 } from 'node:buffer';

/** One line that is not blank: its text, or why it has none. Lines count from 1, blank ones too. */
export type InputLine =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly fault: 'not_utf8' | 'too_long' };

/** The longest line that is read, in bytes; the rest of a longer one is passed over, not kept. */
export const LINE_BYTES_MAX = 8 * 1024 * 1024;

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The lines that each piece of the source completes, as one list a piece, so that nothing waits for
 * each line. Lines end in LF or CRLF, the last one also without; a byte order mark is passed over.
 */
export async function* splitLines(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly InputLine[]> {
  const unfinished = new UnfinishedLine();
  let number = 0;

  for await (const piece of source) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const lines: InputLine[] = [];
    let start = 0;
    for (;;) {
      const end = bytes.indexOf(NEWLINE, start);
      if (end < 0) break;
      number += 1;
      const line = readLine(number, unfinished.complete(bytes.subarray(start, end)));
      if (line) lines.push(line);
      start = end + 1;
    }
    unfinished.append(bytes.subarray(start));
    if (lines.length > 0) yield lines;
  }

  const last = readLine(number + 1, unfinished.complete(Buffer.alloc(0)));
  if (last) yield [last];
}

function readLine(number: number, bytes: Buffer | 'too_long'): InputLine | undefined {
  if (bytes === 'too_long') return { number, fault: 'too_long' };
  if (!isUtf8(bytes)) return { number, fault: 'not_utf8' };
  const marked = number === 1 && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK);
  const text = bytes.toString('utf8', marked ? 3 : 0);
  return text.trim() === '' ? undefined : { number, text };
}

/** The bytes of the line whose end has not been seen yet, in one buffer that grows by doubling. */
class UnfinishedLine {
  private buffer = Buffer.alloc(0);
  private length = 0;

  append(bytes: Buffer): void {
    const length = this.length + bytes.length;
    if (length <= LINE_BYTES_MAX && length > this.buffer.length) {
      const grown = Buffer.alloc(
        Math.min(Math.max(length, 2 * this.buffer.length), LINE_BYTES_MAX),
      );
      this.buffer.copy(grown, 0, 0, this.length);
      this.buffer = grown;
    }
    if (length <= LINE_BYTES_MAX) bytes.copy(this.buffer, this.length);
    this.length = length;
  }

  /** The whole line that ends with `bytes`; valid until the next call. */
  complete(bytes: Buffer): Buffer | 'too_long' {
    if (this.length === 0) return bytes.length > LINE_BYTES_MAX ? 'too_long' : bytes;
    this.append(bytes);
    const line = this.length > LINE_BYTES_MAX ? 'too_long' : this.buffer.subarray(0, this.length);
    this.length = 0;
    return line;
  }
}
