// What the fault command prints: a line for each kill, one for each rest, and the sums.
import type { Rested } from './checkpoint.ts';
import type { Strike, Summary } from './faults.ts';

const WIDTHS = [5, 16, 10, 13, 9, 14, 9, 13, 8] as const;

export function headLines(): string {
  return [
    'Acknowledged and found: commands answered since the kill before, and how many of them the log has.',
    'Unknown: commands without an answer, and how many of them were done all the same.',
    'In flight: commits that were asked for before the kill and whose answer never came, at the platform + at the bank.',
    row([
      'kill',
      'of',
      'in flight',
      'acknowledged',
      'found',
      'unknown/done',
      'refused',
      'bank ack/found',
      'ready s',
    ]),
  ].join('\n');
}

export function strikeLine({
  number,
  kind,
  cut,
  audited,
  decisions,
  readySeconds,
}: Strike): string {
  return row([
    String(number),
    kind.name,
    `${cut.platform}+${cut.bank}`,
    String(audited.acknowledged),
    String(audited.found),
    `${audited.unknown}/${audited.unknownFound}`,
    String(audited.refused),
    `${decisions.acknowledged}/${decisions.found}`,
    readySeconds.toFixed(1),
  ]);
}

export function restLine({ seconds, day, laws, examined, violations }: Rested): string {
  const looked = `nothing under way, every account beside the bank's, ${laws} laws over ${count(examined)} commands and rows; today is ${day}`;
  const found = violations.length === 0 ? 'all agree' : `${violations.length} violations`;
  return `      at rest: ${looked}: ${found} (${seconds.toFixed(0)} s)`;
}

export function summaryLine(summary: Summary): string {
  const { kills, byKind, inFlight, sent, acknowledged, found, lost, doubled, halves } = summary;
  const kinds = Object.entries(byKind).map(([name, times]) => `${times} ${name}`);
  return [
    `${kills} kills (${kinds.join(', ')}), ${inFlight} with a commit in flight`,
    `${count(sent)} commands, ${count(acknowledged)} acknowledged, ${count(found)} found`,
    `${lost} lost, ${doubled} doubled, ${halves} half, ${summary.violations} violations`,
    `${summary.seconds} s, seed ${summary.seed}`,
  ].join(' · ');
}

function row(cells: readonly string[]): string {
  return cells.map((cell, index) => cell.padStart(WIDTHS[index] ?? 0)).join(' ');
}

function count(value: number): string {
  return value.toLocaleString('en-GB');
}
