// The notices as the command log gives them, held against those that were written, command by command.
import type { Notice } from '@mutua/core/notice/notice.ts';
import type { LoggedCommand } from '../commit/log-store.ts';
import { dayColumn } from '../database/column.ts';
import { writePacked } from '../database/packed-json.ts';
import type { Connection } from '../ledger/standing.ts';
import { NOTICE_COLUMNS, type NoticeRow, readNotice } from '../notice/notice-store.ts';

const ROWS_AT_ONCE = 1_000;

/** Reads the table along the log, sorted once. */
export class ReplayedNotices {
  readonly #connection: Connection;
  /** From which command on there are notices of a kind. */
  readonly #since = new Map<string, bigint>();
  #rows: readonly NoticeRow[] = [];
  #next = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async begin(): Promise<void> {
    const { rows } = await this.#connection.query<{ kind: string; since: bigint }>(
      'select kind, since_sequence as since from notice.kind',
    );
    for (const { kind, since } of rows) this.#since.set(kind, since);
    await this.#connection.query(
      `declare replayed_notices no scroll cursor for
       select ${NOTICE_COLUMNS}
       from notice.notice
       order by notice.sequence, notice.place, notice.client_id`,
    );
    await this.#fetch();
  }

  async end(): Promise<void> {
    await this.#connection.query('close replayed_notices');
  }

  /** What is wrong with the notices up to that command. */
  async compare(
    { sequence, at, businessDate }: LoggedCommand,
    notices: readonly Notice[],
  ): Promise<readonly string[]> {
    const expected = new Set(
      notices
        .filter(({ kind }) => sequence >= (this.#since.get(kind) ?? sequence + 1n))
        .map((notice, place) => textOf({ sequence, place, at, businessDate }, notice)),
    );
    const written = new Set(await this.#through(sequence));
    const more = [...written].filter((text) => !expected.has(text));
    const fewer = [...expected].filter((text) => !written.has(text));
    return [
      ...more.map((text) => `notice ${text}: it is in the table, and the log knows nothing of it.`),
      ...fewer.map((text) => `notice ${text}: the log gives it, and it is not in the table.`),
    ];
  }

  /** What is left behind the last command. */
  async left(): Promise<readonly string[]> {
    const [row] = this.#rows.slice(this.#next);
    return row === undefined
      ? []
      : [`notice ${writtenText(row)}: it is in the table, and the log has no such command.`];
  }

  /** The rows of all commands up to that one that were not given yet. */
  async #through(sequence: bigint): Promise<readonly string[]> {
    const texts: string[] = [];
    for (;;) {
      const row = this.#rows[this.#next];
      if (row === undefined || row.sequence > sequence) return texts;
      texts.push(writtenText(row));
      this.#next += 1;
      if (this.#next === this.#rows.length) await this.#fetch();
    }
  }

  async #fetch(): Promise<void> {
    const { rows } = await this.#connection.query<NoticeRow>(
      `fetch ${ROWS_AT_ONCE} from replayed_notices`,
    );
    this.#rows = rows;
    this.#next = 0;
  }
}

type Place = Pick<LoggedCommand, 'sequence' | 'at' | 'businessDate'> & { readonly place: number };

/** All that a notice says, one for one. */
function textOf({ sequence, place, at, businessDate }: Place, notice: Notice): string {
  const { receiverId, role, kind, subject, currency, figures } = notice;
  const told = Object.entries(figures).filter(([, value]) => value !== undefined);
  const sorted = Object.fromEntries(told.toSorted(([left], [right]) => (left < right ? -1 : 1)));
  const who = `${receiverId} ${role} ${kind} ${subject.kind} ${subject.id} ${currency}`;
  return `${sequence}-${place} ${at} ${businessDate} ${who} ${writePacked(sorted)}`;
}

function writtenText(row: NoticeRow): string {
  const { sequence, place, businessDate, at } = row;
  const day = dayColumn.read(businessDate);
  const stamp = at.getTime() as LoggedCommand['at'];
  return textOf({ sequence, place, at: stamp, businessDate: day }, readNotice(row));
}
