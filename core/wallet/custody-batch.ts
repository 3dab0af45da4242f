// A batch of instructions on its way to the custodian and back.
//
// It is written down, word for word, before it is sent: so whatever breaks, the same batch is asked after or sent
// again, and the custodian does it once.
import type { Id } from '../kit/id.ts';
import type { Day } from '../time/day.ts';
import type { Instant } from '../time/instant.ts';

/**
 * What one place of a batch stands for. A freeze has the id of its bid; what is done with a receipt has an id of
 * its own, and names the receipt.
 */
export interface BatchItem {
  readonly id: Id;
  readonly kind: 'freeze' | 'instruction' | 'receipt';
  readonly receiptId?: Id;
}

/** What the custodian said of one item. */
export interface BatchAnswer {
  readonly id: Id;
  readonly outcome: 'confirmed' | 'refused' | 'awaiting_authorisation';
  /** Its own day. */
  readonly bankDay: Day;
  readonly reason?: string;
  readonly bankReference?: string;
  readonly pageUrl?: string;
}

/**
 * - `sent`: on its way, or there; some item has no last word yet.
 * - `unknown`: the custodian did not answer.
 * - `answered`: it has said something that is not worked yet.
 * - `done`: every item has its last word, and all are worked.
 * - `split`: the custodian would not take it as a whole; its parts are batches of their own.
 */
export type CustodyBatchState = 'sent' | 'unknown' | 'answered' | 'done' | 'split';

export interface CustodyBatch {
  readonly id: Id;
  readonly state: CustodyBatchState;
  readonly items: readonly BatchItem[];
  /** The request, byte for byte. */
  readonly content: string;
  /** One for each item that has one, the latest. */
  readonly answers: readonly BatchAnswer[];
  /** Counts the messages that said something new. */
  readonly told: number;
  readonly sentAt: Instant;
  /** The latest day of the custodian among the answers. */
  readonly lastBankDay?: Day;
}

/** One item of a batch that is sent alone. */
export interface BatchPart {
  readonly batchId: Id;
  readonly item: BatchItem;
  readonly content: string;
}
