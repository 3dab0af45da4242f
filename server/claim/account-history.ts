// What went through lenders' cash, by day, by month and by loan.
import type { Id } from '@mutua/core/kit/id.ts';
import { type MinorUnits, plus, ZERO } from '@mutua/core/money/minor-units.ts';
import { civilOf, type Day, dayOf } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import {
  type AccountFlows,
  type FlowSums,
  type FlowsOfDay,
  type FlowsOfLoan,
  flowsTogether,
  readEnds,
  readFlows,
} from './account-flows-read.ts';
import { ClosedSums } from './closed-sums.ts';
import type { Holding } from './holdings-read.ts';
import type { PortfolioAccount } from './portfolio-account-read.ts';

const ENDED: readonly string[] = ['written_off', 'closed'];

export class AccountHistory {
  readonly #pool: pg.Pool;
  readonly #flows: ClosedSums<AccountFlows>;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
    this.#flows = new ClosedSums({
      read: (asked) => readFlows(pool, asked),
      together: flowsTogether,
      sizeOf: ({ loans }) => loans.size,
    });
  }

  /** @param holdings of the account, whose states say which loans may have ended since their lines were read. */
  async of(account: PortfolioAccount, holdings: readonly Holding[]): Promise<AccountFlows> {
    const flows = await this.#flows.of(account);
    const ended = holdings.flatMap(({ loanId, loanState }) => {
      const known = flows.loans.get(loanId);
      return ENDED.includes(loanState) && known !== undefined && known.ended === undefined
        ? loanId
        : [];
    });
    return ended.length === 0 ? flows : endedOn(flows, await readEnds(this.#pool, ended));
  }
}

function endedOn(flows: AccountFlows, ends: ReadonlyMap<Id, Day>): AccountFlows {
  const loans = new Map(flows.loans);
  for (const [loanId, ended] of ends) {
    const known = loans.get(loanId);
    if (known !== undefined) loans.set(loanId, { ...known, ended });
  }
  return { ...flows, loans };
}

/** A month of the account, by its first day. */
export interface MonthSums extends FlowSums {
  readonly month: Day;
  readonly cash: MinorUnits;
  readonly net: MinorUnits;
  readonly recovered: MinorUnits;
  /** Principal that was written off or lost in it. */
  readonly lost: MinorUnits;
}

const NAMES = ['lent', 'principal', 'interest', 'penalty', 'fee', 'cash', 'recovered'] as const;
const NOTHING: Omit<MonthSums, 'month'> = {
  ...{ lent: ZERO, principal: ZERO, interest: ZERO, penalty: ZERO, fee: ZERO },
  ...{ cash: ZERO, net: ZERO, recovered: ZERO, lost: ZERO },
};

/** The oldest first; months without a line are left out. */
export function monthsOf({ days, loans }: AccountFlows): readonly MonthSums[] {
  const months = new Map<Day, { -readonly [Name in keyof MonthSums]: MonthSums[Name] }>();
  const at = (day: Day) => {
    const month = monthOf(day);
    const known = months.get(month) ?? { month, ...NOTHING };
    months.set(month, known);
    return known;
  };
  for (const own of days.values()) {
    const month = at(own.day);
    for (const name of NAMES) month[name] = plus(month[name], own[name]);
    month.net = plus(month.net, own.net ?? ZERO);
  }
  for (const { lent, ended } of loans.values()) {
    if (ended === undefined || lent === ZERO) continue;
    const month = at(ended);
    month.lost = plus(month.lost, lent);
  }
  return [...months.values()].toSorted((left, right) => left.month - right.month);
}

/** Days on which loans took or brought something, or money came from outside or went there; the oldest first. */
export function daysOf({ days }: AccountFlows): readonly FlowsOfDay[] {
  return [...days.values()].toSorted((left, right) => left.day - right.day);
}

/** Outstanding principal, added up over the days until it came back, was written off or lost. */
export function balanceDaysOf({ lent, lentDays, ended }: FlowsOfLoan, today: Day): bigint {
  return lent * BigInt(ended ?? today) - lentDays;
}

function monthOf(day: Day): Day {
  const { year, month } = civilOf(day);
  return dayOf(year, month, 1);
}
