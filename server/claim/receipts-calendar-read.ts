// The calendar of receipts 回款日历: day by day what came, and what is due by contract and has not come.
import type { CalendarOnWire } from '@mutua/contract/claim/portfolio.ts';
import { fraction } from '@mutua/core/money/fraction.ts';
import { type MinorUnits, minus, plus, scale, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import { divideRounded } from '@mutua/core/money/rounding.ts';
import { addDays, type Day, formatDay } from '@mutua/core/time/day.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { bucketOf, type ExpectedPayment, expectedOn, type Holding } from './holdings-read.ts';
import type { PortfolioAccount } from './portfolio-account-read.ts';
import type { PortfolioSources } from './portfolio-sources.ts';

const AHEAD_DAYS = [7, 30, 90];
const MILLION = 1_000_000n;

/** Of every day between the two. */
export async function readReceiptsCalendar(
  sources: PortfolioSources,
  account: PortfolioAccount,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<CalendarOnWire> {
  const { currency, today } = account;
  const [flows, holdings] = await Promise.all([sources.flows(account), sources.holdings(account)]);
  const say = (amount: bigint) => moneyOf(amount, currency);
  const received = new Map(
    [...flows.days.values()].map(({ day, principal, interest, penalty, claimFee }) => [
      day,
      minus(sum([principal, interest, penalty]), claimFee),
    ]),
  );
  const expected = holdings.map((holding) => ({ holding, payments: expectedOn(holding) }));
  const due = byDay(expected.map(({ payments }) => payments));
  const inTime = expected.filter(({ holding }) => isOnTime(holding));
  const onTimePpm = onTimeShare(holdings);
  return {
    asOf: formatDay(today),
    days: daysFrom(from, to).map((day) => ({
      day: formatDay(day),
      claims: due.get(day)?.claims ?? 0,
      expected: say(due.get(day)?.amount ?? ZERO),
      received: say(received.get(day) ?? ZERO),
    })),
    ahead: AHEAD_DAYS.map((days) => {
      const until = addDays(today, days);
      const contract = sum(
        inTime.flatMap(({ payments }) =>
          payments
            .filter(({ dueDay }) => dueDay >= today && dueDay < until)
            .map(({ amount }) => amount),
        ),
      );
      const share = fraction(BigInt(onTimePpm ?? 1_000_000), MILLION);
      return { days, contract: say(contract), expected: say(scale(contract, share, 'half_even')) };
    }),
    ...present({ onTimePpm }),
    overdue: say(
      sum(
        expected.flatMap(({ payments }) =>
          payments.filter(({ dueDay }) => dueDay < today).map(({ amount }) => amount),
        ),
      ),
    ),
  };
}

function byDay(
  claims: readonly (readonly ExpectedPayment[])[],
): ReadonlyMap<Day, { readonly claims: number; readonly amount: MinorUnits }> {
  const days = new Map<Day, { claims: number; amount: MinorUnits }>();
  for (const payments of claims) {
    for (const [day, amount] of amountsByDay(payments)) {
      const before = days.get(day) ?? { claims: 0, amount: ZERO };
      days.set(day, { claims: before.claims + 1, amount: plus(before.amount, amount) });
    }
  }
  return days;
}

/** A claim counts once on a day, though it may have two instalments on it. */
function amountsByDay(payments: readonly ExpectedPayment[]): ReadonlyMap<Day, MinorUnits> {
  const days = new Map<Day, MinorUnits>();
  for (const { dueDay, amount } of payments) {
    days.set(dueDay, plus(days.get(dueDay) ?? ZERO, amount));
  }
  return days;
}

function isOnTime(holding: Holding): boolean {
  const bucket = bucketOf(holding);
  return bucket === 'current' || bucket === 'grace';
}

/** Of all loans that were lent on, ended ones too; nothing where none of their instalments was due in the last year. */
function onTimeShare(holdings: readonly Holding[]): number | undefined {
  let [asked, onTime] = [0, 0];
  for (const { standing } of holdings) {
    asked += standing?.asked ?? 0;
    onTime += standing?.onTime ?? 0;
  }
  if (asked === 0) return undefined;
  return Number(divideRounded(BigInt(onTime) * MILLION, BigInt(asked), 'half_up'));
}

function daysFrom(from: Day, to: Day): readonly Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
