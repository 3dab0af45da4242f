import { describe, expect, it } from 'vitest';
import { idOf } from '../kit/id.ts';
import { ok, refuse } from '../kit/result.ts';
import { CN } from '../law/cn.ts';
import { NEUTRAL } from '../law/neutral.ts';
import { minorUnits, ZERO } from '../money/minor-units.ts';
import { dayOf } from '../time/day.ts';
import { GENERAL_LOAN, SMALL_CREDIT_LOAN } from './catalogue.ts';
import {
  type ApplicantFacts,
  type ApplicationTerms,
  checkApplication,
} from './check-application.ts';
import type { Product, ProductTerms } from './product.ts';

const TODAY = dayOf(2026, 11, 22);
const yuan = (amount: bigint) => minorUnits(amount * 100n);

const APPLICATION: ApplicationTerms = {
  loanAmount: yuan(50_000n),
  termMonths: 12,
  purpose: 'consumption',
  repaymentMethod: 'equal_instalments',
  security: 'unsecured',
  channel: 'online',
};

const APPLICANT: ApplicantFacts = {
  kind: 'natural_person',
  identityVerified: true,
  birthDay: dayOf(1990, 5, 5),
  region: '110000',
  isOperator: false,
  isRelatedParty: false,
  hasOpenApplication: false,
  owedHere: ZERO,
  owedElsewhere: ZERO,
};

function live(terms: ProductTerms): Product {
  return {
    ...terms,
    maker: idOf('00000000-0000-7000-8000-000000000001'),
    approval: {
      checker: idOf('00000000-0000-7000-8000-000000000002'),
      approvedOn: terms.effectiveFrom,
    },
  };
}

interface Case {
  readonly application?: Partial<ApplicationTerms>;
  readonly applicant?: Partial<ApplicantFacts>;
  readonly product?: Partial<ProductTerms>;
}

function check({ application, applicant, product }: Case) {
  return checkApplication(
    live({ ...SMALL_CREDIT_LOAN, ...product }),
    CN,
    { ...APPLICATION, ...application },
    { ...APPLICANT, ...applicant },
    TODAY,
  );
}

describe('an application for the small credit loan', () => {
  it('may be filed by a person and by an organisation', () => {
    expect(check({})).toEqual(ok(APPLICATION));
    const { birthDay: _, ...organisation } = { ...APPLICANT, kind: 'organisation' } as const;
    const filed = checkApplication(live(SMALL_CREDIT_LOAN), CN, APPLICATION, organisation, TODAY);
    expect(filed.ok).toBe(true);
  });

  it.each([
    [minorUnits(999_999n), false],
    [minorUnits(1_000_000n), true],
    [minorUnits(20_000_000n), true],
    [minorUnits(20_000_001n), false],
  ])('of %s fen may be filed: %s', (loanAmount, may) => {
    const filed = check({ application: { loanAmount } });
    expect(filed.ok).toBe(may);
    if (!may) {
      expect(filed).toEqual(
        refuse('amount_out_of_range', { minimum: 'CNY 10000.00', maximum: 'CNY 200000.00' }),
      );
    }
  });

  it.each([
    [0, false],
    [1, true],
    [36, true],
    [37, false],
    [1.5, false],
    [Number.NaN, false],
  ])('over %d months may be filed: %s', (termMonths, may) => {
    const filed = check({ application: { termMonths } });
    expect(filed.ok).toBe(may);
    if (!may) {
      expect(filed).toEqual(refuse('term_out_of_range', { minimum: 'P1M', maximum: 'P36M' }));
    }
  });
});

describe('an application is refused', () => {
  const product = live(SMALL_CREDIT_LOAN);
  const refusals: readonly (readonly [string, Case])[] = [
    ['platform_as_party', { applicant: { isOperator: true, identityVerified: false } }],
    ['identity_not_verified', { applicant: { identityVerified: false } }],
    ['age_not_met', { applicant: { birthDay: dayOf(2008, 11, 23) } }],
    ['product_not_live', { product: { effectiveTo: TODAY } }],
    ['region_not_covered', { product: { regions: ['310000'] } }],
    ['invalid_input', { product: { borrowerKinds: ['organisation'] } }],
    ['invalid_input', { application: { loanAmount: minorUnits(5_000_001n) } }],
    ['invalid_input', { application: { repaymentMethod: 'flat' } }],
    ['purpose_forbidden', { application: { purpose: 'securities' } }],
    ['purpose_forbidden', { application: { purpose: 'agriculture' } }],
    ['offline_required', { product: { offlineAbove: yuan(49_999n) } }],
    ['invalid_input', { application: { security: 'mortgage' } }],
    ['invalid_input', { product: { channels: ['branch'] } }],
    ['borrower_cap_exceeded', { applicant: { owedHere: yuan(150_001n) } }],
    ['total_debt_cap_exceeded', { applicant: { owedElsewhere: yuan(950_001n) } }],
    ['application_already_open', { applicant: { hasOpenApplication: true } }],
    ['not_confirmed_by_borrower', { application: { channel: 'branch' } }],
    ['related_party_borrower', { applicant: { isRelatedParty: true } }],
    ['channel_suspended', { applicant: { isChannelSuspended: true } }],
  ];
  it.each(refusals)('%s', (code, one) => {
    expect(check(one)).toMatchObject({ refusal: { code } });
  });

  it('for the first reason in the order of the glossary when there are several', () => {
    const { applicant = {}, application = {} } = Object.fromEntries(
      ['applicant', 'application'].map((part) => [
        part,
        Object.assign({}, ...refusals.slice(9).map(([, one]) => one[part as keyof Case] ?? {})),
      ]),
    ) as Case;
    expect(check({ applicant, application })).toMatchObject({
      refusal: { code: 'purpose_forbidden' },
    });
    expect(check({ applicant, application, product: { effectiveTo: TODAY } })).toMatchObject({
      refusal: { code: 'product_not_live' },
    });
  });

  it('where a person has no day of birth, though the name was verified', () => {
    const { birthDay: _, ...unknown } = APPLICANT;
    expect(checkApplication(product, CN, APPLICATION, unknown, TODAY)).toEqual(
      refuse('identity_not_verified'),
    );
  });
});

describe('a loan above the threshold', () => {
  const general = live(GENERAL_LOAN);
  const filed = (change: Partial<ApplicationTerms>) =>
    checkApplication(general, NEUTRAL, { ...APPLICATION, ...change }, APPLICANT, TODAY);

  it('is handled in person and needs collateral, from the next step on', () => {
    expect(filed({ loanAmount: yuan(200_000n) }).ok).toBe(true);
    expect(filed({ loanAmount: yuan(200_100n) })).toEqual(
      refuse('offline_required', { threshold: 'CNY 200000.00' }),
    );
    const atBranch = { channel: 'branch', confirmedByBorrower: true } as const;
    expect(filed({ loanAmount: yuan(200_100n), ...atBranch }).ok).toBe(false);
    expect(filed({ loanAmount: yuan(200_100n), ...atBranch, security: 'mortgage' }).ok).toBe(true);
  });
});
