// Days on which nothing is due: the end of the day finds that out by an index, the naive way by looking at each loan.
import { addDays } from '@mutua/core/time/day.ts';
import { runEndOfDay } from '@mutua/server/calendar/end-of-day.ts';
import type { Statement } from '@mutua/server/database/fact-table.ts';
import { openConnections } from './door-connections.ts';
import { type Load, measure } from './door-load.ts';
import type { Rounds } from './door-rounds.ts';
import { TODAY, type Town } from './door-town.ts';

/** The loans of the town, all of them due long after these days. */
export const LOANS = 10_000;

export async function dayRounds(town: Town, days: number): Promise<Rounds> {
  await town.addQuietLoans(LOANS, addDays(TODAY, 10_000));
  const door = await town.openDoor();
  const reader = await openConnections(town.server.application, 1);
  const connection = reader.at(0);
  const read = async ({ name, text, values }: Statement) => {
    const { rows } = await connection.query({ name, text, values: [...values] });
    return rows;
  };
  const rounds = { ours: [] as Load[], limit: [] as Load[] };
  try {
    for (let day = 0; day <= days; day++) {
      const ours = await measure([...door.processIds, ...reader.processIds], async () => {
        const began = performance.now();
        const ended = await runEndOfDay({ lane: door.lane, read });
        if (!ended.ok) throw new Error(`The day stays open: ${ended.refusal.code}.`);
        return [performance.now() - began];
      });
      const limit = await measure(reader.processIds, async () => {
        const began = performance.now();
        const loans = await connection.query<{ next_action_day: string | null }>(
          'select id, state, next_action_day from loan.loan',
        );
        const due = loans.rows.filter(
          ({ next_action_day }) => next_action_day !== null && next_action_day <= '2026-12-31',
        );
        if (due.length > 0) throw new Error('A loan is due on a day without dues.');
        return [performance.now() - began];
      });
      // The first day makes the plans.
      if (day > 0) rounds.ours.push(ours);
      if (day > 0) rounds.limit.push(limit);
    }
  } finally {
    await Promise.all([door.lane.close(), reader.close()]);
  }
  return rounds;
}
