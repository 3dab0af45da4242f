// What a benchmark is, and how it is run: agree first, then be timed, then say what came out.
import { availableParallelism, cpus } from 'node:os';
import { measureInterleaved, median, type Pace, type Work } from './interleaved.ts';

export interface Benchmark {
  readonly name: string;
  /** One sentence: what is timed beside what. */
  readonly summary: string;
  /** What the figures count, such as `schedules/s`. */
  readonly unit: string;
  /** At least so many times as fast as the limit is what we promise. */
  readonly goal: number;
  /** What stands beside ours as the limit, such as `decimal.js, 20 digits`. */
  readonly limitName: string;
  /** Whether both do the same, tried on many cases before anything is timed. */
  readonly compare: () => Agreement;
  /** The two sides, each doing one piece of the same work at every call. */
  readonly prepare: () => { readonly ours: Work; readonly limit: Work };
}

/** One that has parts of its own, such as those that need a database: it measures itself and tells the result. */
export interface LongBenchmark<Result = object> {
  readonly name: string;
  readonly summary: string;
  readonly measure: () => Promise<Result>;
  /** The result as a person reads it. */
  readonly table: (result: Result) => string;
}

export interface Agreement {
  readonly cases: number;
  readonly same: number;
  /** Cases in which they differ for a reason that has been found: the limit's own rounding. */
  readonly limitRoundedWrong: number;
  /** Cases in which they differ for no known reason: then the timing means nothing. */
  readonly unexplained: number;
}

export interface BenchmarkResult {
  readonly name: string;
  readonly unit: string;
  /** Medians over the rounds. */
  readonly ours: number;
  readonly limit: number;
  /** Median of the rounds' own ratios. */
  readonly ratio: number;
  readonly goal: number;
  readonly held: boolean;
  readonly limitName: string;
  readonly best: { readonly ours: number; readonly limit: number };
  /** Rounds. */
  readonly samples: number;
  readonly ratios: readonly number[];
  readonly agreement: Agreement;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly node: string };
}

export function runBenchmark(benchmark: Benchmark, pace?: Pace): BenchmarkResult {
  const agreement = benchmark.compare();
  const { ours, limit } = benchmark.prepare();
  const samples = measureInterleaved(ours, limit, pace);
  const ratios = samples.ours.map((rate, round) => rate / (samples.limit[round] ?? Number.NaN));
  const ratio = median(ratios);
  return {
    name: benchmark.name,
    unit: benchmark.unit,
    ours: Math.round(median(samples.ours)),
    limit: Math.round(median(samples.limit)),
    ratio: hundredths(ratio),
    goal: benchmark.goal,
    held: ratio >= benchmark.goal,
    limitName: benchmark.limitName,
    best: {
      ours: Math.round(Math.max(...samples.ours)),
      limit: Math.round(Math.max(...samples.limit)),
    },
    samples: ratios.length,
    ratios: ratios.map(hundredths),
    agreement,
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: availableParallelism(),
      node: process.version,
    },
  };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
