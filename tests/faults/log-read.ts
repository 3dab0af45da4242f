// What the tables say, read from outside with a connection that may change nothing: the command log, what belongs to
// its commands, and what is under way at the bank.
import { setTimeout as pause } from 'node:timers/promises';
import { isDatabaseUnavailable } from '@mutua/server/database/failure.ts';
import { withClient } from '@mutua/server/database/pool.ts';
import type pg from 'pg';

const RETRY_MS = 30_000;

/** One command as the log has it. */
export interface Logged {
  readonly id: string;
  readonly times: number;
  readonly actor: string;
  readonly at: string;
  readonly businessDate: string;
}

/** Up to where the tables were looked through. */
export interface Mark {
  readonly sequence: bigint;
  readonly transferId: bigint;
}

export const BEGINNING: Mark = { sequence: 0n, transferId: 0n };

/** A crash that has just begun may break a connection: then everything is read once more. */
export async function reading<Value>(
  connection: () => pg.ClientConfig,
  read: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const until = Date.now() + RETRY_MS;
  for (;;) {
    try {
      return await withClient(connection(), read);
    } catch (error) {
      if (!isDatabaseUnavailable(error) || Date.now() > until) throw error;
      await pause(100);
    }
  }
}

export async function readLogged(
  client: pg.Client,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Logged>> {
  const { rows } = await client.query<Omit<Logged, 'at'> & { readonly at: Date }>(
    `select command_id as id, count(*)::integer as times, min(actor) as actor, min(at) as at,
       min(business_date) as "businessDate"
     from commit.command
     where command_id = any($1::uuid[])
     group by command_id`,
    [ids],
  );
  return new Map(rows.map(({ at, ...row }) => [row.id, { ...row, at: at.toISOString() }]));
}

export async function readMark(client: pg.Client): Promise<Mark> {
  const { rows } = await client.query<Mark>(
    `select
       (select coalesce(max(sequence), 0) from commit.command) as sequence,
       (select coalesce(max(transfer_id), 0) from ledger.transfer) as "transferId"`,
  );
  return rows[0] ?? BEGINNING;
}

/** Commands of these persons in the log after a mark. */
export async function readIdsOf(
  client: pg.Client,
  persons: readonly string[],
  { sequence }: Pick<Mark, 'sequence'>,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select command_id as id
     from commit.command
     where sequence > $1 and actor = any($2::text[])`,
    [sequence, persons.map((id) => `person ${id}`)],
  );
  return rows.map(({ id }) => id);
}

/** Halves: of a command without its transfers or its rows, of a transfer without its command, of a batch with gaps. */
export async function readHalves(
  client: pg.Client,
  { sequence, transferId }: Mark,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const text of [GAPS, HOLDS, ROWS]) {
    const { rows } = await client.query<{ half: string }>(text, [sequence]);
    found.push(...rows.map(({ half }) => half));
  }
  const { rows } = await client.query<{ half: string }>(ORPHANS, [transferId]);
  return [...found, ...rows.map(({ half }) => half)];
}

/** What is left in the rooms of commands that the log does not have. */
export async function readTraces(
  client: pg.Client,
  ids: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ half: string }>(
    `select format('%s %s is there, and its command is not in the log.', room, id) as half
     from (
       select 'bid' as room, id from loan.bid
       union all select 'top-up', id from wallet.top_up
       union all select 'withdrawal', id from wallet.withdrawal
       union all select 'instruction', id from wallet.instruction
       union all select 'mandate', id from wallet.mandate
       union all select 'loan', id from loan.loan
     ) as rooms
     where id = any($1::uuid[])`,
    [ids],
  );
  return rows.map(({ half }) => half);
}

/** What is under way between the house and its bank, by kind. */
export async function readUnderWay(client: pg.Client): Promise<Readonly<Record<string, number>>> {
  const { rows } = await client.query<{ what: string; count: number }>(
    `select what, count(*)::integer as count
     from (
       select 'top-up requested' as what from wallet.top_up where state = 'requested'
       union all
       select 'withdrawal ' || state from wallet.withdrawal where state in ('requested', 'sent', 'unknown')
       union all
       select 'freeze ' || freeze_state from loan.bid
         where state = 'accepted' and freeze_state in ('created', 'sent', 'awaiting_authorisation')
       union all
       select 'instruction ' || state from wallet.instruction where state in ('created', 'sent', 'unknown')
       union all
       select 'batch ' || state from wallet.custody_batch where state in ('sent', 'unknown', 'answered')
       union all
       select 'mandate requested' from wallet.mandate where state = 'requested'
       union all
       select 'movement waiting' from wallet.bank_movement where state = 'waiting'
     ) as things
     group by what`,
  );
  return Object.fromEntries(rows.map(({ what, count }) => [what, count]));
}

/** Pages at the bank that still ask an owner, also about a bid that has gone back meanwhile. */
export async function readPagesLeft(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ pageUrl: string }>(
    `select answer ->> 'pageUrl' as "pageUrl"
     from wallet.custody_batch, json_array_elements(answers) as answer
     where state = 'sent' and answer ->> 'outcome' = 'awaiting_authorisation'`,
  );
  return rows.map(({ pageUrl }) => pageUrl);
}

/** Breaks that somebody would have to explain, and alarms that somebody would have to end. */
export async function readForPeople(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ said: string }>(
    `select format('break of %s: %s %s, ours %s, theirs %s (%s)', day, kind, reference, ours, theirs, state) as said
     from ledger.break
     union all
     select format('alarm: %s %s %s', kind, reference, detail)
     from wallet.alarm`,
  );
  return rows.map(({ said }) => said);
}

const GAPS = `select format('After command %s the log has %s commands, and the last is %s.', $1::bigint, count(*), max(sequence)) as half
  from commit.command
  where sequence > $1
  having count(*) <> max(sequence) - $1`;

const HOLDS = `select format('Command %s says that it made transfer %s, which is not there.', sequence, named) as half
  from (
    select sequence, substr(coalesce(event ->> 'holdId', event ->> 'transferId'), 2)::bigint as named
    from commit.command, json_array_elements(events) as event
    where sequence > $1
      and event ->> 'kind' in ('BidPlaced', 'WithdrawalRequested', 'TopUpCredited')
  ) as made
  left join ledger.transfer on transfer_id = named and command_sequence = sequence
  where transfer_id is null`;

const ROWS = `select format('Command %s (%s) is in the log, and its row is not there.', sequence, kind) as half
  from commit.command
  where sequence > $1 and not case kind
    when 'PlaceBid' then exists (select 1 from loan.bid where id = command_id)
    when 'RequestTopUp' then exists (select 1 from wallet.top_up where id = command_id)
    when 'RequestWithdrawal' then exists (select 1 from wallet.withdrawal where id = command_id)
      and exists (select 1 from wallet.instruction where id = command_id)
    when 'RequestMandate' then exists (select 1 from wallet.mandate where id = command_id)
    when 'ApplyForLoan' then exists (select 1 from loan.loan where id = command_id)
    else true
  end`;

const ORPHANS = `select format('Transfer %s of %s has no command of its day.', transfer_id, booked_day) as half
  from ledger.transfer
  left join commit.command on sequence = command_sequence
  where transfer_id > $1 and business_date is distinct from booked_day`;
