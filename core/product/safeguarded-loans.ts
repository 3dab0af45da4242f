// The products with somebody or something behind the debt that come with the house, as drafts like the others.
import { minorUnits } from '../money/minor-units.ts';
import { GENERAL_LOAN, SERVICE_FEE_TARIFF, SMALL_CREDIT_LOAN } from './catalogue.ts';
import { ESSENTIAL_SERVICES, type ProductTerms } from './product.ts';
import type { GuaranteeTerms, ReserveTerms } from './safeguard-terms.ts';
import type { Tariff } from './tariff.ts';

/** Principal and interest of each overdue instalment, on the second day of delay 拖延还款的第二日. */
const GUARANTEE: GuaranteeTerms = {
  compensationDay: 2,
  cover: 'instalments',
  payers: [['guarantee_company']],
  lossReliefPpm: 800_000,
};

const RESERVE: ReserveTerms = {
  scheme: 'general_reserve',
  compensationDay: 30,
};

/** 担保借款: as the small credit loan, with a guarantee company behind it. */
export const GUARANTEED_LOAN: ProductTerms = {
  ...SMALL_CREDIT_LOAN,
  code: 'guaranteed_loan',
  names: { 'zh-CN': '担保借款', en: 'Guaranteed loan' },
  safeguards: ['guarantee'],
  safeguardTerms: { guarantee: GUARANTEE },
  services: [...ESSENTIAL_SERVICES, 'collection', 'compensation'],
};

/** 双重担保借款: first the small-loan company that brought the borrower, then a guarantee company. */
export const DUAL_GUARANTEED_LOAN: ProductTerms = {
  ...GUARANTEED_LOAN,
  code: 'dual_guaranteed_loan',
  names: { 'zh-CN': '双重担保借款', en: 'Loan with dual guarantee' },
  safeguards: ['dual_guarantee'],
  safeguardTerms: {
    dual_guarantee: { ...GUARANTEE, payers: [['small_loan_company'], ['guarantee_company']] },
  },
};

/** 抵质押借款: a registered thing or right behind the debt, and nobody else. */
export const SECURED_LOAN: ProductTerms = {
  ...SMALL_CREDIT_LOAN,
  code: 'secured_loan',
  names: { 'zh-CN': '抵质押借款', en: 'Secured loan' },
  amount: { ...SMALL_CREDIT_LOAN.amount, maximum: minorUnits(100_000_000n) },
  securities: ['mortgage', 'pledge', 'receivable'],
  collateral: { ltvMaxPpm: 700_000 },
};

/** For packs that allow a reserve: the guarantor pays first, then the reserve, and what is left is the lenders' loss. */
export const RISK_MANAGED_LOAN: ProductTerms = {
  ...GENERAL_LOAN,
  code: 'risk_managed_loan',
  names: { 'zh-CN': '风险管理借款', en: 'Risk-managed loan' },
  safeguards: ['guarantee', 'reserve'],
  safeguardTerms: { guarantee: { ...GUARANTEE, thenReserve: true }, reserve: RESERVE },
  services: [...ESSENTIAL_SERVICES, 'collection', 'compensation', 'reserve'],
};

/** The borrower pays more for the service where the platform looks closer. */
export const CLOSE_CHECK_TARIFF: Tariff = {
  ...SERVICE_FEE_TARIFF,
  code: 'close_check',
  fees: SERVICE_FEE_TARIFF.fees.map((fee) =>
    fee.kind === 'service' ? { ...fee, rule: { kind: 'share_of_amount', sharePpm: 1_500 } } : fee,
  ),
};
