// What comes to its time within a day, by the clock: listings open and close, bids that nobody authorised go back,
// full loans lapse unsigned, approvals end, borrowers are reminded of what falls due, guarantors are charged.
//
// What is due is found by indexes, so that a look at which nothing is due costs nothing, and a platform that was off
// makes up for what it missed. What was done is not found a second time; and every command has an id that follows
// from what is done and the version of what it is done to.
import { assert } from '@mutua/core/kit/assert.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { Pace } from '../rails/pace.ts';
import { CALENDAR, commitFor, derivedId, type RailLane } from '../rails/rail-door.ts';
import {
  type Due,
  type ReadDue,
  readApprovalsOver,
  readBidsOver,
  readFull,
  readToClose,
  readToCompensate,
  readToLapse,
  readToOpen,
  readToRemind,
} from './clockwork-read.ts';

const AT_ONCE = 500;
/** What is due at one moment goes in parts, so that whoever bids meanwhile waits for one of them at most. */
const SMALL_PART = 50;
/** The end of a loan moves all of its bids. */
const LARGE_PART = 5;

interface Deadline {
  readonly name: string;
  readonly read: ReadDue;
  readonly command: (id: Id) => AnyCommand;
  readonly part: number;
  /** Looked for so rarely, since it has no index on its moment, or is no matter of seconds. */
  readonly isSlow?: true;
}

const DEADLINES: readonly Deadline[] = [
  {
    ...{ name: 'open', read: readToOpen, part: SMALL_PART },
    command: (loanId) => ({ kind: 'OpenFunding', loanId }),
  },
  {
    ...{ name: 'expire bid', read: readBidsOver, part: SMALL_PART },
    command: (bidId) => ({ kind: 'ExpireBid', bidId }),
  },
  {
    ...{ name: 'close', read: readToClose, part: LARGE_PART },
    command: (loanId) => ({ kind: 'CloseFunding', loanId }),
  },
  {
    ...{ name: 'full', read: readFull, part: LARGE_PART, isSlow: true },
    command: (loanId) => ({ kind: 'CloseFunding', loanId }),
  },
  {
    ...{ name: 'lapse', read: readToLapse, part: LARGE_PART, isSlow: true },
    command: (loanId) => ({ kind: 'LapseUnsigned', loanId }),
  },
  {
    ...{ name: 'expire approval', read: readApprovalsOver, part: SMALL_PART, isSlow: true },
    command: (loanId) => ({ kind: 'ExpireApproval', loanId }),
  },
  {
    ...{ name: 'remind', read: readToRemind, part: SMALL_PART, isSlow: true },
    command: (loanId) => ({ kind: 'RemindBorrower', loanId }),
  },
  {
    // In the morning, so that the custodian answers within the day.
    ...{ name: 'compensate', read: readToCompensate, part: SMALL_PART, isSlow: true },
    command: (loanId) => ({ kind: 'ClaimCompensation', loanId }),
  },
];

export interface ClockworkOptions {
  readonly lane: Pick<RailLane, 'commit'>;
  readonly pool: pg.Pool;
  readonly clock: () => Instant;
  /** How long real time has to pass before what is no matter of seconds is looked for again. */
  readonly slowMs?: number;
}

export class Clockwork {
  readonly #options: ClockworkOptions;
  /** What was asked for and did not come about waits before it is asked for again. */
  readonly #pace = new Pace<string>({ firstMs: 1_000, lastMs: 60_000 });
  /** How often it was asked for in vain: each time under another id. */
  readonly #inVain = new Map<Deadline, Map<Id, number>>();
  readonly #failed: { readonly error: unknown }[] = [];
  #slowAt = Number.NEGATIVE_INFINITY;

  constructor(options: ClockworkOptions) {
    this.#options = options;
    for (const deadline of DEADLINES) this.#inVain.set(deadline, new Map());
  }

  /** Everything is looked for at the next turn. */
  hurry(): void {
    this.#slowAt = Number.NEGATIVE_INFINITY;
    this.#pace.clear();
  }

  readonly turn = async (): Promise<boolean> => {
    const { slowMs = 10_000 } = this.#options;
    const isSlowDue = performance.now() - this.#slowAt >= slowMs;
    if (isSlowDue) this.#slowAt = performance.now();
    let isWorthIt = false;
    for (const deadline of DEADLINES) {
      if (deadline.isSlow && !isSlowDue) continue;
      isWorthIt = (await this.#keep(deadline)) || isWorthIt;
    }
    const [failed] = this.#failed.splice(0);
    if (failed !== undefined) throw failed.error;
    return isWorthIt;
  };

  async #keep(deadline: Deadline): Promise<boolean> {
    const { pool, clock } = this.#options;
    let isWorthIt = false;
    for (;;) {
      const idle = this.#idleOf(deadline);
      const due = await deadline.read(pool, { now: clock(), idle, limit: AT_ONCE });
      if (due.length === 0) break;
      for (let start = 0; start < due.length; start += deadline.part) {
        const part = due.slice(start, start + deadline.part);
        const done = await Promise.all(part.map((one) => this.#ask(deadline, one)));
        isWorthIt = isWorthIt || done.some(Boolean);
      }
    }
    return isWorthIt;
  }

  /** Those whose time to be asked for again has not come. */
  #idleOf(deadline: Deadline): readonly Id[] {
    return [...this.#inVainOf(deadline).keys()].filter(
      (id) => !this.#pace.isDue(keyOf(deadline, id)),
    );
  }

  /** Whether something came of it. One that fails stands in the way of no other. */
  async #ask(deadline: Deadline, due: Due): Promise<boolean> {
    const key = keyOf(deadline, due.id);
    const inVain = this.#inVainOf(deadline);
    const before = inVain.get(due.id) ?? 0;
    const isDone = await this.#commit(deadline, due, before).catch((error: unknown) => {
      this.#failed.push({ error });
      return false;
    });
    if (isDone) {
      inVain.delete(due.id);
      this.#pace.forget(key);
    } else {
      inVain.set(due.id, before + 1);
      this.#pace.later(key);
    }
    return isDone;
  }

  async #commit(deadline: Deadline, { id, version }: Due, before: number): Promise<boolean> {
    const commandId = derivedId(`clockwork ${keyOf(deadline, id)} ${version} ${before}`);
    const outcome = await commitFor(this.#options.lane, CALENDAR, deadline.command(id), commandId);
    return outcome.ok && !outcome.isRepeat && outcome.command.events.length > 0;
  }

  #inVainOf(deadline: Deadline): Map<Id, number> {
    const known = this.#inVain.get(deadline);
    assert(known !== undefined, 'Every deadline counts what was asked for in vain.');
    return known;
  }
}

function keyOf({ name }: Deadline, id: Id): string {
  return `${name} ${id}`;
}
