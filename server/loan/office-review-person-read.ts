// Who applies, since when the application stands as it does, and who has worked on it.

import type { DeskQueue } from '@mutua/contract/office/home.ts';
import type { ReviewFile } from '@mutua/contract/office/review.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Day } from '@mutua/core/time/day.ts';
import { type Instant, isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { dayColumn } from '../database/column.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { DESK, DESK_LIMITS } from './office-desks.ts';

const PAST_LOANS_MAX = 20;

export interface AboutApplication
  extends Pick<
    ReviewFile,
    'since' | 'waitedSeconds' | 'waitsFor' | 'limitSeconds' | 'pastLoans' | 'review'
  > {
  readonly borrower: Omit<ReviewFile['borrower'], 'age'>;
  readonly birthDay?: Day | undefined;
  readonly owed: MinorUnits;
  /** Of the staff who have worked on it. */
  readonly names: ReadonlyMap<string, string>;
}

interface Row {
  readonly clientId: Id;
  readonly name: string | null;
  readonly clientKind: string;
  readonly region: string | null;
  readonly isHeld: boolean;
  readonly isRelatedParty: boolean;
  readonly status: string;
  readonly birthDay: string | null;
  readonly owed: bigint;
  readonly currency: string;
  readonly loansRepaid: number;
  readonly worstDaysOverdue: number;
  readonly since: Date;
  readonly part: string | null;
}

const ABOUT = `with ${DESK}
  select client.id as "clientId", identity.name, client.kind as "clientKind", client.region,
    coalesce(client.is_held, false) as "isHeld", client.is_related_party as "isRelatedParty",
    client.status, client.birth_day as "birthDay", coalesce(borrower.owed, 0) as owed,
    loan.currency, coalesce(borrower.loans_repaid, 0) as "loansRepaid",
    coalesce(borrower.worst_days_overdue, 0) as "worstDaysOverdue", transition.at as since,
    (select part from desk where desk.id = loan.id) as part
  from loan.loan
  join people.client on client.id = loan.borrower_id
  join loan.transition on transition.loan_id = loan.id and transition.number = loan.transitions
  left join people.identity on identity.person_id = client.id
  left join people.borrower on borrower.id = client.id
  where loan.id = $1`;

const PAST = `select loan.id as "loanId", loan.state, loan.loan_amount as amount, loan.currency,
    loan.grade, applied.day as "appliedOn"
  from loan.loan
  join loan.transition as applied on applied.loan_id = loan.id and applied.number = 1
  where loan.borrower_id = (select borrower_id from loan.loan where id = $1) and loan.id <> $1
  order by loan.id desc
  limit ${PAST_LOANS_MAX}`;

/** Of all who prepared it, whoever has a name on record. */
const NAMES = `select person_id as id, name
  from people.identity
  where person_id::text in (
    select json_array_elements_text(prepared_by) from loan.application where loan_id = $1
  )`;

interface PastRow {
  readonly loanId: Id;
  readonly state: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly grade: string | null;
  readonly appliedOn: string;
}

export async function readAboutApplication(
  pool: pg.Pool,
  loanId: Id,
  now: Instant,
): Promise<AboutApplication | undefined> {
  const [about, past, names] = await Promise.all([
    pool.query<Row>({ name: 'about an application', text: ABOUT, values: [loanId] }),
    pool.query<PastRow>({ name: 'past loans', text: PAST, values: [loanId] }),
    pool.query<{ id: string; name: string }>({
      name: 'who prepared',
      text: NAMES,
      values: [loanId],
    }),
  ]);
  const [row] = about.rows;
  if (row === undefined) return undefined;
  const { name, region, birthDay, owed, currency, since, part, ...borrower } = row;
  const waited = (Date.parse(isoOf(now)) - since.getTime()) / 1_000;
  return {
    since: since.toISOString(),
    waitedSeconds: Math.max(0, Math.floor(waited)),
    ...present({ waitsFor: part, limitSeconds: DESK_LIMITS[part as DeskQueue] }),
    borrower: { ...borrower, ...present({ name, region }), owedHere: moneyOf(owed, currency) },
    ...(birthDay !== null && { birthDay: dayColumn.read(birthDay) }),
    owed: minorUnits(owed),
    names: new Map(names.rows.map((one) => [one.id, one.name])),
    pastLoans: past.rows.map(({ amount, currency: of, grade, ...own }) => ({
      ...{ ...own, loanAmount: moneyOf(amount, of), ...present({ grade }) },
    })),
  };
}
