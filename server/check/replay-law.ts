// The strongest law: the command log, played again into an empty World, gives exactly the tables.
//
// Log, transfers and notices are read along each other, each once. Each event is applied by `evolve`, the notices that
// follow from it are held against those that were written, and each transfer is booked by the law of the book, which
// so is tried at every moment of the history. Then what is in memory is held against the tables, and the number of
// rows tells whether a table has more. Personal data is not in the log and is left out.
import { getHeapStatistics } from 'node:v8';
import type { Stamp } from '@mutua/core/decision.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import { bookTransfer } from '@mutua/core/ledger/book.ts';
import { applyEvents } from '@mutua/core/notice/apply-events.ts';
import type { Notice } from '@mutua/core/notice/notice.ts';
import type { Connection } from '../ledger/standing.ts';
import { inTurn } from './in-turn.ts';
import { type Finding, type Law, type Progress, VIOLATIONS_SHOWN } from './law.ts';
import { LoggedBook, type PlayedCommand } from './logged-book.ts';
import { ReplayedNotices } from './replayed-notices.ts';
import { ReplayedWorld } from './replayed-world.ts';
import { keyOf, SAVED_KINDS, type SavedKind } from './saved-facts.ts';

/** How often it tells how far it is. */
const COMMANDS_BETWEEN = 1_000n;
/** Bytes, about, that facts may take up: those of some seventy thousand loans that are being repaid. V8 needs half as much again. */
const WEIGHT_MAX = 1_000_000_000;
const SHARE_OF_HEAP = 0.4;

/** @param weightMax how many bytes of facts are kept in memory; a test makes it small. */
export function replayLaw(
  weightMax = Math.min(WEIGHT_MAX, getHeapStatistics().heap_size_limit * SHARE_OF_HEAP),
): Law {
  return {
    name: 'log_gives_the_tables',
    words: {
      'zh-CN': '指令日志重放所得与各表逐行一致',
      en: 'The command log, played again, gives exactly the tables',
    },
    unit: 'commands and rows',
    runsAside: true,
    examine: async (given, progress) => {
      const connection = inTurn(given);
      const world = new ReplayedWorld(connection, weightMax);
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
  const book = new LoggedBook(connection);
  const told = new ReplayedNotices(connection);
  await book.begin();
  await told.begin();
  let played = 0;
  for (;;) {
    const command = await book.next();
    if (command === undefined) break;
    try {
      let notices: readonly Notice[] = [];
      await world.play(() => {
        notices = playCommand(world, book, command);
      });
      const differing = await told.compare(command, notices);
      if (differing.length > 0) faults.add(...differing);
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      faults.add(`Command ${command.sequence} (${command.kind}) cannot be played again: ${said}`);
      break;
    }
    played += 1;
    if (command.sequence % COMMANDS_BETWEEN === 0n) progress(played, total);
  }
  if (faults.count === 0) faults.add(...(await told.left()), ...(await leftTransfer(book)));
  await told.end();
  await book.end();
  return played;
}

async function leftTransfer(book: LoggedBook): Promise<readonly string[]> {
  const row = await book.leftTransfer();
  return row === undefined
    ? []
    : [`Transfer ${row.transfer_id} names command ${row.command_sequence}, which the log has not.`];
}

function playCommand(
  world: ReplayedWorld,
  book: LoggedBook,
  { sequence, events, at, businessDate, actor, transfers }: PlayedCommand,
): readonly Notice[] {
  const stamp: Stamp = { at, day: businessDate, actor };
  const notices = applyEvents(world, events, stamp);
  for (const row of transfers) {
    const { transfer_id: id, command_sequence: of } = row;
    if (of !== sequence) {
      assert(false, `Transfer ${id} is of command ${of}, which is not there before this one.`);
    }
    const booked = bookTransfer(world, book.transferOf(row));
    if (!booked.ok) assert(false, `Transfer ${id} is refused: ${booked.refusal.code}.`);
  }
  return notices;
}

/** What the log gave against the tables, then the tables against what the log gave. */
async function compareTables(
  connection: Connection,
  world: ReplayedWorld,
  faults: Faults,
): Promise<number> {
  let all = 0;
  for (const [kind, saved] of SAVED_KINDS) {
    const { facts, rows, faults: found } = await world.compare(kind);
    const counted = await saved.count(connection);
    if (counted < facts) faults.add(`${kind}: the log gives ${facts}, the table has ${counted}.`);
    faults.add(...found);
    if (counted > rows)
      faults.add(...(await unknownRows(connection, world, saved, counted - rows)));
    all += counted;
  }
  return all;
}

/** The rows of which the log knows nothing. */
async function unknownRows(
  connection: Connection,
  world: ReplayedWorld,
  { kind, page }: SavedKind,
  count: number,
): Promise<readonly string[]> {
  const said: string[] = [];
  for (let after: string | undefined; said.length < count; ) {
    const facts = await page(connection, after);
    if (facts.length === 0) break;
    const keys = facts.map((fact) => keyOf(kind, fact));
    const unknown = keys.filter((key) => !world.has(kind, key));
    said.push(
      ...unknown.map(
        (key) => `${kind} ${key}: it is in the table, and the log knows nothing of it.`,
      ),
    );
    after = keys.at(-1);
  }
  // Two keys that look alike to the memory of keys could hide one of them; the count cannot be misled.
  return said.length > 0
    ? said
    : [`${kind}: the table has ${count} rows of which the log knows nothing.`];
}
