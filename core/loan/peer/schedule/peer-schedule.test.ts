import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itHoldsTogether } from '../../../kit/laws-together.test.ts';
import { invalid, refuse } from '../../../kit/result.ts';
import { fraction } from '../../../money/fraction.ts';
import { type MinorUnits, minorUnits, minus, plus, sum, ZERO } from '../../../money/minor-units.ts';
import { ROUNDINGS } from '../../../money/rounding.ts';
import { addDays, type Day, dayOf, formatDay } from '../../../time/day.ts';
import { lentParts } from './disbursements.ts';
import { peerPeriods, peerStartDay } from './due-days.ts';
import { PEER_DISBURSEMENTS_MAX, PEER_INSTALMENTS_MAX, peerSchedule } from './peer-schedule.ts';
import { PEER_DEFAULTS, type PeerRow, type PeerTerms } from './terms.ts';

const terms: PeerTerms = {
  ...PEER_DEFAULTS,
  submittedDay: dayOf(2024, 1, 1),
  principal: minorUnits(10_000n),
  annualRate: fraction(7n, 100n),
  instalments: 6,
};

const RATE_RANGE = 'A rate must be from 0 to 10000, with at most 20 decimals.';
const EPOCH = dayOf(1970, 1, 1);
const UNCOVERED = 'The instalment would not cover the interest of row';

/** What every schedule keeps to, of whatever terms. */
const LAWS: Readonly<Record<string, (terms: PeerTerms, rows: readonly PeerRow[]) => boolean>> = {
  'the principal of the rows adds up to what was lent': (given, rows) =>
    sum(rows.map((row) => row.principal)) === lentIn(given),
  'no principal and no interest is negative': (_, rows) =>
    rows.every((row) => row.principal >= 0n && row.interest >= 0n),
  'the last balance is 0': (_, rows) => rows.at(-1)?.balance === 0n,
  'each balance is the one before it, with what was lent and without the principal': (
    given,
    rows,
  ) =>
    rows.every((row, index) => {
      const repaid = sum(rows.slice(0, index + 1).map(({ principal }) => principal));
      return sumsLentBy(given, row).includes(plus(row.balance, repaid));
    }),
  'no row follows when all that was lent is repaid': (given, rows) =>
    rows.slice(0, -1).every((row, index) => {
      const repaid = sum(rows.slice(0, index + 1).map(({ principal }) => principal));
      return row.balance > 0n || repaid < lentIn(given);
    }),
  'the last row has something due': (_, rows) => (rows.at(-1)?.total ?? ZERO) > 0n,
  'a row is due in principal and interest together': (_, rows) =>
    rows.every((row) => row.total === plus(row.principal, row.interest)),
  'rows are numbered from 1 and stand in the order of their days': (_, rows) =>
    rows.every(
      (row, index) =>
        row.number === index + 1 &&
        row.fromDay <= row.dueDay &&
        row.dueDay >= (rows[index - 1]?.dueDay ?? row.dueDay),
    ),
};

/** For each law, a schedule that breaks it alone or with others. */
const FAULTS: Readonly<Record<string, (rows: readonly PeerRow[]) => PeerRow[]>> = {
  'the principal of the rows adds up to what was lent': (rows) =>
    inLast(rows, (row) => ({ ...row, principal: plus(row.principal, minorUnits(1n)) })),
  'no principal and no interest is negative': (rows) =>
    inLast(rows, (row) => ({ ...row, interest: minorUnits(-1n) })),
  'the last balance is 0': (rows) => inLast(rows, (row) => ({ ...row, balance: minorUnits(1n) })),
  'each balance is the one before it, with what was lent and without the principal': (rows) =>
    inFirst(rows, (row) => ({ ...row, balance: minus(row.balance, minorUnits(1n)) })),
  'no row follows when all that was lent is repaid': (rows) => [
    ...rows,
    ...rows.slice(-1).map((row) => ({ ...row, number: row.number + 1, principal: ZERO })),
  ],
  'the last row has something due': (rows) => inLast(rows, (row) => ({ ...row, total: ZERO })),
  'a row is due in principal and interest together': (rows) =>
    inFirst(rows, (row) => ({ ...row, total: plus(row.total, minorUnits(1n)) })),
  'rows are numbered from 1 and stand in the order of their days': (rows) =>
    inFirst(rows, (row) => ({ ...row, number: 2 })),
};

const anyShare = (most: number) =>
  fc
    .integer({ min: 0, max: most * 100 })
    .map((hundredths) => fraction(BigInt(hundredths), 10_000n));

const anyBase = fc.record({
  engine: fc.constantFrom('progressive' as const, 'cumulative' as const),
  submittedDay: fc.integer({ min: 18_000, max: 22_000 }).map((days) => addDays(EPOCH, days)),
  principal: fc.bigInt(1n, 10n ** 8n).map(minorUnits),
  annualRate: anyShare(99),
  instalments: fc.integer({ min: 1, max: 12 }),
  every: fc.integer({ min: 1, max: 3 }),
  unit: fc.constantFrom('days' as const, 'weeks' as const, 'months' as const, 'years' as const),
  dayCount: fc.record({
    year: fc.constantFrom('360' as const, '364' as const, '365' as const, 'actual' as const),
    month: fc.constantFrom('30' as const, 'actual' as const),
  }),
  interestCalculationPeriod: fc.constantFrom('daily' as const, 'same_as_repayment_period' as const),
  partialPeriodInterest: fc.boolean(),
  interestMethod: fc.constantFrom('declining_balance' as const, 'flat' as const),
  amortisation: fc.constantFrom('equal_instalments' as const, 'equal_principal' as const),
  repaymentStart: fc.constantFrom('disbursement_day' as const, 'submitted_day' as const),
  february29PeriodOnly: fc.boolean(),
  interestOnDisbursementDay: fc.boolean(),
  rounding: fc.constantFrom(...ROUNDINGS),
  decimals: fc.constantFrom(0, 2, 3),
});

/** What is left out of most terms. */
const anyExtras = fc.record(
  {
    instalmentStep: fc.constantFrom(minorUnits(100n), minorUnits(5_000n)),
    downPaymentShare: anyShare(90),
    precisionDigits: fc.constantFrom(12, 19),
    firstDueOffset: fc.integer({ min: 1, max: 90 }),
    graces: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(2)),
    lentAt: fc.array(fc.tuple(fc.nat(999), fc.bigInt(1n, 10n ** 7n)), { maxLength: 3 }),
    ratesAt: fc.array(fc.tuple(fc.nat(999), anyShare(99)), { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

/** Terms of every kind that the engines know, with what is lent inside of the term. */
const anyTerms: fc.Arbitrary<PeerTerms> = fc.tuple(anyBase, anyExtras).map(([base, extras]) => {
  const { firstDueOffset, graces = [], lentAt = [], ratesAt = [], ...simple } = extras;
  const most = base.instalments - 1;
  const [onPrincipal = 0, onInterest = 0, free = 0] = graces.map((grace) => Math.min(grace, most));
  const plain: PeerTerms = {
    ...base,
    ...simple,
    ...(firstDueOffset && { firstDueDay: addDays(base.submittedDay, firstDueOffset) }),
    disbursements: [],
    principalGraceInstalments: onPrincipal,
    interestGraceInstalments: onInterest,
    interestFreeInstalments: free,
  };
  const length = (peerPeriods(plain).at(-1)?.dueDay ?? 0) - base.submittedDay;
  const dayAt = (thousandths: number) =>
    addDays(base.submittedDay, Math.floor((length * thousandths) / 1000));
  const later = lentAt.map(([at, amount]) => ({ day: dayAt(at), amount: minorUnits(amount) }));
  const first = { day: base.submittedDay, amount: base.principal };
  return {
    ...plain,
    disbursements: later.length === 0 ? [] : [first, ...later].sort((a, b) => a.day - b.day),
    rateChanges:
      base.engine === 'cumulative'
        ? []
        : ratesAt
            .map(([at, annualRate]) => ({ day: dayAt(at), annualRate }))
            .sort((a, b) => a.day - b.day),
  };
});

describe("a peer's schedule, whatever the terms", () => {
  itHoldsTogether({
    drawn: anyTerms,
    make: (given) => ({ given, rows: peerSchedule(given) }),
    laws: Object.entries(LAWS).map(([law, holds]) => ({
      name: `keeps the law: ${law}`,
      holds: ({ given, rows }: { given: PeerTerms; rows: ReturnType<typeof peerSchedule> }) => {
        // The older engine refuses what an instalment cannot carry.
        if (!rows.ok) return rows.refusal.data.detail?.startsWith(UNCOVERED) === true;
        return holds(given, rows.value);
      },
    })),
  });

  it.each(Object.entries(FAULTS))('would be caught if it broke the law: %s', (law, spoil) => {
    const holds = LAWS[law];
    const outcome = fc.check(
      fc.property(anyTerms, (given) => {
        const rows = peerSchedule(given);
        return !rows.ok || holds?.(given, spoil(rows.value)) === true;
      }),
      { numRuns: 100 },
    );
    expect(outcome.failed).toBe(true);
  });

  it('is refused only where it must be: nearly all terms get a schedule', () => {
    const sample = fc.sample(anyTerms, { numRuns: 500, seed: 1 });
    expect(sample.filter((given) => peerSchedule(given).ok).length).toBeGreaterThan(450);
  });
});

describe("a peer's schedule", () => {
  it.each([
    [{ principal: ZERO }, invalid('principal', 'It must be greater than 0.')],
    [{ instalments: 0 }, invalid('installments', 'It must be from 1 to 1200.')],
    [
      { instalments: PEER_INSTALMENTS_MAX + 1 },
      invalid('installments', 'It must be from 1 to 1200.'),
    ],
    [{ instalments: 1.5 }, invalid('installments', 'It must be from 1 to 1200.')],
    [{ every: 0 }, invalid('every', 'It must be from 1 to 1200.')],
    [{ annualRate: fraction(-1n, 100n) }, invalid('annualRatePercent', RATE_RANGE)],
    [{ annualRate: fraction(10_001n, 100n) }, invalid('annualRatePercent', RATE_RANGE)],
    [{ annualRate: fraction(1n, 10n ** 30n) }, invalid('annualRatePercent', RATE_RANGE)],
    [
      { principalGraceInstalments: 6 },
      invalid('graceOnPrincipal', 'It must be from 0 to 5: one row must pay.'),
    ],
    [
      { interestGraceInstalments: -1 },
      invalid('graceOnInterest', 'It must be from 0 to 5: one row must pay.'),
    ],
    [
      { interestFreeInstalments: 6 },
      invalid('graceOnInterestCharged', 'It must be from 0 to 5: one row must pay.'),
    ],
    [{ instalmentStep: ZERO }, invalid('installmentMultipleOf', 'It must be greater than 0.')],
    [
      { downPaymentShare: fraction(1n) },
      invalid('downPaymentPercent', 'It must be from 0 to less than 100.'),
    ],
    [{ precisionDigits: 6 }, invalid('mathPrecisionDigits', 'It must be from 7 to 50.')],
    [{ submittedDay: dayOf(1, 1, 2) }, invalid('submittedOn', 'No date may be so early.')],
    [{ instalments: 1200, every: 1200 }, refuse('number_too_large', { field: 'installments' })],
    [
      { firstDueDay: dayOf(2024, 1, 1) },
      invalid('firstRepaymentDate', 'It must be after the day on which the term starts.'),
    ],
    [
      { periods: [[dayOf(2024, 1, 1), dayOf(2024, 2, 1)]] },
      invalid('periods', 'There must be as many as installments.'),
    ],
    [
      { instalments: 1, periods: [[dayOf(2024, 2, 1), dayOf(2024, 2, 1)]] },
      invalid('periods', 'Each must end after it starts, and start where the last one ended.'),
    ],
    [
      { disbursements: [{ day: dayOf(2024, 1, 1), amount: ZERO }] },
      invalid('disbursements', 'Every amount must be greater than 0.'),
    ],
    [
      { disbursements: [lent(dayOf(2024, 2, 1)), lent(dayOf(2024, 1, 1))] },
      invalid('disbursements', 'They must stand in the order of their dates.'),
    ],
    [
      { disbursements: [lent(dayOf(2024, 1, 1)), lent(dayOf(2024, 7, 1))] },
      invalid('disbursements', 'Each must lie within the term, before the last due date.'),
    ],
    [
      { disbursements: [lent(dayOf(2023, 12, 31))], repaymentStart: 'submitted_day' as const },
      invalid('disbursements', 'Each must lie within the term, before the last due date.'),
    ],
    [
      { disbursements: Array(PEER_DISBURSEMENTS_MAX + 1).fill(lent(dayOf(2024, 1, 1))) },
      invalid('disbursements', 'There must be at most 100.'),
    ],
    [
      { instalments: 1200, disbursements: Array(11).fill(lent(dayOf(2024, 1, 1))) },
      invalid('disbursements', 'There are too many of them for 1200 instalments.'),
    ],
    [
      { rateChanges: Array(PEER_DISBURSEMENTS_MAX + 1).fill(rate(dayOf(2024, 2, 1))) },
      invalid('rateChanges', 'There must be at most 100.'),
    ],
    [
      { engine: 'cumulative' as const, rateChanges: [rate(dayOf(2024, 2, 1))] },
      invalid('rateChanges', 'Only the engines MUTUA and PROGRESSIVE know them.'),
    ],
    [
      { rateChanges: [{ day: dayOf(2024, 2, 1), annualRate: fraction(-1n) }] },
      invalid('rateChanges', RATE_RANGE),
    ],
    [
      { rateChanges: [rate(dayOf(2024, 3, 1)), rate(dayOf(2024, 2, 1))] },
      invalid('rateChanges', 'They must stand in the order of their dates.'),
    ],
    [
      {
        engine: 'cumulative' as const,
        instalments: 1000,
        annualRate: fraction(99n),
        ...actualDays(),
      },
      invalid('annualRatePercent', 'The instalment would not cover the interest of row 1.'),
    ],
  ])('%# is refused by the published name of its field', (change, refusal) => {
    expect(peerSchedule({ ...terms, ...(change as Partial<PeerTerms>) })).toEqual(refusal);
  });

  it('is soon made at the greatest size', () => {
    const started = performance.now();
    const made = peerSchedule({
      ...terms,
      instalments: 1200,
      annualRate: fraction(123_456_789_012_345_678n, 10n ** 18n),
      dayCount: { year: 'actual', month: 'actual' },
      disbursements: Array.from({ length: 10 }, (_, index) => lent(dayOf(2024 + index, 1, 15))),
    });
    expect(made.ok).toBe(true);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('counts due days from the start, and 31 January is followed by 29 February and 31 March', () => {
    const days = peerPeriods({ ...terms, submittedDay: dayOf(2024, 1, 31), instalments: 3 });
    expect(days.map(({ dueDay }) => formatDay(dueDay))).toEqual([
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
    ]);
    expect(days.every(({ isRegular }) => isRegular)).toBe(true);
  });

  it('counts due days from an agreed first one', () => {
    const days = peerPeriods({ ...terms, firstDueDay: dayOf(2024, 2, 15), instalments: 2 });
    expect(days.map(({ dueDay }) => formatDay(dueDay))).toEqual(['2024-02-15', '2024-03-15']);
    expect(days.map(({ isRegular }) => isRegular)).toEqual([false, true]);
  });

  it('starts with the first disbursement, or where that is agreed with the application', () => {
    const later = { ...terms, disbursements: [lent(dayOf(2024, 1, 15))] };
    expect(peerStartDay(later)).toBe(dayOf(2024, 1, 15));
    expect(peerStartDay({ ...later, repaymentStart: 'submitted_day' })).toBe(dayOf(2024, 1, 1));
  });
});

function actualDays() {
  return { dayCount: { year: 'actual', month: 'actual' } as const };
}

function lent(day: Day) {
  return { day, amount: minorUnits(1_000n) };
}

function rate(day: Day) {
  return { day, annualRate: fraction(1n, 10n) };
}

function lentIn(given: PeerTerms): MinorUnits {
  return sum(lentParts(given).flatMap(({ financed, downPayment }) => [financed, downPayment]));
}

/** What may have been lent when the row falls due: all of a day, or of several on one day only the first. */
function sumsLentBy(given: PeerTerms, row: PeerRow): MinorUnits[] {
  const parts = lentParts(given);
  return [0, ...parts.keys()].flatMap((_, count) => {
    const isBefore = parts.slice(0, count).every(({ day }) => day <= row.dueDay);
    const isAfter = parts.slice(count).every(({ day }) => day >= row.fromDay);
    const amounts = parts.slice(0, count).flatMap((part) => [part.financed, part.downPayment]);
    return isBefore && isAfter ? [sum(amounts)] : [];
  });
}

function inLast(rows: readonly PeerRow[], change: (row: PeerRow) => PeerRow): PeerRow[] {
  return rows.map((row, index) => (index === rows.length - 1 ? change(row) : row));
}

function inFirst(rows: readonly PeerRow[], change: (row: PeerRow) => PeerRow): PeerRow[] {
  return rows.map((row, index) => (index === 0 ? change(row) : row));
}
