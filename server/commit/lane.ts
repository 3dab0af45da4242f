// The writing lane: commands gather, are decided together in memory, and are saved in one transaction.
//
// One database has one lane, by its lease. No answer leaves before its transaction is durable.
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

/** A batch is at most so many commands, or so long a time of deciding. */
const BATCH_COMMANDS_MAX = 1_000;
const BATCH_MS = 50;
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
  /** Told of a bug or a conflict: the command that met it was refused nothing and changed nothing. */
  readonly alarm: (error: unknown) => void;
}

interface Waiting {
  readonly request: CommandRequest;
  readonly isTrial: boolean;
  readonly settle: (outcome: Outcome) => void;
  readonly fail: (error: unknown) => void;
}

/** Opens the lane: takes the lease, so that a former writer can save nothing more. */
export async function openLane(options: LaneOptions): Promise<Lane> {
  return new Lane(options, await Writer.open(options.database));
}

export class Lane {
  readonly #options: LaneOptions;
  readonly #world = new WorldInMemory();
  readonly #waiting: Waiting[] = [];
  readonly #listeners = new Set<(commands: readonly LoggedCommand[]) => void>();
  #writer: Writer;
  #isRunning = false;
  #isClosed = false;
  #idle: (() => void) | undefined;

  constructor(options: LaneOptions, writer: Writer) {
    this.#options = options;
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
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#sizeOfNext());
      await this.#work(batch);
      if (this.#world.size > FACTS_MAX) this.#world.clear();
    }
    this.#isRunning = false;
    this.#idle?.();
  }

  /** How many go together: all that wait, up to the next one that has to be alone. */
  #sizeOfNext(): number {
    const [first] = this.#waiting;
    if (first !== undefined && isAlone(first)) {
      // Everything else in memory is as it is saved: nobody else writes.
      for (const kind of SUM_KINDS) this.#world.forget(kind);
      return 1;
    }
    const most = Math.min(this.#waiting.length, BATCH_COMMANDS_MAX);
    const next = this.#waiting.slice(0, most).findIndex(isAlone);
    return next === -1 ? most : next;
  }

  /** Works a batch; if it cannot be saved, each of its commands is worked again alone, on fresh facts. */
  async #work(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#reconnect();
      const left = await this.#attempt(batch);
      this.#waiting.unshift(...left);
    } catch (error) {
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
      for (const one of batch) await this.#work([one]);
    }
  }

  /** Decides as many as fit into the time, saves them, answers them, and gives back the others. */
  async #attempt(batch: readonly Waiting[]): Promise<readonly Waiting[]> {
    const work = new Batch(this.#world, this.#writer, this.#options.clock);
    // Hardly anybody asks again for what was accepted. So all are decided as if new while the database looks, and
    // once more if it finds any.
    const finding = this.#findEarlier(batch);
    const [asNew] = await Promise.allSettled([this.#decideAll(work, batch, new Map()), finding]);
    const earlier = await finding;
    if (earlier.size > 0) work.takeBack();
    else if (asNew.status === 'rejected') throw asNew.reason;
    const outcomes =
      earlier.size === 0 && asNew.status === 'fulfilled'
        ? asNew.value
        : await this.#decideAll(work, batch, earlier);
    if (work.accepted.length > 0) {
      await this.#writer.save(work.statements());
      this.#world.saved();
    }
    for (const [index, outcome] of outcomes.entries()) batch[index]?.settle(outcome);
    if (work.accepted.length > 0) for (const listener of this.#listeners) listener(work.accepted);
    return batch.slice(outcomes.length);
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
    for (const { request, isTrial } of batch) {
      if (outcomes.length > 0 && performance.now() - began > BATCH_MS) break;
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

function unknownOutcome(cause: unknown): OutcomeUnknown {
  return new OutcomeUnknown('The database broke away; ask again under the same id.', { cause });
}
