// The door's figures as a person reads them.
import type { DoorResult, Part, Promised, Side } from './door-result.ts';

const NOTES = [
  'What the door gains is gathering: commands that wait go into one transaction. The naive way writes the',
  'same rows into the same tables and waits for the same disk, so nothing of the ratio is a leaner schema.',
];

export function doorTable({ parts, machine }: DoorResult): string {
  const { cpu, cores, node, postgres, diskSyncMs } = machine;
  return [
    ...parts.flatMap(linesOf),
    ...NOTES.map((line) => `  ${line}`),
    `  machine: ${cpu}, ${cores} cores, Node ${node}, PostgreSQL ${postgres}, fdatasync ${diskSyncMs} ms`,
    '',
  ].join('\n');
}

function linesOf({ name, says, unit, ours, limit, ratio, samples, promised }: Part): string[] {
  return [
    `  ${name}: ${says}`,
    `    ${sideLine(ours, unit)}`,
    `    ${sideLine(limit, unit)}`,
    `    ratio ${ratio} (median of ${samples} rounds)`,
    ...promised.map((one) => `    ${promiseLine(one)}`),
    '',
  ];
}

function sideLine(side: Side, unit: string): string {
  const { name, perSecond, p50Ms, p99Ms, databaseMicroseconds, nodeMicroseconds } = side;
  const parts = [
    `${count(perSecond.median)} ${unit} (${count(perSecond.least)} to ${count(perSecond.most)})`,
    ...(p50Ms === undefined ? [] : [`p50 ${p50Ms} ms, p99 ${p99Ms} ms`]),
    ...(databaseMicroseconds === undefined ? [] : [`PostgreSQL ${databaseMicroseconds} µs`]),
    `Node ${nodeMicroseconds} µs`,
  ];
  return `${parts.join(', ')}: ${name}`;
}

function promiseLine({ says, value, held }: Promised): string {
  return `${says}: ${value}, ${held ? 'held' : 'NOT HELD'}`;
}

function count(value: number): string {
  return value.toLocaleString('en-GB');
}
