// Any terms of a loan, and any changes of it, for the properties; and that they leave nothing out.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { itHoldsTogether } from '../../kit/laws-together.test.ts';
import { ok, type Result } from '../../kit/result.ts';
import { fraction } from '../../money/fraction.ts';
import { minorUnits } from '../../money/minor-units.ts';
import { ROUNDINGS } from '../../money/rounding.ts';
import { addDays, type Day, dayOf } from '../../time/day.ts';
import type { DayCount } from '../../time/day-count.ts';
import { makeSchedule } from './make-schedule.ts';
import type {
  CustomRepayment,
  Holiday,
  Instalment,
  InterestBasis,
  Schedule,
  ScheduleFee,
  ScheduleTerms,
} from './terms.ts';

const DAY_COUNTS: readonly DayCount[] = [
  'actual_365_fixed',
  'actual_360',
  'actual_364',
  'actual_actual_isda',
  'actual_actual_icma',
  'actual_actual_afb',
  'actual_365_no_leap',
  'actual_365_l',
  'actual_360_inclusive',
  'thirty_360_bond_basis',
  'thirty_e_360',
  'thirty_e_360_isda',
  'thirty_360_us',
];

/** Rates in 0.01 %: free, ordinary ones, and up to 1,000 %. */
const anyRate = fc
  .oneof(
    fc.constant(0n),
    fc.bigInt(1n, 3_600n),
    fc.bigInt(3_600n, 100_000n),
    fc.constantFrom(700n, 1_200n, 2_400n),
  )
  .map((hundredths) => fraction(hundredths, 10_000n));

const anyBasis: fc.Arbitrary<InterestBasis> = fc.oneof(
  fc.constantFrom<InterestBasis>(
    { kind: 'equal_periods', daysInYear: 360 },
    { kind: 'equal_periods', daysInYear: 365 },
  ),
  fc
    .constantFrom(...DAY_COUNTS)
    .map((dayCount): InterestBasis => ({ kind: 'day_count', dayCount })),
);

const anyDay: fc.Arbitrary<Day> = fc
  .integer({ min: 0, max: 1_500 })
  .map((days) => addDays(dayOf(2023, 1, 1), days));

const anyShare = (maxPercent: bigint) =>
  fc.bigInt(0n, maxPercent * 100n).map((hundredths) => fraction(hundredths, 10_000n));

const anyMonths = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 });

const anyRelief = fc.constantFrom('deferred' as const, 'free' as const);

const anyFee: fc.Arbitrary<ScheduleFee> = fc.record({
  name: fc.constantFrom('service', 'account_management'),
  charged: fc.constantFrom('each_instalment', 'financed', 'at_disbursement'),
  amount: fc.oneof(
    fc.bigInt(0n, 5_000n).map((amount) => ({ kind: 'fixed' as const, amount: minorUnits(amount) })),
    anyShare(3n).map((share) => ({ kind: 'share_of_principal' as const, share })),
  ),
});

const anyFees = fc.tuple(
  fc.array(anyFee, { maxLength: 2 }),
  anyShare(3n).map(
    (share): ScheduleFee => ({
      name: 'account_management',
      charged: 'each_instalment',
      amount: { kind: 'share_of_outstanding', share },
    }),
  ),
);

function anyHoliday(count: number): fc.Arbitrary<Holiday> {
  const numbered = fc
    .tuple(fc.integer({ min: 1, max: count - 1 }), fc.integer({ min: 0, max: 3 }))
    .map(([from, more]) => ({
      kind: 'instalments' as const,
      from,
      to: Math.min(from + more, count - 1),
    }));
  const monthly = anyMonths.map((months) => ({
    kind: 'months' as const,
    months: months.slice(0, 2),
  }));
  return fc.record({
    on: fc.oneof(numbered, monthly),
    interest: fc.constantFrom('paid', 'deferred', 'free'),
  });
}

function anyCustom(count: number, principal: bigint): fc.Arbitrary<CustomRepayment> {
  const number = fc.integer({ min: 2, max: Math.max(2, count) });
  const share = fc.bigInt(-3_000n, 3_000n).map((part) => fraction(part, 10_000n));
  const amount = fc.bigInt(-200n, 5_000n).map(minorUnits);
  const step = fc.oneof(
    fc.record({ from: number, kind: fc.constant('share' as const), share }),
    fc.record({ from: number, kind: fc.constant('amount' as const), amount }),
  );
  return fc.oneof(
    fc.record({
      kind: fc.constant('seasonal' as const),
      months: fc.constantFrom(
        [...Array(12).keys()].map((month) => month + 1),
        [3, 6, 9, 12],
        [10],
      ),
      repeats: fc.constantFrom('instalment' as const, 'principal' as const),
    }),
    fc.uniqueArray(step, { maxLength: 4, selector: ({ from }) => from }).map((steps) => ({
      kind: 'stepped' as const,
      steps: steps.toSorted((a, b) => a.from - b.from),
    })),
    anyShare(90n).map((part) => ({
      kind: 'balloon' as const,
      balloon: { kind: 'share' as const, share: part },
    })),
    fc.array(fc.bigInt(0n, 100n), { minLength: count - 1, maxLength: count - 1 }).map((parts) => {
      const unit = principal / (100n * BigInt(count));
      const principals = parts.map((part) => minorUnits(part * unit));
      const given = principals.reduce<bigint>((total, part) => total + part, 0n);
      return {
        kind: 'principals' as const,
        principals: [...principals, minorUnits(principal - given)],
      };
    }),
  );
}

/** Left out more often than not, so that each thing is met alone and together with others. */
function sometimes<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 2 },
    { arbitrary: value, weight: 1 },
  );
}

type Shape = Pick<ScheduleTerms, 'instalmentCount' | 'principal' | 'repaymentMethod' | 'valueDay'>;

const anyShape: fc.Arbitrary<Shape> = fc
  .record({
    instalmentCount: fc.oneof(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 48 }),
      fc.constantFrom(12, 24, 36),
    ),
    size: fc.oneof(fc.bigInt(0n, 300n), fc.bigInt(100n, 100_000n), fc.bigInt(100n, 10n ** 12n)),
    repaymentMethod: fc.constantFrom<ScheduleTerms['repaymentMethod']>(
      'equal_instalments',
      'equal_instalments',
      'equal_principal',
      'interest_first',
      'bullet',
      'flat',
      'custom',
    ),
    valueDay: anyDay,
  })
  .map(({ size, ...shape }) => ({
    ...shape,
    principal: minorUnits(size + BigInt(shape.instalmentCount)),
  }));

/** Terms of every method, unit, day count and rounding, with any relief, fee and down payment. */
export const anyTerms: fc.Arbitrary<ScheduleTerms> = anyShape.chain((shape) => {
  const { instalmentCount: count, principal, repaymentMethod, valueDay } = shape;
  const plain = repaymentMethod === 'bullet' || count === 1;
  return fc
    .record({
      annualRate: anyRate,
      every: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 14 })),
      unit: fc.constantFrom(
        'days' as const,
        'weeks' as const,
        'months' as const,
        'months' as const,
      ),
      interestBasis: anyBasis,
      rounding: fc.record({
        interest: fc.constantFrom(...ROUNDINGS),
        instalment: fc.constantFrom(...ROUNDINGS),
      }),
      custom: repaymentMethod === 'custom' ? anyCustom(count, principal) : fc.constant(undefined),
      instalmentMultiple: sometimes(fc.constantFrom(1n, 5n, 100n).map(minorUnits)),
      firstDueDay: sometimes(
        fc.integer({ min: 1, max: 75 }).map((days) => addDays(valueDay, days)),
      ),
      oddFirstPeriod: sometimes(fc.constantFrom('by_days' as const, 'periods_and_days' as const)),
      endOfMonth: sometimes(fc.boolean()),
      downPayment: sometimes(
        fc.bigInt(1n, 4_000n).map((part) => ({
          kind: 'share' as const,
          share: fraction(part, 10_000n),
        })),
      ),
      graceOnPrincipal: plain ? fc.constant(undefined) : sometimes(fc.nat(count - 1)),
      graceOnInterest: plain
        ? fc.constant(undefined)
        : sometimes(fc.record({ instalments: fc.nat(count - 1), relief: anyRelief })),
      holidays: plain
        ? fc.constant(undefined)
        : sometimes(fc.array(anyHoliday(count), { maxLength: 2 })),
      fees: sometimes(anyFees.map(([fees, outstanding]) => [...fees, outstanding])),
      earlyRepaymentFee: sometimes(
        anyShare(5n).map((share) => ({ kind: 'share' as const, share })),
      ),
    })
    .map((rest) => definedOnly({ ...shape, ...rest }));
});

/** Terms have no fields that say undefined: what is left out is not there. */
function definedOnly(terms: { readonly [Field in keyof ScheduleTerms]: unknown }): ScheduleTerms {
  const given = terms.custom as CustomRepayment | undefined;
  const leftOut = given?.kind === 'principals' ? GIVEN_EXCLUDES : [];
  return Object.fromEntries(
    Object.entries(terms).filter(
      ([field, value]) => value !== undefined && !leftOut.includes(field),
    ),
  ) as unknown as ScheduleTerms;
}

const GIVEN_EXCLUDES = ['downPayment', 'graceOnPrincipal', 'holidays', 'fees'];

export type MakeSchedule = (terms: ScheduleTerms) => Result<Schedule>;

/** What holds for every implementation worth the name, and a fault for which it would not. */
export interface Law<Drawn = ScheduleTerms> {
  readonly name: string;
  /** The terms that the law is about, from those that were drawn. Laws about the same terms name one function. */
  readonly about: (drawn: Drawn) => ScheduleTerms;
  /** Throws or answers false where an implementation breaks the law. */
  readonly holds: (made: Result<Schedule>, terms: ScheduleTerms) => unknown;
  /** An implementation that is wrong in one place. */
  readonly planted: MakeSchedule;
}

/** For each law one test that it holds for ours, all over the same drawn terms, and one that it catches the planted fault. */
export function itHolds<Drawn>(drawn: fc.Arbitrary<Drawn>, laws: readonly Law<Drawn>[]): void {
  itHoldsTogether({
    drawn,
    make: madeOnce,
    laws: laws.map(({ name, about, holds }) => ({
      name,
      holds: (madeFor: ReturnType<typeof madeOnce<Drawn>>) => {
        const { made, terms } = madeFor(about);
        return holds(made, terms);
      },
    })),
  });
  for (const { name, about, holds, planted } of laws) {
    it(`${name}: a planted fault is caught`, () => {
      const property = fc.property(drawn, (one) => {
        const terms = about(one);
        return holds(planted(terms), terms) !== false;
      });
      expect(() => fc.assert(property, { numRuns: 5_000, endOnFailure: true })).toThrow(
        'Property failed',
      );
    });
  }
}

/** Our schedule for what a law is about, made once for all laws about the same. */
function madeOnce<Drawn>(drawn: Drawn) {
  const all = new Map<
    Law<Drawn>['about'],
    { readonly terms: ScheduleTerms; readonly made: Result<Schedule> }
  >();
  return (about: Law<Drawn>['about']) => {
    const before = all.get(about);
    if (before) return before;
    const terms = about(drawn);
    const one = { terms, made: makeSchedule(terms) };
    all.set(about, one);
    return one;
  };
}

/** Our schedule with one row changed. */
export function withRow(
  change: (row: Instalment, index: number, rows: readonly Instalment[]) => Instalment,
): MakeSchedule {
  return withRows((rows) => rows.map(change));
}

/** Our schedule with other rows. */
export function withRows(
  change: (rows: readonly Instalment[]) => readonly Instalment[],
): MakeSchedule {
  return (terms) => {
    const made = makeSchedule(terms);
    return made.ok ? ok({ ...made.value, rows: change(made.value.rows) }) : made;
  };
}

it('draws terms without a field that says undefined', () => {
  for (const terms of fc.sample(anyTerms, 50)) {
    expect(Object.values(terms)).not.toContain(undefined);
  }
});
