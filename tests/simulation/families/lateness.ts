// What lateness costs: counted day by day for every instalment that is behind, under the ceiling on all that a loan costs.
import { addDays, type Day } from '@mutua/core/time/day.ts';
import { place } from '../purses.ts';
import type { Row, Town, TownLoan } from '../town.ts';
import { halfUp } from './time.ts';

const GRACE_DAYS = 3;
/** Amounts times parts per million times days; so many of them are one unit for a year. */
const A_YEAR = 360n * 1_000_000n;
/** Four times the rate at which banks lend for a year, and what the house holds to be sane elsewhere. */
const CEILINGS: Readonly<Record<string, bigint>> = { cn: 120_000n, neutral: 1_000_000n };

/** What the days since somebody looked last have added. */
export interface Lateness {
  readonly added: ReadonlyMap<Row, bigint>;
  readonly exact: ReadonlyMap<Row, bigint>;
  readonly ceiling: bigint;
  readonly total: bigint;
}

/** Nothing is counted while a payment is on its way, and nothing after a write-off. */
export function latenessOf(loan: TownLoan, today: Day, fallen: number): Lateness | undefined {
  if (loan.sent !== undefined || loan.writtenOff !== undefined) return undefined;
  if (loan.meterDay === undefined || loan.meterDay >= today) return undefined;
  const ceilingPpm = CEILINGS[loan.product.packId] ?? 0n;
  const outstanding = loan.rows.reduce((sum, row) => sum + openPart(row, 'principal'), 0n);
  const late = loan.rows
    .slice(0, fallen)
    .filter((row) => row.isCarried !== true && isOpen(row) && today > row.askDay + GRACE_DAYS);
  const added = new Map<Row, bigint>();
  const exact = new Map<Row, bigint>();
  let { ceiling } = loan;
  for (let day = addDays(loan.meterDay, 1); day <= today; day = addDays(day, 1)) {
    ceiling += outstanding * ceilingPpm;
    for (const row of late) {
      if (day <= row.askDay + GRACE_DAYS) continue;
      const before = exact.get(row) ?? row.exactPenalty;
      // When the days of grace are over, those that have passed count too.
      const days = before === 0n ? BigInt(day - row.askDay) : 1n;
      exact.set(row, before + behindWith(loan, row) * penaltyPpm(loan, ceilingPpm) * days);
    }
    if (late.length > 0) charge(loan, day, { ceiling, exact, added, late });
  }
  return { added, exact, ceiling, total: [...added.values()].reduce((a, b) => a + b, 0n) };
}

/** The oldest first, each up to its exact penalty in whole cents, as far as the ceiling leaves room. */
function charge(
  loan: TownLoan,
  day: Day,
  {
    ceiling,
    exact,
    added,
    late,
  }: {
    readonly ceiling: bigint;
    readonly exact: ReadonlyMap<Row, bigint>;
    readonly added: Map<Row, bigint>;
    readonly late: readonly Row[];
  },
): void {
  const cost = loan.rows.reduce(
    (sum, row) => sum + costSoFar(row, day) + (added.get(row) ?? 0n),
    0n,
  );
  let room = ceiling / A_YEAR - cost;
  for (const row of late) {
    const before = row.due.penalty + (added.get(row) ?? 0n);
    const missing = halfUp(exact.get(row) ?? row.exactPenalty, 1n, A_YEAR) - before;
    const more = missing < room ? missing : room;
    if (more <= 0n) continue;
    added.set(row, (added.get(row) ?? 0n) + more);
    room -= more;
  }
}

/** Interest as its days pass, a begun cent counted as one; a fee as soon as its month begins. */
function costSoFar({ fromDay, dueDay, due }: Row, day: Day): bigint {
  if (day <= fromDay) return due.penalty;
  const fixed = due.penalty + due.fee;
  if (day >= dueDay) return fixed + due.interest;
  const [passed, all] = [BigInt(day - fromDay), BigInt(dueDay - fromDay)];
  return fixed + (due.interest * passed + all - 1n) / all;
}

function penaltyPpm({ product, annualRatePpm = 0 }: TownLoan, ceilingPpm: bigint): bigint {
  const agreed = (BigInt(annualRatePpm) * BigInt(product.penalty.ofAnnualRatePpm)) / 1_000_000n;
  return agreed < ceilingPpm ? agreed : ceilingPpm;
}

function behindWith({ product }: TownLoan, row: Row): bigint {
  const interest = product.penalty.base === 'principal' ? 0n : openPart(row, 'interest');
  return openPart(row, 'principal') + interest;
}

function openPart({ due, paid, waived }: Row, name: keyof Row['due']): bigint {
  return due[name] - paid[name] - waived[name];
}

function isOpen(row: Row): boolean {
  return (['penalty', 'fee', 'interest', 'principal'] as const).some(
    (name) => openPart(row, name) > 0n,
  );
}

/** From the best to the worst, each with the last day overdue on which it holds. */
export const CLASSES = [
  ['normal', 0],
  ['special_mention', 90],
  ['substandard', 270],
  ['doubtful', 360],
  ['loss', Number.POSITIVE_INFINITY],
] as const;

/** How bad a class is, from 0. */
export function rankOf(assetClass: TownLoan['assetClass']): number {
  return CLASSES.findIndex(([name]) => name === assetClass);
}

/** The class that the days alone give, beyond those of grace. */
export function classByDays(daysBehind: number): TownLoan['assetClass'] {
  const days = daysBehind > GRACE_DAYS ? daysBehind : 0;
  return CLASSES.find(([, last]) => days <= last)?.[0] ?? 'loss';
}

/** The worse of what the days say and what two persons chose; what is written off keeps its class. */
export function classify(loan: TownLoan, daysBehind: number): void {
  if (loan.writtenOff !== undefined) return;
  const byDays = classByDays(daysBehind);
  loan.assetClass = rankOf(byDays) > rankOf(loan.chosenClass) ? byDays : loan.chosenClass;
}

/** The days through today are counted, and what they cost is owed. */
export function chargeLateness(town: Town, loan: TownLoan): void {
  const lateness = latenessOf(loan, town.today, loan.fallen);
  if (lateness === undefined) return;
  loan.meterDay = town.today;
  loan.ceiling = lateness.ceiling;
  for (const [row, exact] of lateness.exact) row.exactPenalty = exact;
  for (const [row, amount] of lateness.added) row.due.penalty += amount;
  town.purses.add(place('loan_penalty', loan.id), lateness.total);
  town.purses.add(place('loan_owed', loan.id), lateness.total);
}
