import { describe, expect, it } from 'vitest';
import { SIMPLE_POLICY } from '../credit/policy.ts';
import { priceLoan } from '../credit/price.ts';
import { CN } from '../law/cn.ts';
import { minorUnits } from '../money/minor-units.ts';
import { dayOf } from '../time/day.ts';
import { SMALL_CREDIT_LOAN } from './catalogue.ts';
import { lossLeftToLenders } from './loss-relief.ts';
import { GUARANTEED_LOAN } from './safeguarded-loans.ts';

const TODAY = dayOf(2026, 11, 22);

describe('what a guarantor bears of the expected loss', () => {
  it('is not priced: the same grade and term costs less with a guarantor than without one', () => {
    let compared = 0;
    for (const { grade, expectedLossPpm } of SIMPLE_POLICY.scale) {
      for (let termMonths = 1; termMonths <= 36; termMonths += 1) {
        const asked = {
          loanAmount: minorUnits(5_000_000n),
          ...({ termMonths, repaymentMethod: 'equal_instalments' } as const),
        };
        const price = (product: typeof GUARANTEED_LOAN, lossPpm: number) =>
          priceLoan(product, CN, SIMPLE_POLICY, { ...asked, expectedLossPpm: lossPpm }, TODAY);
        const bare = price(SMALL_CREDIT_LOAN, expectedLossPpm);
        const left = lossLeftToLenders(GUARANTEED_LOAN, 'guarantee', expectedLossPpm);
        const backed = price(GUARANTEED_LOAN, left);
        // Where it can be lent without a guarantor, it can with one.
        if (!bare.ok) continue;
        expect([grade, termMonths, backed.ok]).toEqual([grade, termMonths, true]);
        if (!backed.ok) continue;
        expect(backed.value.annualRatePpm).toBeLessThan(bare.value.annualRatePpm);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(36);
  });

  it('is nothing where nobody bears it', () => {
    expect(lossLeftToLenders(SMALL_CREDIT_LOAN, 'none', 18_000)).toBe(18_000);
    expect(lossLeftToLenders(GUARANTEED_LOAN, 'reserve', 18_000)).toBe(18_000);
    expect(lossLeftToLenders(GUARANTEED_LOAN, 'guarantee', 1)).toBe(1);
  });
});
