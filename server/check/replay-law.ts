// The strongest law: the command log, played again into an empty World, gives exactly the tables.
//
// Commands are read in order, a thousand at a time, with the transfers that they booked; each event is applied by
// `evolve`, the notices that follow from it are held against those that were written, and each transfer is booked
// by the law of the book, which so is tried at every moment of the history. Then every table is read through by its
// key and compared. Personal data is not in the log and is left out.
import type { Stamp } from '@mutua/core/decision.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import { idOf } from '@mutua/core/kit/id.ts';
import { addressText } from '@mutua/core/ledger/account.ts';
import { bookTransfer } from '@mutua/core/ledger/book.ts';
import type { AccountKind } from '@mutua/core/ledger/chart.ts';
import type { Transfer } from '@mutua/core/ledger/transfer.ts';
import { codeOfNumber } from '@mutua/core/ledger/transfer-codes.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { applyEvents } from '@mutua/core/notice/apply-events.ts';
import type { Notice } from '@mutua/core/notice/notice.ts';
import { type FactKind, KEY_OF } from '@mutua/core/world.ts';
import { FACT_TABLES } from '../commit/fact-stores.ts';
import { type LoggedCommand, type LogRow, readCommand } from '../commit/log-store.ts';
import { dayColumn } from '../database/column.ts';
import { writePacked } from '../database/packed-json.ts';
import { AccountNumbers, readAccount, readHold } from '../ledger/book-store.ts';
import type { Connection } from '../ledger/standing.ts';
import { type Finding, type Law, type Progress, VIOLATIONS_SHOWN } from './law.ts';
import { ReplayedNotices } from './replayed-notices.ts';
import { ReplayedWorld } from './replayed-world.ts';

const COMMANDS_AT_ONCE = 1_000;
const ROWS_AT_ONCE = 1_000;

/** Facts that consist of personal data, which the log does not have. */
const PERSONAL_KINDS: ReadonlySet<FactKind> = new Set<FactKind>([
  ...(['identity', 'signIn', 'receiptPayer'] as const),
]);

/** Fields of other facts that hold personal data, or follow from it. */
const PERSONAL_FIELDS: Partial<Readonly<Record<FactKind, readonly string[]>>> = {
  client: ['birthDay'],
  questionnaire: ['answers'],
  application: ['file'],
  assessment: ['request', 'features'],
};

interface TransferRow {
  readonly transfer_id: bigint;
  readonly subject_id: string;
  readonly kind: Transfer['kind'];
  readonly code: number;
  readonly amount: bigint;
  readonly effective_day: string;
  readonly command_sequence: bigint;
  readonly ends_id: bigint | null;
  readonly reverses_id: bigint | null;
  readonly debit_kind: AccountKind;
  readonly debit_owner: string;
  readonly credit_kind: AccountKind;
  readonly credit_owner: string;
  readonly currency: string;
}

/** @param factsMax how many facts are kept in memory; a test makes it small. */
export function replayLaw(factsMax?: number): Law {
  return {
    name: 'log_gives_the_tables',
    words: {
      'zh-CN': '指令日志重放所得与各表逐行一致',
      en: 'The command log, played again, gives exactly the tables',
    },
    unit: 'commands and rows',
    examine: async (connection, progress) => {
      const world = new ReplayedWorld(connection, factsMax);
      await world.begin();
      const faults = new Faults();
      const commands = await playLog(connection, world, faults, progress);
      const rows = faults.count === 0 ? await compareTables(connection, world, faults) : 0;
      return { ...faults.finding(), examined: commands + rows };
    },
  };
}

class Faults {
  readonly #shown: string[] = [];
  count = 0;

  add(...sentences: readonly string[]): void {
    this.count += sentences.length;
    this.#shown.push(...sentences.slice(0, VIOLATIONS_SHOWN - this.#shown.length));
  }

  finding(): Omit<Finding, 'examined'> {
    return { broken: this.count, violations: this.#shown };
  }
}

/** Ends at the first command that cannot be played: nothing after it would mean anything. */
async function playLog(
  connection: Connection,
  world: ReplayedWorld,
  faults: Faults,
  progress: Progress,
): Promise<number> {
  const { rows: counted } = await connection.query<{ count: bigint }>(
    'select count(*) as count from commit.command',
  );
  const total = Number(counted[0]?.count ?? 0n);
  const told = new ReplayedNotices(connection);
  await told.begin();
  let played = 0;
  for (let after = 0n; ; ) {
    const commands = await readCommands(connection, after);
    const last = commands.at(-1);
    if (last === undefined) {
      faults.add(...(await told.left()));
      await told.end();
      return played;
    }
    const transfers = await readTransfers(connection, after, last.sequence);
    for (const command of commands) {
      try {
        let notices: readonly Notice[] = [];
        await world.play(() => {
          notices = playCommand(world, command, transfers.get(command.sequence) ?? []);
        });
        faults.add(...(await told.compare(command, notices)));
      } catch (error) {
        const said = error instanceof Error ? error.message : String(error);
        faults.add(`Command ${command.sequence} (${command.kind}) cannot be played again: ${said}`);
        await told.end();
        return played;
      }
      played += 1;
    }
    after = last.sequence;
    progress(played, total);
  }
}

function playCommand(
  world: ReplayedWorld,
  { events, at, businessDate, actor }: LoggedCommand,
  transfers: readonly Transfer[],
): readonly Notice[] {
  const stamp: Stamp = { at, day: businessDate, actor };
  const notices = applyEvents(world, events, stamp);
  for (const transfer of transfers) {
    const booked = bookTransfer(world, transfer);
    assert(
      booked.ok,
      `Transfer ${transfer.id} is refused: ${booked.ok ? '' : booked.refusal.code}.`,
    );
  }
  return notices;
}

async function readCommands(
  connection: Connection,
  after: bigint,
): Promise<readonly LoggedCommand[]> {
  const { rows } = await connection.query<LogRow>(
    `select sequence, command_id, batch, kind, actor, digest, events, at, business_date
     from commit.command
     where sequence > $1
     order by sequence
     limit ${COMMANDS_AT_ONCE}`,
    [after],
  );
  return rows.map(readCommand);
}

async function readTransfers(
  connection: Connection,
  after: bigint,
  through: bigint,
): Promise<ReadonlyMap<bigint, readonly Transfer[]>> {
  const { rows } = await connection.query<TransferRow>(
    `select transfer.*, debit.kind as debit_kind, debit.owner as debit_owner, debit.currency,
       credit.kind as credit_kind, credit.owner as credit_owner
     from ledger.transfer
     join ledger.account as debit on debit.account_id = transfer.debit_account
     join ledger.account as credit on credit.account_id = transfer.credit_account
     where command_sequence > $1 and command_sequence <= $2
     order by transfer_id`,
    [after, through],
  );
  const byCommand = new Map<bigint, Transfer[]>();
  for (const row of rows) {
    const booked = byCommand.get(row.command_sequence) ?? [];
    booked.push(readTransfer(row));
    byCommand.set(row.command_sequence, booked);
  }
  return byCommand;
}

function readTransfer(row: TransferRow): Transfer {
  const code = codeOfNumber(row.code);
  assert(code !== undefined, 'A transfer has a code of the glossary.');
  const inCurrency = currency(row.currency);
  const movement = {
    ...{ code, id: row.transfer_id },
    debit: { kind: row.debit_kind, owner: row.debit_owner, currency: inCurrency },
    credit: { kind: row.credit_kind, owner: row.credit_owner, currency: inCurrency },
    amount: minorUnits(row.amount),
    subjectId: idOf(row.subject_id),
    effectiveDay: dayColumn.read(row.effective_day),
  };
  const { kind, ends_id: endsId, reverses_id: reversesId } = row;
  if (kind === 'pending') return { ...movement, kind };
  if (kind === 'posted')
    return { ...movement, kind, ...(reversesId === null ? {} : { reversesId }) };
  return { ...movement, kind, endsId: endsId ?? 0n };
}

/** Reads every table through and compares row by row; then the number of rows tells what is missing. */
async function compareTables(
  connection: Connection,
  world: ReplayedWorld,
  faults: Faults,
): Promise<number> {
  const counts = await world.counts();
  let rows = 0;
  const sources: readonly Source[] = [...FACT_TABLES.map(tableSource), ACCOUNTS, HOLDS];
  for (const source of sources) {
    const { kind } = source;
    if (PERSONAL_KINDS.has(kind)) continue;
    let found = 0;
    for (let after: string | undefined; ; ) {
      const facts = await source.page(connection, after);
      if (facts.length === 0) break;
      const keys = facts.map((fact) => keyOf(kind, fact));
      const replayed = await world.factsOf(kind, keys);
      for (const [index, key] of keys.entries()) {
        const difference = differenceOf(kind, facts[index], replayed.get(key));
        if (difference !== undefined) faults.add(`${kind} ${key}: ${difference}`);
      }
      found += facts.length;
      after = keys.at(-1);
    }
    rows += found;
    const expected = counts.get(kind) ?? 0;
    if (found < expected) faults.add(`${kind}: the log gives ${expected}, the table has ${found}.`);
  }
  return rows;
}

interface Source {
  readonly kind: FactKind;
  readonly page: (connection: Connection, after: string | undefined) => Promise<readonly unknown[]>;
}

function tableSource(table: (typeof FACT_TABLES)[number]): Source {
  return {
    kind: table.kind,
    page: async (connection, after) => {
      const { text, values } = table.loadPage(after, ROWS_AT_ONCE);
      const { rows } = await connection.query<Record<string, unknown>>(text, [...values]);
      return rows.map((row) => table.read(row).fact);
    },
  };
}

const ACCOUNTS: Source = {
  kind: 'account',
  page: async (connection, after) => {
    const [kind, owner, letters] = after?.split('/') ?? [];
    const { rows } = await connection.query(
      `select account_id, kind, owner, currency, posted, pending_debit, pending_credit, version
       from ledger.account
       where $1::text is null or (owner, kind, currency) > ($1, $2, $3)
       order by owner, kind, currency
       limit ${ROWS_AT_ONCE}`,
      [owner ?? null, kind ?? null, letters ?? null],
    );
    const numbers = new AccountNumbers();
    return rows.map((row) => readAccount(row, numbers).fact);
  },
};

const HOLDS: Source = {
  kind: 'hold',
  page: async (connection, after) => {
    const { rows } = await connection.query(
      `select hold.hold_id, hold.subject_id, hold.code, hold.amount,
         debit.kind as debit_kind, debit.owner as debit_owner,
         credit.kind as credit_kind, credit.owner as credit_owner, debit.currency
       from ledger.hold
       join ledger.account as debit on debit.account_id = hold.debit_account
       join ledger.account as credit on credit.account_id = hold.credit_account
       where hold.hold_id > $1
       order by hold.hold_id
       limit ${ROWS_AT_ONCE}`,
      [after ?? 0n],
    );
    return rows.map((row) => readHold(row).fact);
  },
};

function keyOf(kind: FactKind, fact: unknown): string {
  return kind === 'account' ? addressText(fact as never) : KEY_OF[kind](fact as never);
}

/** The first field in which the row and the log differ. */
function differenceOf(kind: FactKind, saved: unknown, replayed: unknown): string | undefined {
  if (replayed === undefined) return 'it is in the table, and the log knows nothing of it.';
  const [row, log] = [fieldsOf(kind, saved), fieldsOf(kind, replayed)];
  for (const field of new Set([...row.keys(), ...log.keys()])) {
    const [has, says] = [row.get(field), log.get(field)];
    if (has !== says)
      return `${field} is ${has ?? 'empty'} in the table and ${says ?? 'empty'} by the log.`;
  }
  return undefined;
}

function fieldsOf(kind: FactKind, fact: unknown): ReadonlyMap<string, string> {
  const left = PERSONAL_FIELDS[kind] ?? [];
  return new Map(
    Object.entries(fact as Record<string, unknown>)
      .filter(([field, value]) => value !== undefined && !left.includes(field))
      .map(([field, value]) => [field, writePacked(sorted(value))]),
  );
}

/** The same whatever the order of fields; fields without a value are not there. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, field]) => [name, sorted(field)]),
  );
}
