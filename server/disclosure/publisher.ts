// Publishes the figures of closed days: once each, from the book, and once more where money was booked later for an
// earlier day. Nobody hands it a figure.
//
// What it knows of a close holds until the next: a day is restated when a further one has closed, and never between.
import type { DisclosedBook } from '@mutua/core/disclosure/book-on-day.ts';
import { figuresOfDay } from '@mutua/core/disclosure/figures-of-day.ts';
import { restatedFigures } from '@mutua/core/disclosure/restatement.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { DisclosedBooks, readCurrencies } from './book-read.ts';
import { type LastClosed, readLastClosed } from './closed-day-read.ts';
import { readHouse } from './house-read.ts';
import {
  countRestatements,
  insertPublished,
  type Published,
  type PublishedKey,
  readPublished,
  readTouchedDays,
} from './published-store.ts';

/** Days whose figures stay at hand. */
const KEPT_DAYS = 16;

export interface KnownBook extends DisclosedBook {
  readonly currency: string;
  readonly knownThrough: Day;
}

/** What was found out after a close. */
interface Renewed {
  readonly day: Day;
  /** In which loans were paid out, by their codes. */
  readonly currencies: readonly string[];
  readonly restatements: number;
}

export type Disclosure = LastClosed & Omit<Renewed, 'day'>;

export class Publisher {
  readonly #pool: pg.Pool;
  readonly #clock: () => Instant;
  readonly #books: DisclosedBooks;
  readonly #kept = new Map<string, Published>();
  #renewed: Renewed | undefined;
  #book: { readonly key: string; readonly book: Promise<KnownBook> } | undefined;
  /** One publication at a time: the second who asks finds what the first has published. */
  #line: Promise<unknown> = Promise.resolve();

  constructor(pool: pg.Pool, clock: () => Instant) {
    this.#pool = pool;
    this.#clock = clock;
    this.#books = new DisclosedBooks(pool);
  }

  /** How the days stand; nothing before the first was closed. */
  async standing(): Promise<Disclosure | undefined> {
    const last = await readLastClosed(this.#pool);
    if (last === undefined) return undefined;
    const known = this.#renewed;
    const renewed =
      known?.day === last.day ? known : await this.#inTurn(() => this.#renew(last.day));
    return { ...last, currencies: renewed.currencies, restatements: renewed.restatements };
  }

  /** Publishes the last closed day, if nobody has asked for it yet. */
  async publishLast(): Promise<void> {
    const standing = await this.standing();
    if (standing === undefined) return;
    const { day, currencies } = standing;
    for (const currency of currencies) await this.figuresOf({ day, currency });
  }

  /** What is asked for, or the last closed day and its first currency; nothing where it is not published. */
  async keyOf(asked: Partial<PublishedKey>): Promise<PublishedKey | undefined> {
    const standing = await this.standing();
    if (standing === undefined) return undefined;
    const { day = standing.day, currency = standing.currencies[0] } = asked;
    // Days close one after the other, without a gap.
    if (day < standing.firstDay || day > standing.day) return undefined;
    if (currency === undefined || !standing.currencies.includes(currency)) return undefined;
    return { day, currency };
  }

  /** @param key of a closed day, as `keyOf` gives it. */
  async figuresOf(key: PublishedKey): Promise<Published | undefined> {
    const place = `${key.day} ${key.currency}`;
    const kept = this.#kept.get(place);
    if (kept !== undefined) return kept;
    const known = await readPublished(this.#pool, key);
    const published = known ?? (await this.#inTurn(() => this.#publish(key)));
    if (published !== undefined) this.#keep(place, published);
    return published;
  }

  /** The loans of a currency as they are known by the last closed day. */
  bookOf(currency: string): Promise<KnownBook> {
    const knownThrough = this.#renewed?.day;
    assert(knownThrough !== undefined, 'Whoever asks for a book has asked how the days stand.');
    return this.#bookThrough(currency, knownThrough);
  }

  #bookThrough(currency: string, knownThrough: Day): Promise<KnownBook> {
    const key = `${currency} ${knownThrough}`;
    if (this.#book?.key === key) return this.#book.book;
    const before = this.#book?.book.catch(() => undefined);
    const book = Promise.resolve(before)
      .then(() => this.#books.read({ currency, knownThrough }))
      .then((read) => ({ ...read, currency, knownThrough }));
    this.#book = { key, book };
    book.catch(() => {
      if (this.#book?.key === key) this.#book = undefined;
    });
    return book;
  }

  async #publish(key: PublishedKey): Promise<Published | undefined> {
    const knownThrough = this.#renewed?.day;
    const known = await readPublished(this.#pool, key);
    if (known !== undefined || knownThrough === undefined) return known;
    const figures = await this.#figures(key, knownThrough);
    await insertPublished(this.#pool, { ...key, version: 1, knownThrough, figures }, this.#clock());
    return readPublished(this.#pool, key);
  }

  /** What was published and has become otherwise is published again, beside what it was. */
  async #renew(day: Day): Promise<Renewed> {
    const known = this.#renewed;
    if (known?.day === day) return known;
    const checked = known === undefined ? {} : { checkedThrough: known.day };
    for (const key of await readTouchedDays(this.#pool, { ...checked, knownThrough: day })) {
      const before = await readPublished(this.#pool, key);
      if (before === undefined) continue;
      const figures = await this.#figures(key, day);
      const changes = restatedFigures(before.figures, figures);
      if (changes.length === 0) continue;
      const version = before.version + 1;
      const after = { ...key, version, knownThrough: day, figures, changes };
      await insertPublished(this.#pool, after, this.#clock());
    }
    const [currencies, restatements] = await Promise.all([
      readCurrencies(this.#pool, day),
      countRestatements(this.#pool),
    ]);
    const renewed = { day, currencies, restatements };
    this.#kept.clear();
    this.#renewed = renewed;
    return renewed;
  }

  async #figures({ day, currency }: PublishedKey, knownThrough: Day) {
    const [book, house] = await Promise.all([
      this.#bookThrough(currency, knownThrough),
      readHouse(this.#pool, { currency, day }),
    ]);
    return figuresOfDay(book, house, day);
  }

  #keep(place: string, published: Published): void {
    this.#kept.delete(place);
    this.#kept.set(place, published);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_DAYS && oldest !== undefined) this.#kept.delete(oldest);
  }

  #inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const turn = this.#line.then(act);
    this.#line = turn.catch(() => undefined);
    return turn;
  }
}
