// `npm run test:faults -- --end-of-day`: the size of the town, and a process that does the kills.
import { spawn } from 'node:child_process';
import { makeDayKillProgram } from './program.ts';
import type { DayKillTask } from './run-day-kills.ts';

export const DAY_KILLS = 50;
const REST_EVERY = 10;
const TOWN = { days: 28, loansADay: 8, quietDaysMax: 4 } as const;

export interface DayKillCommand {
  readonly kills: number;
  readonly seed: number;
  readonly restEvery?: number | undefined;
  readonly signal: AbortSignal;
}

/** Gives the exit status of the process that does it. */
export async function runDayKillCommand({
  kills,
  seed,
  restEvery = REST_EVERY,
  signal,
}: DayKillCommand): Promise<number> {
  const program = await makeDayKillProgram();
  try {
    const { worker } = program;
    const task: DayKillTask = { worker, kills, seed, restEvery, ...TOWN };
    const child = spawn(process.execPath, [program.kills, JSON.stringify(task)], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const stop = () => child.kill('SIGTERM');
    signal.addEventListener('abort', stop, { once: true });
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status) => resolve(status ?? 1));
    });
  } finally {
    program.remove();
  }
}
