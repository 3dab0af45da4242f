// The laws of a schedule that changes, after any sequence of changes, each with a fault that it catches.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../kit/result.ts';
import {
  addFractions,
  type Fraction,
  fraction,
  multiplyFractions,
  ZERO_FRACTION,
} from '../../money/fraction.ts';
import { fromFraction, minorUnits } from '../../money/minor-units.ts';
import { addDays, daysBetween } from '../../time/day.ts';
import { anyTerms } from './any-terms.test.ts';
import { applyChange, replayChanges } from './apply-change.ts';
import { makeSchedule } from './make-schedule.ts';
import { payoffQuote } from './payoff-quote.ts';
import { scheduleFaults } from './schedule-laws.ts';
import type {
  Instalment,
  RescheduledTerms,
  Schedule,
  ScheduleChange,
  ScheduleTerms,
} from './terms.ts';

/** A change as wishes: when in the life of the loan, and how much of what is left. */
interface Wish {
  readonly kind: ScheduleChange['kind'];
  readonly atPermille: bigint;
  readonly partPermille: bigint;
  readonly hundredths: bigint;
  readonly isFirst: boolean;
  readonly interest: 'paid' | 'deferred' | 'free';
  readonly instalments: number;
  readonly rescheduled: RescheduledTerms;
}

const anyRescheduled: fc.Arbitrary<RescheduledTerms> = fc.oneof(
  fc.record({ instalmentCount: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ unit: fc.constantFrom('months' as const, 'weeks' as const) }),
  fc.record({
    repaymentMethod: fc.constantFrom(
      'equal_instalments' as const,
      'equal_principal' as const,
      'flat' as const,
    ),
    instalmentCount: fc.integer({ min: 2, max: 40 }),
    graceOnPrincipal: fc.integer({ min: 0, max: 3 }),
  }),
  fc.record({
    annualRate: fc.bigInt(0n, 3_600n).map((hundredths) => fraction(hundredths, 10_000n)),
    graceOnInterest: fc.constant({ instalments: 1, relief: 'deferred' as const }),
  }),
);

const anyWish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom<ScheduleChange['kind']>(
    'early_repayment',
    'early_repayment',
    'rate_change',
    'recast',
    'payment_holiday',
    'reschedule',
    'early_repayment_in_full',
  ),
  atPermille: fc.oneof(fc.bigInt(0n, 999n), fc.constant(500n)),
  partPermille: fc.oneof(fc.bigInt(1n, 300n), fc.bigInt(1n, 1_000n)),
  hundredths: fc.bigInt(0n, 4_000n),
  isFirst: fc.boolean(),
  interest: fc.constantFrom('paid', 'deferred', 'free'),
  instalments: fc.integer({ min: 1, max: 3 }),
  rescheduled: anyRescheduled,
});

const anyWishes = fc.array(anyWish, { maxLength: 6 });

/** What a wish comes to on a schedule: some due day or some day between. */
function changeFor(wish: Wish, { rows, terms, principal }: Schedule): ScheduleChange {
  const life = daysBetween(terms.valueDay, rows.at(-1)?.dueDay ?? terms.valueDay);
  const row = rows[Number((wish.atPermille * BigInt(rows.length)) / 1_000n)];
  const between = addDays(terms.valueDay, Number((BigInt(life) * wish.atPermille) / 1_000n));
  const day = wish.instalments === 1 && row ? row.dueDay : between;
  const balance = rows.filter(({ dueDay }) => dueDay <= day).at(-1)?.balance ?? principal;
  const keeps = wish.isFirst ? ('term' as const) : ('instalment' as const);
  switch (wish.kind) {
    case 'early_repayment':
      return {
        kind: wish.kind,
        day,
        principal: minorUnits((balance * wish.partPermille) / 1_000n),
        effect: wish.isFirst ? 'shorter_term' : 'smaller_instalment',
      };
    case 'rate_change':
      return { kind: wish.kind, day, annualRate: fraction(wish.hundredths, 10_000n), keeps };
    case 'payment_holiday':
      return {
        kind: wish.kind,
        day,
        keeps,
        instalments: wish.instalments,
        interest: wish.interest,
      };
    case 'reschedule':
      return { kind: wish.kind, day, ...wish.rescheduled };
    case 'recast':
    case 'early_repayment_in_full':
      return { kind: wish.kind, day };
  }
}

type Apply = (schedule: Schedule, change: ScheduleChange) => Result<Schedule>;

/** Every version of a schedule, from the first on; wishes that are refused change nothing. */
function versions(apply: Apply, terms: ScheduleTerms, wishes: readonly Wish[]): Schedule[] {
  const made = makeSchedule(terms);
  if (!made.ok) return [];
  const all = [made.value];
  for (const wish of wishes) {
    const schedule = all.at(-1) ?? made.value;
    const changed = apply(schedule, changeFor(wish, schedule));
    if (changed.ok) all.push(changed.value);
  }
  return all;
}

interface ChangeLaw {
  readonly name: string;
  readonly holds: (apply: Apply, terms: ScheduleTerms, wishes: readonly Wish[]) => void;
  readonly planted: Apply;
  readonly terms?: fc.Arbitrary<ScheduleTerms>;
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
    holds: (apply, terms, wishes) => {
      for (const schedule of versions(apply, terms, wishes)) {
        expect(scheduleFaults(schedule)).toEqual([]);
      }
    },
    planted: withLastRow((row) => ({ ...row, principal: minorUnits(row.principal + 1n) })),
  },
  {
    name: 'rows due on the day of a change or before are not touched by it',
    holds: (apply, terms, wishes) => {
      const all = versions(apply, terms, wishes);
      all.slice(1).forEach((schedule, index) => {
        const before = all[index] as Schedule;
        const change = schedule.changes.find((each) => !before.changes.includes(each));
        const past = before.rows.filter(({ dueDay }) => change && dueDay <= change.day);
        expect(schedule.rows.slice(0, past.length)).toEqual(past);
      });
    },
    planted: forgetful,
  },
  {
    name: 'replaying all changes from the start gives the same as applying them one by one',
    holds: (apply, terms, wishes) => {
      const live = versions(apply, terms, wishes).at(-1);
      if (live) expect(replayChanges(terms, live.changes)).toEqual({ ok: true, value: live });
    },
    planted: withLastRow((row) => ({ ...row, interest: minorUnits(row.interest + 1n) })),
  },
  {
    name: 'the order in which changes of different days are told does not matter',
    holds: (apply, terms, wishes) => {
      const live = versions(apply, terms, wishes).at(-1);
      if (!live || new Set(live.changes.map(({ day }) => day)).size < live.changes.length) return;
      const told = live.changes.toReversed();
      let schedule = makeSchedule(terms);
      for (const change of told) if (schedule.ok) schedule = apply(schedule.value, change);
      if (schedule.ok) expect(schedule.value).toEqual(live);
    },
    planted: (schedule, change) => {
      const last = schedule.changes.at(-1);
      return applyChange(
        schedule,
        last && change.day < last.day ? { ...change, day: last.day } : change,
      );
    },
  },
];

describe('a schedule that changes', () => {
  for (const { name, holds, planted, terms = anyTerms } of LAWS) {
    it(`${name}`, () => {
      fc.assert(fc.property(terms, anyWishes, (each, wishes) => holds(applyChange, each, wishes)));
    });
    it(`${name}: a planted fault is caught`, () => {
      const property = fc.property(terms, anyWishes, (each, wishes) =>
        holds(planted, each, wishes),
      );
      expect(() => fc.assert(property, { numRuns: 5_000, endOnFailure: true })).toThrow(
        'Property failed',
      );
    });
  }
  it('debug', () => {
    const codes = new Map<string, number>();
    let n = 0;
    fc.sample(fc.tuple(anyTerms, anyWishes), 5000).forEach(([terms, wishes]) => {
      versions(
        (s, c) => {
          const r = applyChange(s, c);
          n++;
          const k = r.ok
            ? `ok ${c.kind}`
            : `${c.kind}: ${r.refusal.data.field} ${r.refusal.data.detail}`;
          codes.set(k, (codes.get(k) ?? 0) + 1);
          return r;
        },
        terms,
        wishes,
      );
    });
    console.log(n, [...codes].sort((a, b) => b[1] - a[1]).slice(0, 60));
  });
});
