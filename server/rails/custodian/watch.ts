// What the custodian has told of its bookings and nothing explains yet, reversals that wait for holds to fall, and
// deadlines of bids and listings.
import type { Id } from '@mutua/core/kit/id.ts';
import { minus, ZERO } from '@mutua/core/money/minor-units.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { CUSTODIAN, commitFor, DISPATCH, derivedId, type RailLane } from '../rail-door.ts';
import type { Batches } from './batches.ts';
import { CustodianSilent } from './custodian.ts';
import {
  readBatchOfInstruction,
  readReversalsToBook,
  readTopUpAmount,
  readWaitingMovements,
  type WaitingMovement,
} from './dispatch-read.ts';
import type { OwnerPages } from './owner-pages.ts';

const AT_ONCE = 200;
/** While the custodian answers nothing, an alarm waits so many times longer. */
const SILENT_TIMES = 5;

export interface WatchOptions {
  readonly lane: RailLane;
  readonly pool: pg.Pool;
  readonly batches: Batches;
  readonly ownerPages: OwnerPages;
  /** How long the message that explains a movement is waited for. */
  readonly explainMs: number;
}

export class Watch {
  readonly #options: WatchOptions;
  /** When this process first saw a movement that waits. */
  readonly #seen = new Map<Id, number>();

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  readonly judgeMovements = async (): Promise<boolean> => {
    const { lane, pool, explainMs } = this.#options;
    let isWorthIt = false;
    for (const movement of await readWaitingMovements(pool, AT_ONCE)) {
      const { id } = movement;
      const seenAt = this.#seen.get(id) ?? performance.now();
      this.#seen.set(id, seenAt);
      const waitedMs = performance.now() - seenAt;
      if (waitedMs < explainMs || !(await this.#explain(movement, waitedMs))) continue;
      await commitFor(lane, DISPATCH, { kind: 'JudgeMovement', movementId: id });
      this.#seen.delete(id);
      isWorthIt = true;
    }
    return isWorthIt;
  };

  /** Movements that wait are judged at the next turn. */
  hurry(): void {
    for (const id of this.#seen.keys()) this.#seen.set(id, Number.NEGATIVE_INFINITY);
  }

  readonly bookReversals = async (): Promise<boolean> => {
    const { lane, pool } = this.#options;
    let isWorthIt = false;
    for (const topUpId of await readReversalsToBook(pool, AT_ONCE)) {
      const booked = await commitFor(lane, DISPATCH, { kind: 'BookReversal', topUpId });
      isWorthIt = isWorthIt || booked.ok;
    }
    return isWorthIt;
  };

  /** @returns false as long as the custodian is silent, and not yet for so long that people should know. */
  async #explain(movement: WaitingMovement, waitedMs: number): Promise<boolean> {
    try {
      await this.#askAbout(movement);
      return true;
    } catch (error) {
      if (!(error instanceof CustodianSilent)) throw error;
      return waitedMs > SILENT_TIMES * this.#options.explainMs;
    }
  }

  /** The message that explains it may be lost: what it would have said is asked for, or follows. */
  async #askAbout(movement: WaitingMovement): Promise<void> {
    const { lane, ownerPages } = this.#options;
    const { id, code, cause, bankReference, amount, currency, bankDay } = movement;
    if (code === 'incoming_transfer') {
      await commitFor(
        lane,
        CUSTODIAN,
        { kind: 'RecordIncomingTransfer', bankReference, amount, currency, bankDay },
        derivedId(`receipt of movement ${id}`),
      );
    }
    if (cause === undefined) return;
    if (code === 'top_up') await ownerPages.askAfterTopUp(cause);
    if (code === 'top_up_reversed') await this.#explainReversal(movement, cause);
    if (code === 'distribution_reversed') {
      // Told again: what stood in the way may be over.
      const told = { instructionId: cause, bankReference, bankDay };
      await commitFor(lane, CUSTODIAN, { kind: 'RecordRepaymentReversal', ...told });
    }
    if (code === 'withdrawal_bounced' || code === 'fee_refund')
      await this.recordBounce(cause, bankReference, bankDay);
  }

  async #explainReversal(
    { amount, bankDay, bankReference }: WaitingMovement,
    topUpId: Id,
  ): Promise<void> {
    const { lane, pool, ownerPages } = this.#options;
    await ownerPages.askAfterTopUp(topUpId);
    const whole = await readTopUpAmount(pool, topUpId);
    if (whole === undefined || amount > whole) return;
    const shortfall = minus(whole, amount);
    const parts = { debited: amount, shortfall: shortfall > ZERO ? shortfall : ZERO };
    const command = { kind: 'ReverseTopUp', topUpId, ...parts, bankDay, bankReference } as const;
    await commitFor(lane, CUSTODIAN, command);
  }

  /** That it was paid may not be known yet: then the custodian is asked first. */
  async recordBounce(
    withdrawalId: Id,
    bankReference: string,
    bankDay: Day,
    commandId?: Id,
  ): Promise<string> {
    const { lane, pool, batches } = this.#options;
    const command = { kind: 'RecordBounce', withdrawalId, bankReference, bankDay } as const;
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await commitFor(lane, CUSTODIAN, command, commandId);
      if (outcome.ok) return 'taken';
      const { code } = outcome.refusal;
      if (code !== 'wrong_stage' || attempt > 0) return code;
      const batch = await readBatchOfInstruction(pool, withdrawalId);
      if (batch === undefined) return code;
      await batches.ask(batch);
      await batches.workAnswered();
    }
  }
}
