import { idOf } from '@mutua/core/kit/id.ts';
import type { Loan } from '@mutua/core/loan/loan.ts';
import { minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import { GENERAL_LOAN, SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import { BUSINESS_MODELS, productOfModel } from '@mutua/core/product/models.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import { previewBid } from './bid-preview.ts';

const ID = idOf('00000000-0000-7000-8000-000000000001');
const LOAN = idOf('00000000-0000-7000-8000-000000000002');

const WITH_SPREAD: ProductTerms = {
  ...{ ...GENERAL_LOAN, code: 'general_loan_with_spread' },
  tariff: {
    ...GENERAL_LOAN.tariff,
    fees: [
      ...GENERAL_LOAN.tariff.fees,
      {
        ...{ kind: 'interest_spread', payer: 'lender', due: 'each_instalment' },
        rule: { kind: 'share_of_interest', sharePpm: 150_000 },
      },
    ],
  },
};

const PRODUCTS = [
  ...[SMALL_CREDIT_LOAN, GENERAL_LOAN, WITH_SPREAD],
  ...BUSINESS_MODELS.map(productOfModel),
].flatMap((product) =>
  product.repaymentMethods.map((method) => [product.code, method, product] as const),
);

/** A bid of 100,000 yuan, a half of the loan, at 9.6 % for a year. */
function preview(product: ProductTerms, repaymentMethod: Loan['repaymentMethod']) {
  const loan: Loan = {
    ...{ id: LOAN, borrowerId: ID, state: 'funding', transitions: 1, fees: [] },
    ...{ productCode: product.code, productVersion: product.version, purpose: 'consumption' },
    ...{ currency: product.currency, loanAmount: minorUnits(20_000_000n), termMonths: 12 },
    ...{ repaymentMethod, annualRatePpm: 96_000, accepted: ZERO, frozen: ZERO },
  };
  const amount = minorUnits(10_000_000n);
  const money = { available: amount, yourBids: ZERO };
  return previewBid({ bidId: ID, amount, loan, product, today: dayOf(2026, 11, 20), ...money });
}

/** Twelve times the monthly rate at which the instalments are worth what was lent; found by halving. */
function monthlyTimesTwelve(lent: number, instalments: readonly number[], months: number): number {
  const worth = (rate: number) =>
    instalments.reduce((sum, amount, index) => {
      const time = instalments.length === 1 ? months : index + 1;
      return sum + amount / (1 + rate) ** time;
    }, -lent);
  let [low, high] = [0, 1];
  for (let step = 0; step < 100; step += 1) {
    const middle = (low + high) / 2;
    if (worth(middle) > 0) low = middle;
    else high = middle;
  }
  return low * 12 * 1_000_000;
}

describe('a bid on a listing of', () => {
  it.each(PRODUCTS)(
    '%s, repaid by %s, shows the borrower’s rate and what is left of it',
    (...row) => {
      const [, method, product] = row;
      const { rateParts, annualRatePpm, instalments } = preview(product, method);
      expect(rateParts.annualRatePpm).toBe(96_000);
      expect(annualRatePpm).toBe(96_000);
      const stated = product.tariff.fees.filter(({ payer, due }) => {
        return payer === 'lender' && due !== 'event';
      });
      const shareOf = (kind: string) => {
        const rule = stated.find((fee) => fee.kind === kind)?.rule;
        return rule === undefined || rule.kind === 'fixed' ? 0 : rule.sharePpm / 1_000_000;
      };
      const [spread, management] = [shareOf('interest_spread'), shareOf('lender_management')];
      const left = 96_000 * (1 - spread) * (1 - management);
      expect(rateParts.lenderRatePpm).toBe(Math.floor(left));
      expect('interestSpreadPpm' in rateParts).toBe(spread > 0);
      const { interestSpreadPpm = 0, lenderManagementPpm, lenderRatePpm } = rateParts;
      expect(lenderRatePpm).toBe(96_000 - interestSpreadPpm - lenderManagementPpm);

      // What is promised is what the instalments of the very same answer bring.
      const net = instalments.map(
        ({ principal, interest, fee }) => Number(principal) + Number(interest) - Number(fee),
      );
      if (method === 'bullet' || method === 'flat') return;
      expect(Math.abs(monthlyTimesTwelve(10_000_000, net, 12) - left)).toBeLessThan(20);
    },
  );
});
