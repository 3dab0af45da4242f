import { describe, expect, it } from 'vitest';
import { fraction } from '../../money/fraction.ts';
import { type MinorUnits, minorUnits } from '../../money/minor-units.ts';
import { type Day, dayOf } from '../../time/day.ts';
import { makeSchedule } from './make-schedule.ts';
import type { ScheduleTerms } from './terms.ts';

const TERMS: ScheduleTerms = {
  principal: minorUnits(10_000_000n),
  annualRate: fraction(12n, 100n),
  valueDay: dayOf(2026, 1, 15),
  instalmentCount: 12,
  every: 1,
  unit: 'months',
  repaymentMethod: 'equal_instalments',
  interestBasis: { kind: 'equal_periods', daysInYear: 360 },
  rounding: { interest: 'half_even', instalment: 'half_even' },
};

const ONE: MinorUnits = minorUnits(1n);

describe('terms that no schedule can be made from', () => {
  const day = (text: [number, number, number]): Day => dayOf(...text);
  const refused: readonly [field: string, terms: Partial<ScheduleTerms>][] = [
    ['principal', { principal: minorUnits(0n) }],
    ['annualRate', { annualRate: fraction(-1n, 100n) }],
    ['annualRate', { annualRate: fraction(1_001n) }],
    ['annualRate', { annualRate: fraction(1n, 10n ** 25n) }],
    ['instalmentCount', { instalmentCount: 0 }],
    ['instalmentCount', { instalmentCount: 1_201 }],
    ['instalmentCount', { instalmentCount: 1.5 }],
    ['instalmentCount', { principal: minorUnits(11n) }],
    ['instalmentCount', { valueDay: day([9999, 6, 1]) }],
    ['every', { every: 0 }],
    ['every', { every: 1_201 }],
    ['custom', { repaymentMethod: 'custom' }],
    ['custom', { custom: { kind: 'stepped', steps: [] } }],
    ['instalmentMultiple', { instalmentMultiple: minorUnits(0n) }],
    ['instalmentMultiple', { instalmentMultiple: minorUnits(5_000_000n) }],
    ['firstDueDay', { firstDueDay: TERMS.valueDay }],
    ['firstDueDay', { firstDueDay: day([2126, 6, 1]), every: 1, unit: 'days' }],
    ['interestBasis.dayCount', { interestBasis: { kind: 'day_count', dayCount: 'one_one' } }],
    [
      'interestBasis.dayCount',
      { unit: 'weeks', interestBasis: { kind: 'day_count', dayCount: 'actual_actual_icma' } },
    ],
    ['downPayment', { downPayment: { kind: 'amount', amount: TERMS.principal } }],
    ['downPayment.share', { downPayment: { kind: 'share', share: fraction(0n) } }],
    ['graceOnPrincipal', { graceOnPrincipal: 12 }],
    ['graceOnPrincipal', { graceOnPrincipal: 1, repaymentMethod: 'bullet' }],
    ['graceOnInterest.instalments', { graceOnInterest: { instalments: 12, relief: 'free' } }],
    [
      'holidays.0.on',
      { holidays: [{ on: { kind: 'instalments', from: 12, to: 12 }, interest: 'paid' }] },
    ],
    ['holidays', { holidays: [{ on: { kind: 'months', months: [1] }, interest: 'paid' }] }],
    ['holidays.0.on', { holidays: [{ on: { kind: 'months', months: [13] }, interest: 'paid' }] }],
    [
      'fees.0.amount',
      {
        fees: [
          {
            name: 'service',
            charged: 'financed',
            amount: { kind: 'share_of_outstanding', share: fraction(1n, 100n) },
          },
        ],
      },
    ],
    ['earlyRepaymentFee.share', { earlyRepaymentFee: { kind: 'share', share: fraction(2n) } }],
    [
      'custom.months',
      {
        repaymentMethod: 'custom',
        custom: { kind: 'seasonal', months: [2], repeats: 'principal' },
      },
    ],
    [
      'custom.principals',
      {
        repaymentMethod: 'custom',
        instalmentCount: 2,
        custom: { kind: 'principals', principals: [ONE, ONE] },
      },
    ],
    [
      'custom.balloon',
      {
        repaymentMethod: 'custom',
        custom: { kind: 'balloon', balloon: { kind: 'amount', amount: TERMS.principal } },
      },
    ],
    [
      'custom.steps.0.from',
      {
        repaymentMethod: 'custom',
        custom: { kind: 'stepped', steps: [{ from: 13, kind: 'amount', amount: ONE }] },
      },
    ],
    ['principal', { principal: minorUnits(2n ** 63n - 1n) }],
  ];

  it.each(refused)('name the field %s', (field, terms) => {
    const made = makeSchedule({ ...TERMS, ...terms });
    expect(made.ok ? 'made' : made.refusal.data.field).toBe(field);
  });
});
