// The neutral pack: no country's law, only what the house itself holds to be sane.
import { dayOf } from '../time/day.ts';
import type { DisclosureItem } from './disclosure-item.ts';
import type { PackRule, RulePack } from './rule-pack.ts';

const START = dayOf(2010, 1, 1);

/** What every listing says wherever it stands: its terms, its borrower, its risk, and who pays if not. */
export const HOUSE_DISCLOSURE: readonly DisclosureItem[] = [
  'listing_name',
  'loan_amount',
  'term',
  'annual_rate',
  'purpose',
  'repayment_method',
  'funding_deadline',
  'all_in_rate',
  'expected_return',
  'expected_loss',
  'borrower_kind',
  'borrower_region',
  'borrower_income',
  'borrower_debts',
  'grade',
  'risk_class',
  'risk_notice',
  'safeguard',
  'security',
];

const RULES: readonly PackRule[] = [
  { name: 'adult_age', value: { years: 18 }, effectiveFrom: START, clause: 'house_identity' },
  {
    name: 'all_in_rate',
    value: { convention: 'cn_irr' },
    effectiveFrom: START,
    clause: 'house_price',
  },
  // Beyond this a rate is a slip of the pen and not a price: 100 % a year.
  {
    name: 'rate_cap',
    value: { kind: 'fixed', annualRatePpm: 1_000_000 },
    effectiveFrom: START,
    clause: 'house_price',
  },
  {
    name: 'borrower_withdrawal',
    value: { fromListed: false },
    effectiveFrom: START,
    clause: 'house_life',
  },
  { name: 'default_days', value: { days: 90 }, effectiveFrom: START, clause: 'house_life' },
  // From eight in the morning until eight in the evening.
  {
    name: 'contact_hours',
    value: { fromMinutes: 480, toMinutes: 1_200 },
    effectiveFrom: START,
    clause: 'house_collection',
  },
  {
    name: 'contact_limits',
    value: { contactsPerDay: 2, contactsPerWeek: 7 },
    effectiveFrom: START,
    clause: 'house_collection',
  },
  {
    name: 'contact_third_parties',
    value: { thirdParties: false },
    effectiveFrom: START,
    clause: 'house_collection',
  },
  {
    name: 'first_charge',
    value: { earliest: 'disbursement' },
    effectiveFrom: START,
    clause: 'house_price',
  },
  {
    name: 'forbidden_purposes',
    value: { purposes: ['securities', 'derivatives', 'property_down_payment', 'relending'] },
    effectiveFrom: START,
    clause: 'house_purpose',
  },
  {
    name: 'forbidden_words',
    value: {
      words: ['保本', '保息', '零风险', '无风险', 'guaranteed return', 'risk-free', 'no risk'],
      permitted: [
        '不保本',
        '不保息',
        '不保本保息',
        '并非无风险',
        'not risk-free',
        'no guaranteed return',
      ],
    },
    effectiveFrom: START,
    clause: 'house_disclosure',
  },
  {
    name: 'interest_spread',
    value: { allowed: true },
    effectiveFrom: START,
    clause: 'house_price',
  },
  {
    name: 'minimum_disclosure',
    value: { natural_person: HOUSE_DISCLOSURE, organisation: HOUSE_DISCLOSURE },
    effectiveFrom: START,
    clause: 'house_disclosure',
  },
  { name: 'reflection_period', value: { hours: 0 }, effectiveFrom: START, clause: 'house_life' },
  {
    name: 'related_party_borrower',
    value: { allowed: false },
    effectiveFrom: START,
    clause: 'house_intermediary',
  },
  {
    name: 'related_party_guarantor',
    value: { allowed: false },
    effectiveFrom: START,
    clause: 'house_intermediary',
  },
  {
    name: 'risk_questionnaire',
    value: { required: true, validityDays: 365 },
    effectiveFrom: START,
    clause: 'house_suitability',
  },
  { name: 'risk_reserve', value: { allowed: true }, effectiveFrom: START, clause: 'house_life' },
  {
    name: 'splitting',
    value: { allowed: false },
    effectiveFrom: START,
    clause: 'house_intermediary',
  },
];

export const NEUTRAL: RulePack = {
  id: 'neutral',
  names: { 'zh-CN': '通用规则包', en: 'Neutral' },
  notice: {
    'zh-CN': '本规则包不对应任何法域的法律，仅供试用；运营前须确认当地法律。',
    en: 'This pack is the law of no jurisdiction and serves for trying things out. Know your law before you operate.',
  },
  rules: RULES,
  referenceRates: [],
};
