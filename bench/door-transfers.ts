// A repayment goes out to many lenders: by the law of the book and saved as the door saves, all in a few
// statements; and beside it line by line within one transaction, as a loop in a program would write it.
import type { Id } from '@mutua/core/kit/id.ts';
import { cashAccount, loanAccount } from '@mutua/core/ledger/addresses.ts';
import { bookTransfer } from '@mutua/core/ledger/book.ts';
import { posted, type Transfer } from '@mutua/core/ledger/transfer.ts';
import { TRANSFER_CODES } from '@mutua/core/ledger/transfer-codes.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import { accountNeed } from '@mutua/core/world.ts';
import { WorldInMemory } from '@mutua/core/world-in-memory.ts';
import { loadNeeds, saveChanges } from '@mutua/server/commit/fact-stores.ts';
import { insertCommands } from '@mutua/server/commit/log-store.ts';
import { Writer } from '@mutua/server/commit/writer.ts';
import { insertTransfers } from '@mutua/server/ledger/book-store.ts';
import { type Connection, type Connections, openConnections } from './door-connections.ts';
import { CNY, clock, newId, TODAY, type Town } from './door-town.ts';

/** Each of them gets principal and interest: two transfers. */
const HOLDERS = 1_000;
const CODES = ['principal_paid', 'interest_paid'] as const;
const SHARE = minorUnits(100n);

/** What the loop sends. */
const TRANSFER = `insert into ledger.transfer
    (transfer_id, subject_id, kind, code, debit_account, credit_account, amount, booked_day,
      effective_day, command_sequence)
  values (nextval('bench.transfer_sequence'), $1, 'posted', $2, $3, $4, $5, $6, $6, 0)`;
const BALANCE = `update ledger.account
  set posted = posted + $2, version = version + 1
  where account_id = $1`;

interface Side {
  readonly loanId: Id;
  readonly lenders: readonly Id[];
}

export class Distribution {
  readonly #writer: Writer;
  readonly #loop: Connections;
  /** Each way has its own loan and its own half of the lenders, so that neither meets the other's rows. */
  readonly #ours: Side;
  readonly #looped: Side;
  readonly #world = new WorldInMemory();
  readonly writerProcesses: readonly number[];

  private constructor(
    connections: { writer: Writer; loop: Connections; writerProcesses: readonly number[] },
    sides: { ours: Side; looped: Side },
  ) {
    this.#writer = connections.writer;
    this.#loop = connections.loop;
    this.writerProcesses = connections.writerProcesses;
    this.#ours = sides.ours;
    this.#looped = sides.looped;
  }

  /** Takes the place of the lane, which must be closed. */
  static async open(town: Town, lenders: readonly Id[]): Promise<Distribution> {
    await town.addSequences();
    const half = Math.floor(lenders.length / 2);
    const ours = { loanId: await town.addRepaidLoan(), lenders: lenders.slice(0, half) };
    const looped = { loanId: await town.addRepaidLoan(), lenders: lenders.slice(half) };
    const writer = await Writer.open(town.server.application);
    const loop = await openConnections(town.server.application, 1);
    const writerProcesses = await town.laneProcesses();
    return new Distribution({ writer, loop, writerProcesses }, { ours, looped });
  }

  get loopProcesses(): readonly number[] {
    return this.#loop.processIds;
  }

  /** One repayment through the book and the writer; gives the number of its transfers. */
  async distribute(): Promise<number> {
    const { counters, numbers } = this.#writer;
    const transfers = this.#shares(this.#ours);
    const missing = this.#world.missing(
      transfers.flatMap(({ debit, credit }) => [accountNeed(debit), accountNeed(credit)]),
    );
    await loadNeeds(this.#world, missing, numbers, (statement) => this.#writer.read(statement));
    for (const transfer of transfers) {
      const booked = bookTransfer(this.#world, transfer);
      if (!booked.ok) throw new Error(`The book refused a share: ${booked.refusal.code}.`);
    }
    counters.sequence += 1n;
    counters.batch += 1n;
    const { sequence: commandSequence, batch } = counters;
    const command = {
      ...{
        sequence: commandSequence,
        batch,
        commandId: newId(),
        kind: 'Distribute',
        actor: 'calendar',
      },
      ...{ digest: Buffer.alloc(32), events: [], at: clock(), businessDate: TODAY },
    };
    await this.#writer.save([
      insertCommands([command]),
      ...saveChanges(this.#world.difference(), numbers),
      insertTransfers(
        transfers.map((transfer) => ({ transfer, commandSequence })),
        TODAY,
        numbers,
      ),
    ]);
    this.#world.saved();
    return transfers.length;
  }

  /** The same by the loop. */
  async distributeByLoop(): Promise<number> {
    const connection = this.#loop.at(0);
    const { loanId } = this.#looped;
    const transfers = this.#shares(this.#looped);
    const numberOf = await accountNumbers(connection, loanId, transfers);
    const [day, from] = [formatDay(TODAY), numberOf.get(loanId)];
    await connection.query('begin');
    for (const { code, credit, amount } of transfers) {
      const to = numberOf.get(credit.owner);
      const values = [loanId, TRANSFER_CODES[code].number, from, to, amount, day];
      await connection.query({ name: 'loop transfer', text: TRANSFER, values });
      await connection.query({ name: 'loop balance', text: BALANCE, values: [to, amount] });
    }
    const total = -SHARE * BigInt(transfers.length);
    await connection.query({ name: 'loop balance', text: BALANCE, values: [from, total] });
    await connection.query('commit');
    return transfers.length;
  }

  async close(): Promise<void> {
    await Promise.all([this.#writer.close(), this.#loop.close()]);
  }

  #shares({ loanId, lenders }: Side): readonly Transfer[] {
    const { counters } = this.#writer;
    const nextTransferId = () => {
      counters.transferId += 1n;
      return counters.transferId;
    };
    const debit = loanAccount('loan_repayment', { id: loanId, currency: CNY });
    return someOf(lenders).flatMap((holder) => {
      const credit = cashAccount('lender', holder, CNY);
      const share = { debit, credit, amount: SHARE, subjectId: loanId };
      return CODES.map((code) => posted({ nextTransferId }, { ...share, code }));
    });
  }
}

async function accountNumbers(
  connection: Connection,
  loanId: Id,
  transfers: readonly Transfer[],
): Promise<ReadonlyMap<string, bigint>> {
  const { rows } = await connection.query<{ owner: string; account_id: bigint }>({
    name: 'loop accounts',
    text: `select owner, account_id
      from ledger.account
      where owner = any($1::text[]) and kind in ('loan_repayment', 'lender_cash') and currency = 'CNY'`,
    values: [[loanId, ...new Set(transfers.map(({ credit }) => credit.owner))]],
  });
  return new Map(rows.map(({ owner, account_id }) => [owner, account_id]));
}

/** Some neighbours among the lenders, from anywhere. */
function someOf(lenders: readonly Id[]): readonly Id[] {
  const start = Math.floor(Math.random() * (lenders.length - HOLDERS));
  return lenders.slice(start, start + HOLDERS);
}
