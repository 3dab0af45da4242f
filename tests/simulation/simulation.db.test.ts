import { expect, it } from 'vitest';
import { liveOnPostgres } from './simulation-command.ts';

it('a town has the same answers and balances on PostgreSQL as in memory', async () => {
  const life = await liveOnPostgres(1);
  expect(life.commands).toBeGreaterThanOrEqual(500);
});
