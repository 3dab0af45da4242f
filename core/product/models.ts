// Business models as stored configurations: the same house, run in different ways. A model names its
// product, who pays if the borrower does not, what costs money, and which services the platform offers.
import { ok, type Result, refuse } from '../kit/result.ts';
import type { InBothLanguages } from '../law/clause.ts';
import { BOTH_SIDES_TARIFF, SERVICE_FEE_TARIFF, SMALL_CREDIT_LOAN } from './catalogue.ts';
import {
  type ApplicationChannel,
  ESSENTIAL_SERVICES,
  type ProductService,
  type ProductTerms,
  type Safeguard,
} from './product.ts';
import {
  CLOSE_CHECK_TARIFF,
  DUAL_GUARANTEED_LOAN,
  GUARANTEED_LOAN,
  RISK_MANAGED_LOAN,
} from './safeguarded-loans.ts';
import type { Tariff } from './tariff.ts';

export interface BusinessModel {
  /** The row of the requirements. */
  readonly code: string;
  readonly names: InBothLanguages;
  readonly product: ProductTerms;
  readonly channels: readonly ApplicationChannel[];
  readonly safeguards: readonly Safeguard[];
  readonly tariff: Tariff;
  readonly services: readonly ProductService[];
  /** What every lender is told of who bears a loss. */
  readonly notice: InBothLanguages;
}

const NO_GUARANTEE: InBothLanguages = {
  'zh-CN': '本标的无第三方保障。如借款人不还款，损失由出借人自行承担，平台不代偿。',
  en: 'No third party stands behind this listing. If the borrower does not pay, lenders bear the loss, and the platform pays nothing.',
};

const GUARANTEED: InBothLanguages = {
  'zh-CN':
    '由所列担保人按合同代偿逾期本息；担保人也可能无力代偿，届时损失由出借人承担，平台不代偿。',
  en: 'The guarantors named pay what is overdue by contract. They may fail too; then lenders bear the loss, and the platform pays nothing.',
};

const WITH_RESERVE: InBothLanguages = {
  'zh-CN':
    '依次由借款人、担保人、风险准备金偿付；准备金以其余额为限，仍不足的由出借人承担，平台不代偿。',
  en: 'The borrower pays, then the guarantor, then the reserve with what is in it. Lenders bear the rest, and the platform pays nothing.',
};

const BASE = {
  product: SMALL_CREDIT_LOAN,
  channels: ['online'],
  safeguards: ['none'],
  tariff: SERVICE_FEE_TARIFF,
  notice: NO_GUARANTEE,
} as const satisfies Partial<BusinessModel>;

/** On line, with a third party behind every loan. */
const WITH_GUARANTOR = {
  ...BASE,
  product: GUARANTEED_LOAN,
  safeguards: GUARANTEED_LOAN.safeguards,
  services: GUARANTEED_LOAN.services,
  notice: GUARANTEED,
} as const satisfies Partial<BusinessModel>;

export const BUSINESS_MODELS: readonly BusinessModel[] = [
  {
    ...BASE,
    code: 'MOD-01',
    names: { 'zh-CN': '纯线上无担保', en: 'Pure on-line, no guarantee' },
    services: [...ESSENTIAL_SERVICES, 'collection'],
  },
  {
    ...WITH_GUARANTOR,
    code: 'MOD-02',
    names: { 'zh-CN': '有担保线上', en: 'On-line with third-party guarantee' },
  },
  {
    // A licensed partner guarantees; the platform looks closer, collects, and guarantees nothing.
    ...WITH_GUARANTOR,
    code: 'MOD-03',
    names: { 'zh-CN': '担保合作、平台催收', en: 'Partner guarantees, platform collects' },
    tariff: CLOSE_CHECK_TARIFF,
  },
  {
    ...BASE,
    code: 'MOD-19',
    names: { 'zh-CN': '直接撮合', en: 'Direct matching' },
    services: [...ESSENTIAL_SERVICES, 'collection'],
  },
  {
    ...BASE,
    code: 'MOD-20',
    names: { 'zh-CN': '资金存管', en: 'Fund custody' },
    tariff: BOTH_SIDES_TARIFF,
    services: [...ESSENTIAL_SERVICES, 'collection'],
  },
  {
    ...BASE,
    code: 'MOD-21',
    names: { 'zh-CN': '信息中介', en: 'Pure information intermediary' },
    services: ESSENTIAL_SERVICES,
  },
  {
    ...BASE,
    code: 'MOD-26',
    names: { 'zh-CN': '风险管理模式', en: 'Risk-managed' },
    product: RISK_MANAGED_LOAN,
    safeguards: RISK_MANAGED_LOAN.safeguards,
    tariff: RISK_MANAGED_LOAN.tariff,
    services: RISK_MANAGED_LOAN.services,
    channels: RISK_MANAGED_LOAN.channels,
    notice: WITH_RESERVE,
  },
  {
    ...WITH_GUARANTOR,
    code: 'MOD-27',
    names: { 'zh-CN': '双重担保', en: 'Intermediary with dual guarantee' },
    product: DUAL_GUARANTEED_LOAN,
    safeguards: DUAL_GUARANTEED_LOAN.safeguards,
  },
];

/**
 * The model of a row of the requirements.
 *
 * @returns `not_found` for any other text.
 * @example businessModelOf('MOD-99') // refuse('not_found')
 */
export function businessModelOf(code: string): Result<BusinessModel> {
  const model = BUSINESS_MODELS.find((one) => one.code === code);
  return model ? ok(model) : refuse('not_found');
}

/**
 * The product as a model runs it: its own safeguards, channels, tariff and services, nothing else changed.
 *
 * @example productOfModel(businessModelOf('MOD-20').value).tariff.code // 'both_sides'
 */
export function productOfModel(model: BusinessModel): ProductTerms {
  const { product, code, channels, safeguards, tariff, services } = model;
  const suffix = code.toLowerCase().replace('-', '_');
  const own = { channels, safeguards, tariff, services };
  return { ...product, code: `${product.code}_${suffix}`, ...own };
}
