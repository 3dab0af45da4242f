import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAlike, itHoldsTogether } from '../kit/laws-together.test.ts';
import { formatMajor, type MinorUnits, minorUnits } from '../money/minor-units.ts';
import { dayOf, formatDay } from '../time/day.ts';
import { type Quote, type QuotedMethod, type QuoteRequest, quoteLoan } from './quote.ts';

const METHODS: readonly QuotedMethod[] = [
  'equal_instalments',
  'equal_principal',
  'interest_first',
  'bullet',
  'flat',
];

const SMALL_LOAN: QuoteRequest = {
  loanAmount: minorUnits(6_000_000n),
  annualRatePpm: 126_000n,
  repaymentMethod: 'equal_instalments',
  instalmentCount: 18,
  disbursedOn: dayOf(2026, 11, 22),
  feePerInstalment: minorUnits(7000n),
  takenInAdvance: minorUnits(0n),
};

const requests = fc.record({
  loanAmount: fc.bigInt(100_000n, 20_000_000n).map(minorUnits),
  annualRatePpm: fc.bigInt(0n, 360_000n),
  repaymentMethod: fc.constantFrom(...METHODS),
  instalmentCount: fc.integer({ min: 1, max: 36 }),
  disbursedOn: fc.integer({ min: 0, max: 1000 }).map((days) => dayOf(2024, 1, 1 + (days % 28))),
  feePerInstalment: fc.bigInt(0n, 10_000n).map(minorUnits),
  takenInAdvance: fc.bigInt(0n, 40_000n).map(minorUnits),
});

describe('A quote', () => {
  it('of 60,000.00 yuan over 18 months at 12.6 % with 70.00 a month costs what the contract will say', () => {
    const quote = accepted(SMALL_LOAN);
    expect(quote.instalments.map((row) => formatMajor(row.total, 2))).toEqual([
      ...Array.from({ length: 17 }, () => '3745.67'),
      '3745.62',
    ]);
    expect(formatDay(quote.instalments[17]?.dueDay ?? dayOf(1, 1, 1))).toBe('2028-05-22');
    expect(formatMajor(quote.interest, 2)).toBe('6162.01');
    expect(formatMajor(quote.fees, 2)).toBe('1260.00');
    expect(formatMajor(quote.totalCost, 2)).toBe('7422.01');
    expect(formatMajor(quote.totalRepaid, 2)).toBe('67422.01');
  });

  it('says the all-in rate in both Chinese conventions, and of what parts it is', () => {
    const rate = accepted(SMALL_LOAN).allInRate;
    expect(rate?.cnSimplePpm).toBe(150_914n);
    expect(rate?.simpleParts.rate).toBe(126_000n);
    expect(rate?.cnIrrPpm).toBe(161_802n);
  });

  itHoldsTogether({
    drawn: fc.tuple(requests, fc.bigInt(1000n, 40_000n)),
    make: ([request, more]) => ({ request, more, quote: accepted(request) }),
    laws: [
      {
        name: 'has an all-in rate that discounts the real cash flow to nothing, recomputed month by month',
        holds: ({ request, quote }) => {
          if (quote.allInRate === null) return false;
          return isWorthNothing(request, quote, Number(quote.allInRate.cnSimplePpm) / 12e6);
        },
      },
      {
        name: 'shows what is taken in advance as a higher rate, with the same instalments',
        holds: ({ request, more, quote: fair }) => {
          const takenInAdvance = minorUnits(request.takenInAdvance + more);
          const worse = accepted({ ...request, takenInAdvance });
          if (!isAlike(worse.instalments, fair.instalments)) {
            expect(worse.instalments).toEqual(fair.instalments);
          }
          const [low, high] = [fair.allInRate, worse.allInRate];
          return low !== null && high !== null && high.cnIrrPpm > low.cnIrrPpm;
        },
      },
    ],
  });

  it('catches a rate that was reckoned on the loan amount instead of the amount received', () => {
    const request = { ...SMALL_LOAN, takenInAdvance: minorUnits(300_000n) };
    const honest = accepted(request);
    const flattering = accepted({ ...request, takenInAdvance: minorUnits(0n) }).allInRate;
    const monthly = Number(flattering?.cnSimplePpm) / 12e6;
    expect(isWorthNothing(request, honest, monthly)).toBe(false);
  });

  it('is refused when nothing is lent, whatever is taken in advance', () => {
    const answer = quoteLoan({ ...SMALL_LOAN, loanAmount: minorUnits(0n) });
    expect(answer).toMatchObject({
      refusal: { code: 'invalid_input', data: { field: 'loanAmount' } },
    });
  });

  it('is refused when as much is taken in advance as is lent', () => {
    const answer = quoteLoan({ ...SMALL_LOAN, takenInAdvance: SMALL_LOAN.loanAmount });
    expect(answer).toMatchObject({
      refusal: { code: 'invalid_input', data: { field: 'takenInAdvance' } },
    });
  });
});

function accepted(request: QuoteRequest): Quote {
  const quote = quoteLoan(request);
  if (!quote.ok) throw new Error(JSON.stringify(quote.refusal));
  return quote.value;
}

/** Nothing, to what half a millionth of the rate a year can change in the flow's worth. */
function isWorthNothing(request: QuoteRequest, quote: Quote, monthly: number): boolean {
  const paid = (row: { total: MinorUnits }) => Number(row.total);
  const { instalments, amountReceived } = quote;
  const month = (index: number) => (instalments.length === 1 ? request.instalmentCount : index + 1);
  let worth = Number(amountReceived);
  let duration = 0;
  instalments.forEach((row, index) => {
    const present = paid(row) / (1 + monthly) ** month(index);
    worth -= present;
    duration += present * month(index);
  });
  return Math.abs(worth) <= (duration * 0.6e-6) / 12 + 1e-6;
}
