// The door on PostgreSQL: the real lane with its batches, its tables and its constraints.
import type { Transfer } from '@mutua/core/ledger/transfer.ts';
import { type Instant, instantOfMs } from '@mutua/core/time/instant.ts';
import type { KnownWorld, Need } from '@mutua/core/world.ts';
import { WorldInMemory } from '@mutua/core/world-in-memory.ts';
import { loadNeeds } from '@mutua/server/commit/fact-stores.ts';
import { type Lane, openLane } from '@mutua/server/commit/lane.ts';
import { makePool } from '@mutua/server/database/pool.ts';
import { AccountNumbers } from '@mutua/server/ledger/book-store.ts';
import type pg from 'pg';
import type { Asked } from './asked.ts';
import type { Answer, Door } from './doors.ts';

export class LaneDoor implements Door {
  readonly #lane: Lane;
  readonly #pool: pg.Pool;
  readonly #clock: { now: Instant };

  private constructor(lane: Lane, pool: pg.Pool, clock: { now: Instant }) {
    this.#lane = lane;
    this.#pool = pool;
    this.#clock = clock;
  }

  /** @param database with its tables, and nothing in them. */
  static async open(database: pg.ClientConfig): Promise<LaneDoor> {
    const clock = { now: instantOfMs(0) };
    const lane = await openLane({
      database,
      clock: () => clock.now,
      // Whoever asked is told by an exception.
      alarm: () => undefined,
    });
    return new LaneDoor(lane, makePool(database), clock);
  }

  async ask({ commandId, actor, command }: Asked, now: Instant): Promise<Answer> {
    this.#clock.now = now;
    const outcome = await this.#lane.commit({ commandId, actor, command });
    if (outcome.ok) return { ok: true, events: outcome.command.events, isRepeat: outcome.isRepeat };
    const { code, data } = outcome.refusal;
    return { ok: false, code, data };
  }

  async look(needs: readonly Need[]): Promise<KnownWorld> {
    const world = new WorldInMemory();
    await loadNeeds(world, needs, new AccountNumbers(), async ({ name, text, values }) => {
      const { rows } = await this.#pool.query<Record<string, unknown>>({
        name,
        text,
        values: [...values],
      });
      return rows;
    });
    return world.known;
  }

  takeBooked(): readonly Transfer[] {
    return [];
  }

  async close(): Promise<void> {
    await this.#lane.close();
    await this.#pool.end();
  }
}
