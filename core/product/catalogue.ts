// The products and tariffs that come with the house, as drafts: an operator's two persons release them.

import { DEFAULT_WATERFALL } from '../loan/repay/waterfall.ts';
import { currency } from '../money/currency.ts';
import { type MinorUnits, minorUnits, ZERO } from '../money/minor-units.ts';
import { dayOf } from '../time/day.ts';
import { ESSENTIAL_SERVICES, type ProductTerms, type RequiredFile } from './product.ts';
import type { Tariff } from './tariff.ts';

const START = dayOf(2026, 1, 1);
const CNY = currency('CNY');

/** The borrower pays a small service fee with every instalment, and nothing before the first. */
export const SERVICE_FEE_TARIFF: Tariff = {
  code: 'service_fee',
  version: 1,
  currency: CNY,
  effectiveFrom: START,
  rounding: 'half_up',
  fees: [
    {
      kind: 'registration',
      payer: 'borrower',
      due: 'event',
      rule: { kind: 'fixed', amount: ZERO },
    },
    { kind: 'registration', payer: 'lender', due: 'event', rule: { kind: 'fixed', amount: ZERO } },
    {
      kind: 'service',
      payer: 'borrower',
      due: 'each_instalment',
      rule: { kind: 'share_of_amount', sharePpm: 1_000 },
    },
    {
      kind: 'early_repayment',
      payer: 'borrower',
      due: 'event',
      rule: { kind: 'share_of_amount', sharePpm: 5_000 },
    },
  ],
};

/** Both sides pay: the borrower for the service, the lender a share of the interest. */
export const BOTH_SIDES_TARIFF: Tariff = {
  ...SERVICE_FEE_TARIFF,
  code: 'both_sides',
  fees: [
    ...SERVICE_FEE_TARIFF.fees,
    {
      kind: 'lender_management',
      payer: 'lender',
      due: 'each_instalment',
      rule: { kind: 'share_of_interest', sharePpm: 50_000 },
    },
  ],
};

/** A fee at the disbursement, for packs that allow it; the whole principal is paid out first all the same. */
export const ARRANGEMENT_FEE_TARIFF: Tariff = {
  ...SERVICE_FEE_TARIFF,
  code: 'arrangement_fee',
  fees: [
    {
      kind: 'service',
      payer: 'borrower',
      due: 'disbursement',
      rule: { kind: 'share_of_amount', sharePpm: 15_000 },
    },
    {
      kind: 'lender_management',
      payer: 'lender',
      due: 'each_instalment',
      rule: { kind: 'share_of_interest', sharePpm: 50_000 },
    },
  ],
};

const PERSON_FILE: RequiredFile = {
  facts: [
    { name: 'monthly_income', askedOf: 'borrower', verified: true },
    { name: 'monthly_debt_payments', askedOf: 'borrower', verified: false },
    { name: 'debt_elsewhere', askedOf: 'borrower', verified: true },
    { name: 'employment_months', askedOf: 'borrower', verified: false },
    { name: 'home', askedOf: 'borrower', verified: false },
    { name: 'industry', askedOf: 'borrower', verified: false },
    { name: 'occupation', askedOf: 'borrower', verified: false },
    { name: 'repayment_source', askedOf: 'borrower', verified: false },
    { name: 'overdue_past_6_months', askedOf: 'source', verified: true },
  ],
  documents: ['identity_document', 'income_proof', 'credit_report'],
};

const ORGANISATION_FILE: RequiredFile = {
  facts: [
    { name: 'monthly_income', askedOf: 'borrower', verified: true },
    { name: 'monthly_costs', askedOf: 'borrower', verified: true },
    { name: 'monthly_debt_payments', askedOf: 'borrower', verified: false },
    { name: 'debt_elsewhere', askedOf: 'borrower', verified: true },
    { name: 'months_in_business', askedOf: 'borrower', verified: true },
    { name: 'employees', askedOf: 'borrower', verified: false },
    { name: 'industry', askedOf: 'borrower', verified: false },
    { name: 'repayment_source', askedOf: 'borrower', verified: false },
    { name: 'overdue_past_6_months', askedOf: 'source', verified: true },
  ],
  documents: ['business_licence', 'bank_statement', 'credit_report'],
};

/**
 * 小额信用贷款: unsecured, 10,000 to 200,000 yuan, at most 36 months, for persons and small enterprises,
 * for temporary funds or consumption, with a check of documents and credit.
 */
export const SMALL_CREDIT_LOAN: ProductTerms = {
  code: 'small_credit_loan',
  version: 1,
  names: { 'zh-CN': '小额信用贷款', en: 'Small credit loan' },
  effectiveFrom: START,
  packId: 'cn',
  currency: CNY,
  borrowerKinds: ['natural_person', 'organisation'],
  purposes: ['working_capital', 'consumption', 'education', 'medical', 'renovation', 'trade'],
  regions: 'all',
  channels: ['online', 'branch'],
  requiredFiles: { natural_person: PERSON_FILE, organisation: ORGANISATION_FILE },
  amount: { minimum: yuan(10_000n), maximum: yuan(200_000n), step: yuan(100n) },
  termMonths: { minimum: 1, maximum: 36 },
  annualRatePpm: { minimum: 40_000, maximum: 120_000, step: 1_000 },
  offlineAbove: yuan(200_000n),
  securities: ['unsecured'],
  safeguards: ['none'],
  services: [...ESSENTIAL_SERVICES, 'collection'],
  repaymentMethods: ['equal_instalments', 'equal_principal', 'interest_first', 'bullet'],
  interestBasis: { kind: 'equal_periods', daysInYear: 360 },
  oddFirstPeriod: 'by_days',
  rounding: { interest: 'half_up', instalment: 'half_up' },
  workingDayRule: 'following',
  waterfall: DEFAULT_WATERFALL,
  earlyRepayment: {
    fullAllowed: true,
    partAllowed: true,
    partMinimum: yuan(1_000n),
    effect: 'smaller_instalment',
  },
  penalty: {
    ofAnnualRatePpm: 1_500_000,
    base: 'principal_and_interest',
    graceDays: 3,
    daysInYear: 360,
    rounding: 'half_up',
  },
  bids: {
    minimum: yuan(100n),
    step: yuan(100n),
    maximumSharePpm: 500_000,
    allocation: 'first_come',
    gradesBeyondTolerance: 1,
  },
  fundingDays: 7,
  approvalValidDays: 30,
  tariff: SERVICE_FEE_TARIFF,
  creditPolicy: 'simple_1',
};

/** 通用借款: a loan under the neutral pack, wider in everything, with a fee at the disbursement. */
export const GENERAL_LOAN: ProductTerms = {
  ...SMALL_CREDIT_LOAN,
  code: 'general_loan',
  names: { 'zh-CN': '通用借款', en: 'General loan' },
  packId: 'neutral',
  purposes: [...SMALL_CREDIT_LOAN.purposes, 'agriculture'],
  amount: { minimum: yuan(1_000n), maximum: yuan(1_000_000n), step: yuan(100n) },
  termMonths: { minimum: 1, maximum: 60 },
  annualRatePpm: { minimum: 20_000, maximum: 240_000, step: 1_000 },
  offlineAbove: yuan(200_000n),
  securities: ['unsecured', 'mortgage', 'pledge', 'receivable', 'lease'],
  collateral: { ltvMaxPpm: 700_000 },
  repaymentMethods: ['equal_instalments', 'equal_principal', 'interest_first', 'bullet', 'flat'],
  bids: { ...SMALL_CREDIT_LOAN.bids, maximumSharePpm: 1_000_000 },
  tariff: ARRANGEMENT_FEE_TARIFF,
};

function yuan(amount: bigint): MinorUnits {
  return minorUnits(amount * 100n);
}
