import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currency } from '../money/currency.ts';
import { minorUnits, minus, plus, sum, ZERO } from '../money/minor-units.ts';
import { ROUNDINGS } from '../money/rounding.ts';
import { dayOf } from '../time/day.ts';
import {
  BOTH_SIDES_TARIFF,
  GENERAL_LOAN,
  SERVICE_FEE_TARIFF,
  SMALL_CREDIT_LOAN,
} from './catalogue.ts';
import { freeTariff } from './fees.ts';
import {
  claimPaymentFee,
  interestSpread,
  lenderReturn,
  rowsForLenders,
  spreadOfPart,
} from './lender-fees.ts';
import { BUSINESS_MODELS, productOfModel } from './models.ts';
import type { Tariff, TariffFee } from './tariff.ts';

const TODAY = dayOf(2026, 11, 22);

function tariffOf(...fees: readonly TariffFee[]): Tariff {
  return { ...freeTariff(currency('CNY'), TODAY), fees };
}

function shareOfInterest(
  kind: 'lender_management' | 'interest_spread',
  sharePpm: number,
): TariffFee {
  const rule = { kind: 'share_of_interest', sharePpm } as const;
  return { kind, payer: 'lender', due: 'each_instalment', rule };
}

describe('what a lender is left with', () => {
  it('is the whole rate where lenders pay nothing', () => {
    expect(lenderReturn(86_000, SERVICE_FEE_TARIFF)).toEqual({
      annualRatePpm: 86_000,
      managementPpm: 0,
      spreadPpm: 0,
      lenderPpm: 86_000,
    });
  });

  it('is less a spread only where one is switched on, and that stands apart', () => {
    const withSpread: Tariff = {
      ...BOTH_SIDES_TARIFF,
      fees: [...BOTH_SIDES_TARIFF.fees, shareOfInterest('interest_spread', 100_000)],
    };
    expect(lenderReturn(86_000, BOTH_SIDES_TARIFF)).toMatchObject({
      spreadPpm: 0,
      lenderPpm: 81_700,
    });
    // The lender's fee is a share of what the lender is paid: 77,400 × 5 %.
    expect(lenderReturn(86_000, withSpread)).toEqual({
      annualRatePpm: 86_000,
      managementPpm: 3_870,
      spreadPpm: 8_600,
      lenderPpm: 73_530,
    });
  });

  it.each([
    [{ kind: 'share_of_outstanding', sharePpm: 500 }, 6_000],
    [{ kind: 'share_of_amount', sharePpm: 500 }, 6_000],
    [{ kind: 'share_of_interest', sharePpm: 33_333 }, 3_334],
    [{ kind: 'fixed', amount: ZERO }, 0],
  ] as const)('counts a fee of %o as simple interest, rounded up', (rule, managementPpm) => {
    const fee = { kind: 'lender_management', payer: 'lender', due: 'each_instalment' } as const;
    expect(lenderReturn(100_000, tariffOf({ ...fee, rule }))).toMatchObject({
      managementPpm,
      lenderPpm: 100_000 - managementPpm,
    });
  });

  it('adds up with the fees to the rate of the contract', () => {
    const ppm = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(ppm, ppm, ppm, (rate, management, spread) => {
        const parts = lenderReturn(
          rate,
          tariffOf(
            shareOfInterest('lender_management', management),
            shareOfInterest('interest_spread', spread),
          ),
        );
        expect(parts.lenderPpm + parts.managementPpm + parts.spreadPpm).toBe(rate);
        expect(parts.lenderPpm).toBeGreaterThanOrEqual(0);
        const paid = (share: number, of: number, asked: number) => {
          expect(share * 1_000_000).toBeGreaterThanOrEqual(of * asked);
          expect((share - 1) * 1_000_000).toBeLessThan(of * asked);
        };
        paid(parts.spreadPpm, rate, spread);
        paid(parts.managementPpm, rate - parts.spreadPpm, management);
      }),
    );
  });

  it.each(
    [SMALL_CREDIT_LOAN, GENERAL_LOAN, ...BUSINESS_MODELS.map(productOfModel)].map(
      (product) => [product.code, product] as const,
    ),
  )('is the rate less the stated fees, at every rate of %s', (_, { annualRatePpm, tariff }) => {
    const { minimum, maximum, step } = annualRatePpm;
    for (let rate = minimum; rate <= maximum; rate += step) {
      const stated = tariff.fees
        .filter(({ payer, due }) => payer === 'lender' && due !== 'event')
        .map(({ rule }) => (rule.kind === 'fixed' ? 0 : (rate * rule.sharePpm) / 1_000_000));
      const expected = Math.floor(rate - stated.reduce((total, fee) => total + fee, 0));
      expect([rate, lenderReturn(rate, tariff).lenderPpm]).toEqual([rate, expected]);
    }
  });
});

describe('a spread', () => {
  const spread = tariffOf(shareOfInterest('interest_spread', 100_000));

  it('is off where the tariff has none', () => {
    expect(interestSpread(BOTH_SIDES_TARIFF, minorUnits(8_333n))).toBe(ZERO);
    expect(interestSpread(spread, minorUnits(8_333n))).toBe(833n);
    expect(rowsForLenders([{ interest: minorUnits(8_333n) }], spread)).toEqual([
      { interest: 7_500n },
    ]);
  });

  it('and what lenders are paid come to the interest, in whatever parts it is paid', () => {
    const anyTariff = fc.record({
      sharePpm: fc.integer({ min: 0, max: 1_000_000 }),
      rounding: fc.constantFrom(...ROUNDINGS),
    });
    const parts = fc.array(fc.bigInt({ min: 0n, max: 10_000n }).map(minorUnits), { maxLength: 12 });
    fc.assert(
      fc.property(anyTariff, parts, ({ sharePpm, rounding }, paid) => {
        const tariff = { ...tariffOf(shareOfInterest('interest_spread', sharePpm)), rounding };
        let before = ZERO;
        const kept = paid.map((part) => {
          const ofPart = spreadOfPart(tariff, before, part);
          expect(ofPart >= 0n && ofPart <= part).toBe(true);
          before = plus(before, part);
          return ofPart;
        });
        expect(sum(kept)).toBe(interestSpread(tariff, before));
        const [row] = rowsForLenders([{ interest: before }], tariff);
        expect(sum(paid.map((part, index) => minus(part, kept[index] ?? ZERO)))).toBe(
          row?.interest,
        );
      }),
    );
  });
});

describe('the fee of a claim payment', () => {
  const claim = { principal: minorUnits(40_000n), outstanding: minorUnits(30_000n) };
  const payment = {
    principal: minorUnits(1_000n),
    interest: minorUnits(250n),
    penalty: minorUnits(30n),
  };
  const feeOf = (rule: TariffFee['rule']) =>
    claimPaymentFee(
      tariffOf({ kind: 'lender_management', payer: 'lender', due: 'each_instalment', rule }),
      claim,
      payment,
    );

  it('is a share of what was lent, of what is outstanding, or of the interest', () => {
    expect(feeOf({ kind: 'share_of_amount', sharePpm: 1_000 })).toBe(40n);
    expect(feeOf({ kind: 'share_of_outstanding', sharePpm: 1_000 })).toBe(30n);
    expect(feeOf({ kind: 'share_of_interest', sharePpm: 50_000 })).toBe(13n);
    expect(feeOf({ kind: 'fixed', amount: ZERO })).toBe(ZERO);
  });

  it('is never more than the payment brings, and nothing where nothing came', () => {
    expect(feeOf({ kind: 'share_of_amount', sharePpm: 900_000 })).toBe(1_280n);
    const nothing = { principal: ZERO, interest: ZERO, penalty: ZERO };
    const tariff = tariffOf({
      ...shareOfInterest('lender_management', 0),
      rule: { kind: 'share_of_amount', sharePpm: 1_000 },
    });
    expect(claimPaymentFee(tariff, claim, nothing)).toBe(ZERO);
  });
});
