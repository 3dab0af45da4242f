// The notices as the command log gives them, held against those that were written, command by command.
//
// Each is one text on either side, which PostgreSQL and this file put together alike; where two texts differ, the
// notices are read and compared by what they say.
import type { Notice } from '@mutua/core/notice/notice.ts';
import { readPacked, writePacked, writePackedInOrder } from '../database/packed-json.ts';
import type { Connection } from '../ledger/standing.ts';
import type { PlayedCommand } from './logged-book.ts';
import { RowCursor } from './row-cursor.ts';

interface NoticeRow {
  readonly sequence: bigint;
  /** All but the figures. */
  readonly head: string;
  readonly figures: string;
}

type Stamped = Pick<PlayedCommand, 'sequence' | 'stamp'>;

/** Reads the table along the log, sorted once. */
export class ReplayedNotices {
  readonly #connection: Connection;
  readonly #rows: RowCursor<NoticeRow>;
  /** From which command on there are notices of a kind. */
  readonly #since = new Map<string, bigint>();

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#rows = new RowCursor(
      connection,
      'replayed_notices',
      `select sequence, sequence || '-' || place || ' ' || at || ' ' || business_date || ' ' || client_id || ' ' || role
         || ' ' || kind || ' ' || subject_kind || ' ' || subject_id || ' ' || currency as head, figures
       from notice.notice
       order by notice.sequence, notice.place, notice.client_id`,
    );
  }

  async begin(): Promise<void> {
    const { rows } = await this.#connection.query<{ kind: string; since: bigint }>(
      'select kind, since_sequence as since from notice.kind',
    );
    for (const { kind, since } of rows) this.#since.set(kind, since);
    await this.#rows.open();
  }

  async end(): Promise<void> {
    await this.#rows.close();
  }

  /** What is wrong with the notices up to that command. */
  async compare(command: Stamped, notices: readonly Notice[]): Promise<readonly string[]> {
    const written: NoticeRow[] = [];
    for (;;) {
      const row = this.#rows.head ?? (await this.#rows.more());
      if (row === undefined || row.sequence > command.sequence) break;
      written.push(row);
      this.#rows.step();
    }
    if (written.length === 0 && notices.length === 0) return [];
    const given = notices.filter(
      ({ kind }) => command.sequence >= (this.#since.get(kind) ?? command.sequence + 1n),
    );
    const isSame =
      given.length === written.length &&
      given.every((notice, place) => {
        const { head, figures } = written[place] ?? { head: '', figures: '' };
        return head === headOf(command, notice, place) && figures === writePacked(notice.figures);
      });
    return isSame ? [] : differences(command, given, written);
  }

  /** What is left behind the last command. */
  async left(): Promise<readonly string[]> {
    const row = this.#rows.head ?? (await this.#rows.more());
    return row === undefined
      ? []
      : [`notice ${writtenText(row)}: it is in the table, and the log has no such command.`];
  }
}

function differences(
  command: Stamped,
  given: readonly Notice[],
  rows: readonly NoticeRow[],
): readonly string[] {
  const expected = new Set(
    given.map((notice, place) => {
      return `${headOf(command, notice, place)} ${writePackedInOrder(notice.figures)}`;
    }),
  );
  const written = new Set(rows.map(writtenText));
  const more = [...written].filter((text) => !expected.has(text));
  const fewer = [...expected].filter((text) => !written.has(text));
  return [
    ...more.map((text) => `notice ${text}: it is in the table, and the log knows nothing of it.`),
    ...fewer.map((text) => `notice ${text}: the log gives it, and it is not in the table.`),
  ];
}

/** All that a notice says but its figures, one for one. */
function headOf({ sequence, stamp }: Stamped, notice: Notice, place: number): string {
  const { receiverId, role, kind, subject, currency } = notice;
  return `${sequence}-${place} ${stamp} ${receiverId} ${role} ${kind} ${subject.kind} ${subject.id} ${currency}`;
}

function writtenText({ head, figures }: NoticeRow): string {
  return `${head} ${writePackedInOrder(readPacked(figures))}`;
}
