// Every benchmark that `mutua bench` offers, in the order in which it runs them.
import type { Benchmark } from './benchmark.ts';
import { scheduleBenchmark } from './schedule.ts';

export const BENCHMARKS: readonly Benchmark[] = [scheduleBenchmark];
