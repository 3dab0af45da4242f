// The door beside the naive way: what a bid, a rush and a distribution cost, and whether the budgets hold.
import { availableParallelism, cpus } from 'node:os';
import type { LongBenchmark } from './benchmark.ts';
import { dayRounds, LOANS } from './door-days.ts';
import { diskSyncMilliseconds } from './door-machine.ts';
import { doorTable } from './door-report.ts';
import {
  atLeast,
  atMost,
  type DoorResult,
  hundredths,
  microsecondsAtMost,
  type Part,
  partOf,
  withPromises,
} from './door-result.ts';
import {
  bidRounds,
  CALLERS,
  MANY_CALLERS,
  type Pace,
  type Rounds,
  RUSH_ROOM,
  rushRounds,
  TPCB_CALLERS,
  transferRounds,
} from './door-rounds.ts';
import { Town } from './door-town.ts';
import { median } from './interleaved.ts';

export const DOOR_PACE: Pace = {
  rounds: 5,
  milliseconds: 700,
  regulars: 20_000,
  firstBids: 8_000,
  rush: 100_000,
  naiveRush: 2_000,
  rushRounds: 2,
  days: 5,
};

export const doorBenchmark: LongBenchmark<DoorResult> = {
  name: 'door',
  summary:
    'bids, a rush and a distribution through the door, beside the naive way on the same tables',
  measure: () => measureDoor(DOOR_PACE),
  table: doorTable,
};

export async function measureDoor(pace: Pace): Promise<DoorResult> {
  const busy = await inTown(async (town) => {
    const diskSyncMs = hundredths(diskSyncMilliseconds(town.server.folder));
    const { bids, manyBids, firstBids } = await bidRounds(town, pace);
    const rush = await rushRounds(town, pace);
    const transfers = await transferRounds(town, pace);
    const parts = [
      ...[bidsPart(bids), manyBidsPart(manyBids), firstBidsPart(firstBids)],
      ...[rushPart(rush, rush.accepted), transfersPart(transfers)],
    ];
    return { parts, postgres: town.server.version, diskSyncMs };
  });
  // A town of its own: what is written past the door would keep the day's books open.
  const days = await inTown((town) => dayRounds(town, pace.days));
  const parts = [...busy.parts, daysPart(days)];
  const [first] = busy.parts;
  return {
    name: 'door',
    unit: first?.unit ?? '',
    ours: first?.ours.perSecond.median ?? Number.NaN,
    limit: first?.limit.perSecond.median ?? Number.NaN,
    ratio: first?.ratio ?? Number.NaN,
    limitName: first?.limit.name ?? '',
    samples: first?.samples ?? 0,
    held: parts.every(({ promised }) => promised.every(({ held }) => held)),
    parts,
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      ...{ cores: availableParallelism(), node: process.version },
      ...{ postgres: busy.postgres, diskSyncMs: busy.diskSyncMs },
    },
  };
}

/** Founds a town, works in it and removes it; whoever breaks off leaves no database behind either. */
async function inTown<Value>(work: (town: Town) => Promise<Value>): Promise<Value> {
  const town = await Town.found();
  const breakOff = () => void town.remove().finally(() => process.exit(130));
  process.once('SIGINT', breakOff).once('SIGTERM', breakOff);
  try {
    return await work(town);
  } finally {
    process.off('SIGINT', breakOff).off('SIGTERM', breakOff);
    await town.remove();
  }
}

/** Not the same work: it says what this machine gives. */
const MACHINE = `for comparison: TPC-B transactions on ${TPCB_CALLERS} connections`;

function bidsPart(rounds: Rounds): Part {
  const part = partOf(rounds, {
    name: 'bids',
    says: `${CALLERS} callers bid on one listing, each again as soon as it is answered`,
    unit: 'bids/s',
    limitName: 'naive: a transaction a bid, same tables, rows, checks and durability',
  });
  const latency = (part.ours.p50Ms ?? Number.NaN) / (part.limit.p50Ms ?? Number.NaN);
  return withPromises(part, [
    atLeast('times as fast as the naive way', part.ratio, 20),
    atMost('of its p50', hundredths(latency), 0.1),
  ]);
}

function manyBidsPart(rounds: Rounds): Part {
  const part = partOf(rounds, {
    name: 'many_bids',
    says: `${count(MANY_CALLERS)} callers bid on one listing`,
    unit: 'bids/s',
    limitName: MACHINE,
  });
  return withPromises(part, microsecondsAtMost(part, 'a bid', 45));
}

function firstBidsPart(rounds: Rounds): Part {
  return partOf(rounds, {
    name: 'first_bids',
    says: `${count(MANY_CALLERS)} callers bid on one listing, every lender read for the first time`,
    unit: 'bids/s',
    limitName: MACHINE,
  });
}

function rushPart(rounds: Rounds, accepted: readonly bigint[]): Part {
  const part = partOf(rounds, {
    name: 'rush',
    says: `a crowd at once on a listing with room for ${RUSH_ROOM}, every lender read for the first time`,
    unit: 'answers/s',
    limitName: `naive, ${CALLERS} connections, a smaller crowd`,
  });
  const wrong = accepted.filter((bids) => bids !== BigInt(RUSH_ROOM)).length;
  const seconds = median(rounds.ours.map((load) => load.seconds));
  return withPromises({ ...part, says: `${part.says}: ${hundredths(seconds)} s` }, [
    atMost(`rushes in which not exactly ${RUSH_ROOM} were accepted`, wrong, 0),
  ]);
}

function transfersPart(rounds: Rounds): Part {
  const part = partOf(rounds, {
    name: 'transfers',
    says: 'a repayment among 1,000 lenders, principal and interest, in one command',
    unit: 'transfers/s',
    limitName: 'loop: an insert and an update a transfer, in one transaction',
  });
  return withPromises(part, microsecondsAtMost(part, 'a transfer', 10));
}

function daysPart(rounds: Rounds): Part {
  const part = partOf(rounds, {
    name: 'empty_day',
    says: `the end of a day on which none of ${count(LOANS)} loans has anything due`,
    unit: 'days/s',
    limitName: 'naive: looks at every loan, and closes no day',
  });
  return withPromises(part, [atMost('ms', part.ours.p50Ms ?? Number.NaN, 10)]);
}

function count(value: number): string {
  return value.toLocaleString('en-GB');
}
