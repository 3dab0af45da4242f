// What a replay reads of the book: the ledger's own words on each loan, and its balances beside the custodian's.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import type pg from 'pg';

/** What was booked on a loan, by the codes of its transfers. */
export interface BookedLoan {
  readonly loanId: Id;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly writtenOffPrincipal: MinorUnits;
  readonly recovered: MinorUnits;
  readonly givenUp: MinorUnits;
  /** What reached the lenders, principal and interest. */
  readonly toLenders: MinorUnits;
}

/** What the ledger says lies at the custodian. */
export async function readCustodyBalance(pool: pg.Pool): Promise<MinorUnits> {
  const { rows } = await pool.query<{ posted: bigint }>({
    name: 'replay: custody',
    text: `select coalesce(sum(posted), 0)::bigint as posted
      from ledger.account
      where owner = 'custodian' and kind = 'custody' and currency = 'USD'`,
  });
  return minorUnits(rows[0]?.posted ?? 0n);
}

/** Every loan of the book, in one pass over its transfers. */
export async function readBookedLoans(pool: pg.Pool): Promise<readonly BookedLoan[]> {
  const connection = await pool.connect();
  try {
    await connection.query('begin read only');
    await connection.query('set local statement_timeout = 0');
    const { rows } = await connection.query<Record<string, bigint | string>>(
      `select subject_id as id,
          coalesce(sum(amount) filter (where code = 610), 0)::bigint as principal,
          coalesce(sum(amount) filter (where code = 611), 0)::bigint as interest,
          coalesce(sum(amount) filter (
            where code = 630 and credit_account / 1000000000000000 = 40
          ), 0)::bigint as written_off,
          coalesce(sum(amount) filter (where code = 631), 0)::bigint as recovered,
          coalesce(sum(amount) filter (where code = 632), 0)::bigint as given_up,
          coalesce(sum(amount) filter (where code in (230, 231)), 0)::bigint as to_lenders
        from ledger.transfer
        where code in (230, 231, 600, 610, 611, 630, 631, 632)
        group by subject_id`,
    );
    return rows.map((row) => ({
      loanId: idOf(String(row.id)),
      principal: minorUnits(BigInt(row.principal ?? 0)),
      interest: minorUnits(BigInt(row.interest ?? 0)),
      writtenOffPrincipal: minorUnits(BigInt(row.written_off ?? 0)),
      recovered: minorUnits(BigInt(row.recovered ?? 0)),
      givenUp: minorUnits(BigInt(row.given_up ?? 0)),
      toLenders: minorUnits(BigInt(row.to_lenders ?? 0)),
    }));
  } finally {
    await connection.query('rollback').catch(() => undefined);
    connection.release();
  }
}

/** The cash of every client that has any, by its account at the custodian. */
export async function readClientCash(pool: pg.Pool): Promise<ReadonlyMap<string, MinorUnits>> {
  const { rows } = await pool.query<{ custody: string; posted: bigint }>(
    `select client.custody_accounts ->> replace(account.kind, '_cash', '') as custody,
        account.posted
      from ledger.account
      join people.client on client.id::text = account.owner
      where account.kind in ('lender_cash', 'borrower_cash') and account.posted > 0`,
  );
  return new Map(rows.map(({ custody, posted }) => [custody, minorUnits(posted)]));
}

export interface BookSize {
  readonly transfers: number;
  readonly commands: number;
  readonly bytes: number;
}

export async function readBookSize(pool: pg.Pool): Promise<BookSize> {
  const { rows } = await pool.query<Record<keyof BookSize, bigint>>(
    `select
       (select coalesce(max(transfer_id), 0) from ledger.transfer) as transfers,
       (select coalesce(max(sequence), 0) from commit.command) as commands,
       pg_database_size(current_database()) as bytes`,
  );
  const [row] = rows;
  return {
    transfers: Number(row?.transfers ?? 0),
    commands: Number(row?.commands ?? 0),
    bytes: Number(row?.bytes ?? 0),
  };
}
