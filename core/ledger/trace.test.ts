import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MinorUnits, minorUnits } from '../money/minor-units.ts';
import {
  lengthOf,
  type Trace,
  type TraceDirection,
  type TracedPart,
  type TracedTransfer,
  traceFrom,
} from './trace.ts';

const OUTSIDE = 'outside';

/** A transfer as a bookkeeper writes it: the amount, from where, to where. */
type Line = readonly [amount: number, from: string, to: string];

describe('a trace', () => {
  it('follows an amount first in, first out, to where it is now', () => {
    // Two top-ups, 60 and 40; a bid of 70 on one loan and of 20 on another; 10 are left.
    const transfers = placed([
      [60, OUTSIDE, 'cash'],
      [40, OUTSIDE, 'cash'],
      [70, 'cash', 'loan a'],
      [20, 'cash', 'loan b'],
    ]);
    expect(shown(traced(transfers, 2, 'forwards'))).toEqual([
      ['2: 0-40', '3: 60-70', '4: 0-20'],
      ['rests cash 10', 'rests loan a 10', 'rests loan b 20'],
    ]);
    expect(shown(traced(transfers, 3, 'backwards'))).toEqual([
      ['1: 0-60', '2: 0-10', '3: 0-70'],
      ['edge outside 10', 'edge outside 60'],
    ]);
  });

  it('follows money round and round, with each hop once', () => {
    const transfers = placed([
      [10, OUTSIDE, 'lender'],
      [10, 'lender', 'loan'],
      [10, 'loan', 'lender'],
      [10, 'lender', 'loan'],
      [4, 'loan', 'lender'],
      [4, 'lender', OUTSIDE],
    ]);
    expect(shown(traced(transfers, 1, 'forwards'))).toEqual([
      ['1: 0-10', '2: 0-10', '3: 0-10', '4: 0-10', '5: 0-4', '6: 0-4'],
      ['edge outside 4', 'rests loan 6'],
    ]);
  });

  it('that is too long says where it can be taken up again', () => {
    const there: Line = [1, 'a', 'b'];
    const back: Line = [1, 'b', 'a'];
    const transfers = placed([[1, OUTSIDE, 'a'], there, back, there, back, there]);
    const first = traced(transfers, 1, 'forwards', 3);
    const [end] = first.ends;
    expect([first.hops.length, end?.why]).toEqual([4, 'not_followed']);
    const rest = run(transfers, end?.last as TracedPart, 'forwards', 100);
    expect(shown(rest)).toEqual([['4: 0-1', '5: 0-1', '6: 0-1'], ['rests b 1']]);
  });

  it('agrees with money of which every minor unit is marked, forwards and backwards', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 30 }), fc.nat(), (asked, which) => {
        const { lines, marks } = marked(asked);
        fc.pre(lines.length > 0);
        const transfers = placed(lines);
        const id = (which % lines.length) + 1;
        const own = marks[id - 1] ?? [];
        for (const direction of ['forwards', 'backwards'] as const) {
          const trace = traced(transfers, id, direction);
          const later = marks.flatMap((moved, index) =>
            (direction === 'forwards' ? index + 1 > id : index + 1 < id)
              ? moved.flatMap((mark, place) =>
                  own.includes(mark) ? [`${index + 1} ${place}`] : [],
                )
              : [],
          );
          const found = trace.hops.flatMap(({ transfer, part }) =>
            transfer.id === BigInt(id) ? [] : unitsOf(transfer.id, part.start, part.end),
          );
          expect(found.toSorted()).toEqual(later.toSorted());
          expect(trace.ends.reduce((total, { amount }) => total + amount, 0n)).toBe(
            BigInt(own.length),
          );
        }
      }),
    );
  });
});

const anyQueue = fc.constantFrom('a', 'b', 'c', 'd', OUTSIDE);
const anyLine = fc.tuple(fc.integer({ min: 1, max: 6 }), anyQueue, anyQueue);

/** Moves marked units from queue to queue; a line that asks for more than is there is left out. */
function marked(asked: readonly Line[]) {
  const queues = new Map<string, number[]>();
  const lines: Line[] = [];
  const marks: number[][] = [];
  let fresh = 0;
  for (const line of asked) {
    const [amount, from, to] = line;
    const queue = queues.get(from) ?? [];
    if (from === to || (from !== OUTSIDE && queue.length < amount)) continue;
    const moved =
      from === OUTSIDE
        ? Array.from({ length: amount }, () => (fresh += 1))
        : queue.splice(0, amount);
    if (to !== OUTSIDE) queues.set(to, [...(queues.get(to) ?? []), ...moved]);
    lines.push(line);
    marks.push(moved);
  }
  return { lines, marks };
}

/** The lines with their places, from the first to the last. */
function placed(lines: readonly Line[]): TracedTransfer[] {
  const gone = new Map<string, bigint>();
  const come = new Map<string, bigint>();
  const next = (totals: Map<string, bigint>, queue: string, amount: number) => {
    const start = totals.get(queue) ?? 0n;
    totals.set(queue, start + BigInt(amount));
    return { start: minorUnits(start), end: minorUnits(start + BigInt(amount)) };
  };
  return lines.map(([amount, from, to], index) => ({
    ...{ id: BigInt(index + 1), from, to },
    out: next(gone, from, amount),
    into: next(come, to, amount),
  }));
}

function traced(
  transfers: readonly TracedTransfer[],
  id: number,
  direction: TraceDirection,
  hopsMax = 1_000,
): Trace {
  const transfer = transfers[id - 1];
  if (transfer === undefined) throw new Error('There is such a transfer.');
  const whole = { start: minorUnits(0n), end: lengthOf(transfer.out) };
  return run(transfers, { transfer, part: whole }, direction, hopsMax);
}

function run(
  transfers: readonly TracedTransfer[],
  start: TracedPart,
  direction: TraceDirection,
  hopsMax: number,
): Trace {
  const trace = traceFrom(start, { direction, hopsMax, isEdge: (queue) => queue === OUTSIDE });
  let step = trace.next();
  while (step.done !== true) {
    const answers = step.value.map(({ queue }) =>
      transfers.filter(({ from, to }) => (direction === 'forwards' ? from : to) === queue),
    );
    step = trace.next(answers);
  }
  return step.value;
}

function shown({ hops, ends }: Trace): [string[], string[]] {
  return [
    hops.map(({ transfer, part }) => `${transfer.id}: ${part.start}-${part.end}`),
    ends.map(({ why, queue, amount }) => `${why} ${queue} ${amount}`).toSorted(),
  ];
}

function unitsOf(id: bigint, start: MinorUnits, end: MinorUnits): string[] {
  return Array.from(
    { length: Number(end - start) },
    (_, index) => `${id} ${Number(start) + index}`,
  );
}
