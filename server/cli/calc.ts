// `mutua calc …`: the calculator, which needs no database.
import { fstatSync } from 'node:fs';
import type { Command } from 'commander';
import { aprCalculation } from './calc/apr.ts';
import type { Calculation } from './calc/calculation.ts';
import { dayCountCalculation } from './calc/day-count.ts';
import { lifeCalculation } from './calc/life.ts';
import { returnsCalculation } from './calc/returns.ts';
import { runCalculation } from './calc/run.ts';
import { scheduleCalculation } from './calc/schedule.ts';
import { UnusableInput } from './failure.ts';
import { explain } from './help.ts';

/** In the order in which help lists them. */
export const CALCULATIONS: readonly Calculation[] = [
  scheduleCalculation,
  returnsCalculation,
  dayCountCalculation,
  aprCalculation,
  lifeCalculation,
];

const NOTES = `Each line of standard input is one JSON object; each line of standard output is
its answer, in the same order and with the same "id" (null where a line has
none). Blank lines are passed over. A line that cannot be calculated does not
stop the others; its answer is
  {"id":…,"refusal":{"code":"…","detail":"…","field":"…"}}
with "field" where one field is the reason.

Exit status:
  0  every line was read and answered; a refusal is an answer
  1  a fault in mutua itself: that line's answer is {"id":…,"error":{…}}
  2  some line was no JSON object, or the input could not be read to its end`;

export function addCalc(program: Command): void {
  const calc = explain(program.command('calc'), {
    summary: 'Calculates: JSON lines in, JSON lines out, no database.',
    example: 'mutua calc schedule < loans.jsonl > schedules.jsonl',
    notes: NOTES,
  });
  for (const calculation of CALCULATIONS) {
    explain(calc.command(calculation.name), {
      summary: calculation.summary,
      example: `echo '${calculation.example}' | mutua calc ${calculation.name}`,
      notes: NOTES,
    }).action(() => calculate(calculation));
  }
}

async function calculate(calculation: Calculation): Promise<void> {
  const { stdin, stdout, stderr } = process;
  // Node takes a folder for an input that is empty.
  if (fstatSync(0).isDirectory()) throw new UnusableInput('The input is a folder, not a file.');
  const name = `mutua calc ${calculation.name}`;
  if (stdin.isTTY) stderr.write(`${name}: type one JSON object a line; Ctrl-D ends.\n`);
  const progress = stderr.isTTY && !stdin.isTTY && !stdout.isTTY ? lineCounter() : undefined;

  let faultsShown = 0;
  const outcome = await runCalculation(
    calculation,
    { input: stdin, output: stdout },
    {
      ...(progress ? { onProgress: progress.show } : {}),
      onFault: (lineNumber, error) => {
        faultsShown += 1;
        if (faultsShown > FAULTS_SHOWN_MAX) return;
        const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
        stderr.write(`${name}: line ${lineNumber}: ${said}\n`);
      },
    },
  ).catch((error: unknown) => {
    throw isSystemError(error)
      ? new UnusableInput(`The input cannot be read or the output not written: ${error.message}`)
      : error;
  });
  progress?.end();

  if (outcome.faults > 0) process.exitCode = 1;
  else if (outcome.unreadable > 0) process.exitCode = 2;
}

/** A count of lines on stderr that overwrites itself, some times a second. */
function lineCounter(): { readonly show: (lines: number) => void; readonly end: () => void } {
  let shownAt = 0;
  return {
    show(lines) {
      const now = performance.now();
      if (now - shownAt < 200) return;
      shownAt = now;
      process.stderr.write(`\r${lines.toLocaleString('en-GB')} lines`);
    },
    end() {
      if (shownAt > 0) process.stderr.write('\r\u001b[K');
    },
  };
}

/** Of a calculation that breaks on every line, the first few say enough. */
const FAULTS_SHOWN_MAX = 3;

function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}
