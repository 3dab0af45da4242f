// What waits in the office of a lived past: applications of its people, by the desk at which they lie, and cases of
// collection whose day has come.
import type { FactName, FactValue } from '@mutua/core/credit/fact.ts';
import type { Grade } from '@mutua/core/credit/grade.ts';
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import type { Purpose } from '@mutua/core/law/rule-pack.ts';
import type { AssessmentResult } from '@mutua/core/loan/assess/assessment-record.ts';
import { type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type { CollectionStage } from '@mutua/core/work/case.ts';
import type pg from 'pg';
import { readPacked } from '../database/packed-json.ts';
import { applicationTable } from '../loan/application-store.ts';
import { DESK } from '../loan/office-desks.ts';
import { rowsOf } from '../loan/servicing-read.ts';

export type TownDesk =
  | 'applied'
  | 'in_review'
  | 'to_decide'
  | 'listing_to_prepare'
  | 'listing_to_publish';

export interface TownApplication {
  readonly loanId: Id;
  readonly desk: TownDesk;
  readonly loanAmount: MinorUnits;
  readonly termMonths: number;
  readonly purpose: Purpose;
  readonly productCode: string;
  readonly collateralId?: Id;
  readonly hasCommitment: boolean;
  /** Of what was assessed. */
  readonly grade?: Grade;
  readonly limit?: MinorUnits;
}

interface DeskRow {
  readonly id: string;
  readonly part: TownDesk;
  readonly amount: bigint;
  readonly months: number;
  readonly purpose: string;
  readonly product: string;
  readonly collateral: string | null;
  readonly committed: boolean;
  readonly result: string | null;
}

/**
 * Those of people of the past that have lain there for a day, or for two before their facts are borne out; whoever is
 * to be interviewed waits for that.
 */
export async function readTownDesk(
  pool: pg.Pool,
  day: Day,
  limit: number,
): Promise<readonly TownApplication[]> {
  const { rows } = await pool.query<DeskRow>({
    name: 'town: desk',
    text: `with ${DESK}
      select desk.id, desk.part, desk.loan_amount as amount, desk.term_months as months,
        desk.purpose, loan.product_code as product, desk.result::text as result,
        (select collateral.id from safeguard.collateral
         where collateral.loan_id = desk.id and collateral.state = 'registered' limit 1) as collateral,
        exists (select from safeguard.commitment
         where commitment.loan_id = desk.id and commitment.state = 'signed') as committed
      from desk
      join loan.loan on loan.id = desk.id
      join loan.transition as last
        on last.loan_id = desk.id and last.number = loan.transitions
      join people.sign_in on sign_in.person_id = desk.borrower_id
      where desk.part = any('{applied,in_review,to_decide,listing_to_prepare,listing_to_publish}')
        and sign_in.sign_in_name like 'town-borrower-%'
        and not exists (select from work.case
         where "case".subject_id = desk.id and "case".case_kind = 'interview'
           and "case".state in ('open', 'in_progress', 'waiting'))
        and last.day <= $1::date - case desk.part when 'applied' then 2 else 1 end
      order by desk.since, desk.id
      limit $2`,
    values: [formatDay(day), limit],
  });
  return rows.map(
    ({ id, part, amount, months, purpose, product, collateral, committed, result }) => {
      const found = result === null ? undefined : (readPacked(result) as AssessmentResult);
      return {
        ...{ loanId: idOf(id), desk: part, loanAmount: minorUnits(amount), termMonths: months },
        ...{ purpose: purpose as Purpose, productCode: product, hasCommitment: committed },
        ...(collateral !== null && { collateralId: idOf(collateral) }),
        ...(found !== undefined && { grade: found.grade, limit: found.limit }),
      };
    },
  );
}

/** What the borrower wrote of these facts. */
export async function readWrittenFacts(
  pool: pg.Pool,
  loanId: Id,
  names: readonly FactName[],
): Promise<ReadonlyMap<FactName, FactValue>> {
  const [application] = await rowsOf(pool, applicationTable, applicationTable.loadByKey([loanId]));
  const written = new Map<FactName, FactValue>();
  for (const name of names) {
    const fact = application?.file[name];
    if (fact !== undefined) written.set(name, fact.value);
  }
  return written;
}

/** The guarantee companies of the past that are nobody's to sign in as. */
export async function readTownGuarantor(pool: pg.Pool): Promise<Id | undefined> {
  const { rows } = await pool.query<{ id: string }>(
    `select person_id as id from people.sign_in
     where sign_in_name like 'town-guarantor-%' order by person_id limit 1`,
  );
  return rows[0] === undefined ? undefined : idOf(rows[0].id);
}

export interface TownInterview {
  readonly loanId: Id;
  readonly borrowerId: Id;
}

/** Interviews that somebody has asked people of the past for, and that they have not booked yet. */
export async function readTownInterviews(
  pool: pg.Pool,
  limit: number,
): Promise<readonly TownInterview[]> {
  const { rows } = await pool.query<{ loan: string; borrower: string }>(
    `select "case".subject_id as loan, "case".client_id as borrower
     from work.case
     join people.sign_in on sign_in.person_id = "case".client_id
     where "case".case_kind = 'interview' and sign_in.sign_in_name like 'town-borrower-%'
       and "case".state in ('open', 'in_progress', 'waiting') and "case".booked_day is null
     order by "case".deadline_at, "case".id
     limit $1`,
    [limit],
  );
  return rows.map(({ loan, borrower }) => ({ loanId: idOf(loan), borrowerId: idOf(borrower) }));
}

export interface TownCollection {
  readonly caseId: Id;
  readonly stage: CollectionStage;
  /** Who has it; nobody yet where it is left out. */
  readonly ownerId?: Id;
}

/** Cases of people of the past that nobody has taken since yesterday, and those whose clock runs out tomorrow. */
export async function readTownCollections(
  pool: pg.Pool,
  day: Day,
  limit: number,
): Promise<readonly TownCollection[]> {
  const { rows } = await pool.query<{ id: string; stage: CollectionStage; owner: string | null }>(
    `select "case".id, "case".collection ->> 'stage' as stage, "case".owner_id as owner
     from work.case
     join people.sign_in on sign_in.person_id = "case".client_id
     where "case".case_kind = 'collection' and sign_in.sign_in_name like 'town-borrower-%'
       and (
         "case".state = 'open' and "case".opened_on < $1::date
         or "case".state = 'in_progress' and "case".next_action_day <= $1::date + 1
       )
     order by "case".deadline_at, "case".id
     limit $2`,
    [formatDay(day), limit],
  );
  return rows.map(({ id, stage, owner }) => ({
    ...{ caseId: idOf(id), stage },
    ...(owner !== null && { ownerId: idOf(owner) }),
  }));
}
