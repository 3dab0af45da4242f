// Batches of instructions: written down before they are sent, asked after or sent again until every item has its
// last word. Whatever breaks in between, each instruction is carried out once.
import type {
  BatchRequest,
  Instruction as InstructionOnWire,
} from '@mutua/contract/custodian/instructions.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { BatchItem } from '@mutua/core/wallet/custody-batch.ts';
import type pg from 'pg';
import { newPlatformId } from '../../commit/platform-id.ts';
import { eachOpen } from '../each-open.ts';
import { Pace } from '../pace.ts';
import {
  CUSTODIAN,
  commitFor,
  DISPATCH,
  derivedId,
  isPassing,
  type RailLane,
  raiseAlarm,
} from '../rail-door.ts';
import { readBusinessDate } from '../rails-read.ts';
import { newAnswers, readResult, workAnswers } from './answers.ts';
import { type Custodian, CustodianRefused, CustodianSilent } from './custodian.ts';
import {
  type OpenBatch,
  readBatches,
  readCostCurrencies,
  readFreezesToSend,
  readInstructionsToSend,
  readReceiptsToSend,
} from './dispatch-read.ts';
import {
  type InstructionToSend,
  needsOwnAccount,
  writeFreeze,
  writeInstruction,
  writeReceiptEnd,
} from './instruction-writing.ts';
import type { OwnAccounts } from './own-accounts.ts';

const ITEMS_MAX = 1_000;
/** What the custodian's server reads at once, with room to spare. */
const CONTENT_BYTES_MAX = 4 * 1024 * 1024;
const PARKED_MS = 60_000;
const PARKED_LAST_MS = 3_600_000;

export interface BatchesOptions {
  readonly lane: RailLane;
  readonly pool: pg.Pool;
  readonly custodian: Custodian;
  readonly ownAccounts: OwnAccounts;
  /** How long a callback is waited for before the custodian is asked. */
  readonly answerMs: number;
  readonly answerLastMs: number;
}

interface ItemToSend {
  readonly item: BatchItem;
  readonly instruction: InstructionOnWire;
}

export class Batches {
  readonly #options: BatchesOptions;
  readonly #asked: Pace<Id>;
  /** Met a bug here: tried again now and then, since a new release may know better. */
  readonly #parked = new Pace<Id>({ firstMs: PARKED_MS, lastMs: PARKED_LAST_MS });
  /** Batches of which an answer could not be recorded. */
  readonly #failed = new Pace<Id>({ firstMs: PARKED_MS, lastMs: PARKED_LAST_MS });

  constructor(options: BatchesOptions) {
    this.#options = options;
    this.#asked = new Pace({ firstMs: options.answerMs, lastMs: options.answerLastMs });
  }

  /** Works what the custodian has said. */
  readonly workAnswered = (): Promise<boolean> => {
    const { lane, pool } = this.#options;
    return eachOpen({
      read: (after, limit) => readBatches(pool, ['answered'], after, limit),
      // Only one that failed has to wait: what passes by itself is worked in the next round.
      act: async (batch) => {
        if (!this.#failed.isDue(batch.id)) return false;
        const isSettled = await workAnswers(lane, batch);
        if (isSettled) this.#failed.forget(batch.id);
        else this.#failed.later(batch.id);
        return isSettled;
      },
    });
  };

  /** Sends what nobody has sent yet. */
  readonly sendNew = async (): Promise<boolean> => {
    const waiting = await this.#readWaiting();
    let rest = waiting;
    while (rest.length > 0) {
      const some = firstFitting(rest);
      rest = rest.slice(some.length);
      await this.#begin(some);
    }
    return waiting.length > 0;
  };

  /** Asks after batches whose answers are late. */
  readonly askAfter = (): Promise<boolean> => {
    return eachOpen({
      read: (after, limit) => readBatches(this.#options.pool, ['sent', 'unknown'], after, limit),
      pace: this.#asked,
      act: (batch) => this.ask(batch),
    });
  };

  /** Every open batch is asked after at the next turn. */
  hurry(): void {
    this.#asked.clear();
  }

  /** Asks after one batch, and sends it again if the custodian has never seen it. */
  async ask(batch: OpenBatch): Promise<boolean> {
    const { custodian } = this.#options;
    try {
      const { results } = await custodian.batch(batch.id);
      return await this.#record(batch, results.map(readResult));
    } catch (error) {
      if (!(error instanceof CustodianRefused) || error.problem.code !== 'not_found') throw error;
    }
    await this.#post(batch);
    return true;
  }

  /** What cannot even be written down is found by trying each alone; it waits, with an alarm. */
  async #begin(some: readonly ItemToSend[]): Promise<void> {
    try {
      await this.#beginTogether(some);
    } catch (error) {
      if (
        isPassing(error) ||
        error instanceof CustodianSilent ||
        error instanceof CustodianRefused
      ) {
        throw error;
      }
      const [only, ...others] = some;
      if (only !== undefined && others.length === 0) return this.#park(only.item.id);
      for (const one of some) await this.#begin([one]);
    }
  }

  async #park(reference: Id): Promise<void> {
    this.#parked.later(reference);
    await raiseAlarm(this.#options.lane, { alarm: 'answer_refused', reference, detail: 'bug' });
  }

  async #beginTogether(some: readonly ItemToSend[]): Promise<void> {
    const { lane } = this.#options;
    const batchId = newPlatformId();
    const request: BatchRequest = {
      batchId,
      instructions: some.map(({ instruction }) => instruction),
    };
    const items = some.map(({ item }) => item);
    const content = JSON.stringify(request);
    const begun = await commitFor(lane, DISPATCH, { kind: 'SendBatch', items, content }, batchId);
    // Something was cancelled meanwhile: it is read again in the next round.
    if (!begun.ok) return;
    const batch: OpenBatch = { id: batchId, state: 'sent', items, content, answers: [], told: 0 };
    this.#asked.later(batchId);
    await this.#post(batch);
  }

  async #post(batch: OpenBatch): Promise<void> {
    const { lane, custodian } = this.#options;
    try {
      await custodian.sendBatch(JSON.parse(batch.content) as BatchRequest);
    } catch (error) {
      if (error instanceof CustodianSilent) {
        await commitFor(lane, DISPATCH, { kind: 'RecordSilence', batchId: batch.id });
        throw error;
      }
      if (!(error instanceof CustodianRefused) || error.isPassing) throw error;
      await this.#sendParts(batch, error.problem.code);
    }
  }

  /** One item may be what the custodian cannot take: alone, it holds up no other. */
  async #sendParts({ id, items, content }: OpenBatch, problem: string): Promise<void> {
    const { lane, pool } = this.#options;
    const { instructions } = JSON.parse(content) as BatchRequest;
    const [only, ...others] = items;
    if (only !== undefined && others.length === 0) {
      const bankDay = await readBusinessDate(pool);
      if (bankDay === undefined) return;
      const answer = { id: only.id, outcome: 'refused', reason: problem, bankDay } as const;
      await commitFor(lane, CUSTODIAN, { kind: 'RecordAnswers', batchId: id, answers: [answer] });
      return;
    }
    const parts = items.flatMap((item, index) => {
      const instruction = instructions[index];
      if (instruction === undefined) return [];
      const batchId = derivedId(`part ${id} ${item.id}`);
      const request: BatchRequest = { batchId, instructions: [instruction] };
      return [{ batchId, item, content: JSON.stringify(request) }];
    });
    await commitFor(lane, DISPATCH, { kind: 'SplitBatch', batchId: id, parts });
  }

  async #record(
    batch: OpenBatch,
    told: readonly ReturnType<typeof readResult>[],
  ): Promise<boolean> {
    const answers = newAnswers(batch, told);
    if (answers.length === 0) return false;
    const { lane } = this.#options;
    await commitFor(lane, CUSTODIAN, { kind: 'RecordAnswers', batchId: batch.id, answers });
    return true;
  }

  async #readWaiting(): Promise<readonly ItemToSend[]> {
    const { pool, ownAccounts } = this.#options;
    const today = await readBusinessDate(pool);
    if (today === undefined) return [];
    const [receipts, instructions, freezes] = await Promise.all([
      readReceiptsToSend(pool, ITEMS_MAX),
      readInstructionsToSend(pool, ITEMS_MAX),
      readFreezesToSend(pool, today, ITEMS_MAX),
    ]);
    // The operator has to know where to pay in what it is to pay out.
    for (const currency of await readCostCurrencies(pool)) await ownAccounts.fees(currency);
    const waiting: ItemToSend[] = receipts.map((receipt) => ({
      item: { id: receipt.instructionId, kind: 'receipt', receiptId: receipt.receiptId },
      instruction: writeReceiptEnd(receipt),
    }));
    for (const one of instructions) {
      if (!this.#parked.isDue(one.id)) continue;
      const isOwn = needsOwnAccount(one);
      const feeAccount = isOwn ? await ownAccounts.fees(one.currency) : undefined;
      // Without an account for them, what pays fees waits.
      if (isOwn && feeAccount === undefined) continue;
      const instruction = await this.#written(one, feeAccount);
      if (instruction === undefined) continue;
      waiting.push({ item: { id: one.id, kind: 'instruction' }, instruction });
    }
    for (const freeze of freezes) {
      if (!this.#parked.isDue(freeze.bidId)) continue;
      waiting.push({
        item: { id: freeze.bidId, kind: 'freeze' },
        instruction: writeFreeze(freeze),
      });
    }
    return waiting;
  }

  async #written(
    one: InstructionToSend,
    feeAccount: string | undefined,
  ): Promise<InstructionOnWire | undefined> {
    try {
      return writeInstruction(one, feeAccount);
    } catch (error) {
      // What it was made of is wrong: that is a matter for people, and the others go on.
      if (!(error instanceof Error)) throw error;
      await this.#park(one.id);
      return undefined;
    }
  }
}

/** As many from the front as go into one request; one at least. */
function firstFitting(waiting: readonly ItemToSend[]): readonly ItemToSend[] {
  let bytes = 0;
  let count = 0;
  for (const { instruction } of waiting.slice(0, ITEMS_MAX)) {
    bytes += Buffer.byteLength(JSON.stringify(instruction));
    if (count > 0 && bytes > CONTENT_BYTES_MAX) break;
    count += 1;
  }
  return waiting.slice(0, count);
}
