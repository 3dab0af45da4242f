// Five hundred loans fall behind in one wave, a third of them with a guarantor behind them: each has one case in the
// queue of its stage, guarantors pay on their day to the cent, nobody is called too often or at night, and how long
// cases wait is measured.
import type { CaseQueueOnWire } from '@mutua/contract/work/case-queue.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import { GUARANTEED_LOAN } from '@mutua/core/product/safeguarded-loans.ts';
import { addDays, type Day, dayOf, formatDay } from '@mutua/core/time/day.ts';
import { newId } from '@mutua/server/http/trial-house.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Citizen, dayIn, TownHouse } from './house/town-house.ts';
import { issue } from './house/town-loans.ts';

let town: TownHouse;
let lenders: readonly Citizen[];
let guarantor: Citizen;
let collectors: readonly Citizen[];
const loans: { loanId: Id; borrower: Citizen; stage: string; isGuaranteed: boolean }[] = [];

/** Issued on these days, so that on the day of the look they are so far behind. */
const WAVES = [
  { day: dayOf(2026, 3, 2), count: 15, stage: 'final' },
  { day: dayOf(2026, 5, 4), count: 45, stage: 'middle' },
  { day: dayOf(2026, 6, 3), count: 440, stage: 'early' },
] as const;
const LOOK: Day = dayOf(2026, 7, 8);
const LENDERS = 10;
/** In minor units. */
const LOAN = 1_000_000n;
const GUARANTOR_CASH = 40_000_000n;
const COMPENSATION_DAY = 2;
const HOUR_MS = 3_600_000;

beforeAll(async () => {
  town = await TownHouse.open();
  await town.release(GUARANTEED_LOAN);
  lenders = await town.lenders(LENDERS, 60_000_000n);
  guarantor = await town.aGuarantor(200_000_000n, GUARANTOR_CASH);
  collectors = await Promise.all([1, 2].map(() => town.colleague('collector')));
  for (const { day, count, stage } of WAVES) {
    await town.goTo(day);
    await aWave(count, stage);
  }
  await town.goTo(LOOK);
}, 600_000);
afterAll(async () => {
  await town?.close();
});

/** Loans whose borrowers spend the money at once, and never pay anything. */
async function aWave(count: number, stage: string): Promise<void> {
  const borrowers = await town.borrowers(count);
  const [first] = lenders;
  if (first === undefined) throw new Error('There are lenders.');
  const wanted = borrowers.map((borrower, index) => {
    const bids = [0, 1].map((next) => ({
      lender: lenders[(index + next) % LENDERS] ?? first,
      amount: LOAN / 2n,
    }));
    const plain = { borrower, bids, termMonths: 12, productCode: SMALL_CREDIT_LOAN.code };
    const covered = { safeguard: 'guarantee', guarantors: [guarantor] } as const;
    return index % 3 === 0 ? { ...plain, productCode: GUARANTEED_LOAN.code, ...covered } : plain;
  });
  const loanIds = await issue(town, wanted);
  await Promise.all(borrowers.map((borrower) => town.spendAll(borrower, 'borrower')));
  await town.bank.answerAll();
  for (const [index, borrower] of borrowers.entries()) {
    const [loanId, isGuaranteed] = [loanIds[index], index % 3 === 0];
    if (loanId !== undefined) loans.push({ loanId, borrower, stage, isGuaranteed });
  }
}

interface CaseRow {
  readonly caseId: Id;
  readonly state: string;
  readonly stage: string;
  readonly openedAt: string;
  readonly subject: { readonly id: Id };
  readonly clientId: Id;
}

const [COUNTED, MONEY] = [
  (stage: string) => loans.filter((loan) => loan.stage === stage).length,
  ({ minorUnits }: { readonly minorUnits: string }) => BigInt(minorUnits),
];

function cases(): Promise<readonly CaseRow[]> {
  const [collector] = collectors;
  if (collector === undefined) throw new Error('There are collectors.');
  return town.list<CaseRow>(collector, '/api/office/cases?caseKind=collection');
}

async function queues(): Promise<readonly CaseQueueOnWire[]> {
  const [collector] = collectors;
  if (collector === undefined) throw new Error('There are collectors.');
  const { items } = await town.read<{ items: readonly CaseQueueOnWire[] }>(
    collector,
    '/api/office/case-queues',
  );
  return items.filter(({ caseKind }) => caseKind === 'collection');
}

describe('five hundred loans that fall behind', () => {
  it('have one case each, in the queue of its stage', async () => {
    expect(loans).toHaveLength(500);
    const open = await cases();
    expect(open).toHaveLength(500);
    const stageOf = new Map(open.map(({ subject, stage }) => [subject.id, stage]));
    expect(stageOf.size).toBe(500);
    expect(loans.filter(({ loanId, stage }) => stageOf.get(loanId) !== stage)).toEqual([]);
    const states = await town.rows(
      `select state, count(*)::integer as count from loan.loan group by state order by state`,
    );
    expect(states).toEqual([
      { state: 'defaulted', count: COUNTED('final') },
      { state: 'overdue', count: COUNTED('middle') + COUNTED('early') },
    ]);
  });

  it('are compensated where they are guaranteed, each instalment on its day, and nowhere else', async () => {
    interface Row {
      readonly dueDay: string;
      readonly principal: string;
      readonly interest: string;
    }
    const today = await town.house.today();
    let expected = 0n;
    let instalments = 0;
    const ofLoan: Record<string, readonly string[]> = {};
    for (const { loanId, isGuaranteed } of loans) {
      if (!isGuaranteed) continue;
      const { schedule } = await town.read<{ schedule: readonly Row[] }>(
        town.office.analyst,
        `/api/office/loans/${loanId}`,
      );
      const due = schedule.filter((row) => compensationDay(row.dueDay) < today);
      expected += due.reduce(
        (sum, { principal, interest }) => sum + BigInt(principal) + BigInt(interest),
        0n,
      );
      instalments += due.length;
      ofLoan[loanId] = due.map(({ dueDay }) => formatDay(compensationDay(dueDay)));
    }
    expect(instalments).toBeGreaterThan(170);
    const paid = await town.rows(
      `select loan_id as "loanId", state, ended_on as "endedOn", principal + interest as amount
       from safeguard.compensation order by ended_on`,
    );
    expect(new Set(paid.map(({ state }) => state))).toEqual(new Set(['paid']));
    const found: Record<string, unknown[]> = {};
    for (const { loanId, endedOn } of paid) {
      found[String(loanId)] = [...(found[String(loanId)] ?? []), endedOn];
    }
    expect(found).toEqual(ofLoan);
    // The guarantor has paid it, the lenders have it, and the ledger has booked it.
    expect(GUARANTOR_CASH - (await town.cashOf(guarantor, 'partner'))).toBe(expected);
    const booked = await town.rows(
      `select code, sum(amount)::bigint as amount from ledger.transfer
       where code between 410 and 412 and kind in ('posted', 'post')
       group by code order by code`,
    );
    const [out, ...to] = booked.map(({ amount }) => BigInt(String(amount)));
    expect([out, to.reduce((sum, one) => sum + one, 0n)]).toEqual([expected, expected]);
    let received = 0n;
    for (const lender of lenders) {
      const { items } = await town.read<{ items: readonly Received[] }>(lender, '/api/portfolio');
      for (const own of items)
        received += MONEY(own.principalReceived) + MONEY(own.interestReceived);
    }
    expect(received).toBe(expected);
  });

  it('wait for somebody, and how long is measured by stage', async () => {
    const open = await cases();
    const early = open.filter(({ stage }) => stage === 'early');
    expect((await queues()).map(({ stage, count, untaken }) => [stage, count, untaken])).toEqual([
      ['early', COUNTED('early'), COUNTED('early')],
      ['middle', COUNTED('middle'), COUNTED('middle')],
      ['final', COUNTED('final'), COUNTED('final')],
    ]);
    // A hundred are taken at once, a hundred more after three hours, fifty after five.
    for (const [from, to, hours] of [
      [0, 100, 3],
      [100, 200, 2],
      [200, 250, 1],
    ] as const) {
      await Promise.all(
        early.slice(from, to).map(({ caseId }, index) => {
          const collector = collectors[index % collectors.length];
          if (collector === undefined) throw new Error('There are collectors.');
          return town.done(collector, { kind: 'TakeCase', caseId });
        }),
      );
      town.pass(hours * HOUR_MS);
    }
    const seconds = (at: string) => Math.floor((town.house.now - Date.parse(at)) / 1_000);
    const measured = Object.fromEntries((await queues()).map((one) => [one.stage, one]));
    for (const stage of ['early', 'middle', 'final']) {
      const ages = open
        .filter((one) => one.stage === stage)
        .map(({ openedAt }) => seconds(openedAt));
      const sorted = ages.toSorted((one, other) => one - other);
      expect(measured[stage]).toMatchObject({
        oldestSeconds: sorted.at(-1),
        medianSeconds: sorted[Math.ceil(sorted.length / 2) - 1],
      });
    }
    // Those taken waited since they were opened: the 125th of 250 is one of the second hundred.
    const opened = early.slice(0, 250).map(({ openedAt }, index) => {
      const takenAfter = index < 100 ? 0 : index < 200 ? 3 : 5;
      return seconds(openedAt) - (6 - takenAfter) * 3_600;
    });
    const toTaking = opened.toSorted((one, other) => one - other);
    expect(measured.early).toMatchObject({
      ...{ untaken: COUNTED('early') - 250, taken: 250 },
      medianSecondsToTaking: toTaking[124],
    });
    expect(measured.middle).not.toHaveProperty('medianSecondsToTaking');
  });

  it('are spoken of by day, once a day and three times a week at most, whoever calls', async () => {
    const mine = (await cases()).filter(({ state }) => state === 'in_progress').slice(0, 60);
    const refused = new Map<string, number>();
    const call = async ({ caseId }: CaseRow, collector: Citizen | undefined) => {
      if (collector === undefined) throw new Error('There are collectors.');
      const outcome = await town.house.lane.commit({
        commandId: newId(),
        actor: collector,
        command: {
          ...{ kind: 'RecordContact', caseId, person: 'borrower', channel: 'phone' },
          ...{ template: 'friendly_reminder', outcome: 'reached' },
        },
      });
      const said = outcome.ok ? 'recorded' : outcome.refusal.code;
      refused.set(said, (refused.get(said) ?? 0) + 1);
    };
    // It is four in the afternoon; by every owner, twice a day and once at night, five days long.
    for (let day = 0; day < 5; day += 1) {
      for (const hours of [0, 1, 8]) {
        town.pass(hours * HOUR_MS);
        for (const collector of collectors) {
          await Promise.all(mine.map((one) => call(one, collector)));
        }
      }
      town.pass(15 * HOUR_MS);
    }
    expect([...refused.keys()].toSorted()).toEqual([
      ...([
        'contact_limit_reached',
        'contact_outside_hours',
        'not_case_owner',
        'recorded',
      ] as const),
    ]);
    // Of five days the first three, for each of them.
    expect(refused.get('recorded')).toBe(3 * mine.length);
    const [most] = await town.rows(
      `with contact as (
         select client_id, at at time zone 'Asia/Shanghai' as at from work.contact
       ), a_day as (
         select client_id, at::date as day, count(*)::integer as count from contact group by 1, 2
       ), a_week as (
         select one.client_id, sum(other.count)::integer as count
         from a_day one
         join a_day other
           on other.client_id = one.client_id and other.day between one.day - 6 and one.day
         group by one.client_id, one.day
       )
       select (select max(count) from a_day) as "aDay", (select max(count) from a_week) as "aWeek",
         (select count(*)::integer from contact
          where at::time < '08:00' or at::time >= '21:00') as "atNight"`,
    );
    expect(most).toEqual({ aDay: 1, aWeek: 3, atNight: 0 });
  });

  it('leave the books as they have to be', async () => {
    expect(await town.violations()).toEqual([]);
  });
});

/** On the second day after the day on which it was asked for: a weekend waits for its Monday. */
function compensationDay(dueDay: string): Day {
  const weekday = new Date(dueDay).getUTCDay();
  const later = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  return addDays(dayIn(dueDay), later + COMPENSATION_DAY);
}

interface Received {
  readonly principalReceived: { readonly minorUnits: string };
  readonly interestReceived: { readonly minorUnits: string };
}
