// Top-ups by card: the payment provider is asked for its page, and asked after when it does not call.
//
// What it says ends a top-up that was not paid. That one was paid says the custodian alone, when the provider has
// settled it into the client's own account there: until then the money is on its way, and nobody's to lend.
import type { ProviderCallback } from '@mutua/contract/payment/callbacks.ts';
import type { PaymentAtProvider } from '@mutua/contract/payment/payments.ts';
import type { Settlement } from '@mutua/contract/payment/settlements.ts';
import { never } from '@mutua/core/kit/assert.ts';
import { type Id, readId } from '@mutua/core/kit/id.ts';
import { type MinorUnits, minus, plus, ZERO } from '@mutua/core/money/minor-units.ts';
import type pg from 'pg';
import { type OpenTopUp, readOpenTopUps } from '../custodian/dispatch-read.ts';
import type { OwnerPages } from '../custodian/owner-pages.ts';
import { eachOpen } from '../each-open.ts';
import { Pace } from '../pace.ts';
import { commitFor, PAYMENT_PROVIDER, type RailLane, raiseAlarm } from '../rail-door.ts';
import { RailRefused } from '../signed-client.ts';
import { readAmount } from '../wire.ts';
import type { PaymentProvider } from './provider.ts';

export interface CardPaymentsOptions {
  readonly lane: RailLane;
  readonly pool: pg.Pool;
  readonly provider: PaymentProvider;
  readonly ownerPages: OwnerPages;
  readonly answerMs: number;
  readonly answerLastMs: number;
  readonly returnUrl?: string | undefined;
}

export class CardPayments {
  readonly #options: CardPaymentsOptions;
  readonly #asked: Pace<Id>;

  constructor(options: CardPaymentsOptions) {
    this.#options = options;
    this.#asked = new Pace({ firstMs: options.answerMs, lastMs: options.answerLastMs });
  }

  hurry(): void {
    this.#asked.clear();
  }

  readonly askForPayments = (): Promise<boolean> =>
    eachOpen({
      read: (after, limit) => readOpenTopUps(this.#options.pool, 'card', after, limit),
      pace: this.#asked,
      act: (topUp) =>
        topUp.pageUrl === undefined ? this.#request(topUp) : this.askAfter(topUp.id),
    });

  /** What the provider, and if it was paid the custodian, says of it. @returns whether anything came of it. */
  async askAfter(id: Id): Promise<boolean> {
    const payment = await this.#options.provider.payment(id);
    if (isOver(payment)) return this.#end(id, payment.state === 'expired' ? 'expired' : 'failed');
    return payment.state !== 'requested' && this.#options.ownerPages.askAfterTopUp(id);
  }

  /** Settles when what the callback says is durable. @throws RailUnreadable, LaneBusy, RailSilent */
  async takeCallback(callback: ProviderCallback): Promise<void> {
    switch (callback.kind) {
      case 'payment_failed':
        return this.#takeEnd(callback, 'failed');
      case 'payment_expired':
        return this.#takeEnd(callback, 'expired');
      case 'payment_reversed':
        // One that the custodian has was taken back there; one that never came there is over.
        return this.#takeEnd(callback, 'failed');
      case 'settlement_ready':
        return this.#checkSettlements(callback.data.day);
      case 'payment_succeeded':
        // It counts when the custodian has it.
        return;
      default:
        return never(callback);
    }
  }

  async #takeEnd(
    { id, kind, data }: Exclude<ProviderCallback, { kind: 'settlement_ready' }>,
    outcome: 'failed' | 'expired',
  ): Promise<void> {
    const { lane } = this.#options;
    const [commandId, topUpId] = [readId(id, 'id'), readId(data.id, 'id')];
    let code = 'invalid_input';
    if (commandId.ok && topUpId.ok) {
      const command = { kind: 'EndTopUp', topUpId: topUpId.value, outcome } as const;
      const taken = await commitFor(lane, PAYMENT_PROVIDER, command, commandId.value);
      if (taken.ok) return;
      code = taken.refusal.code;
    }
    await raiseAlarm(lane, { alarm: 'message_refused', reference: id, detail: `${kind} ${code}` });
  }

  async #end(topUpId: Id, outcome: 'failed' | 'expired'): Promise<boolean> {
    const command = { kind: 'EndTopUp', topUpId, outcome } as const;
    await commitFor(this.#options.lane, PAYMENT_PROVIDER, command);
    return true;
  }

  async #request({ id, clientId, account, money, name }: OpenTopUp): Promise<boolean> {
    const { lane, provider, returnUrl } = this.#options;
    if (account === undefined) return false;
    try {
      const { pageUrl } = await provider.requestPayment({
        ...{ id, clientId, account, amount: money },
        ...(name !== undefined && { holderName: name }),
        ...(returnUrl !== undefined && { returnUrl }),
      });
      await commitFor(lane, PAYMENT_PROVIDER, { kind: 'RecordTopUpPage', topUpId: id, pageUrl });
    } catch (error) {
      if (!(error instanceof RailRefused) || error.isPassing) throw error;
      await this.#end(id, 'failed');
      const detail = error.problem.code;
      await raiseAlarm(lane, { alarm: 'message_refused', reference: id, detail });
    }
    return true;
  }

  /** A settlement whose lines do not come to its total is looked at before its money is compared. */
  async #checkSettlements(day: string): Promise<void> {
    const { lane, provider } = this.#options;
    const { settlements } = await provider.settlements(day);
    for (const settlement of settlements) {
      if (addsUp(settlement)) continue;
      const reference = settlement.settlementId;
      await raiseAlarm(lane, { alarm: 'settlement_differs', reference });
    }
  }
}

/** Nothing of it will ever reach the custodian. */
function isOver({ state, settled }: PaymentAtProvider): boolean {
  if (state === 'failed' || state === 'expired') return true;
  return state === 'reversed' && settled === undefined;
}

function addsUp({ lines, direction, total }: Settlement): boolean {
  const sum = lines.reduce<MinorUnits>(
    (before, { kind, amount }) => (kind === 'payment' ? plus : minus)(before, readAmount(amount)),
    ZERO,
  );
  return (direction === 'credit' ? sum : minus(ZERO, sum)) === readAmount(total);
}
