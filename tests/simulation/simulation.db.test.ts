import { startTrialDatabase } from '@mutua/server/database/trial-database.ts';
import { expect, it } from 'vitest';
import { LaneDoor } from './lane-door.ts';
import { type Life, simulate } from './simulate.ts';
import { liveInMemory } from './simulation-command.ts';

it.each([64])(
  'town %i has the same answers and balances on PostgreSQL as in memory',
  async (seed) => {
    const inMemory = await liveInMemory(seed);
    const life = await liveOnPostgres(seed);
    expect(life.answers).toEqual(inMemory.answers);
    expect(life.balances).toBe(inMemory.balances);
  },
);

async function liveOnPostgres(seed: number): Promise<Life> {
  const database = await startTrialDatabase();
  try {
    return await simulate(seed, await LaneDoor.open(database.application));
  } finally {
    await database.remove();
  }
}
