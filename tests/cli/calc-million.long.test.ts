import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { collect, exitOf, start } from './command.ts';

const LINES = 1_000_000;
const MEMORY_MAX_MB = 200;

/**
 * At the end it writes on stderr how much memory it ever had, in kB. What the system says of a process that was forked
 * counts the memory of its parent too; where it tells apart what is the program's own, that is read.
 */
const TELL_MEMORY = `--import=data:text/javascript,${encodeURIComponent(`
  import { existsSync, readFileSync, writeSync } from 'node:fs';
  process.on('exit', () => {
    const own = existsSync('/proc/self/status') && readFileSync('/proc/self/status', 'utf8');
    writeSync(2, /VmHWM:\\s*(\\d+)/.exec(own)?.[1] ?? String(process.resourceUsage().maxRSS));
  });
`)}`;

it('a million lines stream through mutua calc in bounded memory, malformed ones among them', async () => {
  const child = await start(['calc', 'day-count'], [TELL_MEMORY]);
  const memory = collect(child.stderr);
  Readable.from(pieces(), { objectMode: false }).pipe(child.stdin);

  let next = 0;
  for await (const lines of wholeLines(child.stdout)) {
    for (const line of lines) {
      expectAnswer(line, next);
      next += 1;
    }
  }

  expect(next).toBe(LINES);
  expect(await exitOf(child)).toBe(2);
  expect(Number(await memory) / 1024).toBeLessThan(MEMORY_MAX_MB);
});

function* pieces(): Generator<string> {
  for (let start = 0; start < LINES; start += 1_000) {
    let piece = '';
    for (let index = start; index < start + 1_000; index++) piece += `${lineOf(index)}\n`;
    yield piece;
  }
}

/** Each hundredth is malformed in one way or another; the others ask for so many days from one day on. */
function lineOf(index: number): string {
  if (index % 100 !== 99) {
    const end = new Date(Date.UTC(2000, 0, 1 + (index % 10_000))).toISOString().slice(0, 10);
    return `{"id":${index},"convention":"ACT/365","start":"2000-01-01","end":"${end}"}`;
  }
  return index % 200 === 99
    ? `{"id":${index},"convention":"ACT/365","start":"2000-01-01"`
    : `{"id":${index},"convention":"ACT/365","start":"2000-01-01","end":"2000-02-30"}`;
}

/** Plain comparisons, for `expect` a million times would take longer than the command. */
function expectAnswer(line: string, index: number): void {
  const answer = JSON.parse(line);
  const right =
    index % 100 !== 99
      ? answer.id === index && answer.days === index % 10_000
      : index % 200 === 99
        ? answer.id === null && answer.refusal.field === `line ${index + 1}`
        : answer.id === index && answer.refusal.field === 'end';
  if (!right) expect.fail(`Line ${index + 1} was answered ${line}`);
}

async function* wholeLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  let rest = '';
  for await (const piece of stream) {
    const lines = (rest + Buffer.from(piece).toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  if (rest !== '') yield [rest];
}
