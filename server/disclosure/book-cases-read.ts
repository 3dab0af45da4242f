// The stories of the cases of collection of a book, of further closed days alone: what is read of a day stays so.
import type { CaseMoment } from '@mutua/core/disclosure/collection-stay.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { dayColumn } from '../database/column.ts';
import { present } from '../http/read-fields.ts';

export interface CasesAsked {
  readonly currency: string;
  /** The last day whose entries are known; none yet where it is left out. */
  readonly after?: Day;
  readonly through: Day;
}

type MomentRow = Omit<CaseMoment, 'day' | 'detail' | 'ownerId'> & {
  readonly day: string;
  readonly detail: string | null;
  readonly ownerId: CaseMoment['ownerId'] | null;
};

/** In the order in which they happened to each case. */
export async function readCaseMoments(
  pool: pg.Pool,
  { currency, after, through }: CasesAsked,
): Promise<readonly CaseMoment[]> {
  const { rows } = await pool.query<MomentRow>(
    `select entry.case_id as "caseId", loan.id as "loanId", entry.day, entry.event, entry.state,
       entry.stage, entry.owner_id as "ownerId", entry.detail
     from work.entry
     join work.case as own on own.id = entry.case_id
     join loan.loan on loan.id = own.subject_id
     where entry.stage is not null
       and entry.day <= $2 and ($3::date is null or entry.day > $3)
       and loan.currency = $1
     order by entry.case_id, entry.number`,
    [currency, formatDay(through), after === undefined ? null : formatDay(after)],
  );
  return rows.map(({ day, detail, ownerId, ...own }) => ({
    ...own,
    day: dayColumn.read(day),
    ...present({ detail, ownerId }),
  }));
}
