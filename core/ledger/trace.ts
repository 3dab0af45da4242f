// A trace 资金轨迹: every transfer through which a given amount came and went, in order.
//
// Money in an account is a queue: what came in first goes out first. All that ever came in is one long line, and so
// is all that ever went out; what came in as minor units 40 to 60 of the one line leaves as 40 to 60 of the other.
// So no minor unit is lost or counted twice, and the way back is the way forth.
import { assert } from '../kit/assert.ts';
import { greatest, least, type MinorUnits, minus, plus, sum, ZERO } from '../money/minor-units.ts';
import type { TransferId } from './transfer.ts';

/** From `start` to just before `end`, counted in minor units from 0. */
export interface Stretch {
  readonly start: MinorUnits;
  readonly end: MinorUnits;
}

/** A transfer between two queues, with its place among all that ever left the one and came into the other. */
export interface TracedTransfer {
  readonly id: TransferId;
  readonly from: string;
  readonly to: string;
  readonly out: Stretch;
  readonly into: Stretch;
}

/** So much of a transfer: which minor units of it, counted from its first. */
export interface TracedPart {
  readonly transfer: TracedTransfer;
  readonly part: Stretch;
}

export type TraceDirection = 'forwards' | 'backwards';

/** Which transfers took this stretch out of the queue (forwards), or brought it in (backwards)? */
export interface TraceQuestion {
  readonly queue: string;
  readonly stretch: Stretch;
}

/** Where a part of the amount was found in the end. */
export interface TraceEnd {
  readonly queue: string;
  readonly amount: MinorUnits;
  /**
   * - `rests`: it is still there.
   * - `edge`: the queue is not followed any further, since it is outside the house or the operator's.
   * - `not_followed`: the trace became too long; it can be taken up again at `last`.
   */
  readonly why: 'rests' | 'edge' | 'not_followed';
  /** The last hop, from which the part came there. */
  readonly last: TracedPart;
}

export interface Trace {
  /** By the numbers of the transfers: in the order in which they happened. */
  readonly hops: readonly TracedPart[];
  /** Their amounts add up to what was traced. */
  readonly ends: readonly TraceEnd[];
}

export interface TraceOptions {
  readonly direction: TraceDirection;
  readonly isEdge: (queue: string) => boolean;
  /** How many hops are followed at most. */
  readonly hopsMax: number;
}

/**
 * Follows a part of a transfer. It asks which transfers took a stretch on, several questions at a time, and whoever
 * runs it gives the answers in the same order: from memory, or from the database.
 *
 * @example traceFrom(
 *   {
 *     transfer: { id: 1n, from: 'a', to: 'b', out: { start: ZERO, end: minorUnits(5n) }, into: { start: ZERO, end: minorUnits(5n) } },
 *     part: { start: ZERO, end: minorUnits(5n) },
 *   },
 *   { direction: 'forwards', hopsMax: 1, isEdge: () => false },
 * ).next().value
 * // [{ queue: 'b', stretch: { start: ZERO, end: minorUnits(5n) } }]
 */
export function* traceFrom(
  start: TracedPart,
  { direction, isEdge, hopsMax }: TraceOptions,
): Generator<readonly TraceQuestion[], Trace, readonly (readonly TracedTransfer[])[]> {
  const hops: TracedPart[] = [start];
  const ends: TraceEnd[] = [];
  let front: readonly TracedPart[] = [start];
  while (front.length > 0) {
    const open: TracedPart[] = [];
    for (const last of front) {
      const queue = queueAfter(last, direction);
      const why = isEdge(queue) ? 'edge' : hops.length > hopsMax ? 'not_followed' : undefined;
      if (why === undefined) open.push(last);
      else ends.push({ queue, amount: lengthOf(last.part), why, last });
    }
    const answers = open.length === 0 ? [] : yield open.map((part) => question(part, direction));
    const next = open.flatMap((last, index) => {
      const found = partsOf(question(last, direction), answers[index] ?? [], direction);
      const rest = minus(lengthOf(last.part), sum(found.map(({ part }) => lengthOf(part))));
      assert(rest >= ZERO, 'No minor unit goes two ways.');
      if (rest > ZERO) {
        ends.push({ queue: queueAfter(last, direction), amount: rest, why: 'rests', last });
      }
      return found;
    });
    front = joined(next);
    hops.push(...front);
  }
  return { hops: joined(hops), ends };
}

/**
 * How much a stretch covers.
 *
 * @example lengthOf({ start: minorUnits(40n), end: minorUnits(60n) }) // minorUnits(20n)
 */
export function lengthOf({ start, end }: Stretch): MinorUnits {
  return minus(end, start);
}

/** The queue in which a part stands after its transfer, or stood before it. */
function queueAfter({ transfer }: TracedPart, direction: TraceDirection): string {
  return direction === 'forwards' ? transfer.to : transfer.from;
}

/** Which minor units of that queue's line the part is. */
function question(part: TracedPart, direction: TraceDirection): TraceQuestion {
  const { transfer } = part;
  const { start } = direction === 'forwards' ? transfer.into : transfer.out;
  return { queue: queueAfter(part, direction), stretch: shifted(part.part, start) };
}

/** What of the stretch each transfer took on. */
function partsOf(
  { stretch }: TraceQuestion,
  transfers: readonly TracedTransfer[],
  direction: TraceDirection,
): readonly TracedPart[] {
  return transfers.flatMap((transfer) => {
    const own = direction === 'forwards' ? transfer.out : transfer.into;
    const start = greatest(stretch.start, own.start);
    const end = least(stretch.end, own.end);
    if (end <= start) return [];
    return [{ transfer, part: { start: minus(start, own.start), end: minus(end, own.start) } }];
  });
}

/** Parts of one transfer that touch are one part. */
function joined(parts: readonly TracedPart[]): readonly TracedPart[] {
  const done: TracedPart[] = [];
  for (const part of parts.toSorted(inOrder)) {
    const last = done.at(-1);
    if (last?.transfer.id === part.transfer.id && last.part.end === part.part.start) {
      done[done.length - 1] = {
        transfer: last.transfer,
        part: { start: last.part.start, end: part.part.end },
      };
    } else done.push(part);
  }
  return done;
}

function shifted({ start, end }: Stretch, by: MinorUnits): Stretch {
  return { start: plus(start, by), end: plus(end, by) };
}

function inOrder(left: TracedPart, right: TracedPart): number {
  if (left.transfer.id !== right.transfer.id) {
    return left.transfer.id < right.transfer.id ? -1 : 1;
  }
  return left.part.start < right.part.start ? -1 : 1;
}
