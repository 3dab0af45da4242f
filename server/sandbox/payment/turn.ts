// One turn at the provider's books: reads them, and puts effects that are applied at once and journalled together.
import { createHash } from 'node:crypto';
import type { ProviderCallback } from '@mutua/contract/payment/callbacks.ts';
import type { ProviderBehaviour } from '@mutua/contract/payment/sandbox.ts';
import { never } from '@mutua/core/kit/assert.ts';
import { type Instant, isoOf, plusMs } from '@mutua/core/time/instant.ts';
import { v7 } from 'uuid';
import type { BehaviourRow, Books, CallbackRow, Effect } from './books.ts';

const HOUR_MS = 3_600_000;
const REFERENCE_DIGITS = 9;
const MILLION = 1_000_000;

/** Where something can go wrong. */
export type Occasion =
  | { readonly of: 'callback'; readonly callback: ProviderCallback['kind'] }
  | { readonly of: 'answer'; readonly path: string }
  | { readonly of: 'payment' };

export class Turn {
  readonly books: Books;
  /** The provider's clock. */
  readonly now: Instant;
  readonly effects: Effect[] = [];

  constructor(books: Books, now: Instant) {
    this.books = books;
    this.now = now;
  }

  put(effect: Effect): void {
    this.books.apply(effect);
    this.effects.push(effect);
  }

  /** The next reference of a payment or reversal: the day's part and the count's part. */
  newReference(): string {
    this.put({ is: 'reference' });
    const count = String(this.books.references).padStart(REFERENCE_DIGITS, '0');
    return `P${this.books.day.replaceAll('-', '')}${count}`;
  }

  /** Tells the platform, as well or badly as the sandbox was told to. */
  call<Kind extends ProviderCallback['kind']>(
    kind: Kind,
    data: Extract<ProviderCallback, { readonly kind: Kind }>['data'],
  ): void {
    const sequence = this.books.callbackCount + 1;
    const callback = { id: v7(), sequence, kind, at: isoOf(this.now), data } as ProviderCallback;
    const group = this.books.reversed;
    if (group !== undefined && sequence <= group[1]) {
      this.put({ is: 'callback', row: { callback, reversed: group } });
      return;
    }
    const behaviour = this.takeBehaviour({ of: 'callback', callback: kind });
    if (behaviour?.kind === 'callback_lost') this.put({ is: 'lost' });
    else this.put({ is: 'callback', row: { callback, ...this.#mishap(sequence, behaviour) } });
  }

  /** The first behaviour that fits the occasion and happens now; it counts as having happened. */
  takeBehaviour(occasion: Occasion): ProviderBehaviour | undefined {
    const rows = [...this.books.behaviours];
    if (rows.length === 0) return undefined;
    this.put({ is: 'asked' });
    const { asked } = this.books;
    const index = rows.findIndex((row) => isFor(row, occasion) && happensByChance(row, asked));
    const row = rows[index];
    if (row === undefined) return undefined;
    if (row.chancePpm === undefined) {
      // Those that come in reversed order are one occasion together.
      const isSpent = row.left === 1 || row.kind === 'callbacks_out_of_order';
      rows.splice(index, 1, ...(isSpent ? [] : [{ ...row, left: row.left - 1 }]));
      this.put({ is: 'behaviours', rows });
    }
    return row;
  }

  #mishap(
    sequence: number,
    behaviour: ProviderBehaviour | undefined,
  ): Omit<CallbackRow, 'callback'> {
    switch (behaviour?.kind) {
      case 'callback_twice':
        return { isTwice: true };
      case 'callback_late':
        return { lateUntil: plusMs(this.now, behaviour.milliseconds ?? HOUR_MS) };
      case 'callbacks_out_of_order':
        return { reversed: [sequence, sequence + (behaviour.count ?? 2) - 1] };
      default:
        return {};
    }
  }
}

function isFor(row: BehaviourRow, occasion: Occasion): boolean {
  switch (row.kind) {
    case 'answer_never':
      return occasion.of === 'answer' && occasion.path.startsWith(row.path ?? '/');
    case 'callback_twice':
    case 'callback_lost':
    case 'callback_late':
    case 'callbacks_out_of_order':
      return (
        occasion.of === 'callback' && (row.callback ?? occasion.callback) === occasion.callback
      );
    case 'refuse_payment':
      return occasion.of === 'payment';
    default:
      return never(row.kind);
  }
}

/** Always, unless it goes by chance; then the same for the same seed and count of occasions. */
function happensByChance({ chancePpm, seed = 0 }: BehaviourRow, asked: number): boolean {
  if (chancePpm === undefined) return true;
  const drawn = createHash('sha256').update(`${seed} ${asked}`).digest().readUInt32BE(0);
  return drawn % MILLION < chancePpm;
}
