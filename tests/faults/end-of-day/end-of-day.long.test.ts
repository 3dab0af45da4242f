// A few of the kills of `npm run test:faults -- --end-of-day`, in a small town.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDayKills } from './day-kills.ts';
import { type DayKillProgram, makeDayKillProgram } from './program.ts';

const KILLS = 3;
let program: DayKillProgram;

beforeAll(async () => {
  program = await makeDayKillProgram();
});
afterAll(() => program.remove());

it('whoever is killed in the middle of the end of a day, the days go on, and come to what they would have', async () => {
  const violations: string[] = [];
  const summary = await runDayKills({
    ...{ worker: program.worker, kills: KILLS, seed: 4, restEvery: 10 * KILLS },
    ...{ days: 2, loansADay: 6, quietDaysMax: 0 },
    // To recover takes PostgreSQL some seconds; the whole command kills it as well.
    kinds: ['worker', 'worker', 'worker', 'worker'],
    onViolation: (sentence) => violations.push(sentence),
  });
  expect(violations).toEqual([]);
  expect(summary).toMatchObject({ differences: 0, violations: 0 });
  expect(summary.kills).toBeGreaterThanOrEqual(KILLS);
  expect(summary.compared).toBeGreaterThan(1_000);
  // Of so few a kill may come a moment too late.
  expect(summary.inTheMiddle).toBeGreaterThanOrEqual(1);
}, 120_000);
