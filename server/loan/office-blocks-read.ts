// The four blocks of the office (FLW-03): every live loan stands in one part of one of them, with its amount.
import {
  BLOCK_PARTS,
  BLOCKS,
  type BlockOnWire,
  type BlockPart,
} from '@mutua/contract/office/home.ts';
import type pg from 'pg';
import { moneyOf } from '../http/read-fields.ts';
import { DESK } from './office-desks.ts';

interface Row {
  readonly part: BlockPart;
  readonly count: number;
  readonly amount: bigint;
}

/** Before the disbursement the amount is the loan's; after it, the principal that is outstanding in the ledger. */
const PARTS = `with ${DESK}
  select part, count(*)::integer as count, sum(loan_amount)::bigint as amount
  from desk
  where currency = $1
  group by part
  union all
  select case when loan.state = 'disbursed' then 'repaying' else loan.state end as part,
    count(*)::integer, coalesce(sum(account.posted), 0)::bigint
  from loan.loan
  left join ledger.account
    on account.kind = 'loan_principal' and account.owner = loan.id::text
    and account.currency = loan.currency
  where loan.currency = $1
    and loan.state = any('{disbursed,repaying,overdue,defaulted,written_off}')
  group by 1`;

export async function readOfficeBlocks(pool: pg.Pool, currency: string): Promise<BlockOnWire[]> {
  const { rows } = await pool.query<Row>({
    name: 'office blocks',
    text: PARTS,
    values: [currency],
  });
  const found = new Map(rows.map((row) => [row.part, row]));
  return BLOCKS.map((block) => {
    const parts = BLOCK_PARTS[block].map((part) => ({
      part,
      count: found.get(part)?.count ?? 0,
      amount: found.get(part)?.amount ?? 0n,
    }));
    return {
      block,
      count: parts.reduce((total, one) => total + one.count, 0),
      amount: moneyOf(
        parts.reduce((total, one) => total + one.amount, 0n),
        currency,
      ),
      parts: parts.map((one) => ({ ...one, amount: moneyOf(one.amount, currency) })),
    };
  });
}
