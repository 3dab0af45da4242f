// Any changes of a loan, for the properties; and that they leave nothing out.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Result } from '../../kit/result.ts';
import { fraction } from '../../money/fraction.ts';
import { minorUnits } from '../../money/minor-units.ts';
import { addDays, daysBetween } from '../../time/day.ts';
import { anyTerms } from './any-terms.test.ts';
import { applyChange } from './apply-change.ts';
import { makeSchedule } from './make-schedule.ts';
import type { RescheduledTerms, Schedule, ScheduleChange, ScheduleTerms } from './terms.ts';

/** A change as wishes: when in the life of the loan, and how much of what is left. */
export interface Wish {
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

export const anyWishes = fc.array(anyWish, { maxLength: 4 });

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

export type Apply = (schedule: Schedule, change: ScheduleChange) => Result<Schedule>;

/** Every version of a schedule, from the first on; wishes that are refused change nothing. */
export function versions(apply: Apply, terms: ScheduleTerms, wishes: readonly Wish[]): Schedule[] {
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

it('draws changes within the life of the loan', () => {
  for (const [terms, wishes] of fc.sample(fc.tuple(anyTerms, anyWishes), 50)) {
    const [first, ...changed] = versions(applyChange, terms, wishes);
    const days = changed.flatMap(({ changes }) => changes.map(({ day }) => day));
    expect(days.every((day) => first && day >= first.terms.valueDay)).toBe(true);
  }
});
