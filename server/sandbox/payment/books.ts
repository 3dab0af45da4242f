// The payment provider's books in memory: what all effects so far come to. They change by `apply` alone, live and
// when the journal is read again, so both give the same books.
import type {
  ProviderReversal,
  ProviderReversalTaken,
  ProviderSettlement,
} from '@mutua/contract/custodian/provider-settlements.ts';
import type { ProviderCallback } from '@mutua/contract/payment/callbacks.ts';
import type {
  PaymentFailure,
  PaymentState,
  ReversalCause,
} from '@mutua/contract/payment/payments.ts';
import type { ProviderBehaviour } from '@mutua/contract/payment/sandbox.ts';
import { assert, never } from '@mutua/core/kit/assert.ts';

/** Amounts are strings of minor units, moments milliseconds of the provider's clock. */
export interface PaymentRow {
  readonly id: string;
  readonly clientId: string;
  /** At the custodian: the payment is settled into it. */
  readonly account: string;
  readonly amount: string;
  readonly currency: string;
  readonly holderName?: string;
  readonly returnUrl?: string;
  /** Opens the payment's page. */
  readonly token: string;
  readonly expiresAt: number;
  readonly state: PaymentState;
  readonly failure?: PaymentFailure;
  readonly providerReference?: string;
  readonly day?: string;
  readonly reversal?: {
    readonly cause: ReversalCause;
    readonly providerReference: string;
    readonly day: string;
  };
  /** The advice to the custodian in which it stands. */
  readonly adviceId?: string;
  /** What the custodian has acknowledged. */
  readonly settled?: { readonly bankReference: string; readonly day: string };
  /** The reversal was advised to the custodian too. */
  readonly isReversalAdvised?: true;
  readonly takenBack?: Omit<ProviderReversalTaken, 'reversalId' | 'paymentId'>;
}

/** What the custodian has to be told until it acknowledges it: always in the same words. */
export type AdviceRow =
  | { readonly id: string; readonly kind: 'settlement'; readonly body: ProviderSettlement }
  | { readonly id: string; readonly kind: 'reversal'; readonly body: ProviderReversal };

/** A line of a day's settlement. */
export interface SettlementRow {
  readonly paymentId: string;
  readonly providerReference: string;
  readonly kind: 'payment' | 'reversal';
  readonly currency: string;
  readonly amount: string;
}

/** What is to be told, and how badly. */
export interface CallbackRow {
  readonly callback: ProviderCallback;
  readonly isTwice?: true;
  readonly lateUntil?: number;
  /** The first and the last sequence of those that come in reversed order. */
  readonly reversed?: readonly [first: number, last: number];
}

export interface BehaviourRow extends ProviderBehaviour {
  /** How often it may still happen, if it does not go by chance. */
  readonly left: number;
}

/** One change of the books; the journal is a list of them. */
export type Effect =
  | { readonly is: 'payment'; readonly row: PaymentRow }
  | { readonly is: 'settled'; readonly day: string; readonly row: SettlementRow }
  | { readonly is: 'advice'; readonly row: AdviceRow }
  | { readonly is: 'acknowledged'; readonly id: string }
  | {
      readonly is: 'tampered';
      readonly day: string;
      readonly paymentId: string;
      readonly amount: string;
    }
  | { readonly is: 'callback'; readonly row: CallbackRow }
  /** A callback that is never sent: it is only counted. */
  | { readonly is: 'lost' }
  | { readonly is: 'delivered'; readonly id: string }
  | { readonly is: 'reference' }
  | { readonly is: 'asked' }
  | { readonly is: 'behaviours'; readonly rows: readonly BehaviourRow[] }
  | { readonly is: 'nonce'; readonly nonce: string; readonly sentAt: number }
  | { readonly is: 'clock'; readonly offset: number }
  | { readonly is: 'day'; readonly day: string };

export class Books {
  day = '';
  /** Milliseconds by which the provider's clock is ahead. */
  clockOffset = 0;
  references = 0;
  callbackCount = 0;
  /** Occasions at which something could have gone wrong by chance. */
  asked = 0;
  behaviours: readonly BehaviourRow[] = [];
  readonly payments = new Map<string, PaymentRow>();
  readonly paymentsByToken = new Map<string, string>();
  /** The payments on which the payer may still decide, by the order of their expiry. */
  readonly waiting = new Set<string>();
  readonly settlements = new Map<string, SettlementRow[]>();
  /** By day: the payments of which no advice tells the custodian yet. */
  readonly unadvised = new Map<string, Set<string>>();
  /** Settled payments that are reversed, of which the custodian does not know yet. */
  readonly toTakeBack = new Set<string>();
  /** Those that the custodian has not acknowledged, by the order in which they were made. */
  readonly advices = new Map<string, AdviceRow>();
  /** What is not delivered yet, by the order in which it arose. */
  readonly callbacks = new Map<string, CallbackRow>();
  /** The sequences of the callbacks that were last told to come in reversed order. */
  reversed: readonly [first: number, last: number] | undefined = undefined;
  readonly #onNonce: (nonce: string, sentAt: number) => void;

  /** @param onNonce called for each nonce that the platform has used. */
  constructor(onNonce: (nonce: string, sentAt: number) => void) {
    this.#onNonce = onNonce;
  }

  apply(effect: Effect): void {
    switch (effect.is) {
      case 'payment':
        this.#putPayment(effect.row);
        return;
      case 'settled':
        this.#linesOf(effect.day).push(effect.row);
        return;
      case 'advice':
        this.advices.set(effect.row.id, effect.row);
        return;
      case 'acknowledged':
        this.advices.delete(effect.id);
        return;
      case 'tampered':
        this.#tamper(effect.day, effect.paymentId, effect.amount);
        return;
      case 'callback':
        this.callbackCount += 1;
        this.callbacks.set(effect.row.callback.id, effect.row);
        this.reversed = effect.row.reversed ?? this.reversed;
        return;
      case 'lost':
        this.callbackCount += 1;
        return;
      case 'delivered':
        this.callbacks.delete(effect.id);
        return;
      case 'reference':
        this.references += 1;
        return;
      case 'asked':
        this.asked += 1;
        return;
      case 'behaviours':
        this.behaviours = effect.rows;
        return;
      case 'nonce':
        this.#onNonce(effect.nonce, effect.sentAt);
        return;
      case 'clock':
        this.clockOffset = effect.offset;
        return;
      case 'day':
        this.day = effect.day;
        return;
      default:
        never(effect);
    }
  }

  #putPayment(row: PaymentRow): void {
    this.payments.set(row.id, row);
    this.paymentsByToken.set(row.token, row.id);
    if (row.state === 'requested') this.waiting.add(row.id);
    else this.waiting.delete(row.id);
    this.#noteUnadvised(row);
    const isToTakeBack =
      row.state === 'reversed' && row.settled !== undefined && row.isReversalAdvised === undefined;
    if (isToTakeBack) this.toTakeBack.add(row.id);
    else this.toTakeBack.delete(row.id);
  }

  /** A payment that is reversed before it was advised is none of the custodian's business. */
  #noteUnadvised({ id, state, adviceId, day = '' }: PaymentRow): void {
    const ofDay = this.unadvised.get(day) ?? new Set();
    if (state === 'succeeded' && adviceId === undefined) this.unadvised.set(day, ofDay.add(id));
    else if (ofDay.delete(id) && ofDay.size === 0) this.unadvised.delete(day);
  }

  #linesOf(day: string): SettlementRow[] {
    const lines = this.settlements.get(day) ?? [];
    this.settlements.set(day, lines);
    return lines;
  }

  #tamper(day: string, paymentId: string, amount: string): void {
    const lines = this.#linesOf(day);
    const index = lines.findIndex((line) => line.paymentId === paymentId);
    const line = lines[index];
    assert(line !== undefined, 'Only a line that is there is tampered with.');
    lines[index] = { ...line, amount };
  }
}
