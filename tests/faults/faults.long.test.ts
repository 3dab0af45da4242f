// A few of the kills of `npm run test:faults`.
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBuilt, ROOT } from '../start/platform.ts';
import { endProcesses } from '../start/processes.ts';
import { runFaults } from './faults.ts';

const KILLS = 3;

beforeAll(ensureBuilt);
afterAll(endProcesses);

it('whoever is killed in the middle of it, what was acknowledged is there once, and nothing by half', async () => {
  const violations: string[] = [];
  const summary = await runFaults({
    ...{ kills: KILLS, seed: 20_261_123, restEvery: KILLS },
    ...{ loadMs: [100, 600], dist: path.join(ROOT, 'dist') },
    onViolation: (sentence) => violations.push(sentence),
  });
  expect(violations).toEqual([]);
  expect(summary).toMatchObject({ kills: KILLS, lost: 0, doubled: 0, halves: 0, violations: 0 });
  expect(summary.found).toBe(summary.acknowledged);
  expect(summary.acknowledged).toBeGreaterThan(KILLS);
  // Of so few kills a few may strike between two commits.
  expect(summary.inFlight).toBeGreaterThanOrEqual(KILLS / 3);
}, 240_000);
