// The command log: what was accepted, with what happened by it, for ever.
import type { MutuaEvent } from '@mutua/core/events.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import { type Instant, instantOfMs, isoOf } from '@mutua/core/time/instant.ts';
import { dayColumn } from '../database/column.ts';
import type { Statement } from '../database/fact-table.ts';
import { readPacked, writePacked } from '../database/packed-json.ts';

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
      coalesce((select max(batch) from commit.command), 0) as batch,
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
    values: [ids],
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
  return {
    name: 'insert commands',
    text: `insert into commit.command
        (sequence, command_id, batch, kind, actor, digest, events, at, business_date)
      select sequence, command_id, batch, kind, actor, decode(digest, 'hex'), events, at, business_date
      from unnest($1::bigint[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[],
        $7::json[], $8::timestamptz[], $9::date[])
        as given (sequence, command_id, batch, kind, actor, digest, events, at, business_date)`,
    values: [
      commands.map(({ sequence }) => sequence),
      commands.map(({ commandId }) => commandId),
      commands.map(({ batch }) => batch),
      commands.map(({ kind }) => kind),
      commands.map(({ actor }) => actor),
      commands.map(({ digest }) => digest.toString('hex')),
      commands.map(({ events }) => eventsForLog(events)),
      commands.map(({ at }) => isoOf(at)),
      commands.map(({ businessDate }) => formatDay(businessDate)),
    ],
    rows: commands.length,
  };
}
