import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSchedule } from '../loan/schedule/make-schedule.ts';
import { minorUnits, ZERO } from '../money/minor-units.ts';
import { GENERAL_LOAN } from '../product/catalogue.ts';
import { scheduleTermsOf } from '../product/contract-terms.ts';
import { dayOf } from '../time/day.ts';
import {
  type ExpectedOutcome,
  expectedOutcome,
  type LentInstalment,
  lgdOf,
} from './expected-net.ts';

const METHODS = ['equal_instalments', 'equal_principal', 'interest_first', 'bullet'] as const;

interface Terms {
  readonly annualRatePpm: number;
  readonly termMonths: number;
  readonly repaymentMethod: (typeof METHODS)[number];
}

/** The instalments of 100,000 yuan, without fees. */
function instalmentsOf({ termMonths, ...terms }: Terms): LentInstalment[] {
  const contract = { loanAmount: minorUnits(10_000_000n), valueDay: dayOf(2026, 1, 15) };
  const made = makeSchedule(scheduleTermsOf(GENERAL_LOAN, { ...contract, ...terms, termMonths }));
  if (!made.ok) throw new Error(made.refusal.code);
  const { rows } = made.value;
  return rows.map(({ number, principal, interest, balance }) => ({
    ...{ principal, interest, balance, fee: ZERO },
    month: rows.length === 1 ? termMonths : number,
  }));
}

function outcome(terms: Terms, expectedLossPpm: number, lgdPpm = 660_000): ExpectedOutcome {
  const found = expectedOutcome(instalmentsOf(terms), { expectedLossPpm, lgdPpm });
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
}

const terms = fc.record({
  annualRatePpm: fc.integer({ min: 10_000, max: 240_000 }),
  termMonths: fc.integer({ min: 1, max: 60 }),
  repaymentMethod: fc.constantFrom(...METHODS),
});
const loss = fc.integer({ min: 0, max: 90_000 });

describe('what a loan is expected to bring', () => {
  it('is the rate of its contract where nothing is lost and every month pays', () => {
    fc.assert(
      fc.property(terms, (made) => {
        if (made.repaymentMethod === 'bullet') return;
        const { expectedNetPpm, termLossPpm, termPdPpm } = outcome(made, 0);
        expect(Math.abs(expectedNetPpm - made.annualRatePpm)).toBeLessThan(60);
        expect([termLossPpm, termPdPpm]).toEqual([0, 0]);
      }),
      { numRuns: 300 },
    );
  });

  it('falls with every loss that is expected, and by about that much', () => {
    fc.assert(
      fc.property(terms, loss, (made, expectedLossPpm) => {
        const [before, after] = [outcome(made, 0), outcome(made, expectedLossPpm)];
        const fallen = before.expectedNetPpm - after.expectedNetPpm;
        expect(fallen).toBeGreaterThanOrEqual(0);
        // Who defaults does not pay the month's interest either.
        const interestLost = (expectedLossPpm / 0.66) * (made.annualRatePpm / 1e6 / 12 + 0.02);
        const slack = made.repaymentMethod === 'bullet' ? 0.5 * expectedLossPpm : 0;
        expect(fallen).toBeLessThan(expectedLossPpm + interestLost + slack + 60);
        if (expectedLossPpm > 1_000) expect(fallen).toBeGreaterThan(expectedLossPpm * 0.5);
      }),
      { numRuns: 300 },
    );
  });

  it('says a loss that is default × balance × loss given default, and never more than is lent', () => {
    fc.assert(
      fc.property(
        terms,
        loss,
        fc.integer({ min: 200_000, max: 1_000_000 }),
        (made, yearly, lgd) => {
          const { termPdPpm, exposurePpm, lgdPpm, termLossPpm } = outcome(made, yearly, lgd);
          const product = (termPdPpm / 1e6) * (exposurePpm / 1e6) * (lgdPpm / 1e6);
          expect(Math.abs(product * 1e6 - termLossPpm)).toBeLessThan(3);
          expect(exposurePpm).toBeLessThanOrEqual(1_000_000);
          expect(termLossPpm).toBeLessThanOrEqual(termPdPpm);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of a loan on the page adds up as it is printed', () => {
    const made = { annualRatePpm: 126_000, termMonths: 18 } as const;
    const one = outcome({ ...made, repaymentMethod: 'equal_instalments' }, 33_000);
    expect(one).toEqual({
      ...{ termPdPpm: 72_402, exposurePpm: 549_594, lgdPpm: 660_000, termLossPpm: 26_262 },
      expectedNetPpm: 92_475,
    });
  });

  it('knows what secures a loan', () => {
    expect(lgdOf('unsecured')).toBeGreaterThan(lgdOf('pledge'));
    expect(lgdOf(undefined)).toBe(lgdOf('unsecured'));
  });
});
