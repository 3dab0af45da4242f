import { describe, expect, it } from 'vitest';
import { idOf } from '../kit/id.ts';
import { ok, refuse } from '../kit/result.ts';
import { CN } from '../law/cn.ts';
import { NEUTRAL } from '../law/neutral.ts';
import { rulePackOf } from '../law/packs.ts';
import { currency } from '../money/currency.ts';
import { minorUnits } from '../money/minor-units.ts';
import { addDays } from '../time/day.ts';
import { ARRANGEMENT_FEE_TARIFF, GENERAL_LOAN, SMALL_CREDIT_LOAN } from './catalogue.ts';
import { checkProduct } from './check-product.ts';
import { BUSINESS_MODELS, businessModelOf, productOfModel } from './models.ts';
import type { ProductTerms } from './product.ts';
import { approveProduct, draftProduct, isLive, versionInForce } from './versions.ts';

const MAKER = idOf('00000000-0000-7000-8000-000000000001');
const CHECKER = idOf('00000000-0000-7000-8000-000000000002');
const START = SMALL_CREDIT_LOAN.effectiveFrom;
const RESERVE_TERMS = {
  ...{ scheme: 'a_reserve', compensationDay: 30 },
} as const;
const RESERVE = {
  safeguards: ['none', 'reserve'],
  safeguardTerms: { reserve: RESERVE_TERMS },
  services: [...SMALL_CREDIT_LOAN.services, 'reserve'],
} as const;
const yuan = (amount: bigint) => minorUnits(amount * 100n);

describe('the products that come with the house', () => {
  it('can be lived by under their packs', () => {
    expect(checkProduct(SMALL_CREDIT_LOAN, CN)).toEqual(ok(SMALL_CREDIT_LOAN));
    expect(checkProduct(GENERAL_LOAN, NEUTRAL)).toEqual(ok(GENERAL_LOAN));
  });

  it('the small credit loan is unsecured, 10,000 to 200,000 yuan, at most 36 months', () => {
    expect(SMALL_CREDIT_LOAN.amount).toMatchObject({
      minimum: yuan(10_000n),
      maximum: yuan(200_000n),
    });
    expect(SMALL_CREDIT_LOAN.termMonths.maximum).toBe(36);
    expect(SMALL_CREDIT_LOAN.securities).toEqual(['unsecured']);
    expect(SMALL_CREDIT_LOAN.bids.minimum).toBe(yuan(100n));
  });
});

describe('the business models', () => {
  it.each(BUSINESS_MODELS.map((model) => [model.code, model] as const))(
    '%s is a configuration whose product can be lived by',
    (code, model) => {
      expect(businessModelOf(code)).toEqual(ok(model));
      const product = productOfModel(model);
      const pack = rulePackOf(product.packId);
      if (!pack.ok) throw new Error('The pack is known.');
      expect(checkProduct(product, pack.value)).toEqual(ok(product));
      expect(product.code).toMatch(/_mod_\d\d$/);
    },
  );

  it('differ in who pays the platform and in what it does', () => {
    const model = (code: string) => {
      const found = businessModelOf(code);
      if (!found.ok) throw new Error(`There is no ${code}.`);
      return found.value;
    };
    expect(model('MOD-01')).toMatchObject({ channels: ['online'], safeguards: ['none'] });
    const payers = (code: string) => new Set(model(code).tariff.fees.map(({ kind }) => kind));
    expect(payers('MOD-19')).not.toContain('lender_management');
    expect(payers('MOD-20')).toContain('lender_management');
    expect(model('MOD-21').services).not.toContain('collection');
    for (const { services } of BUSINESS_MODELS) {
      expect(services).toEqual(
        expect.arrayContaining(['listing', 'rating', 'matching', 'contract']),
      );
    }
  });
});

describe('a product is refused', () => {
  const loan = SMALL_CREDIT_LOAN;
  const faults: readonly (readonly [string, Partial<ProductTerms>])[] = [
    ['code', { code: 'Small Loan' }],
    ['version', { version: 0 }],
    ['names.zh-CN', { names: { 'zh-CN': ' ', en: 'A' } }],
    ['names.en', { names: { 'zh-CN': '甲', en: '' } }],
    ['effectiveTo', { effectiveTo: START }],
    ['packId', { packId: 'neutral' }],
    ['creditPolicy', { creditPolicy: 'other_1' }],
    ['amount.minimum', { amount: { ...loan.amount, minimum: minorUnits(0n) } }],
    ['amount.minimum', { amount: { ...loan.amount, minimum: minorUnits(1_000_001n) } }],
    ['amount.maximum', { amount: { ...loan.amount, maximum: yuan(9_900n) } }],
    ['amount.maximum', { amount: { ...loan.amount, maximum: minorUnits(2_000_001n) } }],
    ['amount.step', { amount: { ...loan.amount, step: minorUnits(0n) } }],
    ['amount.step', { amount: { ...loan.amount, step: yuan(50n) } }],
    ['offlineAbove', { offlineAbove: minorUnits(0n) }],
    ['reminderDays', { reminderDays: [1, 3] }],
    ['reminderDays', { reminderDays: [31] }],
    ['channels', { offlineAbove: yuan(1_000n), channels: ['online'] }],
    ['securities', { offlineAbove: yuan(1_000n) }],
    ['termMonths.minimum', { termMonths: { minimum: 0, maximum: 36 } }],
    ['termMonths.maximum', { termMonths: { minimum: 1, maximum: 361 } }],
    ['termMonths.maximum', { termMonths: { minimum: 12, maximum: 6 } }],
    ['annualRatePpm.step', { annualRatePpm: { minimum: 0, maximum: 1, step: 0 } }],
    ['annualRatePpm.minimum', { annualRatePpm: { minimum: 1, maximum: 4_000, step: 1_000 } }],
    ['annualRatePpm.maximum', { annualRatePpm: { minimum: 0, maximum: 1, step: 1_000 } }],
    ['annualRatePpm.maximum', { annualRatePpm: { minimum: 9_000, maximum: 1_000, step: 1_000 } }],
    ['services', { services: loan.services.filter((service) => service !== 'custody') }],
    ['services', { services: [...loan.services, 'collection'] }],
    ['services', { services: [...loan.services, 'compensation'] }],
    ['services', { services: [...loan.services, 'reserve'] }],
    ['services', { safeguards: ['none', 'guarantee'] }],
    ['safeguardTerms.reserve', { safeguardTerms: { reserve: RESERVE_TERMS } }],
    ['collateral', { securities: ['unsecured', 'mortgage'] }],
    ['collateral', { collateral: { ltvMaxPpm: 700_000 } }],
    ['purposes', { purposes: [] }],
    ['regions', { regions: [] }],
    ['repaymentMethods', { repaymentMethods: ['bullet', 'bullet'] }],
    [
      'requiredFiles.organisation',
      { requiredFiles: { natural_person: { facts: [], documents: [] } } },
    ],
    ['bids.step', { bids: { ...loan.bids, step: minorUnits(0n) } }],
    ['bids.minimum', { bids: { ...loan.bids, minimum: minorUnits(0n) } }],
    ['bids.minimum', { bids: { ...loan.bids, minimum: minorUnits(10_001n) } }],
    ['bids.minimum', { bids: { ...loan.bids, minimum: yuan(10_100n) } }],
    ['bids.maximumSharePpm', { bids: { ...loan.bids, maximumSharePpm: 1_000_001 } }],
    ['bids.gradesBeyondTolerance', { bids: { ...loan.bids, gradesBeyondTolerance: 7 } }],
    ['fundingDays', { fundingDays: 0 }],
    ['approvalValidDays', { approvalValidDays: 0.5 }],
    ['waterfall.places', { waterfall: { ...loan.waterfall, places: [] } }],
    [
      'earlyRepayment.partMinimum',
      { earlyRepayment: { ...loan.earlyRepayment, partMinimum: minorUnits(0n) } },
    ],
    [
      'earlyRepayment.partMinimum',
      { earlyRepayment: { ...loan.earlyRepayment, partMinimum: minorUnits(-1n) } },
    ],
    ['penalty.ofAnnualRatePpm', { penalty: { ...loan.penalty, ofAnnualRatePpm: -1 } }],
    ['penalty.graceDays', { penalty: { ...loan.penalty, graceDays: 31 } }],
    ['tariff.rounding', { tariff: { ...loan.tariff, rounding: 'down' } }],
  ];
  it.each(faults)('naming the field %s', (field, change) => {
    expect(checkProduct({ ...loan, ...change }, CN)).toMatchObject({
      refusal: { code: 'invalid_input', data: { field } },
    });
  });

  const beyond: readonly (readonly [string, Partial<ProductTerms>])[] = [
    ['rate_above_cap', { annualRatePpm: { minimum: 0, maximum: 121_000, step: 1_000 } }],
    ['purpose_forbidden', { purposes: ['securities'] }],
    ['forbidden_by_rule', RESERVE],
    ['forbidden_by_rule', { fundingDays: 21 }],
    ['fee_in_advance', { tariff: ARRANGEMENT_FEE_TARIFF }],
    ['currencies_mixed', { tariff: { ...loan.tariff, currency: currency('EUR') } }],
    [
      'borrower_cap_exceeded',
      {
        amount: { ...loan.amount, maximum: yuan(1_000_100n) },
        offlineAbove: yuan(2_000_000n),
        bids: { ...loan.bids, minimum: yuan(200n) },
      },
    ],
  ];
  it.each(beyond)('as %s where it goes beyond its pack', (code, change) => {
    expect(checkProduct({ ...loan, ...change }, CN)).toMatchObject({ refusal: { code } });
  });

  it('and not by the rules of another pack', () => {
    const wide = { ...GENERAL_LOAN, ...RESERVE, fundingDays: 21 };
    expect(checkProduct(wide, NEUTRAL).ok).toBe(true);
  });
});

describe('a version of a product', () => {
  const draft = draftProduct(SMALL_CREDIT_LOAN, MAKER);
  const approvedOn = (day: typeof START, change: Partial<ProductTerms> = {}) => {
    const approved = approveProduct({ ...draft, ...change }, CN, CHECKER, day);
    if (!approved.ok) throw new Error(approved.refusal.code);
    return approved.value;
  };

  it('is live only when another person approved it', () => {
    expect(isLive(draft, START)).toBe(false);
    expect(approveProduct(draft, CN, MAKER, START)).toEqual(refuse('same_person'));
    expect(isLive(approvedOn(START), START)).toBe(true);
    const forged = { ...draft, approval: { checker: MAKER, approvedOn: START } };
    expect(isLive(forged, START)).toBe(false);
  });

  it('is approved once, and only if loans can be made by it', () => {
    expect(approveProduct(approvedOn(START), CN, CHECKER, START)).toMatchObject({
      refusal: { code: 'wrong_stage' },
    });
    expect(approveProduct({ ...draft, version: 0 }, CN, CHECKER, START).ok).toBe(false);
  });

  it('is in force for its days, from its approval on', () => {
    const late = approvedOn(addDays(START, 5), { effectiveTo: addDays(START, 10) });
    const live = (days: number) => versionInForce([late], addDays(START, days)).ok;
    expect([4, 5, 9, 10].map(live)).toEqual([false, true, true, false]);
  });

  it('gives way to a newer one on that one’s first day', () => {
    const first = approvedOn(START);
    const second = approvedOn(START, { version: 2, effectiveFrom: addDays(START, 30) });
    const versions = [second, first, { ...draft, version: 3 }];
    expect(versionInForce(versions, addDays(START, 29))).toEqual(ok(first));
    expect(versionInForce(versions, addDays(START, 30))).toEqual(ok(second));
    expect(versionInForce(versions, addDays(START, -1))).toEqual(refuse('product_not_live'));
  });
});
