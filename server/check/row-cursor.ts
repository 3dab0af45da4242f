// A query that is read through row by row, however many rows it has: while a page is looked at, the next one comes.
import type { Connection } from '../ledger/standing.ts';

const ROWS_AT_ONCE = 2_000;

export class RowCursor<Row extends object> {
  readonly #connection: Connection;
  readonly #name: string;
  readonly #query: string;
  readonly #onPage: ((rows: readonly Row[]) => Promise<void>) | undefined;
  #rows: readonly Row[] = [];
  #next = 0;
  #coming: Promise<readonly Row[]> | undefined;

  /** @param onPage called with each page before its first row is given. */
  constructor(
    connection: Connection,
    name: string,
    query: string,
    onPage?: (rows: readonly Row[]) => Promise<void>,
  ) {
    this.#connection = connection;
    this.#name = name;
    this.#query = query;
    this.#onPage = onPage;
  }

  async open(): Promise<void> {
    await this.#connection.query(`declare ${this.#name} no scroll cursor for ${this.#query}`);
    this.#fetch();
  }

  async close(): Promise<void> {
    await this.#coming;
    await this.#connection.query(`close ${this.#name}`);
  }

  /** The row that comes next, as far as it is at hand: behind a page, and behind the last one, there is none. */
  get head(): Row | undefined {
    return this.#rows[this.#next];
  }

  step(): void {
    this.#next += 1;
  }

  /** Takes in the next page, and gives its first row; undefined behind the last one. */
  async more(): Promise<Row | undefined> {
    if (this.#coming === undefined) return undefined;
    this.#rows = await this.#coming;
    this.#next = 0;
    this.#coming = undefined;
    if (this.#rows.length === 0) return undefined;
    await this.#onPage?.(this.#rows);
    this.#fetch();
    return this.#rows[0];
  }

  #fetch(): void {
    this.#coming = this.#connection
      .query<Row>(`fetch ${ROWS_AT_ONCE} from ${this.#name}`)
      .then(({ rows }) => rows);
    // Whoever waits for it hears of a failure.
    this.#coming.catch(() => undefined);
  }
}
