import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itHoldsTogether } from '../../kit/laws-together.test.ts';
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

/** A loan, and its rate when nothing is kept back, found once for each convention; not a number where there is none. */
interface Rated {
  readonly loan: Loan;
  readonly wholeRate: (convention: RateConvention) => number;
}

function rateOnce({ flows, lent }: Loan): Rated['wholeRate'] {
  const rates = new Map<RateConvention, number>();
  return (convention) => {
    const rate = rates.get(convention) ?? ofReceived(convention, flows, lent);
    rates.set(convention, rate);
    return rate;
  };
}

function isWorthNothing(flows: readonly BorrowerFlow[], rate: number): boolean {
  const start = flows[0]?.day ?? 0;
  let worth = 0;
  let size = 0;
  for (const { day, amount } of flows) {
    const discounted = Number(amount) / (1 + rate) ** ((day - start) / 365);
    worth += discounted;
    size += Math.abs(discounted);
  }
  return Math.abs(worth) <= 1e-10 * size;
}

describe('the all-in rate', () => {
  itHoldsTogether({
    drawn: loans,
    make: (loan) => ({ loan, wholeRate: rateOnce(loan) }),
    laws: [
      ...RATE_CONVENTIONS.map((convention) => ({
        name: `rises when interest is taken in advance (砍头息): ${convention}`,
        holds: ({ loan, wholeRate }: Rated) => {
          const { lent, keptBack, flows } = loan;
          return ofReceived(convention, flows, lent - keptBack) > wholeRate(convention);
        },
      })),
      {
        name: 'makes what is received and what is paid worth the same, whoever calculates it',
        holds: ({ loan: { flows }, wholeRate }: Rated) =>
          isWorthNothing(flows, wholeRate('br_cet')),
      },
      {
        name: 'of the Chinese ways is one monthly rate, compounded or not',
        holds: ({ wholeRate }: Rated) => {
          const simple = wholeRate('cn_simple');
          const expected = (1 + simple / 12) ** 12 - 1;
          const isNear =
            Math.abs(wholeRate('cn_irr') - expected) <= 1e-9 * (1 + Math.abs(expected));
          return isNear && wholeRate('in_kfs') === simple;
        },
      },
    ],
  });

  it.each(RATE_CONVENTIONS)('that is not seen to rise is caught: %s', (convention) => {
    const rises = fc.property(loans, ({ lent, keptBack, flows }) => {
      return ofLent(convention, flows, lent - keptBack) > ofLent(convention, flows, lent);
    });
    expect(fc.check(rises, { endOnFailure: true }).failed).toBe(true);
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
