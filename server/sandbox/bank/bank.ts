// The bank: its books, and the journal that makes them durable. Every change is a turn; nobody is answered
// before the turn that the answer speaks of, and all before it, are on the disk.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { CustodianStatement } from '@mutua/contract/custodian-statement.ts';
import { type Instant, plusMs } from '@mutua/core/time/instant.ts';
import { v7 as uuidV7 } from 'uuid';
import { Journal } from '../journal/journal.ts';
import { Books } from './books/books.ts';
import type { Effect } from './books/rows.ts';
import { snapshotRows } from './books/snapshot-rows.ts';
import { makeStatement } from './books/statement.ts';
import { type Surroundings, Turn } from './books/turn.ts';
import { keepStatement } from './records/statements.ts';

/** A snapshot is made when so much was written since the last one, so that a start stays quick. */
const SNAPSHOT_BYTES = 64 * 1024 * 1024;
/** At the end of a day, when nothing is under way, it is made sooner. */
const DAY_SNAPSHOT_BYTES = 4 * 1024 * 1024;

export interface BankOptions {
  readonly folder: string;
  /** The first day of a new bank. */
  readonly startDay: string;
  /** In which there is a statement every day, even before there is an account. */
  readonly currency: string;
  readonly clock: () => Instant;
  /** The origin of the bank's own pages. */
  readonly origin: () => string;
  /** Told when the bank can no longer go on: a bug, or a disk that fails. */
  readonly onFailure: (error: unknown) => void;
}

export class Bank {
  readonly books: Books;
  readonly folder: string;
  readonly #journal: Journal<Effect>;
  readonly #options: BankOptions;
  /** Statements of days that are closed in memory, and not yet kept. */
  readonly #closed: CustodianStatement[];
  #failure: { readonly error: unknown } | undefined;
  /** Called after each durable turn. */
  onTurn: () => void = () => undefined;

  private constructor(
    options: BankOptions,
    books: Books,
    journal: Journal<Effect>,
    closed: CustodianStatement[],
  ) {
    this.#closed = closed;
    this.#options = options;
    this.folder = options.folder;
    this.books = books;
    this.#journal = journal;
  }

  /** Opens the bank of a folder, as it stood at the last moment of which anybody was told. */
  static async open(options: BankOptions): Promise<Bank> {
    const journalFolder = path.join(options.folder, 'journal');
    const statementFolder = path.join(options.folder, 'statements');
    for (const folder of [journalFolder, statementFolder]) mkdirSync(folder, { recursive: true });
    const closed: CustodianStatement[] = [];
    const books = new Books((closing, day, dayBook, at) => {
      closed.push(makeStatement(closing, day, dayBook, at));
    });
    const journal = await Journal.open<Effect>(journalFolder, options.startDay, (effect) =>
      books.apply(effect),
    );
    const bank = new Bank(options, books, journal, closed);
    bank.#keepStatements();
    if (books.day === '') {
      const { startDay: day, currency } = options;
      await bank.turn((turn) => turn.put({ is: 'opened', day, currency }));
    }
    return bank;
  }

  get journalFolder(): string {
    return path.join(this.folder, 'journal');
  }

  get statementFolder(): string {
    return path.join(this.folder, 'statements');
  }

  /** The bank's own clock, by which deadlines run. */
  now(): Instant {
    return plusMs(this.#options.clock(), this.books.clockOffset);
  }

  /** The clock by which signatures are made and checked, which the sandbox does not move. */
  signatureClock(): Instant {
    return this.#options.clock();
  }

  pageUrl(token: string): string {
    return `${this.#options.origin()}/pages/${token}`;
  }

  /**
   * Decides in one go on the books as they are, and settles when what was decided is durable. What refuses
   * must do so before it puts its first effect.
   */
  async turn<Value>(decide: (turn: Turn) => Value): Promise<Value> {
    const { value, durable } = this.#decide(decide);
    await durable;
    this.onTurn();
    if (this.#journal.bytesSinceSnapshot > SNAPSHOT_BYTES) await this.#snapshot();
    return value;
  }

  /** Closes every day before the given one, and makes their statements. */
  async setDay(day: string): Promise<void> {
    await this.#journal.alone(() => {
      const at = this.now();
      const { durable } = this.#decide((turn) => turn.put({ is: 'day', day, at }));
      // A statement is kept only when the close is durable, and before a snapshot forgets how it came about.
      this.#journal.flushNow();
      this.#keepStatements();
      const isLong = this.#journal.bytesSinceSnapshot > DAY_SNAPSHOT_BYTES;
      this.#journal.roll(day, isLong ? snapshotRows(this.books) : undefined);
      return durable;
    });
    this.onTurn();
  }

  /** Settles when all that is in the books is durable. */
  settled(): Promise<void> {
    return this.#journal.settled();
  }

  async close(): Promise<void> {
    await this.#journal.close();
  }

  #decide<Value>(decide: (turn: Turn) => Value): { value: Value; durable: Promise<void> } {
    if (this.#failure !== undefined) throw this.#failure.error;
    const surroundings: Surroundings = {
      now: this.now(),
      newId: uuidV7,
      pageUrl: (token) => this.pageUrl(token),
    };
    const turn = new Turn(this.books, surroundings);
    try {
      const value = decide(turn);
      const effects = turn.finish();
      const durable = effects.length > 0 ? this.#journal.append(effects) : this.settled();
      durable.catch(this.fail);
      return { value, durable };
    } catch (error) {
      // Effects that no journal holds stand in memory: only a new start from the journal is right again.
      if (turn.finish().length > 0) this.fail(error);
      throw error;
    }
  }

  #keepStatements(): void {
    for (const statement of this.#closed.splice(0)) keepStatement(this.statementFolder, statement);
  }

  async #snapshot(): Promise<void> {
    await this.#journal.alone(() => {
      if (this.#journal.bytesSinceSnapshot <= SNAPSHOT_BYTES) return;
      this.#journal.roll(this.books.day, snapshotRows(this.books));
    });
  }

  /** The bank cannot go on: from now on it takes no turn. */
  readonly fail = (error: unknown): void => {
    if (this.#failure !== undefined) return;
    this.#failure = { error };
    this.#options.onFailure(error);
  };
}
