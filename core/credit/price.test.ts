import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuse } from '../kit/result.ts';
import { CN } from '../law/cn.ts';
import { NEUTRAL } from '../law/neutral.ts';
import { quoteLoan } from '../loan/quote.ts';
import { minorUnits, sum } from '../money/minor-units.ts';
import {
  ARRANGEMENT_FEE_TARIFF,
  BOTH_SIDES_TARIFF,
  GENERAL_LOAN,
  SERVICE_FEE_TARIFF,
  SMALL_CREDIT_LOAN,
} from '../product/catalogue.ts';
import { lenderReturn } from '../product/lender-fees.ts';
import type { Tariff } from '../product/tariff.ts';
import { dayOf } from '../time/day.ts';
import { costOfContract } from './all-in.ts';
import { GRADES, gradeBandOf, riskClassOf } from './grade.ts';
import { SIMPLE_POLICY } from './policy.ts';
import { priceLoan } from './price.ts';
import { type Scorecard, scoreFeatures } from './scorecard.ts';

const TODAY = dayOf(2026, 11, 22);
const yuan = (amount: bigint) => minorUnits(amount * 100n);

const SPREAD_TARIFF: Tariff = {
  ...BOTH_SIDES_TARIFF,
  fees: [
    ...BOTH_SIDES_TARIFF.fees,
    {
      kind: 'interest_spread',
      payer: 'lender',
      due: 'each_instalment',
      rule: { kind: 'share_of_interest', sharePpm: 70_000 },
    },
  ],
};

describe('a price', () => {
  const request = fc.record({
    tariff: fc.constantFrom(SERVICE_FEE_TARIFF, BOTH_SIDES_TARIFF, SPREAD_TARIFF),
    expectedLossPpm: fc.integer({ min: 0, max: 90_000 }),
    termMonths: fc.integer({ min: 1, max: 36 }),
  });
  const price = (tariff: Tariff, expectedLossPpm: number, termMonths: number) =>
    priceLoan(
      { ...GENERAL_LOAN, tariff },
      NEUTRAL,
      SIMPLE_POLICY,
      {
        loanAmount: yuan(50_000n),
        termMonths,
        repaymentMethod: 'equal_instalments',
        expectedLossPpm,
      },
      TODAY,
    );

  it('is the sum of its four parts, and the lender is left with the first two', () => {
    fc.assert(
      fc.property(request, ({ tariff, expectedLossPpm, termMonths }) => {
        const made = price(tariff, expectedLossPpm, termMonths);
        if (!made.ok) throw new Error(made.refusal.code);
        const { annualRatePpm, fundingReturnPpm, costPpm, marginPpm } = made.value;
        expect(made.value.expectedLossPpm + fundingReturnPpm + costPpm + marginPpm).toBe(
          annualRatePpm,
        );
        const { lenderPpm } = lenderReturn(annualRatePpm, tariff);
        expect(lenderPpm).toBe(expectedLossPpm + fundingReturnPpm);
        const asked = SIMPLE_POLICY.fundingReturns.find((one) => termMonths <= one.termMonthsMax);
        expect(fundingReturnPpm).toBeGreaterThanOrEqual(asked?.annualRatePpm ?? Infinity);
        expect(annualRatePpm % GENERAL_LOAN.annualRatePpm.step).toBe(0);
      }),
      { numRuns: 2_000 }, // Each case makes a whole schedule.
    );
  });

  it('never falls as the expected loss grows', () => {
    fc.assert(
      fc.property(request, ({ tariff, expectedLossPpm, termMonths }) => {
        const [less, more] = [
          price(tariff, expectedLossPpm, termMonths),
          price(tariff, expectedLossPpm + 500, termMonths),
        ];
        if (!less.ok || !more.ok) throw new Error('Both have a price.');
        expect(more.value.annualRatePpm).toBeGreaterThanOrEqual(less.value.annualRatePpm);
      }),
      { numRuns: 1_000 }, // Each case makes two whole schedules.
    );
  });

  it('has a margin only where a spread is switched on', () => {
    expect(price(SERVICE_FEE_TARIFF, 10_000, 12)).toMatchObject({
      value: { annualRatePpm: 60_000, costPpm: 0, marginPpm: 0 },
    });
    // 60,000 / 93 % / 95 % = 67,911.7, in steps of a tenth of a percent 68,000.
    expect(price(SPREAD_TARIFF, 10_000, 12)).toMatchObject({
      value: { annualRatePpm: 68_000, costPpm: 3_162, marginPpm: 4_760, fundingReturnPpm: 50_078 },
    });
  });

  it('is above the cap by itself, or with the borrower’s fees, and then there is none', () => {
    const dear = (expectedLossPpm: number) =>
      priceLoan(
        SMALL_CREDIT_LOAN,
        CN,
        SIMPLE_POLICY,
        {
          loanAmount: yuan(50_000n),
          termMonths: 12,
          repaymentMethod: 'equal_instalments',
          expectedLossPpm,
        },
        TODAY,
      );
    expect(dear(70_001)).toEqual(
      refuse('rate_above_cap', { rate: '12.10%', cap: '12.00%', clause: 'cn_private_lending_25' }),
    );
    expect(dear(49_000)).toMatchObject({
      refusal: { code: 'rate_above_cap', data: { rate: expect.stringMatching(/^12\.0/) } },
    });
    expect(dear(47_000).ok).toBe(true);
  });

  it('is none beyond the longest term that the policy knows, nor where lenders are left with nothing', () => {
    const all: Tariff = {
      ...BOTH_SIDES_TARIFF,
      fees: [
        {
          kind: 'interest_spread',
          payer: 'lender',
          due: 'each_instalment',
          rule: { kind: 'share_of_interest', sharePpm: 1_000_000 },
        },
      ],
    };
    expect(price(SERVICE_FEE_TARIFF, 0, 361)).toEqual(
      refuse('price_out_of_bounds', { part: 'funding_return' }),
    );
    expect(price(all, 0, 12)).toEqual(refuse('price_out_of_bounds', { part: 'cost' }));
  });
});

describe('what a contract costs a year', () => {
  it('agrees with the quote of the same loan', () => {
    const contract = {
      loanAmount: yuan(50_000n),
      annualRatePpm: 80_000,
      termMonths: 12,
      repaymentMethod: 'equal_instalments',
      valueDay: TODAY,
    } as const;
    const cost = costOfContract(SMALL_CREDIT_LOAN, contract, 'cn_irr');
    const quote = quoteLoan({
      ...contract,
      annualRatePpm: 80_000n,
      instalmentCount: 12,
      disbursedOn: TODAY,
      feePerInstalment: yuan(50n),
      takenInAdvance: yuan(0n),
    });
    if (!cost.ok || !quote.ok) throw new Error('Both are reckoned.');
    expect(BigInt(cost.value.nominalAllInPpm)).toBe(quote.value.allInRate?.cnSimplePpm);
    expect(BigInt(cost.value.allInRatePpm)).toBe(quote.value.allInRate?.cnIrrPpm);
    expect(cost.value.totalRepaid).toBe(quote.value.totalRepaid);
    expect(sum(cost.value.fees.map(({ amount }) => amount))).toBe(quote.value.fees);
  });

  it('counts a fee at the disbursement, which lowers what is received', () => {
    const contract = {
      loanAmount: yuan(50_000n),
      annualRatePpm: 80_000,
      termMonths: 12,
      repaymentMethod: 'bullet',
      valueDay: TODAY,
    } as const;
    const free = { ...GENERAL_LOAN, tariff: { ...ARRANGEMENT_FEE_TARIFF, fees: [] } };
    const bare = costOfContract(free, contract, 'eu_aprc');
    const withFee = costOfContract(GENERAL_LOAN, contract, 'eu_aprc');
    // 54,000 for 50,000 after a year, and for 49,250.
    expect(bare).toMatchObject({ value: { allInRatePpm: 80_000 } });
    expect(withFee).toMatchObject({ value: { allInRatePpm: 96_447 } });
  });
});

describe('the scale', () => {
  it('begins each grade at its least score and loses more with each', () => {
    const { scale } = SIMPLE_POLICY;
    expect(scale.map(({ grade }) => grade)).toEqual([...GRADES]);
    for (const [index, band] of scale.entries()) {
      expect(gradeBandOf(scale, band.scoreMin)).toBe(band);
      const next = scale[index + 1];
      if (next) {
        expect(gradeBandOf(scale, band.scoreMin - 1)).toBe(next);
        expect(next.expectedLossPpm).toBeGreaterThan(band.expectedLossPpm);
      }
    }
  });

  it('says beside how much risk what kind of it', () => {
    expect(riskClassOf('medical', 'unsecured')).toBe('personal_unsecured');
    expect(riskClassOf('medical', 'pledge')).toBe('personal_secured');
    expect(riskClassOf('trade', 'unsecured')).toBe('business_unsecured');
    expect(riskClassOf('trade', 'receivable')).toBe('business_secured');
  });
});

describe('a scorecard', () => {
  const { natural_person: card } = SIMPLE_POLICY.scorecards;

  it('gives a perfect borrower a thousand points, and a choice that is not listed none', () => {
    const best = {
      burden: 0,
      debt_to_income: 0,
      employment_months: 60,
      age: 40,
      home: 'owned',
      overdue_past_6_months: 0,
      loans_repaid_here: 5,
      worst_days_overdue_here: 0,
    };
    expect(scoreFeatures(card, best).score).toBe(1_000);
    expect(scoreFeatures(card, { ...best, home: 'castle' }).score).toBe(930);
  });

  it('cannot be added up without a value for each feature, of its kind', () => {
    expect(() => scoreFeatures(card, {})).toThrow('has a value');
    const one: Scorecard = { ...card, features: card.features.slice(0, 1) };
    expect(() => scoreFeatures(one, { burden: 'high' })).toThrow('is a number');
  });
});
