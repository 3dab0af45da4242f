// The pack of mainland China: the rules of 2016 and 2017 for online lending intermediaries, and the caps
// of the courts on private lending.
import { currency } from '../money/currency.ts';
import { minorUnits } from '../money/minor-units.ts';
import { type Day, dayOf } from '../time/day.ts';
import type { DisclosureItem } from './disclosure-item.ts';
import { HOUSE_DISCLOSURE } from './neutral.ts';
import type { PackRule, ReferenceRate, RulePack } from './rule-pack.ts';

/** The Interim Measures are of 17 August 2016; nothing of the pack is older. */
const MEASURES_FROM = dayOf(2016, 8, 17);
/** The Disclosure Guideline is of 23 August 2017. */
const DISCLOSURE_FROM = dayOf(2017, 8, 23);
/** The circulars 57 and 141 are of December 2017; the stricter reading is the first of the month. */
const CIRCULARS_FROM = dayOf(2017, 12, 1);
/** From here on courts count four times the one-year LPR (article 31). */
const LPR_CAP_FROM = dayOf(2020, 8, 20);

/** What the annex on single projects adds to what the house demands anyway. */
const PROJECT_DISCLOSURE: readonly DisclosureItem[] = [
  ...HOUSE_DISCLOSURE,
  'listing_summary',
  'value_day',
  'repayment_source',
  'borrower_industry',
  'overdue_past_6_months',
  'debts_on_other_platforms',
];

const ADMISSION: readonly PackRule[] = [
  {
    name: 'adult_age',
    value: { years: 18 },
    effectiveFrom: MEASURES_FROM,
    clause: 'cn_civil_code_17',
  },
  {
    name: 'borrower_cap',
    value: {
      currency: currency('CNY'),
      natural_person: { onePlatform: yuan(200_000n), allPlatforms: yuan(1_000_000n) },
      organisation: { onePlatform: yuan(1_000_000n), allPlatforms: yuan(5_000_000n) },
    },
    effectiveFrom: MEASURES_FROM,
    clause: 'cn_measures_17',
  },
  {
    name: 'related_party_borrower',
    value: { allowed: false },
    effectiveFrom: MEASURES_FROM,
    clause: 'cn_measures_10_1',
  },
  {
    // Article 10 (3) forbids any guarantee by the platform, open or hidden; a related party is a hidden one.
    name: 'related_party_guarantor',
    value: { allowed: false },
    effectiveFrom: MEASURES_FROM,
    clause: 'cn_measures_10_3',
  },
  {
    // Article 10 (11) speaks of shares, futures and the like, article 13 of re-lending; the down payment
    // of a home is the platform's own rule in this pack too.
    name: 'forbidden_purposes',
    value: { purposes: ['securities', 'derivatives', 'property_down_payment', 'relending'] },
    effectiveFrom: MEASURES_FROM,
    clause: 'cn_measures_10_11',
  },
  {
    // The article demands an assessment before any service and says nothing of its age: a year is ours.
    name: 'risk_questionnaire',
    value: { required: true, validityDays: 365 },
    effectiveFrom: MEASURES_FROM,
    clause: 'cn_measures_26',
  },
];

const PRICE: readonly PackRule[] = [
  {
    // Courts enforced up to 24 %; what lay between 24 % and 36 % was paid at will.
    name: 'rate_cap',
    value: { kind: 'fixed', annualRatePpm: 240_000 },
    effectiveFrom: MEASURES_FROM,
    effectiveTo: LPR_CAP_FROM,
    clause: 'cn_private_lending_2015_26',
  },
  {
    name: 'rate_cap',
    value: { kind: 'multiple', times: 4, of: 'cn_lpr_1y' },
    effectiveFrom: LPR_CAP_FROM,
    clause: 'cn_private_lending_25',
  },
  {
    name: 'first_charge',
    value: { earliest: 'first_due_day' },
    effectiveFrom: CIRCULARS_FROM,
    clause: 'cn_circular_141',
  },
  {
    // Principal and interest that the borrower pays are the lender's; fees are agreed on beside them.
    name: 'interest_spread',
    value: { allowed: false },
    effectiveFrom: MEASURES_FROM,
    clause: 'cn_measures_20',
  },
  {
    // The announcement is of March 2021; before it the same figure was shown by custom.
    name: 'all_in_rate',
    value: { convention: 'cn_irr' },
    effectiveFrom: MEASURES_FROM,
    clause: 'cn_pboc_2021_3',
  },
];

const LISTING: readonly PackRule[] = [
  {
    name: 'splitting',
    value: { allowed: false },
    effectiveFrom: MEASURES_FROM,
    clause: 'cn_measures_10_6',
  },
  {
    name: 'funding_period',
    value: { workingDaysMax: 20 },
    effectiveFrom: MEASURES_FROM,
    clause: 'cn_measures_19',
  },
  {
    name: 'minimum_disclosure',
    value: { natural_person: PROJECT_DISCLOSURE, organisation: PROJECT_DISCLOSURE },
    effectiveFrom: DISCLOSURE_FROM,
    clause: 'cn_disclosure_annex',
  },
  {
    name: 'minimum_disclosure',
    value: { natural_person: HOUSE_DISCLOSURE, organisation: HOUSE_DISCLOSURE },
    effectiveFrom: MEASURES_FROM,
    effectiveTo: DISCLOSURE_FROM,
    clause: 'house_disclosure',
  },
  {
    name: 'forbidden_words',
    value: {
      words: [
        ...['保本', '保息', '保收益', '稳赚', '稳赚不赔', '包赚', '刚性兑付', '刚兑'],
        ...['零风险', '无风险', '100%安全', '绝对安全', '本息保障', '银行担保', '国家担保'],
        ...[
          'guaranteed return',
          'guaranteed principal',
          'principal guaranteed',
          'capital guarantee',
        ],
        ...['risk-free', 'no risk', 'zero risk', 'sure profit', 'cannot lose'],
      ],
      permitted: [
        ...['不保本', '不保息', '不保本保息', '不保收益', '不承诺保本', '不承诺保本保息'],
        ...['不得保本', '并非无风险', '不等于无风险'],
        ...['打破刚性兑付', '打破刚兑', 'not risk-free', 'no guaranteed return'],
      ],
    },
    effectiveFrom: MEASURES_FROM,
    clause: 'cn_measures_10_3',
  },
  {
    name: 'risk_reserve',
    value: { allowed: true },
    effectiveFrom: MEASURES_FROM,
    effectiveTo: CIRCULARS_FROM,
    clause: 'house_life',
  },
  {
    name: 'risk_reserve',
    value: { allowed: false },
    effectiveFrom: CIRCULARS_FROM,
    clause: 'cn_circular_57',
  },
];

const LIFE: readonly PackRule[] = [
  {
    // Between natural persons the contract comes into being only when the money is provided.
    name: 'borrower_withdrawal',
    value: { fromListed: true },
    effectiveFrom: MEASURES_FROM,
    clause: 'cn_civil_code_679',
  },
  // No rule of these years gives lenders a reflection period.
  {
    name: 'reflection_period',
    value: { hours: 0 },
    effectiveFrom: MEASURES_FROM,
    clause: 'house_life',
  },
  { name: 'default_days', value: { days: 90 }, effectiveFrom: MEASURES_FROM, clause: 'house_life' },
];

/** The convention forbids calls at night and too many of them, and gives no figures: these are the house's. */
const COLLECTION: readonly PackRule[] = [
  {
    name: 'contact_hours',
    value: { fromMinutes: 480, toMinutes: 1_260 },
    effectiveFrom: MEASURES_FROM,
    clause: 'house_collection',
  },
  {
    name: 'contact_limits',
    value: { contactsPerDay: 2, contactsPerWeek: 7 },
    effectiveFrom: MEASURES_FROM,
    clause: 'house_collection',
  },
  {
    name: 'contact_third_parties',
    value: { thirdParties: false },
    effectiveFrom: MEASURES_FROM,
    clause: 'cn_collection_convention',
  },
];

/**
 * The one-year loan prime rate as the National Interbank Funding Center publishes it, on the days on which
 * it changed. From general knowledge and up to May 2025 only: what came later is not known here, so a cap
 * after the next publication day is provisional until the operator hands in the rates that are missing.
 */
const LPR: readonly ReferenceRate[] = [
  lpr(2019, 8, 20, 42_500),
  lpr(2019, 9, 20, 42_000),
  lpr(2019, 11, 20, 41_500),
  lpr(2020, 2, 20, 40_500),
  lpr(2020, 4, 20, 38_500),
  lpr(2021, 12, 20, 38_000),
  lpr(2022, 1, 20, 37_000),
  lpr(2022, 8, 22, 36_500),
  lpr(2023, 6, 20, 35_500),
  lpr(2023, 8, 21, 34_500),
  lpr(2024, 7, 22, 33_500),
  lpr(2024, 10, 21, 31_000),
  lpr(2025, 5, 20, 30_000),
];

export const CN: RulePack = {
  id: 'cn',
  names: { 'zh-CN': '中国内地规则包', en: 'Mainland China' },
  notice: {
    'zh-CN':
      '截至2020年11月中旬，中国内地实际运营的网络借贷平台已全部归零，目前无法取得新的备案。本规则包依据2016至2017年的规定，不构成法律意见。',
    en: 'By mid-November 2020 no peer-to-peer platform was operating in mainland China any more, and no new filing can be obtained. This pack follows the rules of 2016 and 2017 and is no legal advice.',
  },
  rules: [...ADMISSION, ...PRICE, ...LISTING, ...LIFE, ...COLLECTION],
  referenceRates: LPR,
};

function yuan(amount: bigint) {
  return minorUnits(amount * 100n);
}

function lpr(year: number, month: number, dayOfMonth: number, annualRatePpm: number) {
  const publishedOn: Day = dayOf(year, month, dayOfMonth);
  return { name: 'cn_lpr_1y', publishedOn, annualRatePpm } as const;
}
