// Two ways of doing the same thing, timed turn by turn in one run, so that both meet the same machine
// in the same mood: a figure of ours alone says little on a machine that does other things as well.

/** One way of doing it: does the work once and gives something that depends on the whole of it. */
export type Work = () => unknown;

export interface Samples {
  /** Times a second, one figure a round. */
  readonly ours: readonly number[];
  readonly limit: readonly number[];
}

export interface Pace {
  readonly rounds: number;
  /** How long each side works in each round. */
  readonly roundMilliseconds: number;
  readonly warmUpMilliseconds: number;
}

export const PACE: Pace = { rounds: 15, roundMilliseconds: 150, warmUpMilliseconds: 400 };

/** Both sides warm up; then who goes first changes from round to round. */
export function measureInterleaved(ours: Work, limit: Work, pace: Pace = PACE): Samples {
  timesPerSecond(ours, pace.warmUpMilliseconds);
  timesPerSecond(limit, pace.warmUpMilliseconds);
  const samples = { ours: [] as number[], limit: [] as number[] };
  for (let round = 0; round < pace.rounds; round++) {
    const order = round % 2 === 0 ? (['ours', 'limit'] as const) : (['limit', 'ours'] as const);
    for (const side of order) {
      const work = side === 'ours' ? ours : limit;
      samples[side].push(timesPerSecond(work, pace.roundMilliseconds));
    }
  }
  return samples;
}

/** The middle one of the figures; of an even number, the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** Results go here, so that no engine can find out that nobody reads them and leave the work undone. */
let lastResult: unknown;

export function seenResult(): unknown {
  return lastResult;
}

function timesPerSecond(work: Work, milliseconds: number): number {
  const start = performance.now();
  const end = start + milliseconds;
  let count = 0;
  let now = start;
  do {
    // The clock is read once a small batch: reading it each time would be timed as well.
    for (let index = 0; index < 16; index++) lastResult = work();
    count += 16;
    now = performance.now();
  } while (now < end);
  return (count * 1000) / (now - start);
}
