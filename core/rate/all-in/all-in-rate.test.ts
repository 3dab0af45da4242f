import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ok, refuse } from '../../kit/result.ts';
import { minorUnits } from '../../money/minor-units.ts';
import { addDays, addMonths, dayOf } from '../../time/day.ts';
import { allInRateOfDays, allInRateOfYears, type BorrowerFlow } from './all-in-rate.ts';
import { RATE_CONVENTIONS, type RateConvention } from './rate-convention.ts';

type RateOfDays = (
  convention: RateConvention,
  flows: readonly BorrowerFlow[],
  received: bigint,
) => number;

interface Loan {
  readonly lent: bigint;
  readonly keptBack: bigint;
  readonly flows: readonly BorrowerFlow[];
}

/** A loan in monthly instalments with an odd first period, of which something is kept back. */
const loans = fc
  .record({
    lent: fc.bigInt({ min: 100_000n, max: 10_000_000n }),
    keptPpm: fc.bigInt({ min: 1_000n, max: 400_000n }),
    day: fc.integer({ min: dayOf(2015, 1, 1), max: dayOf(2030, 12, 31) }),
    oddDays: fc.nat(40),
    months: fc.integer({ min: 1, max: 36 }),
    costPpm: fc.bigInt({ min: 0n, max: 600_000n }),
  })
  .map(({ lent, keptPpm, day, oddDays, months, costPpm }): Loan => {
    const start = addDays(dayOf(1970, 1, 1), day);
    const instalment = (lent * (1_000_000n + costPpm)) / (1_000_000n * BigInt(months)) + 1n;
    const flows = Array.from({ length: months }, (_, index) => ({
      day: addMonths(addDays(start, oddDays + 1), index),
      amount: minorUnits(-instalment),
    }));
    const keptBack = (lent * keptPpm) / 1_000_000n;
    return { lent, keptBack, flows: [{ day: start, amount: minorUnits(lent) }, ...flows] };
  });

const ofReceived: RateOfDays = (convention, flows, received) => {
  const [first, ...payments] = flows;
  if (!first) return Number.NaN;
  const found = allInRateOfDays(convention, [
    { ...first, amount: minorUnits(received) },
    ...payments,
  ]);
  return found.ok ? found.value.rate : Number.NaN;
};

/** As if the borrower had received what he owes: the trick that the all-in rate is there to show. */
const ofLent: RateOfDays = (convention, flows) =>
  ofReceived(convention, flows, flows[0]?.amount ?? 0n);

describe('the all-in rate', () => {
  it.each(RATE_CONVENTIONS)(
    'rises when interest is taken in advance (砍头息): %s',
    (convention) => {
      const rises = (rateOf: RateOfDays) =>
        fc.property(loans, ({ lent, keptBack, flows }) => {
          const whole = rateOf(convention, flows, lent);
          const cut = rateOf(convention, flows, lent - keptBack);
          return cut > whole;
        });
      fc.assert(rises(ofReceived));
      expect(fc.check(rises(ofLent), { endOnFailure: true }).failed).toBe(true);
    },
  );

  it('makes what is received and what is paid worth the same, whoever calculates it', () => {
    fc.assert(
      fc.property(loans, ({ flows }) => {
        const found = allInRateOfDays('br_cet', flows);
        if (!found.ok) return false;
        const start = flows[0]?.day ?? 0;
        let worth = 0;
        let size = 0;
        for (const { day, amount } of flows) {
          const discounted = Number(amount) / (1 + found.value.rate) ** ((day - start) / 365);
          worth += discounted;
          size += Math.abs(discounted);
        }
        return Math.abs(worth) <= 1e-10 * size;
      }),
    );
  });

  it('of the Chinese ways is one monthly rate, compounded or not', () => {
    fc.assert(
      fc.property(loans, ({ flows }) => {
        const compound = allInRateOfDays('cn_irr', flows);
        const simple = allInRateOfDays('cn_simple', flows);
        const indian = allInRateOfDays('in_kfs', flows);
        if (!compound.ok || !simple.ok || !indian.ok) return false;
        const monthly = simple.value.rate / 12;
        const expected = (1 + monthly) ** 12 - 1;
        return (
          Math.abs(compound.value.rate - expected) <= 1e-9 * (1 + Math.abs(expected)) &&
          indian.value.rate === simple.value.rate
        );
      }),
    );
  });

  it('is the same for months of a year and for days a month apart', () => {
    const months = [0, 1, 2, 3];
    const amounts = [100_000n, -30_000n, -30_000n, -45_000n];
    const timed = months.map((month, index) => ({
      time: month / 12,
      amount: Number(amounts[index]),
    }));
    const dated = months.map((month, index) => ({
      day: addMonths(dayOf(2025, 1, 15), month),
      amount: minorUnits(amounts[index] ?? 0n),
    }));
    for (const convention of [
      'cn_irr',
      'cn_simple',
      'eu_aprc',
      'uk_apr',
      'us_apr',
      'in_kfs',
    ] as const) {
      const [byTime, byDay] = [
        allInRateOfYears(convention, timed),
        allInRateOfDays(convention, dated),
      ];
      if (!byTime.ok || !byDay.ok) throw new Error('Both have a rate.');
      expect(byDay.value.rate).toBeCloseTo(byTime.value.rate, 12);
    }
  });

  it('of the American way nets the money of one day and needs no more than the days', () => {
    const day = dayOf(1978, 1, 10);
    const payments = Array.from({ length: 24 }, (_, index) => ({
      day: addMonths(dayOf(1978, 2, 10), index),
      amount: minorUnits(-23_000n),
    }));
    const advances = [
      { day, amount: minorUnits(520_000n) },
      { day, amount: minorUnits(-20_000n) },
    ];
    const found = allInRateOfDays('us_apr', [...payments, ...advances]);
    expect(found).toEqual(ok({ rate: expect.closeTo(0.0969, 4), otherRates: [] }));
  });

  it('is refused where nothing is paid, nothing is received, or no number is large enough', () => {
    const day = dayOf(2025, 1, 1);
    const [received, paid] = [minorUnits(100n), minorUnits(-100n)];
    for (const convention of RATE_CONVENTIONS) {
      expect(allInRateOfDays(convention, [])).toEqual(refuse('no_solution'));
      expect(allInRateOfDays(convention, [{ day, amount: received }])).toEqual(
        refuse('no_solution'),
      );
      expect(allInRateOfDays(convention, [{ day, amount: paid }])).toEqual(refuse('no_solution'));
    }
    const huge = [
      { time: 0, amount: 1 },
      { time: 1 / 12, amount: -1e40 },
    ];
    const refusal = refuse('number_too_large', { field: 'rate' });
    expect(allInRateOfYears('cn_irr', huge)).toEqual(refusal);
    expect(allInRateOfYears('eu_aprc', huge)).toEqual(refusal);
  });
});
