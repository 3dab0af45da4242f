// The lane's own connection: it holds the lease, reads facts, and saves a batch in one transaction.
import os from 'node:os';
import type { AccountKind } from '@mutua/core/ledger/chart.ts';
import pg from 'pg';
import type { Statement } from '../database/fact-table.ts';
import { TYPES } from '../database/pool.ts';
import { AccountNumbers } from '../ledger/book-store.ts';
import { HOLD_LEASE, holdLease, takeLease } from './lease-store.ts';
import { LAST_NUMBERS } from './log-store.ts';

const CONNECT_MS = 5_000;

/**
 * Every statement of the lane finds rows by their keys. So one plan is made for each and kept, which costs
 * a fifth of planning it anew; and it is never a scan, which is what PostgreSQL would choose for a table that is
 * still small, and go on doing while it grows.
 */
const PLANS = 'set plan_cache_mode = force_generic_plan; set enable_seqscan = off';

/**
 * Every write to the connection wakes the database's process, and costs both sides more than a statement of a few
 * rows. So statements go out together until they are this long; then the database begins on them while the next are
 * being made.
 */
const BYTES_TOGETHER = 32_768;

/** Another process took the lease over, or wrote where only this one may: this lane has to end. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** A statement changed other rows than it should: what is in memory is not what is saved. */
export class SaveConflict extends Error {
  override readonly name = 'SaveConflict';
}

/** The numbers that the next command, batch and transfer get. */
export interface Counters {
  sequence: bigint;
  batch: bigint;
  transferId: bigint;
}

/** A statement on its way. */
interface Sent {
  readonly name: string;
  readonly rows: number;
  readonly result: Promise<pg.QueryResult<Record<string, unknown>>>;
}

/** An open connection that holds the lease. */
export class Writer {
  readonly numbers = new AccountNumbers();
  readonly counters: Counters = { sequence: 0n, batch: 0n, transferId: 0n };
  readonly #client: pg.Client;
  readonly #epoch: bigint;
  #isBroken = false;
  #isHeldBack = false;

  private constructor(client: pg.Client, epoch: bigint) {
    this.#client = client;
    this.#epoch = epoch;
    const broke = () => {
      this.#isBroken = true;
    };
    client.on('error', broke);
    client.on('end', broke);
  }

  /**
   * Connects, takes the lease and reads where the last writer ended.
   *
   * @param epoch of a lease that this process had before its connection broke: it goes on only if nobody
   * else took the lease in between.
   */
  static async open(config: pg.ClientConfig, epoch?: bigint): Promise<Writer> {
    const client = new pg.Client({
      ...config,
      types: TYPES,
      pipeline: true,
      connectionTimeoutMillis: CONNECT_MS,
      application_name: 'mutua lane',
    });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query(PLANS);
      const holder = `${os.hostname()} ${process.pid}`;
      const taken = await takeLease(client, holder, epoch);
      if (taken === undefined) throw new LeaseLost('Another process took the lease over.');
      const writer = new Writer(client, taken);
      await writer.#begin();
      return writer;
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  get epoch(): bigint {
    return this.#epoch;
  }

  /** Whether the connection is gone; what was under way may or may not have been saved. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  async read(statement: Statement): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const { rows } = await this.#send(statement).result;
    return rows;
  }

  /** The same for whoever has other work meanwhile: it goes out at once. */
  async readMeanwhile(statement: Statement): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const { result } = this.#send(statement);
    this.#letGo();
    return (await result).rows;
  }

  /**
   * Saves all or nothing, and comes back when it is durable.
   *
   * @throws LeaseLost, SaveConflict, or what PostgreSQL says; then nothing was saved, unless `isBroken` says that
   * the connection broke.
   */
  async save(statements: Iterable<Statement>): Promise<void> {
    const sent: Sent[] = [];
    this.#holdBack();
    const begun = this.#watched(this.#client.query('begin'));
    try {
      // They go out while others are still being made; the answers come later, in the same order.
      sent.push(this.#send(holdLease(this.#epoch)));
      for (const statement of statements) {
        sent.push(this.#send(statement));
        if (this.#client.connection.stream.writableLength > BYTES_TOGETHER) this.#letGo();
      }
      await begun;
      await Promise.all(sent.map(({ result }) => result));
      for (const each of sent) await requireRows(each);
    } catch (error) {
      await Promise.allSettled([begun, ...sent.map(({ result }) => result)]);
      if (!this.#isBroken) await this.#watched(this.#client.query('rollback'));
      // Whoever lost the lease has old numbers too, and meets rows of the new writer: that is why.
      const [lease] = sent;
      if (lease !== undefined && !this.#isBroken) await requireRows(lease);
      throw error;
    }
    let ended: pg.QueryResult;
    try {
      ended = await this.#client.query('commit');
    } catch (error) {
      // Whether it is saved, nobody here knows; the connection goes, so that nothing more is asked on it.
      this.#isBroken = true;
      throw error;
    }
    // A statement that was only read meanwhile, and failed, takes the transaction with it; PostgreSQL then says so.
    if (ended.command !== 'COMMIT') throw new SaveConflict('What was read meanwhile failed.');
  }

  async close(): Promise<void> {
    await this.#client.end();
  }

  async #begin(): Promise<void> {
    const [[last], accounts] = await Promise.all([
      this.read(LAST_NUMBERS),
      this.read(AccountNumbers.lastNumbers),
    ]);
    const { sequence, batch, transferId } = last as unknown as Counters;
    Object.assign(this.counters, { sequence, batch, transferId });
    this.numbers.begin(
      accounts as unknown as { kind: AccountKind; currency: string; last: bigint }[],
    );
  }

  #send({ name, text, values, rows }: Statement): Sent {
    this.#holdBack();
    const asked = this.#client.query<Record<string, unknown>>({ name, text, values: [...values] });
    const result = this.#watched(asked);
    return { name, rows, result };
  }

  /** What is sent from now on waits and goes out together: at the latest when this turn is over. */
  #holdBack(): void {
    if (this.#isHeldBack) return;
    this.#isHeldBack = true;
    this.#client.connection.stream.cork();
    process.nextTick(() => this.#letGo());
  }

  #letGo(): void {
    if (!this.#isHeldBack) return;
    this.#isHeldBack = false;
    this.#client.connection.stream.uncork();
  }

  /** Learns of a break as soon as an answer tells of it, which is before the connection says so itself. */
  #watched<Answer>(asked: Promise<Answer>): Promise<Answer> {
    asked.catch((error: unknown) => {
      if (!(error instanceof pg.DatabaseError) || error.severity !== 'ERROR') this.#isBroken = true;
    });
    return asked;
  }
}

/** Whether a statement met the rows that it should. */
async function requireRows({ name, rows, result }: Sent): Promise<void> {
  const { rowCount } = await result;
  if (rowCount === rows) return;
  if (name === HOLD_LEASE) {
    throw new LeaseLost('Another process has the lease of the writing lane.');
  }
  throw new SaveConflict(`The statement "${name}" met ${rowCount} of ${rows} rows.`);
}
