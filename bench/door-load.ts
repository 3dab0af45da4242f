// Callers who ask, wait for the answer and ask again; and what their asking cost.
import { processorMicroseconds } from './door-machine.ts';
import { median } from './interleaved.ts';

/** One measured stretch of work. */
export interface Load {
  /** Answers, or transfers, or whatever is counted. */
  readonly count: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Milliseconds from asking to the answer: half of them took no longer, and all but one in a hundred. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of the database's processes for each; undefined where the system does not tell. */
  readonly databaseMicroseconds: number | undefined;
  /** Processor time of this process for each, the callers' own included. */
  readonly nodeMicroseconds: number;
}

/** The times that each single answer took, where single answers are waited for. */
export type AnswerTimes = readonly number[];

/**
 * Each caller asks as long as there is more to ask for.
 *
 * @param ask one question of one caller; it settles with the answer.
 */
export async function inClosedLoop(
  callers: number,
  more: () => boolean,
  ask: (caller: number) => Promise<unknown>,
): Promise<AnswerTimes> {
  const times: number[] = [];
  const askOn = async (caller: number) => {
    while (more()) {
      const began = performance.now();
      await ask(caller);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => askOn(caller)));
  return times;
}

/** True for so long. */
export function forMilliseconds(milliseconds: number): () => boolean {
  const end = performance.now() + milliseconds;
  return () => performance.now() < end;
}

/** True so many times. */
export function times(count: number): () => boolean {
  let left = count;
  return () => {
    left -= 1;
    return left >= 0;
  };
}

/** Does the work and says what it cost. It gives the times of its answers, or how much it did. */
export async function measure(
  processIds: readonly number[],
  work: () => Promise<AnswerTimes | number>,
): Promise<Load> {
  const database = processorMicroseconds(processIds);
  const node = process.cpuUsage();
  const began = performance.now();
  const done = await work();
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(node);
  const after = processorMicroseconds(processIds);
  const answerTimes = typeof done === 'number' ? [] : done.toSorted((a, b) => a - b);
  const count = typeof done === 'number' ? done : done.length;
  return {
    ...{ count, seconds },
    perSecond: count / seconds,
    p50Ms: percentile(answerTimes, 50),
    p99Ms: percentile(answerTimes, 99),
    databaseMicroseconds:
      database === undefined || after === undefined ? undefined : (after - database) / count,
    nodeMicroseconds: (user + system) / count,
  };
}

/** The medians of several stretches, each figure by itself. */
export function medianLoad(loads: readonly Load[]): Load {
  const of = (figure: (load: Load) => number) => median(loads.map(figure));
  const known = loads.flatMap(({ databaseMicroseconds }) => databaseMicroseconds ?? []);
  return {
    count: of(({ count }) => count),
    seconds: of(({ seconds }) => seconds),
    perSecond: of(({ perSecond }) => perSecond),
    p50Ms: of(({ p50Ms }) => p50Ms),
    p99Ms: of(({ p99Ms }) => p99Ms),
    databaseMicroseconds: known.length < loads.length ? undefined : median(known),
    nodeMicroseconds: of(({ nodeMicroseconds }) => nodeMicroseconds),
  };
}

function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? Number.NaN;
}
