// The board of collection: the open cases with what is owed on their loans, and what the conduct rules leave.
import type {
  CollectionBoard,
  CollectionCard,
  ContactConductOnWire,
} from '@mutua/contract/work/collection-board.ts';
import type { OperatorTime } from '@mutua/core/calendar/business-date.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { contactConduct } from '@mutua/core/law/contact-conduct.ts';
import { arrearsOf } from '@mutua/core/loan/arrears.ts';
import { totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import type { Servicing } from '@mutua/core/loan/servicing.ts';
import { packOfOperator } from '@mutua/core/people/operator.ts';
import { addDays, type Day, formatDay } from '@mutua/core/time/day.ts';
import { dayAt, type Instant, isoOf, startOfDay } from '@mutua/core/time/instant.ts';
import { offsetMinutesAt } from '@mutua/core/time/zone.ts';
import type { Case, CollectionStage } from '@mutua/core/work/case.ts';
import { isContactBlocked } from '@mutua/core/work/case-checks.ts';
import { collectionPlanOf } from '@mutua/core/work/collection-plan.ts';
import type pg from 'pg';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import { jsonColumn } from '../database/column.ts';
import type { PersonActor } from '../http/access.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { servicingTable } from '../loan/loan-store.ts';
import { rowsOf } from '../loan/servicing-read.ts';
import { caseTable } from './case-store.ts';

const CARDS_MAX = 200;
const WEEK_DAYS = 7;
const MS_A_MINUTE = 60_000;

export interface BoardAsked {
  readonly stage?: string;
  readonly only?: 'mine' | 'late' | 'untaken';
  readonly now: Instant;
  readonly actor: PersonActor;
}

interface CardRow {
  readonly caseId: Id;
  readonly loanId: Id;
  readonly clientId: string;
  readonly clientName: string | null;
  readonly stage: CollectionStage;
  readonly state: CollectionCard['state'];
  readonly loanState: string;
  readonly currency: string;
  readonly outstanding: bigint;
  readonly daysOverdue: number;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly deadlineAt: Date;
  readonly stoppedAt: Date | null;
  readonly promiseDay: string | null;
  readonly promised: bigint | null;
  readonly lastContactAt: Date | null;
}

/** What is due first stands first. */
export async function readCollectionBoard(
  pool: pg.Pool,
  asked: BoardAsked,
): Promise<CollectionBoard> {
  const { stage, only, now, actor } = asked;
  const [stages, cards, today] = await Promise.all([
    pool.query<CollectionBoard['stages'][number]>({
      name: 'collection board: stages',
      text: STAGES,
      values: [isoOf(now)],
    }),
    pool.query<CardRow>({
      name: 'collection board: cards',
      text: CARDS,
      values: [stage ?? null, only === 'mine' ? actor.id : null, only ?? '', isoOf(now)],
    }),
    readBusinessDate(pool),
  ]);
  const loanIds = cards.rows.map(({ loanId }) => loanId);
  const servicings = await rowsOf(pool, servicingTable, servicingTable.loadByKey(loanIds));
  const byLoan = new Map(servicings.map((one) => [one.loanId, one]));
  return {
    now: isoOf(now),
    stages: stages.rows,
    cards: cards.rows.map((row) => cardOf(row, byLoan.get(row.loanId), { today, now, actor })),
  };
}

function cardOf(
  row: CardRow,
  servicing: Servicing | undefined,
  {
    today,
    now,
    actor,
  }: { readonly today: Day | undefined; readonly now: Instant; readonly actor: PersonActor },
): CollectionCard {
  const { currency, ownerId, ownerName, deadlineAt, stoppedAt, promised, lastContactAt } = row;
  const isRunning = servicing !== undefined && servicing.writtenOff === undefined;
  const arrears = isRunning && today !== undefined ? arrearsOf(servicing, today) : undefined;
  const isClockStopped = stoppedAt !== null;
  return {
    ...{ caseId: row.caseId, loanId: row.loanId, clientId: row.clientId, stage: row.stage },
    ...{ state: row.state, loanState: row.loanState },
    ...present({ clientName: row.clientName, ownerId, ownerName, promiseDay: row.promiseDay }),
    ...{ daysOverdue: arrears?.daysOverdue ?? row.daysOverdue, isMine: ownerId === actor.id },
    overdue: moneyOf(arrears === undefined ? 0n : totalOfAmounts(arrears.amounts), currency),
    outstanding: moneyOf(row.outstanding, currency),
    ...{ deadlineAt: deadlineAt.toISOString(), isClockStopped },
    isLate: !isClockStopped && deadlineAt.toISOString() <= isoOf(now),
    ...(promised !== null && { promised: moneyOf(promised, currency) }),
    ...present({ lastContactAt: lastContactAt?.toISOString() }),
  };
}

/** What may be said to the borrower of a case of collection now; nothing where it is no such case. */
export async function readContactConduct(
  pool: pg.Pool,
  caseId: Id,
  now: Instant,
): Promise<ContactConductOnWire | undefined> {
  const [found] = await rowsOf(pool, caseTable, caseTable.loadByKey([caseId]));
  const operator = await readOperator(pool);
  if (found?.collection === undefined || operator === undefined) return undefined;
  const { time, packId } = operator;
  const offset = offsetMinutesAt(time.offsets, now);
  const day = dayAt(now, offset);
  const minutes = Math.floor((now - startOfDay(day, offset)) / MS_A_MINUTE);
  const conduct = contactConduct(packOfOperator({ packId }), day);
  const plan = collectionPlanOf(found.collection.stage);
  const weekMax = Math.min(plan.contactsPerWeek, conduct.contactsPerWeek);
  const [counts, others] = await Promise.all([
    countContacts(pool, found, day),
    rowsOf(pool, caseTable, {
      name: 'cases about the subject',
      text: `select ${caseTable.selected} from work.case where subject_id = $1`,
      values: [found.subjectId],
      rows: -1,
    }),
  ]);
  const dayMax = Math.min(plan.contactsPerDay, conduct.contactsPerDay);
  const before = counts.week - counts.today;
  return {
    ...{ timeZone: time.zone, localTime: clockText(minutes) },
    ...{ from: clockText(conduct.fromMinutes), to: clockText(conduct.toMinutes) },
    isWithinHours: minutes >= conduct.fromMinutes && minutes < conduct.toMinutes,
    isPaused: isContactBlocked(others),
    mayContactThirdParties: conduct.thirdParties,
    // What the week leaves over is all that today may have.
    ...{ ...counts, todayMax: Math.max(0, Math.min(dayMax, weekMax - before)), weekMax },
  };
}

async function readOperator(
  pool: pg.Pool,
): Promise<{ readonly packId: string; readonly time: OperatorTime } | undefined> {
  const { rows } = await pool.query<{ packId: string; time: string }>(
    'select pack_id as "packId", time::text from people.operator',
  );
  const [row] = rows;
  return row && { packId: row.packId, time: jsonColumn<OperatorTime>().read(row.time) };
}

async function countContacts(
  pool: pg.Pool,
  { clientId }: Case,
  day: Day,
): Promise<{ readonly today: number; readonly week: number }> {
  const { rows } = await pool.query<{ today: number; week: number }>({
    name: 'contacts of a week',
    text: `select count(*) filter (where day = $2::date)::integer as today, count(*)::integer as week
      from work.contact
      where client_id = $1 and day between $3::date and $2::date`,
    values: [clientId, formatDay(day), formatDay(addDays(day, 1 - WEEK_DAYS))],
  });
  return rows[0] ?? { today: 0, week: 0 };
}

/** 480 → 08:00. */
function clockText(minutes: number): string {
  const digits = (value: number) => String(value).padStart(2, '0');
  return `${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`;
}

const OPEN_STATES = `('open', 'in_progress', 'waiting', 'in_check')`;

const STAGES = `select stage.name as stage, count(own.id)::integer as count,
    count(own.id) filter (where own.stopped_at is null and own.deadline_at <= $1::timestamptz)::integer
      as late,
    count(own.id) filter (where own.owner_id is null)::integer as untaken
  from unnest(array['early', 'middle', 'final', 'legal']) with ordinality as stage (name, place)
  left join work.case as own on own.state in ${OPEN_STATES}
    and own.case_kind = 'collection' and own.collection ->> 'stage' = stage.name
  group by stage.name, stage.place
  order by stage.place`;

const CARDS = `select own.id as "caseId", own.subject_id as "loanId", own.client_id as "clientId",
    identity.name as "clientName", own.collection ->> 'stage' as stage, own.state,
    loan.state as "loanState", loan.currency,
    coalesce((own.collection ->> 'daysOverdue')::integer, 0) as "daysOverdue",
    own.owner_id as "ownerId", owner.name as "ownerName", own.deadline_at as "deadlineAt",
    own.stopped_at as "stoppedAt", promise.day as "promiseDay", promise.amount as promised,
    coalesce(principal.posted, 0) as outstanding,
    (
      select max(contact.at) from work.contact where contact.loan_id = own.subject_id
    ) as "lastContactAt"
  from (
    select *
    from work.case
    where state in ${OPEN_STATES}
      and case_kind = 'collection'
      and ($1::text is null or collection ->> 'stage' = $1)
      and ($2::uuid is null or owner_id = $2)
      and ($3 <> 'untaken' or owner_id is null)
      and ($3 <> 'late' or (stopped_at is null and deadline_at <= $4::timestamptz))
    order by deadline_at, id
    limit ${CARDS_MAX}
  ) as own
  join loan.loan on loan.id = own.subject_id
  left join people.identity on identity.person_id = own.client_id
  left join people.identity as owner on owner.person_id = own.owner_id
  left join work.promise on promise.id = (own.collection ->> 'promiseId')::uuid
  left join ledger.account as principal on principal.owner = own.subject_id::text
    and principal.kind = 'loan_principal' and principal.currency = loan.currency
  order by own.deadline_at, own.id`;
