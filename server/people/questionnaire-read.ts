// What a lender's questionnaires came to.
import type { QuestionnaireTakenOnWire } from '@mutua/contract/people/client.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type pg from 'pg';
import type { Static } from 'typebox';
import type { PageRequest } from '../http/cursor.ts';

type Taken = Static<typeof QuestionnaireTakenOnWire>;

export async function readTakings(
  pool: pg.Pool,
  lenderId: Id,
  { after, readLimit }: PageRequest,
): Promise<readonly Taken[]> {
  const { rows } = await pool.query<Omit<Taken, 'exposureCeiling'> & { exposureCeiling: bigint }>(
    `select
       id as "takingId", questions_version as version, points, tolerance,
       exposure_ceiling as "exposureCeiling", answered_on as "answeredOn", valid_until as "validUntil"
     from people.questionnaire
     where lender_id = $1 and ($2::uuid is null or id < $2)
     order by id desc
     limit $3`,
    [lenderId, after?.[0] ?? null, readLimit],
  );
  return rows.map((row) => ({ ...row, exposureCeiling: String(row.exposureCeiling) }));
}
