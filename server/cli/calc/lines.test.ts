import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InputLine, LINE_BYTES_MAX, splitLines } from './lines.ts';

async function* inPieces(...pieces: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece);
}

async function linesOf(...pieces: (string | Uint8Array)[]): Promise<InputLine[]> {
  const lines: InputLine[] = [];
  for await (const some of splitLines(inPieces(...pieces))) lines.push(...some);
  return lines;
}

describe('splitting bytes into lines', () => {
  it('numbers lines from 1, and counts blank ones without giving them', async () => {
    expect(await linesOf('{"id":1}\n\n  \t\n{"id":2}\n')).toEqual([
      { number: 1, text: '{"id":1}' },
      { number: 4, text: '{"id":2}' },
    ]);
  });

  it('takes the last line without a line end', async () => {
    expect(await linesOf('a\nb')).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: 'b' },
    ]);
  });

  it('gives nothing for no bytes at all', async () => {
    expect(await linesOf()).toEqual([]);
    expect(await linesOf('', '\n')).toEqual([]);
  });

  it('takes CRLF, whose CR JSON reads as a blank, and passes over a line of it alone', async () => {
    const lines = await linesOf('{"id":1}\r\n\r\n{"id":2}\r\n');
    expect(lines.map((line) => 'text' in line && JSON.parse(line.text))).toEqual([
      { id: 1 },
      { id: 2 },
    ]);
  });

  it('passes over a byte order mark at the start, and only there', async () => {
    expect(await linesOf('\ufeff{}\n\ufeff{}')).toEqual([
      { number: 1, text: '{}' },
      { number: 2, text: '\ufeff{}' },
    ]);
  });

  it('says which line is not UTF-8, and reads the others', async () => {
    expect(await linesOf('a\n', Uint8Array.of(0x22, 0xff, 0x22, 0x0a), '互信\n')).toEqual([
      { number: 1, text: 'a' },
      { number: 2, fault: 'not_utf8' },
      { number: 3, text: '互信' },
    ]);
  });

  it('reads a line of just the longest length, and says which is longer', async () => {
    const longest = 'x'.repeat(LINE_BYTES_MAX);
    const [first, second, third] = await linesOf(`${longest}\n`, longest, 'x\n', 'b');
    expect(first).toEqual({ number: 1, text: longest });
    expect(second).toEqual({ number: 2, fault: 'too_long' });
    expect(third).toEqual({ number: 3, text: 'b' });
  });

  it('does not hold a line that never ends', async () => {
    async function* endless() {
      const piece = Buffer.alloc(1024 * 1024, 'x');
      for (let count = 0; count < 300; count++) yield piece;
      yield Buffer.from('\nb');
    }
    const before = process.memoryUsage().arrayBuffers;
    const lines: InputLine[] = [];
    let most = 0;
    for await (const some of splitLines(endless())) {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      lines.push(...some);
    }
    expect(lines).toEqual([
      { number: 1, fault: 'too_long' },
      { number: 2, text: 'b' },
    ]);
    expect(most).toBeLessThan(4 * LINE_BYTES_MAX);
  });

  it('finds the same lines wherever the bytes are cut', async () => {
    const text = fc.array(fc.constantFrom('a', '互', '\n', '\r\n', '{"id":1}', ' ', '😀'));
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(40)), async (parts, cuts) => {
        const bytes = Buffer.from(parts.join(''));
        const pieces: Uint8Array[] = [];
        let from = 0;
        for (const cut of [...cuts, bytes.length]) {
          pieces.push(bytes.subarray(from, Math.min(from + cut, bytes.length)));
          from = Math.min(from + cut, bytes.length);
        }
        expect(await linesOf(...pieces)).toEqual(
          bytes
            .toString()
            .split('\n')
            .map((line, index) => ({ number: index + 1, text: line }))
            .filter((line) => line.text.trim() !== ''),
        );
      }),
    );
  });
});
