import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { collect, exitOf, jsonLines, mutua, start } from './command.ts';

const YEAR = '"convention":"ACT/365","start":"2026-01-01","end":"2027-01-01"}';

describe('mutua calc', () => {
  it('answers in the order of the lines, each under its id', async () => {
    const ids = ['"b"', '1', '"a"', '9007199254740993', '"互信"'];
    const { status, stdout, stderr } = await mutua(
      ['calc', 'day-count'],
      ids.map((id) => `{"id":${id},${YEAR}`).join('\n'),
    );
    expect(stdout).toBe(ids.map((id) => `{"id":${id},"days":365,"yearFraction":"1"}\n`).join(''));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('takes a byte order mark, CRLF and blank lines', async () => {
    const { status, stdout } = await mutua(
      ['calc', 'day-count', '--json'],
      `\ufeff{"id":1,${YEAR}\r\n\r\n{"id":2,${YEAR}\r\n`,
    );
    expect(jsonLines(stdout).map(({ id }) => id)).toEqual([1, 2]);
    expect(status).toBe(0);
  });

  it('answers with a refusal what cannot be calculated, and that is a success', async () => {
    const { status, stdout, stderr } = await mutua(
      ['calc', 'day-count'],
      `{"id":1,"convention":"lunar","start":"2026-01-01","end":"2027-01-01"}\n{"id":2,${YEAR}`,
    );
    const [refused, answered] = jsonLines(stdout);
    expect(refused).toEqual({
      id: 1,
      refusal: { code: 'unknown_convention', detail: 'Unknown convention: lunar' },
    });
    expect(answered).toMatchObject({ id: 2, days: 365 });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('names the line that is no JSON object, answers the others and ends with status 2', async () => {
    const { status, stdout } = await mutua(
      ['calc', 'day-count'],
      Buffer.concat([
        Buffer.from(`{"id":1,${YEAR}\n{"id":2,"convention":\n`),
        Buffer.from([0xff, 0xfe, 0x0a]),
        Buffer.from(`{"id":4,${YEAR}`),
      ]),
    );
    expect(jsonLines(stdout)).toMatchObject([
      { id: 1, days: 365 },
      { id: null, refusal: { code: 'invalid_input', field: 'line 2' } },
      { id: null, refusal: { code: 'invalid_input', field: 'line 3' } },
      { id: 4, days: 365 },
    ]);
    expect(status).toBe(2);
  });

  it('says nothing for an empty input', async () => {
    expect(await mutua(['calc', 'day-count'])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('answers a line at once, without waiting for the next', async () => {
    const child = await start(['calc', 'day-count']);
    for (const id of [1, 2, 3]) {
      child.stdin.write(`{"id":${id},${YEAR}\n`);
      const [answer] = (await once(child.stdout, 'data')) as [Buffer];
      expect(JSON.parse(answer.toString())).toMatchObject({ id, days: 365 });
    }
    child.stdin.end();
    expect(await exitOf(child)).toBe(0);
  });

  it('refuses an input that cannot be read', async () => {
    const program = (await start(['--version'])).spawnargs;
    const child = spawn('sh', [
      '-c',
      `"$0" "$1" calc day-count --json < .`,
      ...program.slice(0, 2),
    ]);
    const stderr = await collect(child.stderr);
    expect(await exitOf(child)).toBe(2);
    expect(JSON.parse(stderr).error.code).toBe('unusable_input');
  });

  it('ends quietly when its reader has seen enough', async () => {
    const program = (await start(['--version'])).spawnargs;
    const script = `yes '{"id":1,${YEAR}' | { "$0" "$1" calc day-count; echo "status $?" >&2; } | head -n 2`;
    const [stdout, stderr] = await new Promise<readonly [string, string]>((resolve, reject) => {
      execFile('bash', ['-c', script, ...program.slice(0, 2)], (error, out, err) =>
        error ? reject(error) : resolve([out, err]),
      );
    });
    expect(jsonLines(stdout)).toHaveLength(2);
    expect(stderr).toBe('status 0\n');
  });

  it('reads no further than its reader goes along', async () => {
    const child = await start(['calc', 'day-count']);
    const piece = Buffer.from(`{"id":1,${YEAR}\n`.repeat(1_000));
    let given = 0;
    while (child.stdin.write(piece)) given += piece.length;
    // Nobody reads stdout, so the pipes fill up, and then nothing more is taken.
    let drained = true;
    while (drained && given < 200 * piece.length) {
      drained = await Promise.race([
        once(child.stdin, 'drain').then(() => true),
        new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1_000)),
      ]);
      if (drained) child.stdin.write(piece);
      given += piece.length;
    }
    expect(drained).toBe(false);
    child.kill();
    await exitOf(child);
  });
});
