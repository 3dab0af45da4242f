// Notices are written with the commands that cause them, in the same transaction, and never changed.
import type { Notice } from '@mutua/core/notice/notice.ts';
import { arrayOf } from '../database/array-parameter.ts';
import { bigintColumn, idColumn, integerColumn } from '../database/column.ts';
import { factTable, type Statement } from '../database/fact-table.ts';
import { readPacked, writePacked } from '../database/packed-json.ts';

/** A command whose notices are written; of most there are none. */
export interface NoticingCommand {
  readonly sequence: bigint;
  readonly at: number;
  readonly businessDate: number;
  readonly notices?: readonly Notice[];
}

interface PlacedNotice extends Pick<NoticingCommand, 'sequence' | 'at' | 'businessDate'> {
  readonly notice: Notice;
  readonly place: number;
}

/** How far each client has read. */
export const noticeReadingTable = factTable(
  'noticeReading',
  'notice.reading',
  { clientId: idColumn, sequence: bigintColumn, place: integerColumn },
  { key: ['client_id'] },
);

/** One statement for the notices of a whole batch; none where there are none. */
export function insertNotices(commands: readonly NoticingCommand[]): readonly Statement[] {
  const placed = commands.flatMap(placesOf);
  if (placed.length === 0) return [];
  const column = (
    type: Parameters<typeof arrayOf>[0],
    read: (one: PlacedNotice) => string | number | bigint,
  ) => arrayOf(type, placed, read);
  return [
    {
      name: 'insert notices',
      text: `insert into notice.notice
          (client_id, sequence, place, role, kind, subject_kind, subject_id, currency, figures, at, business_date)
        select *
        from unnest($1::uuid[], $2::bigint[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::uuid[],
          $8::text[], $9::json[], $10::timestamptz[], $11::date[])`,
      values: [
        column('uuid', ({ notice }) => notice.receiverId),
        column('bigint', ({ sequence }) => sequence),
        column('integer', ({ place }) => place),
        column('text', ({ notice }) => notice.role),
        column('text', ({ notice }) => notice.kind),
        column('text', ({ notice }) => notice.subject.kind),
        column('uuid', ({ notice }) => notice.subject.id),
        column('text', ({ notice }) => notice.currency),
        column('json', ({ notice }) => writePacked(notice.figures)),
        column('timestamptz', ({ at }) => at),
        column('date', ({ businessDate }) => businessDate),
      ],
      rows: placed.length,
    },
  ];
}

/** The columns of a notice, as `readNotice` takes them. */
export const NOTICE_COLUMNS = `notice.client_id as "receiverId", notice.sequence, notice.place, notice.role,
  notice.kind, notice.subject_kind as "subjectKind", notice.subject_id as "subjectId", notice.currency,
  notice.figures, notice.at, notice.business_date as "businessDate"`;

export interface NoticeRow {
  readonly receiverId: Notice['receiverId'];
  readonly sequence: bigint;
  readonly place: number;
  readonly role: Notice['role'];
  readonly kind: Notice['kind'];
  readonly subjectKind: Notice['subject']['kind'];
  readonly subjectId: Notice['subject']['id'];
  readonly currency: Notice['currency'];
  readonly figures: string;
  readonly at: Date;
  readonly businessDate: string;
}

export function readNotice({ subjectKind, subjectId, figures, ...row }: NoticeRow): Notice {
  const { receiverId, role, kind, currency } = row;
  return {
    ...{ receiverId, role, kind, currency },
    subject: { kind: subjectKind, id: subjectId },
    figures: readPacked(figures) as Notice['figures'],
  };
}

function placesOf({
  sequence,
  at,
  businessDate,
  notices = [],
}: NoticingCommand): readonly PlacedNotice[] {
  return notices.map((notice, place) => ({ sequence, at, businessDate, notice, place }));
}
