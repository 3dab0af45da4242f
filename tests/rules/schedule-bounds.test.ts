// Terms of a schedule at their bounds: refused just beyond them, naming the field, and taken at them.
import { invalid, type Refused, refuse } from '@mutua/core/kit/result.ts';
import { makeSchedule } from '@mutua/core/loan/schedule/make-schedule.ts';
import type { ScheduleTerms } from '@mutua/core/loan/schedule/terms.ts';
import { fraction } from '@mutua/core/money/fraction.ts';
import { MINOR_UNITS_MAX, minorUnits, plus } from '@mutua/core/money/minor-units.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';

const TERMS: ScheduleTerms = {
  ...{ principal: minorUnits(120_000n), annualRate: fraction(12n, 100n) },
  ...{ valueDay: dayOf(2026, 1, 15), instalmentCount: 3, every: 1, unit: 'months' },
  repaymentMethod: 'equal_instalments',
  interestBasis: { kind: 'equal_periods', daysInYear: 360 },
  rounding: { interest: 'half_even', instalment: 'half_even' },
};

const MOST = minorUnits(MINOR_UNITS_MAX);
const TOO_MUCH = plus(MOST, minorUnits(1n));

const custom = (how: NonNullable<ScheduleTerms['custom']>): Partial<ScheduleTerms> => ({
  ...{ repaymentMethod: 'custom', custom: how },
});
const principals = (...parts: readonly bigint[]) =>
  custom({ kind: 'principals', principals: parts.map(minorUnits) });
const stepped = (percent: bigint, froms: readonly number[] = [2]) =>
  custom({
    kind: 'stepped',
    steps: froms.map((from) => ({ from, kind: 'share', share: fraction(percent, 100n) })),
  });
const fee = (
  amount: NonNullable<ScheduleTerms['fees']>[number]['amount'],
  count = 1,
): Partial<ScheduleTerms> => ({
  fees: Array.from({ length: count }, () => ({
    ...{ name: 'service', charged: 'each_instalment', amount },
  })),
});
const fixed = (amount: bigint) => ({ kind: 'fixed', amount: minorUnits(amount) }) as const;
const share = (numerator: bigint) =>
  ({ kind: 'share_of_principal', share: fraction(numerator, 100n) }) as const;

describe('terms of a schedule', () => {
  it.each<[string, Partial<ScheduleTerms>, Refused, Partial<ScheduleTerms>]>([
    [
      'seasons',
      custom({ kind: 'seasonal', months: [], repeats: 'instalment' }),
      invalid('custom.months', 'They must be months from 1 to 12, at least one.'),
      custom({ kind: 'seasonal', months: [2, 3, 4], repeats: 'instalment' }),
    ],
    [
      'principals, too few',
      principals(60_000n, 60_000n),
      invalid('custom.principals', 'There must be one for each instalment.'),
      principals(40_000n, 40_000n, 40_000n),
    ],
    [
      'principals, one negative',
      principals(-1n, 60_000n, 60_001n),
      invalid('custom.principals', 'None may be negative.'),
      principals(0n, 60_000n, 60_000n),
    ],
    [
      'principals, the last nothing',
      principals(60_000n, 60_000n, 0n),
      invalid('custom.principals', 'The last one must be greater than 0.'),
      principals(60_000n, 59_999n, 1n),
    ],
    [
      'principals that would be put off',
      { ...principals(40_000n, 40_000n, 40_000n), graceOnPrincipal: 1 },
      invalid('custom.principals', 'Where each principal is given, none can be put off.'),
      { ...principals(40_000n, 40_000n, 40_000n), graceOnPrincipal: 0 },
    ],
    [
      'steps, more than instalments',
      stepped(10n, [2, 3, 4, 5]),
      invalid('custom.steps', 'There must not be more steps than instalments.'),
      stepped(10n, [2, 3]),
    ],
    [
      'steps, down to nothing',
      stepped(-100n),
      invalid('custom.steps.0.share', 'It must be more than -100 % and at most 10,000 %.'),
      stepped(-99n),
    ],
    [
      'a balloon below nothing',
      custom({ kind: 'balloon', balloon: { kind: 'amount', amount: minorUnits(-1n) } }),
      invalid('custom.balloon', 'It must not be negative.'),
      custom({ kind: 'balloon', balloon: { kind: 'amount', amount: minorUnits(0n) } }),
    ],
    [
      'fees, too many',
      fee(fixed(1n), 101),
      invalid('fees', 'There must be at most 100.'),
      fee(fixed(1n), 100),
    ],
    [
      'a fee below nothing',
      fee(fixed(-1n)),
      invalid('fees.0.amount', 'It must not be negative.'),
      fee(fixed(0n)),
    ],
    [
      'a fee that no book can hold',
      fee({ kind: 'fixed', amount: TOO_MUCH }),
      refuse('number_too_large', { field: 'fees.0' }),
      fee(fixed(1_000_000_000n)),
    ],
    [
      'a fee of more than the whole',
      fee(share(101n)),
      invalid('fees.0.share', 'It must be from 0 to 1.'),
      fee(share(100n)),
    ],
    [
      'a fee for repaying early that is below nothing',
      { earlyRepaymentFee: fixed(-1n) },
      invalid('earlyRepaymentFee.amount', 'It must not be negative.'),
      { earlyRepaymentFee: fixed(0n) },
    ],
    [
      'a principal that no book can hold',
      { principal: TOO_MUCH },
      refuse('number_too_large', { field: 'principal' }),
      { principal: MOST, annualRate: fraction(0n), repaymentMethod: 'equal_principal' },
    ],
  ])('%s', (_, beyond, refused, within) => {
    expect(makeSchedule({ ...TERMS, ...beyond })).toEqual(refused);
    expect(makeSchedule({ ...TERMS, ...within })).toMatchObject({ ok: true });
  });
});
