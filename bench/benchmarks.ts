// Every benchmark that `mutua bench` offers, in the order in which it runs them.
import type { Benchmark, LongBenchmark } from './benchmark.ts';
import { doorBenchmark } from './door.ts';
import type { DoorResult } from './door-result.ts';
import { scheduleBenchmark } from './schedule.ts';

export type AnyBenchmark = Benchmark | LongBenchmark<DoorResult>;

export const BENCHMARKS: readonly AnyBenchmark[] = [scheduleBenchmark, doorBenchmark];
