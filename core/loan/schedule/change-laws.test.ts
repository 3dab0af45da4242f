// The laws of a schedule that changes, after any sequence of changes, each with a fault that it catches.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectSame, isAlike, itHoldsTogether } from '../../kit/laws-together.test.ts';
import {
  addFractions,
  type Fraction,
  fraction,
  multiplyFractions,
  ZERO_FRACTION,
} from '../../money/fraction.ts';
import { fromFraction, minorUnits } from '../../money/minor-units.ts';
import { addDays, type Day } from '../../time/day.ts';
import { type Apply, anyWishes, versions, type Wish } from './any-changes.test.ts';
import { anyTerms } from './any-terms.test.ts';
import { applyChange, replayChanges } from './apply-change.ts';
import { makeSchedule } from './make-schedule.ts';
import { scheduleFaults } from './schedule-laws.ts';
import type { Instalment, Schedule, ScheduleTerms } from './terms.ts';

/** Each case works a whole life, several times over: half as many cases as elsewhere say as much in half the time. */
const HALF = { numRuns: Math.ceil((fc.readConfigureGlobal().numRuns ?? 10_000) / 2) };

/** Terms whose interest runs by the days over 365, so that it can be recomputed from the rates alone. */
function dailyTerms(drawn: ScheduleTerms): ScheduleTerms {
  const { custom: _, graceOnInterest: __, holidays: ___, oddFirstPeriod: ____, ...terms } = drawn;
  const { repaymentMethod: method } = terms;
  return {
    ...terms,
    interestBasis: { kind: 'day_count', dayCount: 'actual_365_fixed' },
    repaymentMethod: method === 'flat' || method === 'custom' ? 'equal_instalments' : method,
  };
}

/** Wishes without relief of interest, and without flat interest. */
function paidWishes(wishes: readonly Wish[]): Wish[] {
  return wishes.map((wish) => ({
    ...wish,
    interest: 'paid',
    rescheduled: { annualRate: fraction(wish.hundredths, 10_000n), instalmentCount: 9 },
  }));
}

/** What one unit of principal earns from day to day, each day at the rate of that day. */
function earnedBetween({ terms, changes }: Schedule, fromDay: Day, dueDay: Day): Fraction {
  let rate = terms.annualRate;
  let since = fromDay;
  let earned = ZERO_FRACTION;
  const upTo = (day: Day) => {
    const years = fraction(BigInt(day - since), 365n);
    earned = addFractions(earned, multiplyFractions(rate, years));
    since = day;
  };
  for (const change of changes) {
    if (!('annualRate' in change) || change.day >= dueDay) continue;
    if (change.day > since) upTo(change.day);
    rate = change.annualRate;
  }
  upTo(dueDay);
  return earned;
}

/** A loan that changed: all versions of its schedule. */
interface Changed {
  readonly apply: Apply;
  readonly terms: ScheduleTerms;
  readonly all: readonly Schedule[];
}

type Drawn = readonly [ScheduleTerms, readonly Wish[]];

interface ChangeLaw {
  readonly name: string;
  readonly holds: (changed: Changed) => void;
  readonly planted: Apply;
  /** The terms and wishes that the law is about; left out: those drawn. */
  readonly about?: (drawn: Drawn) => Drawn;
}

/** It forgets the change before. */
const forgetful: Apply = (schedule, change) =>
  applyChange({ ...schedule, changes: schedule.changes.slice(0, -1) }, change);

/** It moves the first row that is not past yet, and none before. */
function withLastRow(edit: (row: Instalment) => Instalment): Apply {
  return (schedule, change) => {
    const changed = applyChange(schedule, change);
    if (!changed.ok) return changed;
    const { rows } = changed.value;
    return {
      ...changed,
      value: { ...changed.value, rows: rows.with(-1, edit(rows.at(-1) as Instalment)) },
    };
  };
}

const LAWS: readonly ChangeLaw[] = [
  {
    name: 'a schedule is sound after any changes',
    holds: ({ all }) => {
      for (const schedule of all) {
        const faults = scheduleFaults(schedule);
        if (faults.length > 0) expect(faults).toEqual([]);
      }
    },
    planted: withLastRow((row) => ({ ...row, principal: minorUnits(row.principal + 1n) })),
  },
  {
    name: 'rows due on the day of a change or before are not touched by it',
    holds: ({ all }) => {
      all.slice(1).forEach((schedule, index) => {
        const before = all[index] as Schedule;
        const change = schedule.changes.find((each) => !before.changes.includes(each));
        const past = before.rows.filter(({ dueDay }) => change && dueDay <= change.day);
        const kept = schedule.rows.slice(0, past.length);
        if (!isAlike(kept, past)) expect(kept).toEqual(past);
      });
    },
    planted: forgetful,
  },
  {
    name: 'replaying all changes from the start gives the same as applying them one by one',
    holds: ({ terms, all }) => {
      const live = all.at(-1);
      if (!live) return;
      const replayed = replayChanges(terms, live.changes);
      const expected = { ok: true, value: live };
      if (!isAlike(replayed, expected)) expect(replayed).toEqual(expected);
    },
    planted: withLastRow((row) => ({ ...row, interest: minorUnits(row.interest + 1n) })),
  },
  {
    name: 'the order in which changes of different days are told does not matter',
    holds: ({ apply, terms, all }) => {
      const live = all.at(-1);
      if (!live || new Set(live.changes.map(({ day }) => day)).size < live.changes.length) return;
      const told = live.changes.toReversed();
      let schedule = makeSchedule(terms);
      for (const change of told) if (schedule.ok) schedule = apply(schedule.value, change);
      if (schedule.ok && !isAlike(schedule.value, live)) expect(schedule.value).toEqual(live);
    },
    planted: (schedule, change) => {
      const last = schedule.changes.at(-1);
      return applyChange(
        schedule,
        last && change.day < last.day ? { ...change, day: last.day } : change,
      );
    },
  },
  {
    name: 'interest is that of the balance in each day, at the rate in force on it, whatever changed',
    about: ([terms, wishes]) => [dailyTerms(terms), paidWishes(wishes)],
    holds: ({ terms, all }) => {
      const schedule = all.at(-1);
      for (const row of schedule?.rows ?? []) {
        const factor = earnedBetween(schedule as Schedule, row.fromDay, row.dueDay);
        const exact = multiplyFractions(fraction(row.balance + row.principal), factor);
        expectSame(row.interest, fromFraction(exact, terms.rounding.interest));
      }
    },
    planted: (schedule, change) => {
      if (!('annualRate' in change)) return applyChange(schedule, change);
      const late = { ...change, day: addDays(change.day, 1) };
      const made = applyChange(schedule, late);
      if (!made.ok) return made;
      const changes = made.value.changes.map((each) => (each === late ? change : each));
      return { ...made, value: { ...made.value, changes } };
    },
  },
];

function changedBy(apply: Apply, [terms, wishes]: Drawn): Changed {
  return { apply, terms, all: versions(apply, terms, wishes) };
}

describe('a schedule that changes', () => {
  const drawn = fc.tuple(anyTerms, anyWishes);
  itHoldsTogether({
    drawn,
    make: (one) => ({ one, asDrawn: changedBy(applyChange, one) }),
    laws: LAWS.map(({ name, holds, about }) => ({
      name,
      holds: ({ one, asDrawn }: { one: Drawn; asDrawn: Changed }) =>
        holds(about ? changedBy(applyChange, about(one)) : asDrawn),
    })),
    ...HALF,
  });
  for (const { name, holds, planted, about = (one: Drawn) => one } of LAWS) {
    it(`${name}: a planted fault is caught`, () => {
      const property = fc.property(drawn, (one) => holds(changedBy(planted, about(one))));
      expect(() => fc.assert(property, { numRuns: 5_000, endOnFailure: true })).toThrow(
        'Property failed',
      );
    });
  }
});
