import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTrialFolder } from '../../trial-folder.ts';
import { Journal, rowsOfSegment } from './journal.ts';
import { segmentsIn } from './segments.ts';

const DAY = '2026-11-23';
let folder: string;
beforeEach(() => {
  folder = makeTrialFolder('mutua-journal-');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function reopen(): Promise<{ journal: Journal<string>; rows: string[] }> {
  const rows: string[] = [];
  const journal = await Journal.open<string>(folder, DAY, (row) => rows.push(row));
  return { journal, rows };
}

/** Opens, reads, and closes. */
async function rowsOnDisk(): Promise<string[]> {
  const { journal, rows } = await reopen();
  await journal.close();
  return rows;
}

function lastSegment(): string {
  return segmentsIn(folder).at(-1)?.path ?? '';
}

describe('a journal', () => {
  it('gives back what was appended, in order, whatever characters it holds', async () => {
    const { journal } = await reopen();
    const odd = 'line\nfeed, \u2028 separator, 中文, \\ and "';
    await Promise.all([journal.append(['a', odd]), journal.append([]), journal.append(['b'])]);
    await journal.append(['c']);
    await journal.close();
    expect(await rowsOnDisk()).toEqual(['a', odd, 'b', 'c']);
  });

  it('writes what comes together as one line', async () => {
    const { journal } = await reopen();
    await Promise.all(Array.from({ length: 100 }, (_one, index) => journal.append([`${index}`])));
    await journal.close();
    expect(readFileSync(lastSegment(), 'utf8').trim().split('\n').length).toBeLessThan(5);
    expect(await rowsOnDisk()).toHaveLength(100);
  });

  it('cuts off a last line that is torn, wherever it is torn, and goes on behind it', async () => {
    const { journal } = await reopen();
    await journal.append(['kept']);
    await journal.append(['torn']);
    await journal.close();
    const whole = readFileSync(lastSegment());
    const start = whole.indexOf(10) + 1;
    for (let length = start; length < whole.length; length += 1) {
      writeFileSync(lastSegment(), whole.subarray(0, length));
      const opened = await reopen();
      expect(opened.rows).toEqual(['kept']);
      await opened.journal.append(['next']);
      await opened.journal.close();
      expect(await rowsOnDisk()).toEqual(['kept', 'next']);
    }
  });

  it('cuts off a last line whose bytes are not those that were written', async () => {
    const { journal } = await reopen();
    await journal.append(['kept']);
    await journal.close();
    appendFileSync(lastSegment(), '00000000 ["forged"]\n');
    expect(await rowsOnDisk()).toEqual(['kept']);
  });

  it('is opened without whatever else stands at its end', async () => {
    const { journal } = await reopen();
    await journal.append(['kept']);
    await journal.close();
    const whole = readFileSync(lastSegment());
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 20 }), async (end) => {
        writeFileSync(lastSegment(), whole);
        appendFileSync(
          lastSegment(),
          end.filter((byte) => byte !== 10),
        );
        expect(await rowsOnDisk()).toEqual(['kept']);
        expect(readFileSync(lastSegment())).toEqual(whole);
      }),
      // Each case waits for the disk several times.
      { numRuns: 200 },
    );
  });

  it('is refused when a line before the last is damaged', async () => {
    const { journal } = await reopen();
    await journal.append(['first']);
    await journal.append(['second']);
    await journal.close();
    const text = readFileSync(lastSegment(), 'utf8');
    writeFileSync(lastSegment(), text.replace('first', 'FIRST'));
    await expect(reopen()).rejects.toThrow('is damaged before its end');
  });

  it('begins with its last snapshot, and reads only what came after it', async () => {
    const { journal } = await reopen();
    await journal.append(['old']);
    await journal.alone(() => journal.roll('2026-11-24', ['a snapshot']));
    await journal.append(['new']);
    await journal.alone(() => journal.roll('2026-11-25', undefined));
    await journal.append(['newer']);
    await journal.close();
    expect(await rowsOnDisk()).toEqual(['a snapshot', 'new', 'newer']);
    expect(segmentsIn(folder).map(({ day }) => day)).toEqual([DAY, '2026-11-24', '2026-11-25']);
    const old = [];
    for await (const row of rowsOfSegment<string>(segmentsIn(folder)[0]?.path ?? '')) old.push(row);
    expect(old).toEqual(['old']);
  });

  it('puts what was appended before a roll before it, and keeps only the last snapshot', async () => {
    const { journal } = await reopen();
    await journal.alone(() => {
      void journal.append(['before']);
      journal.roll('2026-11-24', ['first']);
    });
    await journal.alone(() => journal.roll('2026-11-25', ['second']));
    await journal.close();
    expect(readFileSync(segmentsIn(folder)[0]?.path ?? '', 'utf8')).toContain('before');
    expect(readdirSync(folder).filter((name) => name.startsWith('snapshot'))).toHaveLength(1);
    expect(await rowsOnDisk()).toEqual(['second']);
  });

  it('starts from the snapshot before when a crash left one unfinished', async () => {
    const { journal } = await reopen();
    await journal.append(['kept']);
    await journal.close();
    writeFileSync(path.join(folder, 'snapshot-00000002.jsonl.draft'), 'half a');
    expect(await rowsOnDisk()).toEqual(['kept']);
  });

  it('settles nothing after a write that failed', async () => {
    const { journal } = await reopen();
    await journal.append(['kept']);
    await journal.close();
    await expect(journal.append(['lost'])).rejects.toThrow();
    await expect(journal.append(['lost too'])).rejects.toThrow();
    await expect(journal.settled()).rejects.toThrow();
    expect(await rowsOnDisk()).toEqual(['kept']);
  });
});
