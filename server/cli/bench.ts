// `mutua bench`: our speed beside a limit that is measured in the same run.
import type { BenchmarkResult } from '@mutua/bench/benchmark.ts';
import type { AnyBenchmark } from '@mutua/bench/benchmarks.ts';
import type { Command } from 'commander';
import { UnusableInput } from './failure.ts';
import { explain } from './help.ts';

const NOTES = `Each benchmark first checks that both sides do the same, then lets them take
turns in many short rounds. "ours" and "limit" are the medians, "ratio" is the
median of the rounds' own ratios: a machine that does other things as well slows
both sides alike, so read the ratio.

Exit status:
  0  measured, whether or not the goal is held
  1  the two sides differ for no known reason, so the figures mean nothing
  2  there is no benchmark of that name`;

export function addBench(program: Command): void {
  explain(
    program.command('bench').argument('[name...]', 'benchmarks to run; all, if none is named'),
    {
      summary: 'Runs the benchmarks, each beside its limit in the same run.',
      example: 'mutua bench schedule --json',
      notes: NOTES,
    },
  ).action((names: string[], _options, command: Command) =>
    bench(names, command.optsWithGlobals().json === true),
  );
}

async function bench(names: readonly string[], json: boolean): Promise<void> {
  const { BENCHMARKS } = await import('@mutua/bench/benchmarks.ts');
  const { runBenchmark } = await import('@mutua/bench/benchmark.ts');
  for (const benchmark of chosen(BENCHMARKS, names)) {
    if (!json) process.stdout.write(`${benchmark.name}: ${benchmark.summary}\n`);
    if ('measure' in benchmark) {
      const result = await benchmark.measure();
      process.stdout.write(json ? `${JSON.stringify(result)}\n` : benchmark.table(result));
      continue;
    }
    const result = runBenchmark(benchmark);
    process.stdout.write(json ? `${JSON.stringify(result)}\n` : table(result));
    if (result.agreement.unexplained > 0) process.exitCode = 1;
  }
}

function chosen(
  benchmarks: readonly AnyBenchmark[],
  names: readonly string[],
): readonly AnyBenchmark[] {
  for (const name of names) {
    if (benchmarks.some((benchmark) => benchmark.name === name)) continue;
    const known = benchmarks.map((benchmark) => benchmark.name).join(', ');
    throw new UnusableInput(`There is no benchmark "${name}"; there are: ${known}.`);
  }
  return names.length === 0 ? benchmarks : benchmarks.filter(({ name }) => names.includes(name));
}

function table(result: BenchmarkResult): string {
  const { agreement, best, machine } = result;
  const rows: readonly (readonly [string, string])[] = [
    ['ours', `${count(result.ours)} ${result.unit} (best ${count(best.ours)})`],
    [
      'limit',
      `${count(result.limit)} ${result.unit} (best ${count(best.limit)}), ${result.limitName}`,
    ],
    ['ratio', `${result.ratio} (median of ${result.samples} rounds)`],
    ['goal', `${result.goal}: ${result.held ? 'held' : 'NOT HELD'}`],
    [
      'same',
      `${count(agreement.same)} of ${count(agreement.cases)} cases; the limit rounds ${agreement.limitRoundedWrong} wrong; ${agreement.unexplained} unexplained`,
    ],
    ['machine', `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}`],
  ];
  return rows.map(([label, value]) => `  ${label.padEnd(8)} ${value}\n`).join('');
}

function count(value: number): string {
  return value.toLocaleString('en-GB');
}
