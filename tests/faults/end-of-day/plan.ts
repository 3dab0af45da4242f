// Whom each kill strikes in the middle of the end of a day, and at which moment.
import type { Chance } from '../chance.ts';

export interface DayKillKind {
  readonly name: string;
  readonly victims: readonly ('worker' | 'database' | 'postmaster' | 'backend')[];
  /** How often, beside the others. */
  readonly weight: number;
}

/** In the order in which each of them has its first turn. */
export const DAY_KILL_KINDS: readonly DayKillKind[] = [
  { name: 'worker', victims: ['worker'], weight: 60 },
  { name: 'backend', victims: ['backend'], weight: 13 },
  { name: 'worker+database', victims: ['worker', 'database'], weight: 14 },
  // Its first process alone: the others end when they notice.
  { name: 'postmaster', victims: ['postmaster'], weight: 13 },
];

/** Each kind once, or those that are named; then by chance. */
export function dayKillPlan(
  kills: number,
  chance: Chance,
  named: readonly string[] = DAY_KILL_KINDS.map(({ name }) => name),
): readonly DayKillKind[] {
  const weights = Object.fromEntries(DAY_KILL_KINDS.map(({ name, weight }) => [name, weight]));
  return Array.from({ length: kills }, (_, index) => {
    const name = named[index] ?? chance.weighted(weights);
    return DAY_KILL_KINDS.find((kind) => kind.name === name) as DayKillKind;
  });
}

export interface Aim {
  readonly step: string;
  /** Beyond so many days without this step any step will do. */
  readonly daysMax: number;
  /** After the first command of the step was asked for. */
  readonly delayMs: number;
}

const DAYS_MAX = 6;
/** From the beginning on at any moment, or at a step; now and then before it, on the day that is open. */
const STEPS = {
  day: 1,
  ...{ start: 4, remind_borrowers: 3, expire_approvals: 1, open_funding: 1, close_funding: 1 },
  ...{ lapse_unsigned: 1, work_loans: 6, work_cases: 3, reconcile: 6, close_day: 1 },
} as const;
/** About as long as the whole end of a day takes, and one step of it. */
const [DAY_MS, STEP_MS] = [60, 12] as const;

export function aimOf(chance: Chance): Aim {
  const step = chance.weighted(STEPS);
  const longest = step === 'start' ? DAY_MS : step === 'close_day' ? 2 : STEP_MS;
  return { step, daysMax: DAYS_MAX, delayMs: chance.whole(0, longest) };
}
