// One turn at the books: reads them, and puts effects that are applied at once and journalled together.
import type { Callback } from '@mutua/contract/custodian/callbacks.ts';
import type { Behaviour } from '@mutua/contract/custodian/sandbox.ts';
import { type Instant, isoOf, plusMs } from '@mutua/core/time/instant.ts';
import { moneyOf } from './amounts.ts';
import { happensByChance, isFor, type Occasion } from './behaviours.ts';
import type { Books } from './books.ts';
import type { CallbackRow, Counters, Effect, MovementRow } from './rows.ts';

/** The day's part and the count's part of a reference. */
const REFERENCE_DIGITS = 9;

/** What a turn cannot know from the books. */
export type Surroundings = Pick<Turn, 'now' | 'newId' | 'pageUrl'>;

export class Turn {
  readonly books: Books;
  /** The bank's clock. */
  readonly now: Instant;
  readonly newId: () => string;
  /** The address of the page that a token opens. */
  readonly pageUrl: (token: string) => string;
  readonly #effects: Effect[] = [];
  #hasCounted = false;

  constructor(books: Books, { now, newId, pageUrl }: Surroundings) {
    this.books = books;
    this.now = now;
    this.newId = newId;
    this.pageUrl = pageUrl;
  }

  put(effect: Effect): void {
    this.books.apply(effect);
    this.#effects.push(effect);
  }

  /** All effects of the turn, for the journal. */
  finish(): readonly Effect[] {
    if (this.#hasCounted) this.#effects.push({ is: 'counters', row: this.books.counters });
    return this.#effects;
  }

  /** The next reference of something that is booked or bound. */
  newReference(): string {
    const references = this.books.counters.references + 1;
    this.#count({ references });
    return `B${this.books.day.replaceAll('-', '')}${String(references).padStart(REFERENCE_DIGITS, '0')}`;
  }

  /** The next account's number: 16 figures. */
  newAccountNumber(): string {
    const accounts = this.books.counters.accounts + 1;
    this.#count({ accounts });
    return `8801${String(accounts).padStart(12, '0')}`;
  }

  move(row: MovementRow): void {
    this.put({ is: 'moved', row });
  }

  /** Tells the platform, as well or badly as the sandbox was told to. */
  call<Kind extends Callback['kind']>(
    kind: Kind,
    data: Extract<Callback, { readonly kind: Kind }>['data'],
  ): void {
    const sequence = this.books.counters.callbacks + 1;
    this.#count({ callbacks: sequence });
    const { at, id } = { at: isoOf(this.now), id: this.newId() };
    const callback = { id, sequence, kind, at, data } as Callback;
    const group = this.books.reversed;
    if (group !== undefined && sequence <= group[1]) {
      this.put({ is: 'callback', row: { callback, reversed: group } });
      return;
    }
    const behaviour = this.takeBehaviour({ of: 'callback', callback: kind });
    if (behaviour?.kind === 'callback_lost') return;
    this.put({ is: 'callback', row: { callback, ...this.#mishap(sequence, behaviour) } });
  }

  /** Also tells of a movement that the platform did not instruct. */
  callMovement(row: MovementRow, account: string, cause?: string): void {
    const { currency } = this.books.balances.get(account) ?? { currency: '' };
    this.call('movement', {
      bankReference: row.bankReference,
      account,
      direction: row.credit === account ? 'credit' : 'debit',
      amount: { minorUnits: row.amount, currency },
      code: row.code,
      ...(cause !== undefined && { cause }),
      booked: moneyOf(this.books.bookedOf(account), currency),
      day: this.books.day,
    });
  }

  /** The first behaviour that fits the occasion and happens now; it counts as having happened. */
  takeBehaviour(occasion: Occasion): Behaviour | undefined {
    const rows = [...this.books.behaviours];
    if (rows.length === 0) return undefined;
    const asked = this.books.counters.asked + 1;
    this.#count({ asked });
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

  #mishap(sequence: number, behaviour: Behaviour | undefined): Omit<CallbackRow, 'callback'> {
    switch (behaviour?.kind) {
      case 'callback_twice':
        return { isTwice: true };
      case 'callback_late':
        return { lateUntil: plusMs(this.now, behaviour.milliseconds ?? 3_600_000) };
      case 'callbacks_out_of_order':
        return { reversed: [sequence, sequence + (behaviour.count ?? 2) - 1] };
      default:
        return {};
    }
  }

  #count(counted: Partial<Counters>): void {
    this.books.apply({ is: 'counters', row: { ...this.books.counters, ...counted } });
    this.#hasCounted = true;
  }
}
