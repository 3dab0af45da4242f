import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Journal } from './journal.ts';

let folder = '';
const file = () => path.join(folder, 'journal.jsonl');

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'journal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function reopen(): Promise<{ journal: Journal<unknown>; rows: unknown[] }> {
  const rows: unknown[] = [];
  const journal = await Journal.open(folder, (row) => rows.push(row));
  return { journal, rows };
}

async function written(...groups: readonly (readonly unknown[])[]): Promise<void> {
  const { journal } = await reopen();
  for (const group of groups) await journal.append(group);
  await journal.close();
}

describe('a journal', () => {
  it('gives back what was appended, in its order, however often it is opened', async () => {
    await written([1, { text: '李雷\n\u2028' }], [], ['two']);
    await written(['three']);
    const { journal, rows } = await reopen();
    expect(rows).toEqual([1, { text: '李雷\n\u2028' }, 'two', 'three']);
    await journal.close();
  });

  it('writes what comes together as few lines, and settles each caller', async () => {
    const { journal } = await reopen();
    await Promise.all(Array.from({ length: 100 }, (_, index) => journal.append([index])));
    await journal.close();
    expect(readFileSync(file(), 'utf8').trimEnd().split('\n').length).toBeLessThan(5);
    const again = await reopen();
    expect(again.rows).toEqual(Array.from({ length: 100 }, (_, index) => index));
    await again.journal.close();
  });

  it('torn anywhere in its last line loses that line and no other, and goes on', async () => {
    await written(['one'], ['two']);
    const whole = readFileSync(file());
    const lastLine = whole.indexOf('\n') + 1;
    for (let length = lastLine; length < whole.length; length += 1) {
      writeFileSync(file(), whole);
      truncateSync(file(), length);
      await written(['three']);
      const { journal, rows } = await reopen();
      expect(rows).toEqual(['one', 'three']);
      await journal.close();
    }
  });

  it('that was changed in the middle is not opened', async () => {
    await written(['one'], ['two']);
    writeFileSync(file(), readFileSync(file(), 'utf8').replace('one', 'ten'));
    await expect(reopen()).rejects.toThrow('journal.jsonl is damaged before its end.');
  });

  it('with any other end is opened without it', async () => {
    await written(['one']);
    const whole = readFileSync(file());
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 20 }), async (end) => {
        writeFileSync(file(), whole);
        appendFileSync(
          file(),
          end.filter((byte) => byte !== 10),
        );
        const { journal, rows } = await reopen();
        expect(rows).toEqual(['one']);
        expect(readFileSync(file())).toEqual(whole);
        await journal.close();
      }),
      // Each case waits for the disk several times.
      { numRuns: 200 },
    );
  });
});
