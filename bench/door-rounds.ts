// The rounds of the door's benchmark: both ways take turns on the same tables, and whoever begins changes.
import type { Id } from '@mutua/core/kit/id.ts';
import { minorUnits, times as scaled } from '@mutua/core/money/minor-units.ts';
import { forMilliseconds, inClosedLoop, type Load, measure, times } from './door-load.ts';
import { NaiveDoor } from './door-naive.ts';
import { BID, bidRequest, type OpenDoor, type Town } from './door-town.ts';
import { TpcB } from './door-tpcb.ts';
import { Distribution } from './door-transfers.ts';

export interface Pace {
  readonly rounds: number;
  readonly milliseconds: number;
  /** Lenders whom each way meets again and again. */
  readonly regulars: number;
  /** Bids in one round by lenders who were not met before. */
  readonly firstBids: number;
  /** Bids of a rush, and of the naive one. */
  readonly rush: number;
  readonly naiveRush: number;
  readonly rushRounds: number;
  /** Days without dues. */
  readonly days: number;
}

/** What each way did, one load a round. */
export interface Rounds {
  readonly ours: readonly Load[];
  readonly limit: readonly Load[];
}

export interface BidRounds {
  readonly bids: Rounds;
  readonly manyBids: Rounds;
  readonly firstBids: Rounds;
}

/** Callers at the same time: those of the naive way have a connection each. */
export const CALLERS = 32;
export const MANY_CALLERS = 4_000;
export const TPCB_CALLERS = 16;
/** What the door takes in before it says that it is busy. */
const RUSH_CALLERS = 16_000;
/** How many bids the rushed listing has room for. */
export const RUSH_ROOM = 500;
/** More than can be bid in a run. */
const PLENTY = minorUnits(10n ** 15n);
/** Repayments that go out in one round, and by the loop. */
const REPAYMENTS = 10;
const LOOPED = 1;

/** One listing that all want: with 32 callers, and with 4,000 who are met for the first time. */
export async function bidRounds(town: Town, pace: Pace): Promise<BidRounds> {
  const regulars = await town.addLenders(pace.regulars);
  const theirs = await town.addLenders(pace.regulars);
  const newcomers = await town.addLenders(pace.firstBids * pace.rounds);
  const [listing, wide, naiveListing] = [
    await town.addListing(PLENTY),
    await town.addListing(PLENTY),
    await town.addListing(PLENTY),
  ];
  const door = await town.openDoor();
  const naive = await NaiveDoor.open(town, CALLERS);
  const tpcb = await TpcB.open(town, TPCB_CALLERS);
  await town.settle();
  const [nextRegular, nextNewcomer] = [regulars.values(), newcomers.values()];
  const loads = { ours: [], limit: [], many: [], first: [], tpcb: [] } as Record<string, Load[]>;
  const turns: Readonly<Record<string, () => Promise<Load>>> = {
    ours: () =>
      loop(door.processIds, CALLERS, forMilliseconds(pace.milliseconds), () =>
        place(door, anyOf(regulars), listing),
      ),
    limit: () =>
      loop(naive.processIds, CALLERS, forMilliseconds(pace.milliseconds), (caller) =>
        mustBe(naive.bid(caller, anyOf(theirs), naiveListing)),
      ),
    many: () =>
      loop(door.processIds, MANY_CALLERS, forMilliseconds(pace.milliseconds), () =>
        place(door, anyOf(regulars), wide),
      ),
    first: () =>
      loop(door.processIds, MANY_CALLERS, times(pace.firstBids), () =>
        place(door, nextNewcomer.next().value ?? anyOf(regulars), wide),
      ),
    tpcb: () =>
      loop(tpcb.processIds, TPCB_CALLERS, forMilliseconds(pace.milliseconds), (caller) =>
        tpcb.transact(caller),
      ),
  };
  try {
    // Whoever is met again has to be met once; what the first time costs stands in a part of its own.
    await loop(door.processIds, MANY_CALLERS, times(regulars.length), () =>
      place(door, nextRegular.next().value ?? anyOf(regulars), wide),
    );
    // The first round warms up: plans are made, and the engine compiles what it meets often.
    for (let round = 0; round <= pace.rounds; round++) {
      const names = Object.keys(turns);
      for (const name of round % 2 === 0 ? names : names.toReversed()) {
        if (round === 0 && name === 'first') continue;
        const load = await turns[name]?.();
        if (round > 0 && load !== undefined) loads[name]?.push(load);
      }
    }
  } finally {
    await Promise.all([door.lane.close(), naive.close(), tpcb.close()]);
  }
  const { ours = [], limit = [], many = [], first = [], tpcb: reference = [] } = loads;
  return {
    bids: { ours, limit },
    manyBids: { ours: many, limit: reference },
    firstBids: { ours: first, limit: reference },
  };
}

export interface RushRounds extends Rounds {
  /** How many were accepted in each rush of ours. */
  readonly accepted: readonly bigint[];
}

/** Many at once want a listing that has room for few. */
export async function rushRounds(town: Town, pace: Pace): Promise<RushRounds> {
  const lenders = await town.addLenders(pace.rush);
  const rounds = { ours: [] as Load[], limit: [] as Load[], accepted: [] as bigint[] };
  for (let round = 0; round < pace.rushRounds; round++) {
    const [listing, naiveListing] = [await rushed(town), await rushed(town)];
    const door = await town.openDoor();
    const next = lenders.values();
    rounds.ours.push(
      await loop(door.processIds, RUSH_CALLERS, times(pace.rush), () =>
        door.lane.commit(bidRequest(next.next().value ?? anyOf(lenders), listing)),
      ),
    );
    await door.lane.close();
    rounds.accepted.push((await town.acceptedOn(listing)).bids);
    const naive = await NaiveDoor.open(town, CALLERS);
    const nextNaive = lenders.values();
    rounds.limit.push(
      await loop(naive.processIds, CALLERS, times(pace.naiveRush), (caller) =>
        naive.bid(caller, nextNaive.next().value ?? anyOf(lenders), naiveListing),
      ),
    );
    await naive.close();
  }
  return rounds;
}

/** Repayments that are shared among many lenders. */
export async function transferRounds(town: Town, pace: Pace): Promise<Rounds> {
  const distribution = await Distribution.open(town, await town.addLenders(pace.regulars));
  const rounds = { ours: [] as Load[], limit: [] as Load[] };
  const ours = (count: number) =>
    measure(distribution.writerProcesses, () => repeated(count, () => distribution.distribute()));
  const looped = (count: number) =>
    measure(distribution.loopProcesses, () =>
      repeated(count, () => distribution.distributeByLoop()),
    );
  try {
    await ours(REPAYMENTS);
    await looped(LOOPED);
    for (let round = 0; round < pace.rounds; round++) {
      rounds.ours.push(await ours(REPAYMENTS));
      rounds.limit.push(await looped(LOOPED));
    }
  } finally {
    await distribution.close();
  }
  return rounds;
}

function loop(
  processIds: readonly number[],
  callers: number,
  more: () => boolean,
  ask: (caller: number) => Promise<unknown>,
): Promise<Load> {
  return measure(processIds, () => inClosedLoop(callers, more, ask));
}

async function place({ lane }: OpenDoor, lenderId: Id, listing: Id): Promise<void> {
  const outcome = await lane.commit(bidRequest(lenderId, listing));
  if (!outcome.ok) throw new Error(`A bid was refused: ${outcome.refusal.code}.`);
}

async function mustBe(accepted: Promise<boolean>): Promise<void> {
  if (!(await accepted)) throw new Error('A bid of the naive way was refused.');
}

function rushed(town: Town): Promise<Id> {
  return town.addListing(scaled(BID, BigInt(RUSH_ROOM)));
}

async function repeated(count: number, work: () => Promise<number>): Promise<number> {
  let sum = 0;
  for (let index = 0; index < count; index++) sum += await work();
  return sum;
}

function anyOf(lenders: readonly Id[]): Id {
  const lender = lenders[Math.floor(Math.random() * lenders.length)];
  if (lender === undefined) throw new RangeError('There is no lender.');
  return lender;
}
