// One day of a past after the other: who comes, what the office does, what borrowers and lenders do, and the end of the
// day with its reconciliation.
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { addDays, civilOf, type Day, daysBetween, formatDay } from '@mutua/core/time/day.ts';
import { runEndOfDay } from '../calendar/end-of-day.ts';
import { CALENDAR } from '../rails/rail-door.ts';
import { reconcileDay } from '../wallet/reconcile.ts';
import type { ApplyingSteps } from './applying-steps.ts';
import type { Arrivals } from './arrivals.ts';
import type { CollectingSteps } from './collecting-steps.ts';
import { CNY, type LivedCustodian } from './lived-custodian.ts';
import { type Asked, type LivedHouse, LivedRefused } from './lived-house.ts';
import { readCustodyTotal } from './lived-read.ts';
import type { LivedTown, Step, StepKind } from './lived-town.ts';
import type { MarketSteps } from './market-steps.ts';
import type { OfficeSteps } from './office-steps.ts';
import type { RepayingSteps } from './repaying-steps.ts';

/** Days before the present that are compared with the bank line by line; of older ones, the last of each month. */
const COMPARED_DAYS = 14;
const EVENING_MS = 13 * 3_600_000;
const WEEK_DAYS = 7;
/** A guarantor always has as much. */
const GUARANTORS_CASH = minorUnits(100_000_000n);

export interface DayParts {
  readonly house: LivedHouse;
  readonly custodian: LivedCustodian;
  readonly town: LivedTown;
  readonly arrivals: Arrivals;
  readonly applying: ApplyingSteps;
  readonly office: OfficeSteps;
  readonly market: MarketSteps;
  readonly repaying: RepayingSteps;
  readonly collecting: CollectingSteps;
}

type Steps = ReadonlyMap<StepKind, readonly Step[]>;

/**
 * Everything that people and office do comes in one wave: what it led to, they see in the morning after. The bank works
 * once, in the evening.
 *
 * @param lenders so many new ones come on this day.
 */
export async function liveDay(parts: DayParts, day: Day, lenders: number): Promise<void> {
  const { house, town } = parts;
  house.openDay(day);
  await house.all(waveOf(parts, town.take(day), lenders));
  for (const loan of town.newCases()) parts.collecting.opened(loan);
  house.pass(EVENING_MS);
  await endDay(parts, day);
}

function waveOf(parts: DayParts, steps: Steps, lenders: number): readonly Asked[] {
  const { town, arrivals, applying, office, market, repaying, collecting } = parts;
  const loansOf = (kind: StepKind) => (steps.get(kind) ?? []).map(({ loan }) => loan);
  const ended = town.newIn('over');
  applying.noteEnded(ended);
  return [
    ...ended.flatMap((loan) => office.released(loan)),
    ...Array.from({ length: lenders }, () => arrivals.lender()).flat(),
    ...applying
      .today()
      .flatMap(({ loan, asked }) =>
        loan.waitsBefore === 'verifying' ? asked : [...asked, ...office.verified(loan)],
      ),
    ...openedOf(parts),
    ...town.newIn('funded').flatMap((loan) => office.signed(loan)),
    ...town.newIn('running').flatMap((loan) => repaying.begun(loan)),
    ...town.newIn('approved').flatMap((loan) => office.listed(loan)),
    ...loansOf('decide').flatMap((loan) => office.decided(loan)),
    ...loansOf('reject').flatMap((loan) => office.rejected(loan)),
    ...loansOf('bring').flatMap((loan) => repaying.brings(loan)),
    ...loansOf('repay_early').flatMap((loan) => repaying.repaysEarly(loan)),
    ...loansOf('take_case').flatMap((loan) => collecting.taken(loan)),
    ...loansOf('contact').flatMap((loan) => collecting.contacted(loan)),
    ...loansOf('write_off').flatMap((loan) => repaying.writtenOff(loan)),
    ...(steps.get('recover') ?? []).flatMap((step) => repaying.recovered(step)),
    ...loansOf('end_collection').flatMap((loan) => repaying.collectionEnded(loan)),
    ...(parts.house.day % WEEK_DAYS === 0 ? weeklyOf(parts) : []),
    ...market.bids(steps.get('bid') ?? []),
  ];
}

/** What was published yesterday opens. */
function openedOf({ house, town, market }: DayParts): readonly Asked[] {
  const listed = town.newIn('listed');
  for (const loan of listed) market.planBids(loan);
  return listed.map(({ id: loanId }) => ({
    ...{ actor: CALENDAR, command: { kind: 'OpenFunding', loanId } as const },
    commandId: house.newPlatformId(),
  }));
}

/** Lenders take money out, and guarantors bring some. */
function weeklyOf({ town, market, custodian }: DayParts): readonly Asked[] {
  return [
    ...market.withdrawals(),
    ...town.guarantors.flatMap((guarantor) =>
      custodian.availableOf(guarantor) < GUARANTORS_CASH
        ? custodian.topUp(guarantor, GUARANTORS_CASH)
        : [],
    ),
  ];
}

/** By the platform's own steps; what they ask of the bank is answered before the day is closed. */
async function endDay({ house, custodian, town }: DayParts, day: Day): Promise<void> {
  const next = addDays(day, 1);
  const ended = await runEndOfDay({
    ...{ lane: house.lane, read: house.read },
    reconcile: async () => {
      await custodian.work();
      custodian.closeDaysBefore(next);
      await compare({ house, custodian }, day, isCompared(day, town.today));
    },
    onRefused: ({ command }, outcome) => {
      // A guarantor without money pays nothing, and the day ends all the same.
      if (command.kind === 'ClaimCompensation') return;
      const said = outcome.ok ? '' : outcome.refusal.code;
      throw new LivedRefused(`${command.kind} is refused at the end of the day: ${said}`);
    },
  });
  if (ended.ok) return;
  const { code, data } = ended.refusal;
  throw new LivedRefused(`${formatDay(day)} stays open: ${code} ${JSON.stringify(data)}`);
}

async function compare(
  { house, custodian }: Pick<DayParts, 'house' | 'custodian'>,
  day: Day,
  isLineByLine: boolean,
): Promise<void> {
  const { pool } = house.database;
  const booked = await readCustodyTotal(pool);
  if (booked !== custodian.bank.total) {
    throw new LivedRefused(
      `On ${formatDay(day)} the ledger has ${booked} at the bank, which has ${custodian.bank.total}.`,
    );
  }
  if (!isLineByLine) return;
  const { bank } = custodian;
  const { custodian: found } = await reconcileDay(
    {
      ...{ lane: house.lane, pool, currency: CNY },
      custodian: { statementXml: async (asked) => bank.statementXml(asked) },
    },
    day,
  );
  if (found.breaks.length === 0) return;
  throw new LivedRefused(
    `On ${formatDay(day)} ledger and bank differ: ${JSON.stringify(found.breaks[0])}`,
  );
}

function isCompared(day: Day, today: Day): boolean {
  return daysBetween(day, today) <= COMPARED_DAYS || civilOf(addDays(day, 1)).dayOfMonth === 1;
}
