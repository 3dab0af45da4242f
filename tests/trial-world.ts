// The World of a pure test: commands are decided and applied on it as the door does, without a database.
import type { Circumstances, Command, Decision, Rule } from '@mutua/core/decision.ts';
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import type { Result } from '@mutua/core/kit/result.ts';
import { bookTransfers } from '@mutua/core/ledger/book.ts';
import type { Transfer } from '@mutua/core/ledger/transfer.ts';
import { applyEvents, noticeNeeds } from '@mutua/core/notice/apply-events.ts';
import type { Notice } from '@mutua/core/notice/notice.ts';
import { type Actor, actorText } from '@mutua/core/people/actor.ts';
import { type AnyCommand, RULES } from '@mutua/core/rules.ts';
import { type Day, dayOf } from '@mutua/core/time/day.ts';
import { type Instant, instantOf } from '@mutua/core/time/instant.ts';
import { caseFollowingNeeds, withFollowingCases } from '@mutua/core/work/follow-loans.ts';
import { accountNeed, type FactKind, type Facts, type Need } from '@mutua/core/world.ts';
import { WorldInMemory } from '@mutua/core/world-in-memory.ts';

let ids = 0;

/** An id that no other thing of this run has. */
export function newTrialId(): Id {
  ids += 1;
  return idOf(`00000000-0000-7000-8000-${String(ids).padStart(12, '0')}`);
}

export class TrialWorld {
  readonly world = new WorldInMemory();
  now: Instant = instantOf('2026-03-02T02:00:00Z');
  today: Day = dayOf(2026, 3, 2);
  /** Everything that clients were told, in its order. */
  readonly notices: Notice[] = [];
  /** Everything that was booked, in its order. */
  readonly booked: Transfer[] = [];
  #transfers = 0n;

  /** Decides the command, and applies what it comes to, with the cases that follow. */
  ask(actor: Actor, command: AnyCommand, commandId = newTrialId()): Result<Decision> {
    const circumstances: Circumstances = {
      ...{ commandId, actor, now: this.now, today: this.today, newId: newTrialId },
      nextTransferId: () => {
        this.#transfers += 1n;
        return this.#transfers;
      },
    };
    const rule = RULES[command.kind] as unknown as Rule<Command>;
    this.#satisfy(() => rule.needs(command, this.world.known, circumstances));
    const decided = rule.decide(this.world, command, circumstances);
    if (!decided.ok) return decided;
    this.#satisfy(() => caseFollowingNeeds(decided.value.events, this.world.known));
    const decision = withFollowingCases(this.world.known, decided.value, circumstances);
    const { events, transfers } = decision;
    this.#satisfy(() => [
      ...transfers.flatMap(({ debit, credit }) => [accountNeed(debit), accountNeed(credit)]),
      ...noticeNeeds(events),
    ]);
    const stamp = { at: this.now, day: this.today, actor: actorText(actor) };
    let booked: Result<undefined> = { ok: true, value: undefined };
    this.world.attempt(() => {
      const notices = applyEvents(this.world, events, stamp);
      booked = bookTransfers(this.world, transfers);
      if (booked.ok) {
        this.notices.push(...notices);
        this.booked.push(...transfers);
      }
      return booked.ok;
    });
    return booked.ok ? { ok: true, value: decision } : booked;
  }

  /** Asks for what has to be accepted, and gives the id of the command. */
  done(actor: Actor, command: AnyCommand): Id {
    const commandId = newTrialId();
    const decided = this.ask(actor, command, commandId);
    if (!decided.ok) {
      throw new Error(`${command.kind} is refused: ${JSON.stringify(decided.refusal)}`);
    }
    return commandId;
  }

  /** Puts facts there, whatever brought them about. */
  given<Kind extends FactKind>(kind: Kind, fact: Facts[Kind]): void {
    this.world.put(kind, fact);
  }

  /** A fact that has to be there. */
  fact<Kind extends FactKind>(kind: Kind, key: string): Facts[Kind] {
    const fact = this.world.known.get(kind, key);
    if (fact === undefined) throw new Error(`There is no ${kind} ${key}.`);
    return fact;
  }

  #satisfy(needs: () => readonly Need[]): void {
    for (;;) {
      const missing = this.world.missing(needs());
      if (missing.length === 0) return;
      this.world.settle(missing);
    }
  }
}
