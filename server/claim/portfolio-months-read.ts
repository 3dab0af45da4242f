// A lender's account month by month: what came in, and what it was worth at each month's end.
import type { ReceiptsOnWire, ValueOverTimeOnWire } from '@mutua/contract/claim/portfolio.ts';
import { type MinorUnits, minus, plus, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import { addMonths, civilOf, type Day, dayOf, formatDay } from '@mutua/core/time/day.ts';
import { moneyOf } from '../http/read-fields.ts';
import { type MonthSums, monthsOf } from './account-history.ts';
import type { PortfolioAccount } from './portfolio-account-read.ts';
import type { PortfolioSources } from './portfolio-sources.ts';

const MONTHS = 36;

/** The last so many months, the oldest first; none before the first in which something moved. */
export async function readReceipts(
  sources: PortfolioSources,
  account: PortfolioAccount,
  count = MONTHS,
): Promise<ReceiptsOnWire> {
  const known = monthsOf(await sources.flows(account));
  const byMonth = new Map(known.map((one) => [one.month, one]));
  const say = (amount: bigint) => moneyOf(amount, account.currency);
  return {
    asOf: formatDay(account.today),
    months: lastMonths(known, account.today, count).map((month) => {
      const one = byMonth.get(month);
      return {
        month: monthText(month),
        principal: say(one?.principal ?? ZERO),
        interest: say(plus(one?.interest ?? ZERO, one?.penalty ?? ZERO)),
        fee: say(one?.fee ?? ZERO),
      };
    }),
  };
}

/** The same months: cash and outstanding principal at their ends, and net deposits until then. */
export async function readValueOverTime(
  sources: PortfolioSources,
  account: PortfolioAccount,
  count = MONTHS,
): Promise<ValueOverTimeOnWire> {
  const known = monthsOf(await sources.flows(account));
  const say = (amount: bigint) => moneyOf(amount, account.currency);
  const until = (month: Day, part: (sums: MonthSums) => MinorUnits) =>
    sum(known.filter((one) => one.month <= month).map(part));
  return {
    asOf: formatDay(account.today),
    months: lastMonths(known, account.today, count).map((month) => ({
      month: monthText(month),
      value: say(until(month, valueChange)),
      netDeposited: say(until(month, ({ net }) => net)),
    })),
  };
}

/** By how much cash and outstanding principal changed. */
function valueChange({ cash, lent, principal, recovered, lost }: MonthSums): MinorUnits {
  return minus(plus(cash, plus(lent, recovered)), plus(principal, lost));
}

function lastMonths(known: readonly MonthSums[], today: Day, count: number): readonly Day[] {
  const [first] = known;
  if (first === undefined) return [];
  const { year, month } = civilOf(today);
  const last = dayOf(year, month, 1);
  const months = Array.from({ length: count }, (_, index) => addMonths(last, index + 1 - count));
  return months.filter((one) => one >= first.month);
}

function monthText(month: Day): string {
  return formatDay(month).slice(0, 7);
}
