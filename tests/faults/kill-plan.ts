// Whom each kill strikes.
import type { Chance } from './chance.ts';
import type { Victim } from './house.ts';

export interface KillKind {
  readonly name: string;
  readonly victims: readonly Victim[];
  /** How often, beside the others. */
  readonly weight: number;
}

/** In the order in which each of them has its first turn. */
export const KILL_KINDS: readonly KillKind[] = [
  { name: 'server', victims: ['server'], weight: 30 },
  { name: 'bank', victims: ['bank'], weight: 22 },
  // PostgreSQL with all its processes at once, as when its container is killed.
  { name: 'database', victims: ['database'], weight: 10 },
  // One of its processes: PostgreSQL then drops all connections and recovers by itself.
  { name: 'backend', victims: ['backend'], weight: 10 },
  { name: 'server+database', victims: ['server', 'database'], weight: 8 },
  // Its first process alone: the others end when they notice.
  { name: 'postmaster', victims: ['postmaster'], weight: 10 },
  { name: 'server+bank', victims: ['server', 'bank'], weight: 5 },
  { name: 'bank+postmaster', victims: ['bank', 'postmaster'], weight: 5 },
];

/** Each kind once; then by chance. */
export function killPlan(kills: number, chance: Chance): readonly KillKind[] {
  const weights = Object.fromEntries(KILL_KINDS.map(({ name, weight }) => [name, weight]));
  return Array.from({ length: kills }, (_, index) => {
    const name = KILL_KINDS[index]?.name ?? chance.weighted(weights);
    return KILL_KINDS.find((kind) => kind.name === name) as KillKind;
  });
}

/** Whether what is under way at the platform breaks off with it. */
export function strikesPlatform({ victims }: Pick<KillKind, 'victims'>): boolean {
  return victims.some((victim) => victim !== 'bank');
}

/** Whether what is under way at the bank breaks off with it: its process ends with the platform's. */
export function strikesBank({ victims }: Pick<KillKind, 'victims'>): boolean {
  return victims.some((victim) => victim === 'bank' || victim === 'server');
}
