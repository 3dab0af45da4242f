// What the kills in the end of day print: a line for each, one for each look at the laws, and the sums.
import type { DayKillsSummary, DayStrike } from './day-kills.ts';
import type { LawsLookedAt } from './day-once.ts';

const WIDTHS = [5, 16, 11, 17, 10, 11, 9] as const;

export function dayHeadLine(): string {
  return row(['kill', 'of', 'day', 'at step', 'struck', 'closed', 'after s']);
}

export function dayStrikeLine(strike: DayStrike): string {
  const { number, kind, day, step, isInTheMiddle, closed, seconds } = strike;
  const struck = isInTheMiddle ? 'in it' : 'beside it';
  return row([String(number), kind, day, step, struck, closed, seconds.toFixed(1)]);
}

export function dayRestLine({
  day,
  laws,
  examined,
  violations,
}: LawsLookedAt & { readonly day: string }): string {
  const found = violations.length === 0 ? 'all hold' : `${violations.length} do not hold`;
  return `      ${day}: ${laws} laws over ${count(examined)} commands and rows: ${found}`;
}

export function daySummaryLine(summary: DayKillsSummary): string {
  const { kills, inTheMiddle, days, commands, transfers, compared, differences } = summary;
  return [
    `${kills} kills, ${inTheMiddle} in the middle of the end of a day`,
    `${days} days, ${count(commands)} commands, ${count(transfers)} transfers`,
    `${count(compared)} lines of the end state beside those of the undisturbed run, ${differences} differ`,
    `${summary.violations} violations`,
    `${summary.seconds} s, seed ${summary.seed}`,
  ].join(' · ');
}

function row(cells: readonly string[]): string {
  return cells.map((cell, index) => cell.padStart(WIDTHS[index] ?? 0)).join(' ');
}

function count(value: number): string {
  return value.toLocaleString('en-GB');
}
