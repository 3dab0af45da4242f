// How an account stands now, or stood at the end of a day.
import type { BalanceOnWire } from '@mutua/contract/wallet/money-in-out.ts';
import type { AccountAddress } from '@mutua/core/ledger/account.ts';
import { CHART } from '@mutua/core/ledger/chart.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { moneyOf } from '../http/read-fields.ts';
import { findAccount, inSnapshot, standingAtEndOf } from './standing.ts';

export interface BalanceAsked {
  readonly day?: Day;
  readonly by: 'booked' | 'effective';
}

/** An account that was never used stands at nothing. */
export async function readBalance(
  pool: pg.Pool,
  address: AccountAddress,
  { day, by }: BalanceAsked,
): Promise<BalanceOnWire> {
  const { kind, currency } = address;
  const [posted, held] =
    day === undefined
      ? await nowOf(pool, address)
      : await inSnapshot(pool, async (connection) => {
          const account = await findAccount(connection, address);
          if (account === undefined) return [0n, 0n] as const;
          const standing = await standingAtEndOf(connection, account, day, by);
          return [standing.posted, heldOf(address, standing)] as const;
        });
  return {
    kind,
    balance: moneyOf(posted, currency),
    held: moneyOf(held, currency),
    available: moneyOf(posted - held, currency),
  };
}

async function nowOf(pool: pg.Pool, address: AccountAddress): Promise<readonly [bigint, bigint]> {
  const { kind, owner, currency } = address;
  const { rows } = await pool.query<{
    posted: bigint;
    pendingDebit: bigint;
    pendingCredit: bigint;
  }>(
    `select posted, pending_debit as "pendingDebit", pending_credit as "pendingCredit"
     from ledger.account
     where kind = $1 and owner = $2 and currency = $3`,
    [kind, owner, currency],
  );
  const [row] = rows;
  return row === undefined ? [0n, 0n] : [row.posted, heldOf(address, row)];
}

function heldOf(
  { kind }: AccountAddress,
  {
    pendingDebit,
    pendingCredit,
  }: { readonly pendingDebit: bigint; readonly pendingCredit: bigint },
): bigint {
  return CHART[kind].normal === 'credit' ? pendingDebit : pendingCredit;
}
