// A custodian in the same process, with books of its own: it freezes, pays out and distributes what the platform asks,
// and answers by the commands that the rails commit for any custodian.
//
// It knows accounts and orders, nothing of loans. An order is refused by throwing where the money is not there, which
// ends the replay: the platform may never ask for it.
import type { Id } from '@mutua/core/kit/id.ts';
import { type MinorUnits, minus, plus, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type { BatchAnswer, BatchItem } from '@mutua/core/wallet/custody-batch.ts';
import type { InstructionOrder, NewInstruction } from '@mutua/core/wallet/instruction.ts';
import type { LoggedCommand } from '../commit/log-store.ts';
import { newPlatformId } from '../commit/platform-id.ts';
import { twoAtATime } from '../commit/two-at-a-time.ts';
import { CUSTODIAN, DISPATCH } from '../rails/rail-door.ts';
import type { ReplayHouse } from './replay-house.ts';

const BATCH_ITEMS = 500;

interface Freeze {
  readonly account: string;
  readonly amount: MinorUnits;
}

interface FreezeAsked extends Freeze {
  readonly bidId: Id;
}

/** Told of every movement on an account of a lender: less than nothing is lent, more is paid. */
export type OnFlow = (account: string, day: Day, amount: MinorUnits) => void;

export class ReplayCustodian {
  readonly #house: ReplayHouse;
  readonly #onFlow: OnFlow;
  readonly #balances = new Map<string, MinorUnits>();
  readonly #freezes = new Map<Id, Freeze>();
  readonly #accountOf = new Map<Id, string>();
  readonly #instructions: NewInstruction[] = [];
  readonly #freezesAsked: FreezeAsked[] = [];
  /** The batches that are worked by themselves, while they are. */
  #begun: Promise<void> | undefined;
  #total = ZERO;
  #accounts = 0;
  #references = 0;

  constructor(house: ReplayHouse, onFlow: OnFlow) {
    this.#house = house;
    this.#onFlow = onFlow;
    house.lane.follow((commands) => this.#note(commands));
  }

  /** Everything that lies here. */
  get total(): MinorUnits {
    return this.#total;
  }

  /** What lies on each account, frozen money with it; accounts without money are left out. */
  standing(): ReadonlyMap<string, MinorUnits> {
    const standing = new Map([...this.#balances].filter(([, balance]) => balance > ZERO));
    for (const { account, amount } of this.#freezes.values()) {
      standing.set(account, plus(standing.get(account) ?? ZERO, amount));
    }
    return standing;
  }

  openAccount(owner: Id, role: 'lender' | 'borrower'): string {
    this.#accounts += 1;
    const account = `${role === 'lender' ? 'L' : 'B'}${this.#accounts}`;
    this.#balances.set(account, ZERO);
    if (role === 'lender') this.#accountOf.set(owner, account);
    return account;
  }

  /** Nobody needs it any more; what lies on it stays. */
  forget(account: string): void {
    if (this.#balances.get(account) === ZERO) this.#balances.delete(account);
  }

  /** Money from outside. */
  take(account: string, amount: MinorUnits): string {
    this.#move(account, amount);
    this.#total = plus(this.#total, amount);
    return this.#reference();
  }

  /** Carries out and answers everything that was asked, until nothing is. */
  async work(): Promise<void> {
    await this.#begun;
    await this.#workWhile(() => this.#instructions.length + this.#freezesAsked.length > 0);
  }

  /** Works as long as there is more, two batches at a time: one is being answered while the next is sent. */
  async #workWhile(isMore: () => boolean): Promise<void> {
    // What is answered may ask for more.
    while (isMore()) await twoAtATime(async () => (isMore() ? [this.#workNext()] : undefined));
  }

  /** What fills a batch is not left lying: whoever asked for it has everything about it at hand. */
  #begin(): void {
    const isMore = () => this.#instructions.length + this.#freezesAsked.length >= BATCH_ITEMS;
    if (this.#begun !== undefined || !isMore()) return;
    this.#begun = this.#workWhile(isMore).then(() => {
      this.#begun = undefined;
    });
    // It is heard of by whoever waits for all to be done.
    this.#begun.catch(() => undefined);
  }

  #workNext(): Promise<void> {
    const instructions = this.#instructions.splice(0, BATCH_ITEMS);
    const freezes = this.#freezesAsked.splice(0, BATCH_ITEMS - instructions.length);
    return this.#workBatch(instructions, freezes, this.#house.day);
  }

  async #workBatch(
    instructions: readonly NewInstruction[],
    freezes: readonly FreezeAsked[],
    bankDay: Day,
  ): Promise<void> {
    const house = this.#house;
    const items: BatchItem[] = [
      ...instructions.map(({ id }) => ({ id, kind: 'instruction' as const })),
      ...freezes.map(({ bidId }) => ({ id: bidId, kind: 'freeze' as const })),
    ];
    const batchId = newPlatformId(house.now);
    // The orders themselves go over in memory; what is sent names them.
    const content = JSON.stringify({ batchId, instructions: items.map(({ id }) => id) });
    for (const { bidId, account, amount } of freezes) this.#freeze(bidId, account, amount);
    for (const { order } of instructions) this.#carryOut(order, bankDay);
    const answers: BatchAnswer[] = items.map(({ id }) => ({
      ...{ id, outcome: 'confirmed', bankDay, bankReference: this.#reference() },
    }));
    const frozen = answers
      .slice(instructions.length)
      .map(
        ({ id, bankReference = '' }) =>
          ({ bidId: id, outcome: 'confirmed', bankReference }) as const,
      );
    const ends = answers.slice(0, instructions.length).map(
      ({ id, bankReference = '' }) =>
        ({
          kind: 'RecordInstruction',
          instructionId: id,
          outcome: 'confirmed',
          bankReference,
        }) as const,
    );
    // The lane takes them in this order, and saves them together.
    const tell = (command: AnyCommand) => house.must(CUSTODIAN, command, newPlatformId(house.now));
    await Promise.all([
      house.must(DISPATCH, { kind: 'SendBatch', items, content }, batchId),
      tell({ kind: 'RecordAnswers', batchId, answers }),
      ...(frozen.length > 0 ? [tell({ kind: 'RecordFreezes', results: frozen })] : []),
      ...ends.map(tell),
      house.must(DISPATCH, { kind: 'SettleBatch', batchId, told: 1 }, newPlatformId(house.now)),
    ]);
  }

  #note(commands: readonly LoggedCommand[]): void {
    for (const { events } of commands) {
      for (const event of events) {
        if (event.kind === 'InstructionMade') this.#instructions.push(event.instruction);
        if (event.kind === 'BidPlaced') {
          const { bidId, lenderId, amount } = event;
          const account = this.#accountOf.get(lenderId);
          if (account === undefined) throw new Error('Who bids has an account at the custodian.');
          this.#freezesAsked.push({ bidId, account, amount });
        }
      }
    }
    this.#begin();
  }

  #carryOut(order: InstructionOrder, day: Day): void {
    switch (order.kind) {
      case 'disburse': {
        const lent = sum(order.freezes.map(({ amount }) => amount));
        for (const { freezeId, amount } of order.freezes) {
          const { account } = this.#unfreeze(freezeId, amount);
          this.#onFlow(account, day, minus(ZERO, amount));
        }
        this.#move(order.payee, minus(lent, order.fees));
        this.#requireNoFees(order.fees);
        break;
      }
      case 'distribute': {
        const paid = sum(order.shares.map(({ amount }) => amount));
        this.#move(order.payer, minus(ZERO, plus(paid, order.fees)));
        for (const { account, amount } of order.shares) {
          this.#move(account, amount);
          this.#onFlow(account, day, amount);
        }
        this.#requireNoFees(order.fees);
        break;
      }
      case 'withdraw':
        this.#move(order.account, minus(ZERO, order.amount));
        this.#total = minus(this.#total, order.amount);
        this.#requireNoFees(order.fees ?? ZERO);
        break;
      default:
        throw new Error(`No replay asks the custodian for this: ${order.kind}.`);
    }
  }

  #freeze(bidId: Id, account: string, amount: MinorUnits): void {
    this.#move(account, minus(ZERO, amount));
    this.#freezes.set(bidId, { account, amount });
  }

  #unfreeze(freezeId: Id, amount: MinorUnits): Freeze {
    const freeze = this.#freezes.get(freezeId);
    if (freeze?.amount !== amount) throw new Error('Exactly what was frozen is paid out.');
    this.#freezes.delete(freezeId);
    return freeze;
  }

  #requireNoFees(fees: MinorUnits): void {
    if (fees > ZERO) throw new Error('The product of a replay has no fees.');
  }

  #move(account: string, amount: MinorUnits): void {
    const before = this.#balances.get(account);
    if (before === undefined) throw new Error(`There is no account ${account}.`);
    const after = plus(before, amount);
    if (after < ZERO) throw new Error(`Account ${account} has not enough.`);
    this.#balances.set(account, after);
  }

  #reference(): string {
    this.#references += 1;
    return `R${this.#references}`;
  }
}
