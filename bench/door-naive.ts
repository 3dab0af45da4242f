// The naive way through the same tables: one transaction a bid, rows locked as it goes, one row at a time.
//
// It is written as a careful programmer would write it without a door: prepared statements, one order of locks,
// the same checks, the same rows with the same columns. Only its numbers come from sequences.
import type { Id } from '@mutua/core/kit/id.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import { isoOf } from '@mutua/core/time/instant.ts';
import { digestOf } from '@mutua/server/commit/request.ts';
import { writePacked } from '@mutua/server/database/packed-json.ts';
import { type Connection, type Connections, openConnections } from './door-connections.ts';
import { BID, bidRequest, clock, TODAY, type Town } from './door-town.ts';

type Row = Readonly<Record<string, unknown>>;

/** What one connection asks for, under a name by which PostgreSQL keeps the plan. */
const STATEMENTS = {
  lender: `select lender.exposure, lender.exposure_ceiling, lender.tolerance, lender.bidding_stopped,
      lender.questionnaire_until, client.status, client.custody_accounts
    from people.lender
    join people.client on client.id = lender.id
    where lender.id = $1
    for update of lender`,
  cash: `select account_id, posted, pending_debit
    from ledger.account
    where owner = $1 and kind = 'lender_cash' and currency = 'CNY'
    for update`,
  // The row that all want comes last, so that it is held as briefly as this way allows.
  loan: `select state, funding, loan_amount, accepted
    from loan.loan
    where id = $1
    for update`,
  command: `insert into commit.command
      (sequence, command_id, batch, kind, actor, digest, events, at, business_date)
    values (nextval('bench.command_sequence'), $1, currval('bench.command_sequence'), 'PlaceBid', $2, $3, $4, $5, $6)
    returning sequence`,
  funding: `update ledger.account
    set pending_credit = pending_credit + $2, version = version + 1
    where owner = $1 and kind = 'loan_funding' and currency = 'CNY'
    returning account_id`,
  held: `update ledger.account
    set pending_debit = pending_debit + $2, version = version + 1
    where account_id = $1`,
  transfer: `insert into ledger.transfer
      (transfer_id, subject_id, kind, code, debit_account, credit_account, amount, booked_day,
        effective_day, command_sequence)
    values ($1, $2, 'pending', 200, $3, $4, $5, $6, $6, $7)`,
  hold: `insert into ledger.hold (hold_id, subject_id, code, debit_account, credit_account, amount)
    values ($1, $2, 200, $3, $4, $5)`,
  bid: `insert into loan.bid
      (id, loan_id, lender_id, amount, source, state, hold_id, freeze_state, placed_at, version)
    values ($1, $2, $3, $4, 'manual', 'accepted', $5, 'created', $6, 1)`,
  accepted: `update loan.loan
    set accepted = accepted + $2, version = version + 1
    where id = $1`,
  exposure: `update people.lender
    set exposure = exposure + $2, version = version + 1
    where id = $1`,
} as const;

export class NaiveDoor {
  readonly #connections: Connections;

  private constructor(connections: Connections) {
    this.#connections = connections;
  }

  /** So many connections of the application's role. */
  static async open(town: Town, count: number): Promise<NaiveDoor> {
    await town.addSequences();
    return new NaiveDoor(await openConnections(town.server.application, count));
  }

  get processIds(): readonly number[] {
    return this.#connections.processIds;
  }

  /** One bid on the connection of one caller; false where it was refused. */
  async bid(caller: number, lenderId: Id, loanId: Id): Promise<boolean> {
    const connection = this.#connections.at(caller);
    await connection.query('begin');
    const isAccepted = await this.#bidWithin(connection, lenderId, loanId);
    await connection.query(isAccepted ? 'commit' : 'rollback');
    return isAccepted;
  }

  close(): Promise<void> {
    return this.#connections.close();
  }

  async #bidWithin(connection: Connection, lenderId: Id, loanId: Id): Promise<boolean> {
    const lender = await one(connection, 'lender', [lenderId]);
    const cash = await one(connection, 'cash', [lenderId]);
    const loan = await one(connection, 'loan', [loanId]);
    const isRefused =
      lender.status !== 'active' ||
      loan.state !== 'funding' ||
      amountOf(loan.loan_amount) - amountOf(loan.accepted) < BID ||
      amountOf(lender.exposure) + BID > amountOf(lender.exposure_ceiling) ||
      amountOf(cash.posted) - amountOf(cash.pending_debit) < BID;
    if (isRefused) return false;

    const { commandId, command } = bidRequest(lenderId, loanId);
    const [at, day] = [isoOf(clock()), formatDay(TODAY)];
    const event = { kind: 'BidPlaced', bidId: commandId, loanId, lenderId, amount: BID };
    const events = writePacked([{ ...event, holdId: 1n, source: 'manual' }]);
    const actor = `person ${lenderId}`;
    const { sequence } = await one(connection, 'command', [
      ...[commandId, actor, digestOf(command), events, at, day],
    ]);
    const funding = await one(connection, 'funding', [loanId, BID]);
    const accounts = [cash.account_id, funding.account_id];
    await run(connection, 'held', [cash.account_id, BID]);
    await run(connection, 'transfer', [sequence, loanId, ...accounts, BID, day, sequence]);
    await run(connection, 'hold', [sequence, loanId, ...accounts, BID]);
    await run(connection, 'bid', [commandId, loanId, lenderId, BID, sequence, at]);
    await run(connection, 'accepted', [loanId, BID]);
    await run(connection, 'exposure', [lenderId, BID]);
    return true;
  }
}

async function one(
  connection: Connection,
  name: keyof typeof STATEMENTS,
  values: readonly unknown[],
): Promise<Row> {
  const [row] = await run(connection, name, values);
  if (row === undefined) throw new Error(`The naive way found no row: ${name}.`);
  return row;
}

async function run(
  connection: Connection,
  name: keyof typeof STATEMENTS,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const { rows } = await connection.query<Record<string, unknown>>({
    ...{ name, text: STATEMENTS[name] },
    values: [...values],
  });
  return rows;
}

function amountOf(value: unknown): bigint {
  if (typeof value !== 'bigint') throw new TypeError('An amount comes as a BigInt.');
  return value;
}
