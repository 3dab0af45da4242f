// The lane's own connection: it holds the lease, reads facts, and saves a batch in one transaction.
import os from 'node:os';
import type { AccountKind } from '@mutua/core/ledger/chart.ts';
import pg from 'pg';
import type { Statement } from '../database/fact-table.ts';
import { TYPES } from '../database/pool.ts';
import { AccountNumbers } from '../ledger/book-store.ts';
import { holdLease, takeLease } from './lease-store.ts';
import { LAST_NUMBERS } from './log-store.ts';

const CONNECT_MS = 5_000;

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

/** An open connection that holds the lease. */
export class Writer {
  readonly numbers = new AccountNumbers();
  readonly counters: Counters = { sequence: 0n, batch: 0n, transferId: 0n };
  readonly #client: pg.Client;
  readonly #epoch: bigint;
  #isBroken = false;

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
      const holder = `${os.hostname()} ${process.pid}`;
      const writer = new Writer(client, epoch ?? (await takeLease(client, holder)));
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
    const { rows } = await this.#run(statement);
    return rows;
  }

  /**
   * Saves all or nothing, and comes back when it is durable.
   *
   * @throws LeaseLost, SaveConflict, or what PostgreSQL says; then nothing was saved, unless the connection broke.
   */
  async save(statements: readonly Statement[]): Promise<void> {
    const all = [holdLease(this.#epoch), ...statements];
    const begun = this.#client.query('begin');
    const running = all.map((statement) => this.#run(statement));
    try {
      await begun;
      const results = await Promise.all(running);
      for (const [index, { rowCount }] of results.entries()) {
        const { name, rows } = all[index] ?? { name: '', rows: 0 };
        if (rowCount === rows) continue;
        if (index === 0) throw new LeaseLost('Another process has the lease of the writing lane.');
        throw new SaveConflict(`The statement "${name}" met ${rowCount} of ${rows} rows.`);
      }
    } catch (error) {
      await Promise.allSettled(running);
      if (!this.#isBroken) await this.#client.query('rollback');
      throw error;
    }
    await this.#client.query('commit');
  }

  async close(): Promise<void> {
    await this.#client.end();
  }

  async #begin(): Promise<void> {
    const [[last], accounts] = await Promise.all([
      this.read(LAST_NUMBERS),
      this.read(AccountNumbers.lastNumbers),
      this.read({ ...holdLease(this.#epoch), name: 'check lease' }).then((rows) => {
        if (rows.length !== 1) throw new LeaseLost('Another process took the lease over.');
      }),
    ]);
    const { sequence, batch, transferId } = last as unknown as Counters;
    Object.assign(this.counters, { sequence, batch, transferId });
    this.numbers.begin(
      accounts as unknown as { kind: AccountKind; currency: string; last: bigint }[],
    );
  }

  #run({ name, text, values }: Statement): Promise<pg.QueryResult<Record<string, unknown>>> {
    return this.#client.query({ name, text, values: [...values] });
  }
}
