// What borrowers bring and when, by a seed: most what falls due on its day, others late, by half, or no more.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { divideBy, type MinorUnits, minorUnits, times } from '@mutua/core/money/minor-units.ts';
import { addDays, addMonths, type Day } from '@mutua/core/time/day.ts';
import { dayColumn } from '@mutua/server/database/column.ts';
import { Chance } from '../chance.ts';

/** A loan that was disbursed, as it stands in a file. */
export interface TownLoan {
  readonly loanId: Id;
  readonly borrowerId: Id;
  readonly valueDay: string;
  /** The first one, in minor units. */
  readonly instalment: string;
}

/** Everything that a worker has to know of its town, as it stands in a file. */
export interface TownFile {
  readonly loans: readonly TownLoan[];
  readonly spareBorrowers: readonly Id[];
  readonly spareLenders: readonly Id[];
  /** On which they begin. */
  readonly spareFrom: string;
}

export interface Payment {
  readonly borrowerId: Id;
  readonly amount: MinorUnits;
}

/** How often each habit occurs. */
const HABITS = { punctual: 40, late: 20, half: 15, stops: 15, never: 10 } as const;
const MONTHS = 36;

/** Everything that will be brought, by its day: the same for the same seed. */
export function paymentsOf(
  loans: readonly TownLoan[],
  seed: number,
): ReadonlyMap<Day, readonly Payment[]> {
  const byDay = new Map<Day, Payment[]>();
  const chance = new Chance(seed + 1);
  for (const loan of loans) {
    const own = chance.branch();
    const habit = own.weighted(HABITS);
    const until = habit === 'stops' ? own.whole(1, 2) : habit === 'never' ? 0 : MONTHS;
    for (let month = 1; month <= until; month += 1) {
      const due = addMonths(dayColumn.read(loan.valueDay), month);
      const day = habit === 'late' ? addDays(due, own.whole(2, 25)) : due;
      const others = byDay.get(day) ?? [];
      byDay.set(day, [...others, payment(loan, habit)]);
    }
  }
  return byDay;
}

/** Who is late brings a little more, for what it costs. */
function payment({ borrowerId, instalment }: TownLoan, habit: keyof typeof HABITS): Payment {
  const whole = minorUnits(BigInt(instalment));
  const share = habit === 'half' ? 50n : habit === 'late' ? 103n : 100n;
  return { borrowerId: idOf(borrowerId), amount: divideBy(times(whole, share), 100n, 'up') };
}
