// One batch on its way: its commands are decided one after the other on one World, and what they change is gathered.
import { BUSINESS_DAY_NEED } from '@mutua/core/calendar/business-day-need.ts';
import type { Circumstances, Command, Decision, Rule, Stamp } from '@mutua/core/decision.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { ok, type Result } from '@mutua/core/kit/result.ts';
import { bookTransfers } from '@mutua/core/ledger/book.ts';
import { applyEvents, noticeNeeds } from '@mutua/core/notice/apply-events.ts';
import type { Notice } from '@mutua/core/notice/notice.ts';
import { actorText } from '@mutua/core/people/actor.ts';
import { RULES } from '@mutua/core/rules.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import {
  caseFollowingNeeds,
  caseNeedsOfLoan,
  withFollowingCases,
} from '@mutua/core/work/follow-loans.ts';
import { accountNeed, type Need } from '@mutua/core/world.ts';
import { NotNeeded, type WorldInMemory } from '@mutua/core/world-in-memory.ts';
import type { Statement } from '../database/fact-table.ts';
import { type BookedTransfer, insertTransfers } from '../ledger/book-store.ts';
import { insertNotices } from '../notice/notice-store.ts';
import { loadNeeds, saveChanges } from './fact-stores.ts';
import { insertCommands, type LoggedCommand } from './log-store.ts';
import { newPlatformId } from './platform-id.ts';
import { type CommandRequest, digestOf } from './request.ts';
import type { Counters, Writer } from './writer.ts';

/** Facts lead to facts: the loan to its claims, the claims to their holders' cash. No chain is longer. */
const NEED_ROUNDS_MAX = 8;

/** Before the calendar was opened there is no business date, and only the command that opens it can be decided. */
const NO_DAY = dayOf(1970, 1, 1);

export interface BatchOptions {
  readonly clock: () => Instant;
  /** The ids of what the platform makes itself; left out, no two starts give the same. */
  readonly newId?: ((now: Instant) => Id) | undefined;
}

export class Batch {
  readonly #world: WorldInMemory;
  readonly #writer: Writer;
  readonly #clock: () => Instant;
  readonly #newId: (now: Instant) => Id;
  readonly #accepted: LoggedCommand[] = [];
  readonly #transfers: BookedTransfer[] = [];
  readonly #before: Counters;

  constructor(
    world: WorldInMemory,
    writer: Writer,
    { clock, newId = newPlatformId }: BatchOptions,
  ) {
    this.#world = world;
    this.#writer = writer;
    this.#clock = clock;
    this.#newId = newId;
    this.#before = { ...writer.counters };
  }

  get accepted(): readonly LoggedCommand[] {
    return this.#accepted;
  }

  /** Reads in one go what the commands say they need. */
  async prepare(requests: readonly CommandRequest[]): Promise<void> {
    await this.#satisfy([() => [BUSINESS_DAY_NEED]]);
    await this.#satisfy(
      requests.map((request) => this.#needsOf(request, this.#circumstances(request))),
    );
  }

  /**
   * Decides one command; if it is accepted, the World is changed and its row of the log is kept.
   *
   * What it needs is mostly in memory by now. Only where a neighbour led it on to other facts is it asked again.
   */
  async decide(request: CommandRequest, isTrial = false): Promise<Result<LoggedCommand>> {
    const { transferId } = this.#writer.counters;
    try {
      return await this.#decideKnown(request, isTrial);
    } catch (error) {
      if (!(error instanceof NotNeeded)) throw error;
    }
    this.#writer.counters.transferId = transferId;
    await this.#satisfy([this.#needsOf(request, this.#circumstances(request))]);
    return this.#decideKnown(request, isTrial);
  }

  async #decideKnown(request: CommandRequest, isTrial: boolean): Promise<Result<LoggedCommand>> {
    const circumstances = this.#circumstances(request);
    const decided = ruleOf(request).decide(this.#world, request.command, circumstances);
    if (!decided.ok) return decided;
    const isFollowed = caseFollowingNeeds(decided.value.events, this.#world.known).length > 0;
    const decision = isFollowed
      ? await this.#withWhatFollows(decided.value, circumstances)
      : decided.value;
    await this.#satisfy([() => needsOfDecision(decision)]);
    let outcome: Result<LoggedCommand> = ok(this.#logged(request, decision, circumstances));
    this.#world.attempt(() => {
      const applied = this.#apply(decision, circumstances);
      if (!applied.ok) outcome = applied;
      else if (outcome.ok && applied.value.length > 0) {
        outcome = ok({ ...outcome.value, notices: applied.value });
      }
      return outcome.ok && !isTrial;
    });
    if (outcome.ok && !isTrial) this.#keep(outcome.value, decision);
    return outcome;
  }

  /**
   * The statements that save what was accepted. Each is made when it is asked for, so that the database works
   * on one while the next is written.
   */
  *statements(): Generator<Statement> {
    const { numbers } = this.#writer;
    const [first] = this.#accepted;
    if (first === undefined) return;
    yield insertCommands(this.#accepted);
    yield* insertNotices(this.#accepted);
    yield* saveChanges(this.#world.difference(), numbers);
    if (this.#transfers.length > 0) {
      yield insertTransfers(this.#transfers, first.businessDate, numbers);
    }
  }

  /** As if nothing had been decided yet. */
  takeBack(): void {
    this.#world.takeBack();
    this.#accepted.length = 0;
    this.#transfers.length = 0;
    Object.assign(this.#writer.counters, this.#before);
  }

  /** With the events of the cases that follow from what was decided. */
  async #withWhatFollows(decision: Decision, circumstances: Circumstances): Promise<Decision> {
    await this.#satisfy([() => caseFollowingNeeds(decision.events, this.#world.known)]);
    return withFollowingCases(this.#world.known, decision, circumstances);
  }

  #apply(decision: Decision, { now, today, actor }: Circumstances): Result<readonly Notice[]> {
    const stamp: Stamp = { at: now, day: today, actor: actorText(actor) };
    const notices = applyEvents(this.#world, decision.events, stamp);
    const booked = bookTransfers(this.#world, decision.transfers);
    return booked.ok ? ok(notices) : booked;
  }

  #logged(
    { commandId, command, actor }: CommandRequest,
    { events }: Decision,
    { now, today }: Circumstances,
  ): LoggedCommand {
    return {
      sequence: this.#writer.counters.sequence + 1n,
      ...{ commandId, events, kind: command.kind, actor: actorText(actor) },
      batch: this.#before.batch + 1n,
      digest: digestOf(command),
      at: now,
      businessDate: today,
    };
  }

  #keep(logged: LoggedCommand, { transfers }: Decision): void {
    this.#writer.counters.sequence = logged.sequence;
    this.#writer.counters.batch = logged.batch;
    this.#accepted.push(logged);
    for (const transfer of transfers) {
      this.#transfers.push({ transfer, commandSequence: logged.sequence });
    }
  }

  #circumstances({ commandId, actor }: CommandRequest): Circumstances {
    const { counters } = this.#writer;
    const now = this.#clock();
    return {
      ...{ commandId, actor, now },
      today: this.#world.known.get('businessDay', 'current')?.day ?? NO_DAY,
      newId: () => this.#newId(now),
      nextTransferId: () => {
        counters.transferId += 1n;
        return counters.transferId;
      },
    };
  }

  /** Reads what is missing, and then asks only those again who missed something, until nobody does. */
  async #satisfy(asks: readonly (() => readonly Need[])[]): Promise<void> {
    let open = asks;
    for (let round = 0; round < NEED_ROUNDS_MAX; round += 1) {
      const missing: Need[] = [];
      open = open.filter((ask) => {
        const ofOne = this.#world.missing(ask());
        missing.push(...ofOne);
        return ofOne.length > 0;
      });
      if (missing.length === 0) return;
      await loadNeeds(this.#world, missing, this.#writer.numbers, (statement) =>
        this.#writer.read(statement),
      );
    }
    assert(false, `What a command needs is known after ${NEED_ROUNDS_MAX} rounds.`);
  }

  #needsOf(request: CommandRequest, circumstances: Circumstances): () => readonly Need[] {
    const rule = ruleOf(request);
    const { known } = this.#world;
    return () => {
      const needs = rule.needs(request.command, known, circumstances);
      const ofCases = needs.flatMap((need) =>
        'fact' in need && need.fact === 'servicing'
          ? caseNeedsOfLoan(need.key as Id, known, circumstances.today)
          : [],
      );
      return ofCases.length === 0 ? needs : [...needs, ...ofCases];
    };
  }
}

function ruleOf({ command }: CommandRequest): Rule<Command> {
  return RULES[command.kind] as unknown as Rule<Command>;
}

/** The accounts that the transfers move, whether the rule looked at them or not, and what its notices read. */
function needsOfDecision({ events, transfers }: Decision): readonly Need[] {
  const accounts = transfers.flatMap(({ debit, credit }) => [
    accountNeed(debit),
    accountNeed(credit),
  ]);
  const ofNotices = noticeNeeds(events);
  return ofNotices.length === 0 ? accounts : [...accounts, ...ofNotices];
}
