// What the door's benchmark gives: for each part both sides, their ratio, and what was promised.
import { type Load, medianLoad } from './door-load.ts';
import type { Rounds } from './door-rounds.ts';
import { median } from './interleaved.ts';

export interface Range {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** One side of a part: medians over the rounds, and the range of its speed. */
export interface Side {
  readonly name: string;
  readonly perSecond: Range;
  readonly p50Ms?: number;
  readonly p99Ms?: number;
  readonly databaseMicroseconds?: number;
  readonly nodeMicroseconds: number;
}

/** What was promised, and whether it holds. */
export interface Promised {
  readonly says: string;
  readonly value: number;
  readonly bound: number;
  readonly held: boolean;
}

export interface Part {
  readonly name: string;
  /** What was done, in one sentence. */
  readonly says: string;
  readonly unit: string;
  readonly ours: Side;
  readonly limit: Side;
  /** Median of the rounds' own ratios of speed. */
  readonly ratio: number;
  readonly samples: number;
  readonly promised: readonly Promised[];
}

export interface DoorResult {
  readonly name: 'door';
  /** Of the first part, which is the one that compares like with like. */
  readonly unit: string;
  readonly ours: number;
  readonly limit: number;
  readonly ratio: number;
  readonly limitName: string;
  readonly samples: number;
  /** Whether everything that was promised holds. */
  readonly held: boolean;
  readonly parts: readonly Part[];
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly node: string;
    readonly postgres: string;
    readonly diskSyncMs: number;
  };
}

export function partOf(
  { ours, limit }: Rounds,
  { name, says, unit, limitName }: Record<'name' | 'says' | 'unit' | 'limitName', string>,
): Part {
  const ratios = ours.map(
    ({ perSecond }, round) => perSecond / (limit[round]?.perSecond ?? Number.NaN),
  );
  return {
    ...{ name, says, unit },
    ours: sideOf('the door', ours),
    limit: sideOf(limitName, limit),
    ratio: hundredths(median(ratios)),
    samples: ratios.length,
    promised: [],
  };
}

function sideOf(name: string, loads: readonly Load[]): Side {
  const rates = loads.map(({ perSecond }) => Math.round(perSecond));
  const { p50Ms, p99Ms, databaseMicroseconds, nodeMicroseconds } = medianLoad(loads);
  return {
    name,
    perSecond: {
      median: Math.round(median(rates)),
      least: Math.min(...rates),
      most: Math.max(...rates),
    },
    ...(Number.isNaN(p50Ms) ? {} : { p50Ms: hundredths(p50Ms), p99Ms: hundredths(p99Ms) }),
    ...(databaseMicroseconds === undefined
      ? {}
      : { databaseMicroseconds: tenths(databaseMicroseconds) }),
    nodeMicroseconds: tenths(nodeMicroseconds),
  };
}

export function withPromises(part: Part, promised: readonly Promised[]): Part {
  return { ...part, promised };
}

/** The budget of the database's processor time, where the system tells it. */
export function microsecondsAtMost(
  { ours }: Part,
  each: string,
  bound: number,
): readonly Promised[] {
  const value = ours.databaseMicroseconds;
  return value === undefined ? [] : [atMost(`µs of PostgreSQL ${each}`, value, bound)];
}

export function atLeast(says: string, value: number, bound: number): Promised {
  return { says: `at least ${bound} ${says}`, value, bound, held: value >= bound };
}

export function atMost(says: string, value: number, bound: number): Promised {
  return { says: `at most ${bound} ${says}`, value, bound, held: value <= bound };
}

export function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
