// The writing lane: commands gather, are decided together in memory, and are saved in one transaction.
//
// One database has one lane, by its lease. No answer leaves before its transaction is durable. Where many wait, the
// next batch is decided while the one before is being saved: on facts as that one leaves them. If it cannot be saved,
// what was decided after it is forgotten too.
import type { Id } from '@mutua/core/kit/id.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import { actorText } from '@mutua/core/people/actor.ts';
import { RULES } from '@mutua/core/rules.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import { WorldInMemory } from '@mutua/core/world-in-memory.ts';
import type pg from 'pg';
import { Batch } from './batch.ts';
import { SUM_KINDS } from './fact-stores.ts';
import { findCommands, type LoggedCommand, type LogRow, readCommand } from './log-store.ts';
import { type CommandRequest, digestOf, type Outcome } from './request.ts';
import { LeaseLost, Writer } from './writer.ts';

/** How many commands go together, and when. */
interface LaneSizes {
  /** A batch is at most so many commands. */
  readonly batchMax: number;
  /** So many have to wait for the next batch to begin during a save: fewer gather with whoever comes meanwhile. */
  readonly aheadMin: number;
}

const SIZES: LaneSizes = { batchMax: 1_000, aheadMin: 64 };

/** The next batch is tried with so many times what fitted into the time of the one before. */
const FITTING_MORE = 1.25;
/** So long a time of deciding is enough for a batch. */
const BATCH_MS = 50;
/** During a save the deciding stops this often to hear how far it is. */
const HEARING_MS = 5;
/** Beyond this many waiting commands a further one is told that the platform is busy. */
const WAITING_MAX = 20_000;
/** Beyond this many facts in memory they are forgotten and read again. */
const FACTS_MAX = 400_000;

/** The command was not answered: it may or may not have been accepted, and its sender asks again under its id. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

export interface LaneOptions {
  readonly database: pg.ClientConfig;
  readonly clock: () => Instant;
  /** The ids of what the platform makes itself, where they have to follow from what came before. */
  readonly newId?: (now: Instant) => Id;
  readonly sizes?: LaneSizes;
  /** Told of a bug or a conflict: the command that met it was refused nothing and changed nothing. */
  readonly alarm: (error: unknown) => void;
}

interface Waiting {
  readonly request: CommandRequest;
  readonly isTrial: boolean;
  readonly settle: (outcome: Outcome) => void;
  readonly fail: (error: unknown) => void;
}

interface Decided {
  readonly work: Batch;
  /** Of as many commands of the batch, from its first, as were decided. */
  readonly outcomes: readonly Outcome[];
}

interface Saving {
  readonly batch: readonly Waiting[];
  readonly failure: Promise<{ readonly error: unknown } | undefined>;
}

/** Opens the lane: takes the lease, so that a former writer can save nothing more. */
export async function openLane(options: LaneOptions): Promise<Lane> {
  return new Lane(options, await Writer.open(options.database));
}

export class Lane {
  readonly #options: LaneOptions;
  readonly #sizes: LaneSizes;
  readonly #world = new WorldInMemory();
  readonly #waiting: Waiting[] = [];
  readonly #listeners = new Set<(commands: readonly LoggedCommand[]) => void>();
  #writer: Writer;
  /** So many probably fit into the time of a batch: whatever is prepared and not decided is prepared again. */
  #fitting: number;
  /** The batch that is being saved, while the next is decided. */
  #saving: Saving | undefined;
  #isRunning = false;
  #isClosed = false;
  #idle: (() => void) | undefined;

  constructor(options: LaneOptions, writer: Writer) {
    this.#options = options;
    this.#sizes = options.sizes ?? SIZES;
    this.#fitting = this.#sizes.batchMax;
    this.#writer = writer;
  }

  /**
   * Asks for a command to be done: once, however often it is asked for under its id.
   *
   * @throws OutcomeUnknown when the database broke away before it answered, LeaseLost when another writes.
   */
  commit(request: CommandRequest): Promise<Outcome> {
    return this.#enqueue(request, false);
  }

  /** What would come of a command: decided on the facts as they are, and then forgotten. */
  preview(request: CommandRequest): Promise<Outcome> {
    return this.#enqueue(request, true);
  }

  /** The epoch of the lease that this lane took. */
  get epoch(): bigint {
    return this.#writer.epoch;
  }

  /** Calls with every saved batch, in order; gives the way to stop. */
  follow(listener: (commands: readonly LoggedCommand[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Answers what waits, then lets the connection go. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#isRunning) {
      await new Promise<void>((resolve) => {
        this.#idle = resolve;
      });
    }
    await this.#writer.close();
  }

  #enqueue(request: CommandRequest, isTrial: boolean): Promise<Outcome> {
    if (this.#isClosed || this.#waiting.length >= WAITING_MAX) {
      return Promise.resolve(refuse('busy'));
    }
    return new Promise((settle, fail) => {
      this.#waiting.push({ request, isTrial, settle, fail });
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    // One turn of the event loop lets the requests that arrived together gather.
    await turn();
    for (;;) {
      if (this.#saving !== undefined && !this.#mayGoAhead()) await this.#endSaving();
      else if (this.#waiting.length > 0)
        await this.#work(this.#waiting.splice(0, this.#sizeOfNext()));
      else break;
      if (this.#world.size > FACTS_MAX) this.#world.clear();
    }
    this.#isRunning = false;
    this.#idle?.();
  }

  #mayGoAhead(): boolean {
    const [first] = this.#waiting;
    return first !== undefined && this.#waiting.length >= this.#sizes.aheadMin && !isAlone(first);
  }

  /** How many go together: all that wait, up to the next one that has to be alone. */
  #sizeOfNext(): number {
    const [first] = this.#waiting;
    if (first !== undefined && isAlone(first)) {
      // Everything else in memory is as it is saved: nobody else writes.
      for (const kind of SUM_KINDS) this.#world.forget(kind);
      return 1;
    }
    const most = Math.min(this.#waiting.length, this.#fitting);
    const next = this.#waiting.slice(0, most).findIndex(isAlone);
    return next === -1 ? most : next;
  }

  /** Decides a batch and begins to save it; what did not fit in waits on, before all others. */
  async #work(batch: readonly Waiting[]): Promise<void> {
    const [decided] = await Promise.allSettled([this.#decideBatch(batch)]);
    if (!(await this.#endSaving())) {
      this.#waiting.unshift(...batch);
    } else if (decided.status === 'rejected') {
      await this.#workSingly(batch, decided.reason);
    } else {
      const { outcomes } = decided.value;
      this.#waiting.unshift(...batch.slice(outcomes.length));
      this.#learn(batch.length, outcomes.length);
      const saved = batch.slice(0, outcomes.length);
      this.#saving = { batch: saved, failure: this.#save(saved, decided.value) };
    }
  }

  /** Twice as many next time if all of them could be decided, hardly more than could be if not; never a handful. */
  #learn(asked: number, decided: number): void {
    const { batchMax, aheadMin } = this.#sizes;
    if (decided === asked && asked < this.#fitting) return;
    const more = decided === asked ? 2 * asked : Math.ceil(decided * FITTING_MORE);
    this.#fitting = Math.min(batchMax, Math.max(aheadMin, more));
  }

  /**
   * Waits for the save that is under way, if one is. If it failed, each of its commands is worked again alone, on
   * fresh facts.
   *
   * @returns whether what is in memory holds.
   */
  async #endSaving(): Promise<boolean> {
    const saving = this.#saving;
    const failed = await saving?.failure;
    this.#saving = undefined;
    if (saving === undefined || failed === undefined) return true;
    await this.#workSingly(saving.batch, failed.error);
    return false;
  }

  /** After a batch could not be decided or saved. */
  async #workSingly(batch: readonly Waiting[], error: unknown): Promise<void> {
    this.#world.clear();
    if (error instanceof LeaseLost || this.#writer.isBroken) {
      const told = error instanceof LeaseLost ? error : unknownOutcome(error);
      for (const { fail } of batch) fail(told);
      this.#options.alarm(error);
      return;
    }
    const [only, ...others] = batch;
    if (only !== undefined && others.length === 0) {
      this.#options.alarm(error);
      only.fail(error);
      return;
    }
    for (const one of batch) {
      await this.#work([one]);
      await this.#endSaving();
    }
  }

  /** Decides as many as fit into the time. */
  async #decideBatch(batch: readonly Waiting[]): Promise<Decided> {
    if (this.#saving === undefined) await this.#reconnect();
    const work = new Batch(this.#world, this.#writer, this.#options);
    // Hardly anybody asks again for what was accepted. So all are decided as if new while the database looks, and
    // once more if it finds any.
    const finding = this.#findEarlier(batch);
    const [asNew] = await Promise.allSettled([this.#decideAll(work, batch, new Map()), finding]);
    const earlier = await finding;
    if (earlier.size === 0 && asNew.status === 'fulfilled') return { work, outcomes: asNew.value };
    if (earlier.size === 0 && asNew.status === 'rejected') throw asNew.reason;
    work.takeBack();
    return { work, outcomes: await this.#decideAll(work, batch, earlier) };
  }

  /** Saves what was decided and answers it; the failure, where that cannot be done. */
  async #save(
    batch: readonly Waiting[],
    { work, outcomes }: Decided,
  ): Promise<{ readonly error: unknown } | undefined> {
    try {
      if (work.accepted.length > 0) {
        const saved = this.#writer.save(work.statements());
        // All its statements are sent. Whatever is read from now on is read after them.
        this.#world.saved();
        await saved;
      }
      for (const [index, outcome] of outcomes.entries()) batch[index]?.settle(outcome);
      if (work.accepted.length > 0) for (const listener of this.#listeners) listener(work.accepted);
      return undefined;
    } catch (error) {
      return { error };
    }
  }

  /** The outcomes of as many as fit into the time. */
  async #decideAll(
    work: Batch,
    batch: readonly Waiting[],
    earlier: ReadonlyMap<Id, LoggedCommand>,
  ): Promise<readonly Outcome[]> {
    await work.prepare(batch.map(({ request }) => request));
    // A second one under the same id may stand in the same batch.
    const known = new Map(earlier);
    const outcomes: Outcome[] = [];
    const began = performance.now();
    let heard = began;
    for (const { request, isTrial } of batch) {
      const now = performance.now();
      if (outcomes.length > 0 && now - began > BATCH_MS) break;
      if (this.#saving !== undefined && now - heard > HEARING_MS) {
        await turn();
        heard = now;
      }
      const before = known.get(request.commandId);
      if (before !== undefined) {
        outcomes.push(answerAgain(before, request));
        continue;
      }
      const decided = await work.decide(request, isTrial);
      if (decided.ok && !isTrial) known.set(request.commandId, decided.value);
      outcomes.push(decided.ok ? { ok: true, command: decided.value, isRepeat: false } : decided);
    }
    return outcomes;
  }

  async #findEarlier(batch: readonly Waiting[]): Promise<Map<Id, LoggedCommand>> {
    const rows = await this.#writer.readMeanwhile(
      findCommands(batch.map(({ request }) => request.commandId)),
    );
    const commands = rows.map((row) => readCommand(row as unknown as LogRow));
    return new Map(commands.map((command) => [command.commandId, command]));
  }

  /** After the connection broke: a new one under the same lease, unless somebody took it meanwhile. */
  async #reconnect(): Promise<void> {
    if (!this.#writer.isBroken) return;
    this.#world.clear();
    await this.#writer.close();
    this.#writer = await Writer.open(this.#options.database, this.#writer.epoch);
  }
}

/** The answer of the first time, if this is the same command of the same actor. */
function answerAgain(before: LoggedCommand, { actor, command }: CommandRequest): Outcome {
  const isSame = before.actor === actorText(actor) && before.digest.equals(digestOf(command));
  return isSame ? { ok: true, command: before, isRepeat: true } : refuse('command_id_reused');
}

function isAlone({ request }: Waiting): boolean {
  const rule: { readonly isAlone?: true } = RULES[request.command.kind];
  return rule.isAlone === true;
}

/** One turn of the event loop. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function unknownOutcome(cause: unknown): OutcomeUnknown {
  return new OutcomeUnknown('The database broke away; ask again under the same id.', { cause });
}
