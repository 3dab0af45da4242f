// A bank in process: it keeps its own accounts, on which it does what it is asked, and answers at once.
import { idOf } from '@mutua/core/kit/id.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type { InstructionOrder } from '@mutua/core/wallet/instruction.ts';
import { readPacked } from '@mutua/server/database/packed-json.ts';

const RESULTS_AT_ONCE = 200;

/** How the bank reads what it is asked, and answers. */
export interface BankDoor {
  rows(text: string): Promise<readonly Record<string, unknown>[]>;
  done(command: AnyCommand): Promise<unknown>;
}

export class BankInProcess {
  readonly accounts = new Map<string, bigint>();
  readonly #door: BankDoor;
  readonly frozen = new Map<string, { readonly account: string; readonly amount: bigint }>();

  constructor(door: BankDoor) {
    this.#door = door;
  }

  /** Answers every freeze and every instruction that waits, until none does. */
  async answerAll(): Promise<void> {
    const bids = await this.#door.rows(
      `select id, lender_id, amount from loan.bid where freeze_state = 'created' and state = 'accepted'`,
    );
    for (const { id, lender_id, amount } of bids) {
      this.frozen.set(String(id), {
        account: `lender-${lender_id}`,
        amount: BigInt(String(amount)),
      });
    }
    for (let first = 0; first < bids.length; first += RESULTS_AT_ONCE) {
      const results = bids.slice(first, first + RESULTS_AT_ONCE).map(({ id }) => ({
        ...{ bidId: idOf(String(id)), outcome: 'confirmed' as const, bankReference: `F${id}` },
      }));
      await this.#door.done({ kind: 'RecordFreezes', results });
    }
    for (;;) {
      const open = await this.#door.rows(
        `select id, "order" from wallet.instruction where state in ('created', 'sent') order by id`,
      );
      if (open.length === 0) return;
      for (const { order } of open) this.#work(readPacked(String(order)) as InstructionOrder);
      // Answered side by side, so that the lane gathers them.
      await Promise.all(
        open.map(({ id }) => {
          const instructionId = idOf(String(id));
          const answer = { outcome: 'confirmed', bankReference: `B${id}` } as const;
          return this.#door.done({ kind: 'RecordInstruction', instructionId, ...answer });
        }),
      );
    }
  }

  move(account: string, amount: bigint): void {
    const balance = (this.accounts.get(account) ?? 0n) + amount;
    if (balance < 0n) throw new Error(`The account ${account} does not have that much.`);
    this.accounts.set(account, balance);
  }

  #work(order: InstructionOrder): void {
    switch (order.kind) {
      case 'release':
        this.frozen.delete(order.freezeId);
        return;
      case 'disburse':
        for (const { freezeId, amount } of order.freezes) {
          const freeze = this.frozen.get(freezeId);
          if (freeze?.amount !== amount) throw new Error('That much is not frozen.');
          this.frozen.delete(freezeId);
          this.move(freeze.account, -amount);
          this.move(order.payee, amount);
        }
        this.move(order.payee, -order.fees);
        this.move('platform', order.fees);
        return;
      case 'distribute':
        for (const { account, amount } of order.shares) {
          this.move(order.payer, -amount);
          this.move(account, amount);
        }
        this.move(order.payer, -order.fees);
        this.move('platform', order.fees);
        return;
      case 'withdraw':
        this.move(order.account, -order.amount);
        return;
      case 'own_payment':
        this.move('platform', -order.amount);
    }
  }
}
