// A town for the end of day: loans of several lenders each, made through the door on the days of a month, so that
// afterwards something falls due nearly every day.
import type { Id } from '@mutua/core/kit/id.ts';
import { type MinorUnits, minorUnits, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import { reminderLeads } from '@mutua/core/notice/reminder.ts';
import type { Actor, StaffPosition } from '@mutua/core/people/actor.ts';
import { REPLAY_LOAN } from '@mutua/core/product/replay-loan.ts';
import { addDays, type Day, dayOf, formatDay } from '@mutua/core/time/day.ts';
import type { LoggedCommand } from '@mutua/server/commit/log-store.ts';
import { originate } from '@mutua/server/replay/origination.ts';
import type { RecordedLoan } from '@mutua/server/replay/recorded-loan.ts';
import { ReplayClients } from '@mutua/server/replay/replay-clients.ts';
import { ReplayCustodian } from '@mutua/server/replay/replay-custodian.ts';
import { endDay } from '@mutua/server/replay/replay-day.ts';
import { ReplayHouse } from '@mutua/server/replay/replay-house.ts';
import { lendersNeeded, ReplayLenders } from '@mutua/server/replay/replay-lenders.ts';
import { Chance } from '../chance.ts';
import type { TownFile, TownLoan } from './borrowers.ts';
import { SPARE_BORROWERS, SPARE_LENDERS } from './office.ts';

const FIRST_DAY = dayOf(2015, 4, 1);
const GRADES = ['A', 'B', 'C', 'D', 'E'] as const;
const LENDERS_MIN = 20;
/** Some days before the first loans are due; what is begun on a day is ended within nine. */
const SPARE_AFTER_DAYS = 24;

export interface TownAsked {
  readonly folder: string;
  readonly seed: number;
  /** Loans are made on so many days, one after the other, and on each of them so many. */
  readonly days: number;
  readonly loansADay: number;
}

/** Builds it in a data folder of its own, which nobody uses afterwards. */
export async function buildTown(asked: TownAsked): Promise<TownFile> {
  const place = { folder: asked.folder, url: undefined, ownerUrl: undefined };
  const house = await ReplayHouse.open(place, FIRST_DAY);
  try {
    return await settle(house, asked);
  } finally {
    await house.close();
  }
}

async function settle(house: ReplayHouse, { seed, days, loansADay }: TownAsked): Promise<TownFile> {
  await chargePenalties(house);
  const chance = new Chance(seed);
  const records = Array.from({ length: days * loansADay }, (_, index) => recordOf(index, chance));
  const custodian = new ReplayCustodian(house, () => undefined);
  const clients = new ReplayClients(house, custodian);
  const lenders = await admitLenders(clients, records);
  const instalments = instalmentsOf(house);
  const loans: TownLoan[] = [];
  for (let index = 0; index < days; index += 1) {
    const day = addDays(FIRST_DAY, index);
    house.openDay(day);
    const today = records.slice(index * loansADay, (index + 1) * loansADay);
    const made = await originate({ house, custodian, clients, lenders }, today, day);
    for (const { loanId, borrower } of made) {
      const instalment = instalments.get(loanId) ?? ZERO;
      loans.push({
        ...{ loanId, borrowerId: borrower.id, valueDay: formatDay(day) },
        instalment: String(instalment),
      });
    }
    await endDay({ house, custodian }, day);
  }
  house.openDay(addDays(FIRST_DAY, days));
  const spareFrom = formatDay(addDays(FIRST_DAY, Math.max(days, SPARE_AFTER_DAYS)));
  return { loans, ...(await admitSpare(clients)), spareFrom };
}

async function admitSpare(clients: ReplayClients) {
  const some = (count: number, role: 'borrower' | 'lender') =>
    Array.from({ length: count }, (_, index) => ({
      ...{ name: `Spare ${role} ${index + 1}`, role, region: 'US-000' },
    }));
  const borrowers = await clients.admit(some(SPARE_BORROWERS, 'borrower'));
  const lenders = await clients.admit(some(SPARE_LENDERS, 'lender'));
  await clients.answerQuestionnaire(lenders);
  return {
    spareBorrowers: borrowers.map(({ id }) => id),
    spareLenders: lenders.map(({ id }) => id),
  };
}

/** Borrowers are reminded, and what is late costs something: a loan that is behind has work on every day. */
async function chargePenalties(house: ReplayHouse): Promise<void> {
  const tariff = { ...REPLAY_LOAN.tariff, effectiveFrom: FIRST_DAY };
  const penalty = { ...REPLAY_LOAN.penalty, ofAnnualRatePpm: 1_500_000, graceDays: 3 };
  const terms = {
    ...{ ...REPLAY_LOAN, tariff, penalty, reminderDays: reminderLeads({}) },
    ...{ version: 2, effectiveFrom: FIRST_DAY },
  };
  const staff = (position: StaffPosition): Actor => ({
    ...{ kind: 'person', id: house.newId(), roles: ['staff'], positions: [position] },
  });
  await house.must(staff('product_officer'), {
    ...{ kind: 'ProposeProduct', terms, clientMoney: 'own_accounts' },
  });
  const { code, version } = terms;
  await house.must(staff('product_officer_lead'), { kind: 'ApproveProduct', code, version });
}

async function admitLenders(
  clients: ReplayClients,
  records: readonly RecordedLoan[],
): Promise<ReplayLenders> {
  const needed = lendersNeeded(sum(records.map(({ loanAmount }) => loanAmount)));
  const admitted = await clients.admit(
    Array.from({ length: Math.max(LENDERS_MIN, needed) }, (_, index) => ({
      ...{ name: `Lender ${index + 1}`, role: 'lender', region: 'US-000' },
    })),
  );
  await clients.answerQuestionnaire(admitted);
  return new ReplayLenders(admitted, FIRST_DAY);
}

/** By loan, as they are disbursed. */
function instalmentsOf(house: ReplayHouse): ReadonlyMap<Id, MinorUnits> {
  const instalments = new Map<Id, MinorUnits>();
  house.lane.follow((commands: readonly LoggedCommand[]) => {
    for (const event of commands.flatMap(({ events }) => events)) {
      if (event.kind !== 'LoanDisbursed') continue;
      const due = event.accounts[0]?.due;
      instalments.set(event.loanId, sum([due?.principal ?? ZERO, due?.interest ?? ZERO]));
    }
  });
  return instalments;
}

function recordOf(index: number, chance: Chance): RecordedLoan {
  const grade = chance.pick(GRADES) ?? 'A';
  const issueMonth: Day = FIRST_DAY;
  return {
    ...{ id: String(index + 1), status: 'fully_paid', issueMonth, region: 'US-000', grade },
    ...{ subGrade: `${grade}${chance.whole(1, 5)}`, annualRatePpm: chance.whole(60, 250) * 1_000 },
    loanAmount: minorUnits(BigInt(chance.whole(10, 80)) * 10_000n),
    ...{ instalment: ZERO, paid: ZERO, principal: ZERO, interest: ZERO, lateFees: ZERO },
    ...{ recoveries: ZERO, collectionFee: ZERO },
  };
}
