// The README's examples are true: each command is run, and must print what the page says.
import { Readable, Writable } from 'node:stream';
import { runCalculation } from '@mutua/server/cli/calc/run.ts';
import { CALCULATIONS } from '@mutua/server/cli/calc.ts';
import { describe, expect, it } from 'vitest';
import { repositoryFiles } from './tree.ts';

/**
 * `$ echo 'LINE' | npx mutua calc NAME`, and below it what was printed, wrapped for reading. The line itself
 * may go on below as the shell allows it: a quote, a backslash, and a quote on the next line.
 */
const EXAMPLE = /^\$ echo '((?:[^']|'\\\n\s*')+)' \|\s+npx mutua calc ([a-z-]+)\n([^`$]+)/gm;

interface Example {
  readonly line: string;
  readonly calculation: string;
  readonly printed: string;
}

const readme = repositoryFiles().find(({ path }) => path === 'README.md')?.text ?? '';

describe('The README', () => {
  it('shows the calculator by commands that print what it says', async () => {
    expect(await faultsOf(readme)).toEqual([]);
  });

  it('has an example of every calculation', () => {
    const shown = new Set(examplesIn(readme).map(({ calculation }) => calculation));
    expect([...shown].sort()).toEqual(CALCULATIONS.map(({ name }) => name).sort());
  });

  it('is seen to be wrong when one printed figure is another', async () => {
    for (const { printed } of examplesIn(readme)) {
      const digit = /\d(?=[^\d]*$)/.exec(printed);
      const other = digit?.[0] === '7' ? '8' : '7';
      const wrong = printed.slice(0, digit?.index) + other + printed.slice((digit?.index ?? 0) + 1);
      expect(await faultsOf(readme.replace(printed, wrong))).toHaveLength(1);
    }
  });
});

async function faultsOf(page: string): Promise<string[]> {
  const faults: string[] = [];
  for (const { line, calculation, printed } of examplesIn(page)) {
    const answer = await answerTo(line, calculation);
    if (answer !== compact(printed)) faults.push(`${calculation} prints ${answer}`);
  }
  return faults;
}

function examplesIn(page: string): Example[] {
  return [...page.matchAll(EXAMPLE)].map(([, line = '', calculation = '', printed = '']) => ({
    line: line.replace(/'\\\n\s*'/g, ''),
    calculation,
    printed,
  }));
}

async function answerTo(line: string, name: string): Promise<string> {
  const calculation = CALCULATIONS.find((candidate) => candidate.name === name);
  if (!calculation) return `nothing: there is no "mutua calc ${name}"`;
  let printed = '';
  const output = new Writable({
    write(piece, _encoding, done) {
      printed += String(piece);
      done();
    },
  });
  await runCalculation(calculation, { input: Readable.from([Buffer.from(`${line}\n`)]), output });
  return printed.trimEnd();
}

/** Without the line ends and blanks that were put in for reading, outside texts. */
function compact(printed: string): string {
  return printed.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, text: string | undefined) => text ?? '');
}
