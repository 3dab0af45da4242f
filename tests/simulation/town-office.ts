// What the town's office and its bank tell each other, and what has its versions there.
import type { Id } from '@mutua/core/kit/id.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import type { Day } from '@mutua/core/time/day.ts';

export interface TownReceipt {
  readonly id: Id;
  readonly reference: string;
  readonly amount: bigint;
  readonly payerName: string;
  state: 'unmatched' | 'proposed' | 'instructed' | 'sent' | 'claimed' | 'sent_back';
  end?: { readonly clientId: Id; readonly role: 'lender' | 'borrower' | 'partner' } | 'send_back';
  makerId?: Id;
  instructionId?: Id;
  unreadable: boolean;
}

export interface TownBreak {
  readonly id: Id;
  readonly day: Day;
  readonly name: string;
  ours?: string;
  theirs?: string;
  state: 'found' | 'explained' | 'mended';
  explainedBy?: Id;
}

export interface TownBatch {
  readonly id: Id;
  readonly items: readonly {
    readonly id: Id;
    readonly kind: 'freeze' | 'instruction' | 'receipt';
    readonly receiptId?: Id;
  }[];
  state: 'sent' | 'unknown' | 'answered' | 'done' | 'split';
  told: number;
  readonly last: Map<Id, 'confirmed' | 'refused' | 'awaiting_authorisation'>;
}

export interface TownMovement {
  readonly code: string;
  readonly cause?: Id;
  readonly amount: bigint;
  readonly bankReference: string;
  state: 'waiting' | 'explained' | 'unexplained';
}

export interface TownProduct {
  readonly terms: ProductTerms;
  readonly makerId: Id;
  approved: boolean;
}

export interface Versioned {
  readonly makerId: Id;
  readonly from: Day;
  approved: boolean;
}
