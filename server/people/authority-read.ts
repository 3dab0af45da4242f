// The tables of authority limits, the first one first.
import type { AuthorityOnWire } from '@mutua/contract/office/authority.ts';
import type { AuthorityLimit } from '@mutua/core/people/authority.ts';
import type pg from 'pg';
import { readPacked } from '../database/packed-json.ts';
import { mayUse, type PersonActor } from '../http/access.ts';
import type { PageRequest } from '../http/cursor.ts';

const CHECKERS = { roles: ['staff'], positions: ['committee_member_lead'] } as const;

export async function readAuthorities(
  pool: pg.Pool,
  actor: PersonActor,
  { after, readLimit }: PageRequest,
): Promise<readonly AuthorityOnWire[]> {
  const { rows } = await pool.query<{
    number: number;
    limits: string;
    effectiveFrom: string;
    makerId: string;
    checkerId: string | null;
  }>(
    `select number, limits, effective_from as "effectiveFrom", maker_id as "makerId",
       checker_id as "checkerId"
     from people.authority
     where name = 'loan_decision' and number > $1
     order by number
     limit $2`,
    [after?.[0] ?? 0, readLimit],
  );
  return rows.map(({ number, limits, effectiveFrom, makerId, checkerId }) => {
    const mayRelease = checkerId === null && makerId !== actor.id && mayUse(actor, CHECKERS);
    return {
      ...{ number, effectiveFrom, isApproved: checkerId !== null },
      limits: (readPacked(limits) as readonly AuthorityLimit[]).map((limit) => ({
        ...limit,
        amountMax: String(limit.amountMax),
      })),
      actions: mayRelease ? ['approve'] : [],
    };
  });
}
