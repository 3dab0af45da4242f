// The command log: what was accepted, with what happened by it, for ever.
import type { MutuaEvent } from '@mutua/core/events.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { Notice } from '@mutua/core/notice/notice.ts';
import type { Day } from '@mutua/core/time/day.ts';
import { type Instant, instantOfMs } from '@mutua/core/time/instant.ts';
import { arrayOf } from '../database/array-parameter.ts';
import { dayColumn } from '../database/column.ts';
import type { Statement } from '../database/fact-table.ts';
import { readPacked, writePacked } from '../database/packed-json.ts';
import { type SentColumn, sentRows } from '../database/row-parameters.ts';

/** One accepted command. */
export interface LoggedCommand {
  readonly sequence: bigint;
  readonly commandId: Id;
  readonly batch: bigint;
  readonly kind: string;
  /** As `actorText` writes it. */
  readonly actor: string;
  /** SHA-256 of the decoded command. */
  readonly digest: Buffer;
  readonly events: readonly MutuaEvent[];
  readonly at: Instant;
  readonly businessDate: Day;
  /** Whom it told of it; there only where it was accepted just now. */
  readonly notices?: readonly Notice[];
}

export interface LogRow {
  readonly sequence: bigint;
  readonly command_id: string;
  readonly batch: bigint;
  readonly kind: string;
  readonly actor: string;
  readonly digest: Buffer;
  readonly events: string;
  readonly at: Date;
  readonly business_date: string;
}

/** Where a new lane goes on: the last numbers that were given. */
export const LAST_NUMBERS: Statement = {
  name: 'last numbers',
  text: `select
      coalesce((select max(sequence) from commit.command), 0) as sequence,
      coalesce((select batch from commit.command order by sequence desc limit 1), 0) as batch,
      coalesce((select max(transfer_id) from ledger.transfer), 0) as "transferId"`,
  values: [],
  rows: 1,
};

/** Those of the ids that were accepted before. */
export function findCommands(ids: readonly Id[]): Statement {
  return {
    name: 'find commands',
    text: `select sequence, command_id, batch, kind, actor, digest, events, at, business_date
      from commit.command
      where command_id = any($1::uuid[])`,
    values: [arrayOf('uuid', ids, (id) => id)],
    rows: -1,
  };
}

export function readCommand(row: LogRow): LoggedCommand {
  return {
    sequence: row.sequence,
    commandId: row.command_id as Id,
    batch: row.batch,
    kind: row.kind,
    actor: row.actor,
    digest: row.digest,
    events: readPacked(row.events) as readonly MutuaEvent[],
    at: instantOfMs(row.at.getTime()),
    businessDate: dayColumn.read(row.business_date),
  };
}

/** Personal data stands in its own table, which can be blotted out, and never in the log. */
function eventsForLog(events: readonly MutuaEvent[]): string {
  return writePacked(events.map((event) => ({ ...event, personal: undefined })));
}

export function insertCommands(commands: readonly LoggedCommand[]): Statement {
  const { selected, values, form } = sentRows(LOG_COLUMNS, commands);
  return {
    name: `insert commands ${form}`,
    text: `insert into commit.command
        (sequence, command_id, batch, kind, actor, digest, events, at, business_date)
      select ${selected}`,
    values,
    rows: commands.length,
  };
}

const LOG_COLUMNS: readonly SentColumn<LoggedCommand>[] = [
  { type: 'bigint', read: ({ sequence }) => sequence },
  { type: 'uuid', read: ({ commandId }) => commandId },
  { type: 'bigint', read: ({ batch }) => batch, isOftenAlike: true },
  { type: 'text', read: ({ kind }) => kind, isOftenAlike: true },
  { type: 'text', read: ({ actor }) => actor },
  { type: 'bytea', read: ({ digest }) => digest },
  { type: 'json', read: ({ events }) => eventsForLog(events) },
  { type: 'timestamptz', read: ({ at }) => at },
  { type: 'date', read: ({ businessDate }) => businessDate, isOftenAlike: true },
];
