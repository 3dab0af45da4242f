// What moved lately, kept in memory for those who watch: who may be told of it was found out once for all of
// them, and what is no longer kept is read anew by the page.
import type { LiveEvent } from '@mutua/contract/http/live-event.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { invalid, ok, type Result } from '@mutua/core/kit/result.ts';
import type { Role } from '@mutua/core/people/actor.ts';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { LoggedCommand } from '../commit/log-store.ts';
import type { Door } from './door.ts';
import type { EventBatch, EventSource } from './event-stream.ts';
import { type Movement, readMovements, Touched } from './movements-read.ts';

const KEPT_MAX = 10_000;
/** What follows within so long is found out together. */
const GATHER_MS = 100;
const POSITION = /^([0-9a-z]{1,16})-([0-9]{1,15})$/;

export interface Watcher {
  readonly personId: Id;
  readonly roles: readonly Role[];
}

interface Kept extends Movement {
  readonly place: number;
}

export class LiveFeed {
  readonly #pool: pg.Pool;
  /** Tells the positions of this process from those of a former one. */
  readonly #run = Math.floor(performance.timeOrigin).toString(36);
  readonly #kept: Kept[] = [];
  readonly #wakes = new Set<() => void>();
  readonly #stop: () => void;
  #touched = new Touched();
  #place = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(pool: pg.Pool, door: Pick<Door, 'follow'>) {
    this.#pool = pool;
    this.#stop = door.follow((commands) => this.#gather(commands));
  }

  closeWith(app: FastifyInstance): void {
    app.addHook('preClose', async () => {
      this.#stop();
      clearTimeout(this.#timer);
    });
  }

  /** What this watcher may see move. */
  sourceFor(watcher: Watcher): EventSource {
    return {
      read: async (after) => this.#read(after, watcher),
      subscribe: (wake) => {
        this.#wakes.add(wake);
        return () => this.#wakes.delete(wake);
      },
    };
  }

  #read(after: string | undefined, watcher: Watcher): Result<EventBatch> {
    const position = this.#positionOf(this.#place);
    if (after === undefined) return ok({ events: [], position });
    const [matched, run, place] = POSITION.exec(after) ?? [];
    if (matched === undefined) return invalid('last-event-id', 'It does not have the right form.');
    const from = Number(place);
    const oldest = this.#kept[0]?.place ?? this.#place + 1;
    if (run !== this.#run || from > this.#place || from < oldest - 1) {
      return ok({ events: [{ id: position, type: 'read_anew', data: {} }], position });
    }
    const seen = this.#kept.filter((one) => one.place > from && maySee(watcher, one));
    const events = seen.map(({ place: at, event }) => ({
      id: this.#positionOf(at),
      type: event.type,
      data: event.data,
    }));
    return ok({ events, position });
  }

  #positionOf(place: number): string {
    return `${this.#run}-${place}`;
  }

  #gather(commands: readonly LoggedCommand[]): void {
    for (const { events, notices = [] } of commands) {
      for (const event of events) this.#touched.add(event);
      for (const { receiverId } of notices) this.#touched.receivers.add(receiverId);
    }
    this.#timer ??= setTimeout(() => void this.#tell(), GATHER_MS).unref();
  }

  async #tell(): Promise<void> {
    const touched = this.#touched;
    this.#touched = new Touched();
    let movements: readonly Movement[];
    try {
      movements = await readMovements(this.#pool, touched);
    } catch {
      // Whoever watches is told to look again; nothing is claimed about what could not be read.
      movements = [{ event: { type: 'read_anew', data: {} }, to: 'everybody' }];
    }
    for (const movement of movements) {
      this.#place += 1;
      this.#kept.push({ ...movement, place: this.#place });
    }
    this.#kept.splice(0, Math.max(0, this.#kept.length - KEPT_MAX));
    this.#timer = undefined;
    if (!this.#touched.isEmpty)
      this.#timer = setTimeout(() => void this.#tell(), GATHER_MS).unref();
    for (const wake of this.#wakes) wake();
  }
}

function maySee({ personId, roles }: Watcher, { to, event }: Movement): boolean {
  if (to === 'everybody') return true;
  const isForStaff: readonly LiveEvent['type'][] = ['loan_moved', 'day_moved'];
  if (roles.includes('staff') && isForStaff.includes(event.type)) return true;
  return to.includes(personId);
}
