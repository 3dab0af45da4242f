import { describe, expect, it } from 'vitest';
import { currency } from '../money/currency.ts';
import { minorUnits } from '../money/minor-units.ts';
import { freeTariff } from '../product/fees.ts';
import type { Tariff } from '../product/tariff.ts';
import { dayOf } from '../time/day.ts';
import { type EstimateAsked, estimateCost, estimateReturn } from './estimates.ts';

const FREE = freeTariff(currency('CNY'), dayOf(2026, 1, 1));
const TARIFF: Tariff = {
  ...FREE,
  fees: [
    {
      ...{ kind: 'service', payer: 'borrower', due: 'disbursement' },
      rule: { kind: 'share_of_amount', sharePpm: 15_000 },
    },
    {
      ...{ kind: 'lender_management', payer: 'lender', due: 'each_instalment' },
      rule: { kind: 'share_of_interest', sharePpm: 50_000 },
    },
  ],
};
const ASKED: EstimateAsked = {
  ...{ amount: minorUnits(1_200_000n), annualRatePpm: 120_000n, method: 'interest_first' },
  ...{ months: 12, from: dayOf(2026, 3, 2), tariff: TARIFF },
};

describe('what a lender may expect', () => {
  it('is the interest less the fee and the expected loss, to the cent', () => {
    const estimate = estimateReturn(ASKED, 20_000n);
    // 12,000 at a hundredth a month; a twentieth of it is the fee, and a fiftieth of the principal the loss.
    expect(estimate).toMatchObject({
      value: { interest: 144_000n, fee: 7_200n, expectedLoss: 24_000n, net: 112_800n },
    });
  });

  it('may be below zero, and says so in its rate', () => {
    const estimate = estimateReturn(ASKED, 200_000n);
    expect(estimate).toMatchObject({ value: { net: -103_200n } });
    expect(estimate.ok && Number(estimate.value.netRatePpm)).toBeLessThan(0);
  });

  it('is the rate of the contract, compounded, where nothing is taken and nothing lost', () => {
    const estimate = estimateReturn({ ...ASKED, tariff: FREE }, 0n);
    const monthly = 1.01 ** 12 - 1;
    const found = estimate.ok ? Number(estimate.value.netRatePpm) / 1e6 : Number.NaN;
    expect(Math.abs(found - monthly)).toBeLessThan(0.0005);
  });

  it('is refused for terms that have no schedule', () => {
    const none = estimateReturn({ ...ASKED, amount: minorUnits(0n) }, 0n);
    expect(none).toMatchObject({ ok: false, refusal: { code: 'invalid_input' } });
  });
});

describe('what a borrower pays', () => {
  it('is interest and every fee of the tariff by its kind', () => {
    const estimate = estimateCost(ASKED);
    expect(estimate).toMatchObject({
      value: {
        ...{ interest: 144_000n, totalFees: 18_000n, totalCost: 162_000n },
        fees: [{ kind: 'service', amount: 18_000n }],
      },
    });
  });

  it('has an all-in rate that makes what is received and what is paid worth the same', () => {
    const estimate = estimateCost(ASKED);
    const rate = estimate.ok ? Number(estimate.value.allInPpm) / 1e6 : Number.NaN;
    const monthly = (1 + rate) ** (1 / 12);
    let worth = 1_182_000;
    for (let month = 1; month <= 12; month += 1) {
      worth -= (month === 12 ? 1_212_000 : 12_000) / monthly ** month;
    }
    expect(Math.abs(worth)).toBeLessThan(10);
    const free = estimateCost({ ...ASKED, tariff: FREE });
    expect(free.ok && free.value.allInPpm).toBe(126_825n);
  });
});
