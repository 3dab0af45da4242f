import { Readable, Writable } from 'node:stream';
import { assert } from '@mutua/core/kit/assert.ts';
import { invalid, ok, refuse } from '@mutua/core/kit/result.ts';
import { describe, expect, it } from 'vitest';
import type { Calculation } from './calculation.ts';
import { LINE_BYTES_MAX } from './lines.ts';
import { runCalculation } from './run.ts';

/** Doubles `n`, refuses what is no number, and breaks on 13. */
const doubling: Calculation = {
  name: 'double',
  summary: 'twice a number',
  example: '{"id":1,"n":2}',
  calculate({ n }) {
    if (n === 'none') return refuse('no_solution');
    if (typeof n !== 'number') return invalid('n', 'It must be a number.');
    assert(n !== 13, 'Nobody doubles 13.');
    return ok(n === 0 ? {} : { value: n === 7 ? Number.NaN : 2 * n });
  },
};

async function run(input: string | Iterable<string | Uint8Array>) {
  const written: string[] = [];
  const faults: number[] = [];
  const output = new Writable({
    decodeStrings: false,
    write(piece: string, _encoding, done) {
      written.push(piece);
      done();
    },
  });
  const pieces = typeof input === 'string' ? [input] : input;
  const streams = { input: Readable.from(pieces, { objectMode: false }), output };
  const watchers = { onFault: (lineNumber: number) => void faults.push(lineNumber) };
  const outcome = await runCalculation(doubling, streams, watchers);
  return { outcome, faults, text: written.join('') };
}

async function answer(line: string): Promise<unknown> {
  return JSON.parse((await run(line)).text);
}

describe('a calculation over lines', () => {
  it('answers each line in its order under its own id', async () => {
    const { text, outcome } = await run('{"id":"b","n":1}\n\n{"n":2,"id":"a"}\n{"id":3,"n":3}\n');
    expect(text).toBe('{"id":"b","value":2}\n{"id":"a","value":4}\n{"id":3,"value":6}\n');
    expect(outcome).toEqual({ answered: 3, unreadable: 0, faults: 0 });
  });

  it('gives back an id as it was written', async () => {
    const ids = ['9007199254740993', '1.0', '-0', '1e400', '"1"', '"互\\u4fe1\\n"', 'null', '""'];
    const { text } = await run(ids.map((id) => `{"id":${id},"n":1}`).join('\n'));
    const given = text.trimEnd().split('\n');
    expect(given.map((line) => line.replace(',"value":2}', '').replace('{"id":', ''))).toEqual(
      ids.map((id) => id.replace('\\u4fe1', '信')),
    );
  });

  it('gives the id null where a line has none', async () => {
    expect(await answer('{"n":1}')).toEqual({ id: null, value: 2 });
  });

  it('refuses an id that is neither text nor number', async () => {
    for (const id of ['[1]', '{}', 'true']) {
      expect(await answer(`{"id":${id},"n":1}`)).toEqual({
        id: null,
        refusal: {
          code: 'invalid_input',
          detail: 'Please check "id": It must be a text, a number or null.',
          field: 'id',
        },
      });
    }
  });

  it('gives a refusal in words, with its field, and goes on', async () => {
    const { text, outcome } = await run('{"id":1,"n":"x"}\n{"id":2,"n":"none"}\n{"id":3,"n":0}');
    expect(
      text
        .split('\n')
        .slice(0, 3)
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        id: 1,
        refusal: {
          code: 'invalid_input',
          detail: 'Please check "n": It must be a number.',
          field: 'n',
        },
      },
      { id: 2, refusal: { code: 'no_solution', detail: 'No rate fits these cash flows.' } },
      { id: 3 },
    ]);
    expect(outcome).toMatchObject({ answered: 3, unreadable: 0 });
  });

  it('names the line that is no JSON object, and goes on', async () => {
    const bad = ['{"id":1', '[1]', 'null', '7', '"text"', '{"id":1}{"id":2}', "{'id':1}", '\u0000'];
    for (const line of bad) {
      const { text, outcome } = await run(`\n${line}\n{"id":2,"n":1}`);
      const [first, second] = text.split('\n');
      expect(JSON.parse(first ?? '')).toEqual({
        id: null,
        refusal: {
          code: 'invalid_input',
          detail: 'Please check "line 2": It is not a JSON object.',
          field: 'line 2',
        },
      });
      expect(second).toBe('{"id":2,"value":2}');
      expect(outcome).toEqual({ answered: 2, unreadable: 1, faults: 0 });
    }
  });

  it('names the line that is not UTF-8 or too long, and goes on', async () => {
    const { text, outcome } = await run([
      ...['{"id":1,"n":1}\n', Uint8Array.of(0xc3, 0x28, 0x0a)],
      ...['{"id":2,"n":"', 'x'.repeat(LINE_BYTES_MAX), '"}\n{"id":3,"n":1}\n'],
    ]);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.refusal?.detail ?? line.value)).toEqual([
      2,
      'Please check "line 2": It is not UTF-8 text.',
      'Please check "line 3": It is longer than 8 MB.',
      2,
    ]);
    expect(outcome).toMatchObject({ answered: 4, unreadable: 2 });
  });

  it('says of a line that our own fault stopped that it did, and goes on', async () => {
    const { text, outcome, faults } = await run('{"id":1,"n":13}\n{"id":2,"n":7}\n{"id":3,"n":1}');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([
      {
        id: 1,
        error: {
          code: 'internal_error',
          detail: 'A fault in mutua itself, not in this line: Nobody doubles 13.',
        },
      },
      {
        id: 2,
        error: {
          code: 'internal_error',
          detail:
            'A fault in mutua itself, not in this line: Every figure of an answer is a finite number.',
        },
      },
      { id: 3, value: 2 },
    ]);
    expect(outcome).toMatchObject({ answered: 3, faults: 2 });
    expect(faults).toEqual([1, 2]);
  });

  it('reads no further than a slow reader can take', async () => {
    let given = 0;
    function* endless() {
      for (; given < 1_000; given++) yield `${'{"id":1,"n":1}\n'.repeat(100)}`;
    }
    let taken = 0;
    let most = 0;
    const slow = new Writable({
      highWaterMark: 1024,
      write(piece: Buffer, _encoding, done) {
        taken += piece.length / '{"id":1,"value":2}\n'.length / 100;
        most = Math.max(most, given - taken);
        setImmediate(done);
      },
    });
    await runCalculation(doubling, {
      input: Readable.from(endless(), { objectMode: false }),
      output: slow,
    });
    expect(taken).toBe(1_000);
    expect(most).toBeLessThan(200);
  });

  it('does not hide that the input or the output broke', async () => {
    const broken = Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'read' });
    const input = new Readable({ read: () => void input.destroy(broken) });
    const output = new Writable({ write: (_piece, _encoding, done) => done() });
    await expect(runCalculation(doubling, { input, output })).rejects.toBe(broken);
  });
});
