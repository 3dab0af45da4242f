// Money that borrowers received from the operator's side before a listing, as the office and the regulator see it.
import type { AdvanceInOffice } from '@mutua/contract/office/loans.ts';
import type pg from 'pg';
import { mayUse, type PersonActor } from '../http/access.ts';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';

const EXPLAINERS = { roles: ['staff'], positions: ['compliance_officer'] } as const;

interface Row {
  readonly advanceId: string;
  readonly borrowerId: string;
  readonly payer: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly receivedOn: string;
  readonly makerId: string | null;
  readonly explanation: string | null;
}

/** By id, the newest first. */
export async function readAdvances(
  pool: pg.Pool,
  { state, actor }: { readonly state: string | undefined; readonly actor: PersonActor },
  { after, readLimit }: PageRequest,
): Promise<readonly AdvanceInOffice[]> {
  const { rows } = await pool.query<Row>(
    `select id as "advanceId", borrower_id as "borrowerId", payer, amount, currency,
       received_on as "receivedOn", maker_id as "makerId", explanation
     from loan.money_advance
     where ($1::text is null or (explanation is null) = ($1 = 'open'))
       and ($2::uuid is null or id < $2)
     order by id desc
     limit $3`,
    [state ?? null, after?.[0] ?? null, readLimit],
  );
  return rows.map(({ amount, currency, makerId, explanation, ...own }) => {
    const isOpen = explanation === null;
    const mayExplain = isOpen && makerId !== actor.id && mayUse(actor, EXPLAINERS);
    return {
      ...own,
      amount: moneyOf(amount, currency),
      ...present({ makerId, explanation }),
      state: isOpen ? 'open' : 'explained',
      actions: mayExplain ? ['explain'] : [],
    };
  });
}
