// Whose transfer it is: whoever it went to or came from.
import type { Id } from '@mutua/core/kit/id.ts';
import { CASH_KINDS } from '@mutua/core/ledger/chart.ts';
import type pg from 'pg';

/** Whether a transfer stands on an account of this client's cash. */
export async function isOwnTransfer(
  pool: pg.Pool,
  transferId: bigint,
  clientId: Id,
): Promise<boolean> {
  const { rows } = await pool.query<{ isOwn: boolean }>(
    `select exists (
       select 1
       from ledger.transfer
       join ledger.account
         on account.account_id in (transfer.debit_account, transfer.credit_account)
       where transfer.transfer_id = $1 and account.owner = $2::text and account.kind = any ($3)
     ) as "isOwn"`,
    [transferId, clientId, [...CASH_KINDS]],
  );
  return rows[0]?.isOwn === true;
}
