// The command log and the transfers that its commands booked, read along each other, once, in their order.

import type { MutuaEvent } from '@mutua/core/events.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import { idOf } from '@mutua/core/kit/id.ts';
import type { Transfer } from '@mutua/core/ledger/transfer.ts';
import { codeOfNumber } from '@mutua/core/ledger/transfer-codes.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Day } from '@mutua/core/time/day.ts';
import { type Instant, instantOfMs } from '@mutua/core/time/instant.ts';
import { dayColumn } from '../database/column.ts';
import { readPacked } from '../database/packed-json.ts';
import type { Connection } from '../ledger/standing.ts';
import { NumberedAccounts } from './numbered-accounts.ts';
import { RowCursor } from './row-cursor.ts';

/** What playing one command again needs of it. */
export interface PlayedCommand {
  readonly sequence: bigint;
  readonly kind: string;
  readonly actor: string;
  readonly events: readonly MutuaEvent[];
  readonly at: Instant;
  /** As PostgreSQL writes the moment and the day. */
  readonly stamp: string;
  readonly businessDate: Day;
  readonly transfers: readonly TransferRow[];
}

interface CommandRow {
  readonly sequence: bigint;
  readonly kind: string;
  readonly actor: string;
  readonly events: string;
  readonly ms: string;
  readonly at: string;
  readonly business_date: string;
}

export interface TransferRow {
  readonly transfer_id: bigint;
  readonly subject_id: string;
  readonly kind: Transfer['kind'];
  readonly code: number;
  readonly debit: string;
  readonly credit: string;
  readonly amount: bigint;
  readonly effective_day: string;
  readonly command_sequence: bigint;
  readonly ends_id: bigint | null;
  readonly reverses_id: bigint | null;
}

export class LoggedBook {
  readonly #commands: RowCursor<CommandRow>;
  readonly #transfers: RowCursor<TransferRow>;
  readonly #accounts: NumberedAccounts;
  #dayText = '';
  #day: Day | undefined;

  constructor(connection: Connection) {
    this.#accounts = new NumberedAccounts(connection);
    this.#commands = new RowCursor(
      connection,
      'replayed_commands',
      `select sequence, kind, actor, events, (extract(epoch from at) * 1000)::bigint::text as ms,
         at::text as at, business_date
       from commit.command
       order by sequence`,
    );
    this.#transfers = new RowCursor(
      connection,
      'replayed_transfers',
      `select transfer_id, subject_id, kind, code, debit_account::text as debit, credit_account::text as credit,
         amount, effective_day, command_sequence, ends_id, reverses_id
       from ledger.transfer
       order by transfer_id`,
      async (rows) => {
        const numbers = rows.flatMap(({ debit, credit }) => [debit, credit]);
        await this.#accounts.bring(numbers);
      },
    );
  }

  async begin(): Promise<void> {
    await this.#commands.open();
    await this.#transfers.open();
  }

  async end(): Promise<void> {
    await this.#commands.close();
    await this.#transfers.close();
  }

  /** The next command with its transfers; undefined behind the last one. */
  async next(): Promise<PlayedCommand | undefined> {
    const row = this.#commands.head ?? (await this.#commands.more());
    if (row === undefined) return undefined;
    this.#commands.step();
    const { sequence, kind, actor } = row;
    const transfers: TransferRow[] = [];
    for (;;) {
      const transfer = this.#transfers.head ?? (await this.#transfers.more());
      if (transfer === undefined || transfer.command_sequence > sequence) break;
      transfers.push(transfer);
      this.#transfers.step();
    }
    return {
      ...{ sequence, kind, actor, transfers },
      events: readPacked(row.events) as readonly MutuaEvent[],
      at: instantOfMs(Number(row.ms)),
      stamp: `${row.at} ${row.business_date}`,
      businessDate: this.#dayOf(row.business_date),
    };
  }

  /** The next transfer, where the log has no further command. */
  async leftTransfer(): Promise<TransferRow | undefined> {
    return this.#transfers.head ?? (await this.#transfers.more());
  }

  transferOf(row: TransferRow): Transfer {
    const code = codeOfNumber(row.code);
    assert(code !== undefined, 'A transfer has a code of the glossary.');
    const debit = this.#accounts.address(row.debit);
    const credit = this.#accounts.address(row.credit);
    assert(debit !== undefined && credit !== undefined, 'A transfer is between two accounts.');
    const movement = {
      ...{ code, id: row.transfer_id, debit, credit },
      amount: minorUnits(row.amount),
      subjectId: idOf(row.subject_id),
      effectiveDay: this.#dayOf(row.effective_day),
    };
    const { kind, ends_id: endsId, reverses_id: reversesId } = row;
    if (kind === 'pending') return { ...movement, kind };
    if (kind === 'posted') {
      return { ...movement, kind, ...(reversesId === null ? {} : { reversesId }) };
    }
    return { ...movement, kind, endsId: endsId ?? 0n };
  }

  /** Mostly it is the day that was read before. */
  #dayOf(text: string): Day {
    if (this.#day === undefined || text !== this.#dayText) {
      this.#day = dayColumn.read(text);
      this.#dayText = text;
    }
    return this.#day;
  }
}
