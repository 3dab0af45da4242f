// Notices as they are read: a client's own, and those of a loan or a client for the office, the newest first.
import type { NoticeInOffice, NoticeOnWire } from '@mutua/contract/notice/notice.ts';
import type { Language } from '@mutua/contract/words/language.ts';
import { noticeText } from '@mutua/contract/words/notices.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { MONEY_FIGURES, type Notice, type NoticePlace } from '@mutua/core/notice/notice.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { NOTICE_COLUMNS, type NoticeRow, readNotice } from './notice-store.ts';

/** More unread ones are not counted. */
const UNREAD_MAX = 1_000;

interface ReadRow extends NoticeRow {
  readonly title: string | null;
  readonly isRead: boolean;
}

type Asked = Pick<PageRequest, 'after' | 'readLimit'> & { readonly language: Language };

export async function readOwnNotices(
  pool: pg.Pool,
  clientId: Id,
  asked: Asked,
): Promise<readonly NoticeOnWire[]> {
  const rows = await readRows(pool, 'notice.client_id = $1', clientId, asked);
  return rows.map((row) => ({ ...fieldsOf(row, asked.language), isRead: row.isRead }));
}

/** Nothing where there is no such loan. */
export async function readNoticesOfLoan(
  pool: pg.Pool,
  loanId: Id,
  asked: Asked,
): Promise<readonly NoticeInOffice[] | undefined> {
  const isThere = await exists(pool, 'select from loan.loan where id = $1', loanId);
  return isThere
    ? inOffice(await readRows(pool, 'notice.subject_id = $1', loanId, asked), asked)
    : undefined;
}

/** Nothing where there is no such client. */
export async function readNoticesOfClient(
  pool: pg.Pool,
  clientId: Id,
  asked: Asked,
): Promise<readonly NoticeInOffice[] | undefined> {
  const isThere = await exists(pool, 'select from people.client where id = $1', clientId);
  return isThere
    ? inOffice(await readRows(pool, 'notice.client_id = $1', clientId, asked), asked)
    : undefined;
}

/** How many the client has not read; counted no further than a thousand. */
export async function countUnread(pool: pg.Pool, clientId: Id): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::integer as count
     from (
       select
       from notice.notice
       where client_id = $1
         and (sequence, place) > (
           select coalesce(max(sequence), 0), coalesce(max(place), 0)
           from notice.reading
           where client_id = $1
         )
       order by sequence desc, place desc
       limit ${UNREAD_MAX}
     ) as unread`,
    [clientId],
  );
  return rows[0]?.count ?? 0;
}

/** Whether this client has a notice in that place. */
export async function isOwnNotice(
  pool: pg.Pool,
  clientId: Id,
  { sequence, place }: NoticePlace,
): Promise<boolean> {
  const { rows } = await pool.query(
    'select from notice.notice where client_id = $1 and sequence = $2 and place = $3',
    [clientId, sequence, place],
  );
  return rows.length > 0;
}

async function readRows(
  pool: pg.Pool,
  whose: 'notice.client_id = $1' | 'notice.subject_id = $1',
  id: Id,
  { after, readLimit }: Asked,
): Promise<readonly ReadRow[]> {
  const { rows } = await pool.query<ReadRow>(
    `select ${NOTICE_COLUMNS}, listing.title,
       coalesce((notice.sequence, notice.place) <= (reading.sequence, reading.place), false) as "isRead"
     from notice.notice
     left join loan.listing
       on notice.subject_kind = 'loan' and listing.loan_id = notice.subject_id
     left join notice.reading on reading.client_id = notice.client_id
     where ${whose}
       and ($2::bigint is null or (notice.sequence, notice.place) < ($2, $3::bigint))
     order by notice.sequence desc, notice.place desc
     limit $4`,
    [id, after?.[0] ?? null, after?.[1] ?? null, readLimit],
  );
  return rows;
}

async function exists(pool: pg.Pool, text: string, id: Id): Promise<boolean> {
  return (await pool.query(text, [id])).rows.length > 0;
}

function inOffice(
  rows: readonly ReadRow[],
  { language }: Pick<Asked, 'language'>,
): readonly NoticeInOffice[] {
  return rows.map((row) => ({ ...fieldsOf(row, language), receiverId: row.receiverId }));
}

function fieldsOf(row: ReadRow, language: Language) {
  const notice = readNotice(row);
  const { kind, role, subject } = notice;
  return {
    noticeId: noticeIdOf(row),
    ...{ kind, role, subject, channel: 'in_app' as const },
    ...present({ listingTitle: row.title }),
    ...{ at: row.at.toISOString(), businessDate: row.businessDate },
    ...noticeText(notice, language),
    figures: figuresOf(notice),
  };
}

function noticeIdOf({ sequence, place }: NoticePlace): string {
  return `${sequence}-${place}`;
}

function figuresOf({ figures, currency }: Notice): NoticeOnWire['figures'] {
  const { day, time, daysBefore, daysOverdue, reason } = figures;
  const money = MONEY_FIGURES.flatMap((name) => {
    const amount = figures[name];
    return amount === undefined ? [] : [[name, moneyOf(amount, currency)] as const];
  });
  return {
    ...Object.fromEntries(money),
    ...present({ day: day === undefined ? undefined : formatDay(day) }),
    ...present({ time, daysBefore, daysOverdue, reason }),
  };
}
