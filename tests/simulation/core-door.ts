// The door without a database: core decides and changes a World in memory, and every accepted command is remembered.
import type { DayTotals, OpenWork } from '@mutua/core/calendar/day-close.ts';
import type { KindChange } from '@mutua/core/calendar/trial-balance.ts';
import type { Circumstances, Command, Rule, Stamp } from '@mutua/core/decision.ts';
import type { MutuaEvent } from '@mutua/core/events.ts';
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { type AccountAddress, addressText } from '@mutua/core/ledger/account.ts';
import { bookTransfers } from '@mutua/core/ledger/book.ts';
import { CHART } from '@mutua/core/ledger/chart.ts';
import type { Transfer } from '@mutua/core/ledger/transfer.ts';
import { isOfLoan } from '@mutua/core/loan/loan-history.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { applyEvents, noticeNeeds } from '@mutua/core/notice/apply-events.ts';
import { actorText } from '@mutua/core/people/actor.ts';
import { RULES } from '@mutua/core/rules.ts';
import { type Day, dayOf } from '@mutua/core/time/day.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import { caseFollowingNeeds, withFollowingCases } from '@mutua/core/work/follow-loans.ts';
import { accountNeed, type Facts, type KnownWorld, type Need } from '@mutua/core/world.ts';
import { WorldInMemory } from '@mutua/core/world-in-memory.ts';
import type { Asked } from './asked.ts';
import type { Answer, Door } from './doors.ts';

/** One row of the log. */
export interface Logged {
  readonly text: string;
  readonly stamp: Stamp;
  readonly events: readonly MutuaEvent[];
  readonly transfers: readonly Transfer[];
}

const NO_DAY = dayOf(1970, 1, 1);

export class CoreDoor implements Door {
  readonly world = new WorldInMemory();
  readonly log = new Map<string, Logged>();
  readonly #booked: Transfer[] = [];
  #bookedOfDay: Transfer[] = [];
  /** The loans that each reserve covers. */
  readonly #covered = new Map<Id, Id[]>();
  #transfers = 0n;
  #ids = 0;
  #taken = 0;

  ask(asked: Asked, now: Instant): Answer {
    const { commandId, actor, command } = asked;
    const text = `${actorText(actor)} ${textOf(command)}`;
    const before = this.log.get(commandId);
    if (before !== undefined) {
      if (before.text !== text) return { ok: false, code: 'command_id_reused', data: {} };
      return { ok: true, events: before.events, isRepeat: true };
    }
    this.#satisfy(() => [{ fact: 'businessDay', key: 'current' }]);
    const { today, ...circumstances } = this.#circumstances(asked, now);
    const all = { ...circumstances, today };
    const rule = RULES[command.kind] as unknown as Rule<Command>;
    if (command.kind === 'CloseDay') this.#countDay(command.day);
    if (command.kind === 'AccrueReserve') this.#countCovered(command.schemeId);
    if (command.kind === 'RecordRepaymentReversal') this.#tellHistory(this.#loanOf(command));
    if (command.kind === 'ProposeBackDating' || command.kind === 'BackDateRepayment')
      this.#tellHistory(command.loanId);
    this.#satisfy(() => rule.needs(command, this.world.known, all));
    const saved = this.#transfers;
    const decided = rule.decide(this.world, command, all);
    if (!decided.ok) {
      this.#transfers = saved;
      const { code, data } = decided.refusal;
      return { ok: false, code, data };
    }
    this.#satisfy(() => caseFollowingNeeds(decided.value.events, this.world.known));
    const decision = withFollowingCases(this.world.known, decided.value, all);
    return this.#apply(
      { text, stamp: { at: now, day: today, actor: actorText(actor) }, ...decision },
      asked,
    );
  }

  look(needs: readonly Need[]): KnownWorld {
    this.#satisfy(() => needs);
    return this.world.known;
  }

  takeBooked(): readonly Transfer[] {
    const booked = this.#booked.slice(this.#taken);
    this.#taken = this.#booked.length;
    return booked;
  }

  get booked(): readonly Transfer[] {
    return this.#booked;
  }

  /** The World stays, to be looked at. */
  close(): void {
    this.#bookedOfDay = [];
  }

  #apply(logged: Logged, { commandId }: Asked): Answer {
    const { events, transfers, stamp } = logged;
    this.#satisfy(() => [
      ...transfers.flatMap(({ debit, credit }) => [accountNeed(debit), accountNeed(credit)]),
      ...noticeNeeds(events),
    ]);
    let answer: Answer = { ok: true, events, isRepeat: false };
    this.world.attempt(() => {
      applyEvents(this.world, events, stamp);
      const booked = bookTransfers(this.world, transfers);
      if (!booked.ok) answer = { ok: false, ...booked.refusal };
      return booked.ok;
    });
    if (!answer.ok) return answer;
    this.log.set(commandId, logged);
    for (const event of events) if (event.kind === 'LoanListed') this.#noteCovered(event);
    this.#booked.push(...transfers);
    this.#bookedOfDay.push(...transfers);
    if (events.some(({ kind }) => kind === 'DayClosed')) this.#bookedOfDay = [];
    return answer;
  }

  #circumstances({ commandId, actor }: Asked, now: Instant): Circumstances {
    return {
      ...{ commandId, actor, now },
      today: this.world.known.get('businessDay', 'current')?.day ?? NO_DAY,
      newId: () => {
        this.#ids += 1;
        return idOf(`ffffffff-0000-7000-8000-${String(this.#ids).padStart(12, '0')}`);
      },
      nextTransferId: () => {
        this.#transfers += 1n;
        return this.#transfers;
      },
    };
  }

  #satisfy(needs: () => readonly Need[]): void {
    for (;;) {
      const missing = this.world.missing(needs());
      if (missing.length === 0) return;
      this.world.settle(missing);
    }
  }

  /** The sums that a database gives to whoever closes a day, counted here one by one. */
  #countDay(day: Day): void {
    const current = this.world.known.get('businessDay', 'current');
    if (current === undefined) return;
    this.world.put('openWork', this.#openWork(day));
    const lastSequence = BigInt(this.log.size);
    const totals: DayTotals = {
      day: current.day,
      firstTransferId: current.firstTransferId,
      firstSequence: current.firstSequence,
      ...{ lastTransferId: this.#transfers, lastSequence },
      transfers: BigInt(this.#bookedOfDay.length),
      commands: lastSequence - current.firstSequence + 1n,
      accountsChanged: BigInt(new Set(this.#bookedOfDay.flatMap(addressesOf)).size),
      contentDigest: 'a'.repeat(64),
      ...{ broken: [], changes: changesOf(this.#bookedOfDay) },
    };
    this.world.put('dayTotals', totals);
  }

  #noteCovered({ loanId, reserve }: Extract<MutuaEvent, { readonly kind: 'LoanListed' }>): void {
    if (reserve === undefined) return;
    const { schemeId } = reserve;
    this.#covered.set(schemeId, [...(this.#covered.get(schemeId) ?? []), loanId]);
  }

  #countCovered(schemeId: Id): void {
    const loans = this.#covered.get(schemeId) ?? [];
    this.#satisfy(() => [
      ...loans.map((key) => ({ list: 'claimsOfLoan', key }) as const),
      ...loans.map((key) => ({ fact: 'loan', key }) as const),
    ]);
    const claims = loans.flatMap((key) => this.world.list('claimsOfLoan', key));
    const lent = claims.filter(
      ({ origin, state }) => origin !== 'subrogation' && ['active', 'on_sale'].includes(state),
    );
    const sum = lent.reduce<bigint>((total, { outstanding }) => total + outstanding, 0n);
    const isPromised = loans.some((key) =>
      ['listed', 'funding', 'funded'].includes(this.world.get('loan', key)?.state ?? ''),
    );
    this.world.put('reserveStanding', { schemeId, outstanding: minorUnits(sum), isPromised });
  }

  #loanOf({ instructionId }: { readonly instructionId: Id }): Id | undefined {
    this.#satisfy(() => [{ fact: 'instruction', key: instructionId }]);
    return this.world.known.get('instruction', instructionId)?.loanId;
  }

  /** What came to a loan, as the log and the book have it. */
  #tellHistory(loanId: Id | undefined): void {
    if (loanId === undefined) return;
    const reversed = new Set(
      this.#booked.map((one) => (one.kind === 'posted' ? one.reversesId : undefined)),
    );
    const entries = [...this.log.values()]
      .map(({ events, transfers, stamp: { day } }) => ({
        day,
        events: events.filter((event) => isOfLoan(event, loanId)),
        transfers: transfers
          .filter(({ kind }) => kind === 'posted' || kind === 'post')
          .filter((one) => one.kind !== 'posted' || one.reversesId === undefined)
          .filter(({ id, subjectId }) => subjectId === loanId && !reversed.has(id))
          .map((one) => ({ ...one, bookedDay: day })),
      }))
      .filter(({ events, transfers }) => events.length > 0 || transfers.length > 0);
    this.world.put('loanHistory', { loanId, entries });
  }

  #openWork(day: Day): OpenWork {
    const loans = this.#all('loan');
    const waiting = loans.filter(({ nextActionDay: next }) => next !== undefined && next <= day);
    const states = [...new Set(waiting.map(({ state }) => state))];
    return {
      day,
      loans: states.map((state) => ({
        state,
        count: waiting.filter((loan) => loan.state === state).length,
      })),
      reminders: loans.filter(({ reminderDay: next }) => next !== undefined && next <= day).length,
      cases: this.#all('case').filter(
        ({ nextActionDay: next }) => next !== undefined && next <= day,
      ).length,
      breaks: this.#all('break').filter(({ state }) => state === 'found').length,
      inTransit: [],
    };
  }

  /** Every fact of a kind that was ever put there, as it is now. */
  #all<Kind extends keyof Facts>(kind: Kind): readonly Facts[Kind][] {
    return this.world
      .difference()
      .flatMap((change) =>
        change.kind === kind && change.fact !== undefined ? [change.fact as Facts[Kind]] : [],
      );
  }
}

/** The same text for the same command, whatever the order of its fields. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => {
    if (typeof one === 'bigint') return `${one}n`;
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return one;
    return Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function addressesOf({ debit, credit }: Transfer): string[] {
  return [addressText(debit), addressText(credit)];
}

function changesOf(transfers: readonly Transfer[]): KindChange[] {
  const sums = new Map<string, { address: AccountAddress; debit: bigint; credit: bigint }>();
  for (const { kind, debit, credit, amount } of transfers) {
    if (kind === 'pending' || kind === 'void') continue;
    for (const [address, side] of [[debit, 'debit'] as const, [credit, 'credit'] as const]) {
      const sum = sums.get(address.kind) ?? { address, debit: 0n, credit: 0n };
      sum[side] += amount;
      sums.set(address.kind, sum);
    }
  }
  return [...sums.values()].map(({ address, debit, credit }) => ({
    ...{ kind: address.kind, currency: address.currency },
    ...{ debit: minorUnits(debit), credit: minorUnits(credit) },
    balanceChange: minorUnits(
      CHART[address.kind].normal === 'debit' ? debit - credit : credit - debit,
    ),
  }));
}
