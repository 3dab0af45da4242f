// The payment provider without its address: books, journal, keys and messenger, put together.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BusinessCalendar, weekendsOnly } from '@mutua/core/time/calendar.ts';
import { type Instant, instantOfMs, plusMs } from '@mutua/core/time/instant.ts';
import {
  newSigningKeyPem,
  type PublicKeys,
  publicKeysOf,
  readSigningKey,
  SeenNonces,
  type SigningKey,
} from '../../rails/signed-request.ts';
import { Journal } from '../journal/journal.ts';
import { acknowledge, makeAdvices, type SettlementMode } from './advices.ts';
import { Books, type Effect } from './books.ts';
import { Messenger } from './messenger.ts';
import { expirePayments, isAnyOverdue } from './payments.ts';
import { settlementDay } from './settlements.ts';
import { type Attempts, Settler } from './settler.ts';
import { Turn } from './turn.ts';

export interface ProviderConfiguration {
  /** Its own; nobody else writes there. */
  readonly folder: string;
  /** The provider's first day, if its books are new. */
  readonly day: string;
  /** PEM of the key with which the platform signs. */
  readonly platformPublicKey: string;
  /** Where callbacks go; nothing as long as the platform has no address yet. Its origin is the platform's. */
  readonly callbackUrl: () => string | undefined;
  /** Opens the sandbox's controls; the platform does not have it. */
  readonly sandboxKey: string;
  readonly clock: () => Instant;
  /** Its name at the bank; `sandbox-pay` if left out. */
  readonly name?: string;
  /** The custodian bank's address, which payments are settled to; they wait as long as it has none. */
  readonly bankUrl?: () => string | undefined;
  /** `instant` if left out. */
  readonly settlement?: SettlementMode;
  /** How long an answer of the bank is waited for. */
  readonly bankAnswerMs?: number;
  /** For the day on which a settlement is moved; weekends alone if left out. */
  readonly calendar?: BusinessCalendar;
}

export class Provider {
  readonly configuration: ProviderConfiguration;
  readonly key: SigningKey;
  readonly platformKeys: PublicKeys;
  readonly nonces: SeenNonces;
  readonly calendar: BusinessCalendar;
  readonly books: Books;
  readonly #journal: Journal<Effect>;
  readonly #messenger: Messenger;
  readonly #settler: Settler;
  readonly #mode: SettlementMode;

  private constructor(
    configuration: ProviderConfiguration,
    journal: Journal<Effect>,
    books: Books,
    nonces: SeenNonces,
  ) {
    const { clock, callbackUrl, platformPublicKey, calendar = weekendsOnly() } = configuration;
    this.#mode = configuration.settlement ?? 'instant';
    this.configuration = configuration;
    this.key = readSigningKey(ownKeyPem(configuration.folder));
    this.platformKeys = publicKeysOf(platformPublicKey);
    this.nonces = nonces;
    this.calendar = calendar;
    this.books = books;
    this.#journal = journal;
    this.#messenger = new Messenger({
      books,
      key: this.key,
      clock,
      now: () => this.now(),
      callbackUrl,
      settled: () => journal.settled(),
      beforeLook: () => this.#expire(),
      onDelivered: (id) => this.act((turn) => turn.put({ is: 'delivered', id })),
    });
    this.#settler = new Settler({
      books,
      key: this.key,
      clock,
      bankUrl: configuration.bankUrl ?? (() => undefined),
      answerMs: configuration.bankAnswerMs,
      settled: () => journal.settled(),
      onTaken: (id, taken) => this.act((turn) => acknowledge(turn, id, taken)),
    });
  }

  /** Reads the books again from the journal, or begins them. */
  static async open(configuration: ProviderConfiguration): Promise<Provider> {
    const { folder, day } = configuration;
    const journalFolder = path.join(folder, 'journal');
    mkdirSync(journalFolder, { recursive: true, mode: 0o700 });
    const nonces = new SeenNonces();
    const books = new Books((nonce, sentAt) => nonces.remember(nonce, instantOfMs(sentAt)));
    const journal = await Journal.open<Effect>(journalFolder, day, (effect) => books.apply(effect));
    const provider = new Provider(configuration, journal, books, nonces);
    // Also makes the advices that are due by another mode of settlement than before.
    await provider.act((turn) => {
      if (books.day === '') turn.put({ is: 'day', day });
    });
    return provider;
  }

  get name(): string {
    return this.configuration.name ?? 'sandbox-pay';
  }

  /** When the payments of a day are settled. */
  readonly settlesOn = (day: string): string =>
    this.#mode === 'instant' ? day : settlementDay(day, this.calendar);

  attemptsOf(adviceId: string): Attempts {
    return this.#settler.attemptsOf(adviceId);
  }

  /** The provider's clock. */
  now(): Instant {
    return plusMs(this.configuration.clock(), this.books.clockOffset);
  }

  /** Works on the books; what it gives is given when everything that it did is on the disk. */
  async act<Value>(work: (turn: Turn) => Value): Promise<Value> {
    const turn = new Turn(this.books, this.now());
    try {
      expirePayments(turn);
      return work(turn);
    } finally {
      // What was done before a refusal is done.
      makeAdvices(turn, { name: this.name, mode: this.#mode, calendar: this.calendar });
      await this.#keep(turn.effects);
    }
  }

  async close(): Promise<void> {
    await this.#messenger.close();
    await this.#settler.close();
    await this.#journal.close();
  }

  async #expire(): Promise<void> {
    if (isAnyOverdue(this.books, this.now())) await this.act(() => undefined);
  }

  #keep(effects: readonly Effect[]): Promise<void> {
    return effects.length > 0 ? this.#journal.append(effects) : this.#journal.settled();
  }
}

/** The provider's own key, made when it is first needed. */
function ownKeyPem(folder: string): string {
  const file = path.join(folder, 'signing-key.pem');
  if (!existsSync(file)) writeFileSync(file, newSigningKeyPem(), { mode: 0o600, flush: true });
  return readFileSync(file, 'utf8');
}
