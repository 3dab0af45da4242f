// What a past reads of the book: what lies at the bank, and a digest of every transfer.
import { createHash } from 'node:crypto';
import { type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import type pg from 'pg';

/** What the ledger says lies at the bank. */
export async function readCustodyTotal(pool: pg.Pool): Promise<MinorUnits> {
  const { rows } = await pool.query<{ posted: bigint }>({
    name: 'lived: custody',
    text: `select coalesce(sum(posted), 0)::bigint as posted
      from ledger.account
      where owner = 'custodian' and kind = 'custody' and currency = 'CNY'`,
  });
  return minorUnits(rows[0]?.posted ?? 0n);
}

/** Over day, code, amount and accounts of every transfer, in the order of the book. */
export async function readTransferDigest(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ line: string }>(
    `select concat_ws(' ', booked_day, code, kind, amount, debit_account, credit_account) as line
     from ledger.transfer
     order by transfer_id`,
  );
  const hash = createHash('sha256');
  for (const { line } of rows) hash.update(`${line}\n`);
  return hash.digest('hex');
}
