// One day of a past after the other: who comes, what the office does, what borrowers and lenders do, and the end of the
// day with its reconciliation.
import { minorUnits, plus, ZERO } from '@mutua/core/money/minor-units.ts';
import { addDays, civilOf, type Day, daysBetween, formatDay } from '@mutua/core/time/day.ts';
import { type EndOfDayOptions, runEndOfDay } from '../calendar/end-of-day.ts';
import { CALENDAR } from '../rails/rail-door.ts';
import { reconcileDay } from '../wallet/reconcile.ts';
import type { Application, ApplyingSteps } from './applying-steps.ts';
import type { Arrivals } from './arrivals.ts';
import type { CaseSteps } from './case-steps.ts';
import type { CollectingSteps } from './collecting-steps.ts';
import { CNY, type LivedCustodian } from './lived-custodian.ts';
import { type Asked, type LivedHouse, LivedRefused } from './lived-house.ts';
import { readCustodyTotal } from './lived-read.ts';
import type { LivedTown, Step, StepKind } from './lived-town.ts';
import type { MarketSteps } from './market-steps.ts';
import type { MoneySteps } from './money-steps.ts';
import type { OfficeSteps } from './office-steps.ts';
import type { ReadingSteps } from './reading-steps.ts';
import type { RepayingSteps } from './repaying-steps.ts';
import type { SurveySteps } from './survey-steps.ts';

/** Days before the present that are compared with the bank line by line; of older ones, the last of each month. */
const COMPARED_DAYS = 14;
/** From the opening to the afternoon, when collectors call, and from there to the evening. */
const AFTERNOON_MS = 7 * 3_600_000;
const EVENING_MS = 6 * 3_600_000;
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
  readonly cases: CaseSteps;
  readonly money: MoneySteps;
  readonly reading: ReadingSteps;
  readonly survey: SurveySteps;
}

type Steps = ReadonlyMap<StepKind, readonly Step[]>;

/**
 * Everything that people and office do comes in two waves: what it led to, they see in the morning after. The bank works
 * once, in the evening.
 *
 * @param lenders so many new ones come on this day.
 */
export async function liveDay(parts: DayParts, day: Day, lenders: number): Promise<void> {
  const { house, town } = parts;
  house.openDay(day);
  const steps = town.take(day);
  await house.all(waveOf(parts, steps, lenders));
  for (const loan of town.newPlans()) parts.repaying.begunAnew(loan);
  for (const loan of town.newCases()) {
    parts.collecting.opened(loan);
    parts.cases.behind(loan);
  }
  house.pass(AFTERNOON_MS);
  await house.all(afternoonOf(parts, steps, day));
  house.pass(EVENING_MS);
  await endDay(parts, day);
}

function waveOf(parts: DayParts, steps: Steps, lenders: number): readonly Asked[] {
  const { town, arrivals, applying, office, market, repaying } = parts;
  const loansOf = (kind: StepKind) => (steps.get(kind) ?? []).map(({ loan }) => loan);
  const ended = town.newIn('over');
  applying.noteEnded(ended);
  return [
    ...parts.money.tellLate(),
    ...ended.flatMap((loan) => office.released(loan)),
    ...Array.from({ length: lenders }, () => arrivals.lender()).flat(),
    ...appliedFor(parts, applying.today()),
    ...openedOf(parts),
    ...town.newIn('funded').flatMap((loan) => office.signed(loan)),
    ...town.newIn('running').flatMap((loan) => repaying.begun(loan)),
    ...town.newIn('approved').flatMap((loan) => office.listed(loan)),
    ...loansOf('decide').flatMap((loan) => office.decided(loan)),
    ...loansOf('reject').flatMap((loan) => office.rejected(loan)),
    ...loansOf('bring').flatMap((loan) => repaying.brings(loan)),
    ...loansOf('repay_early').flatMap((loan) => repaying.repaysEarly(loan)),
    ...loansOf('write_off').flatMap((loan) => repaying.writtenOff(loan)),
    ...(steps.get('recover') ?? []).flatMap((step) => repaying.recovered(step)),
    ...loansOf('end_collection').flatMap((loan) => repaying.collectionEnded(loan)),
    ...(parts.house.day % WEEK_DAYS === 0 ? weeklyOf(parts) : []),
    ...market.bids(steps.get('bid') ?? []),
  ];
}

/** Collectors call, and whatever else is planned is done. */
function afternoonOf(parts: DayParts, steps: Steps, day: Day): readonly Asked[] {
  const { town, applying, collecting, cases, money, reading, survey } = parts;
  const loansOf = (kind: StepKind) => (steps.get(kind) ?? []).map(({ loan }) => loan);
  return [
    ...loansOf('contact').flatMap((loan) => collecting.contacted(loan)),
    ...loansOf('court_stage').flatMap((loan) => collecting.courtStage(loan)),
    ...cases.today(),
    ...money.today(),
    ...reading.today(),
    ...town.takeActs(day).flatMap((act) => act()),
    ...appliedFor(parts, applying.lastAfternoon()),
    ...survey.today(),
  ];
}

/** The facts of an application are borne out at once, unless it is to wait for that. */
function appliedFor({ office }: DayParts, applications: readonly Application[]): readonly Asked[] {
  return applications.flatMap(({ loan, asked }) =>
    loan.waitsBefore === 'verifying' ? asked : [...asked, ...office.verified(loan)],
  );
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
async function endDay(parts: DayParts, day: Day): Promise<void> {
  const { house, custodian, town } = parts;
  const options: EndOfDayOptions = {
    ...{ lane: house.lane, read: house.read },
    onRefused: ({ command }, outcome) => {
      // A guarantor without money pays nothing, and the day ends all the same.
      if (command.kind === 'ClaimCompensation') return;
      const said = outcome.ok ? '' : outcome.refusal.code;
      throw new LivedRefused(`${command.kind} is refused at the end of the day: ${said}`);
    },
  };
  const reconcile = async () => {
    await custodian.work();
    custodian.closeDaysBefore(addDays(day, 1));
    await compare(parts, day, isCompared(day, town.today));
  };
  const first = await runEndOfDay({ ...options, reconcile });
  // What came in at last may leave something to do, such as a case whose promise is looked at today.
  const isLeft = !first.ok && first.refusal.code === 'end_of_day_unfinished';
  const ended = isLeft ? await runEndOfDay(options) : first;
  if (ended.ok) return;
  const { code, data } = ended.refusal;
  throw new LivedRefused(`${formatDay(day)} stays open: ${code} ${JSON.stringify(data)}`);
}

async function compare(
  { house, custodian, money }: Pick<DayParts, 'house' | 'custodian' | 'money'>,
  day: Day,
  isLineByLine: boolean,
): Promise<void> {
  const { pool } = house.database;
  const booked = await readCustodyTotal(pool);
  if (plus(booked, custodian.untold) !== custodian.bank.total) {
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
  // Of what the bank has not told of yet, finance knows the day after.
  if (custodian.untold > ZERO) {
    await house.all(money.explained());
    return;
  }
  throw new LivedRefused(
    `On ${formatDay(day)} ledger and bank differ: ${JSON.stringify(found.breaks[0])}`,
  );
}

function isCompared(day: Day, today: Day): boolean {
  return daysBetween(day, today) <= COMPARED_DAYS || civilOf(addDays(day, 1)).dayOfMonth === 1;
}
