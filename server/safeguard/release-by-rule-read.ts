// Loans that have ended while somebody or something still stands behind them.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { FINAL_STATES } from '@mutua/core/loan/life.ts';
import type pg from 'pg';

/** Those among the given ones, or the first ones of all. */
export async function readEndedAndBound(
  pool: pg.Pool,
  loanIds: readonly Id[] | undefined,
  limit: number,
): Promise<readonly Id[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'ended loans with safeguards',
    text: `select distinct loan.id
      from (
        select loan_id from safeguard.commitment where state in ('asked', 'signed')
        union
        select loan_id from safeguard.collateral where state in ('recorded', 'registered')
      ) as bound
      join loan.loan on loan.id = bound.loan_id
      where loan.state = any($1::text[])
        and ($2::uuid[] is null or loan.id = any($2::uuid[]))
      order by loan.id
      limit $3`,
    values: [[...FINAL_STATES], loanIds ?? null, limit],
  });
  return rows.map(({ id }) => idOf(id));
}
