// The pack under which real loans of the past are lived through again: it asks for what their record says, and no more.
//
// It is the law of no jurisdiction: no cap on the rate beyond a slip of the pen, no cap on what a borrower owes, and
// a default after the days by which the lender of those loans counted.
import { dayOf } from '../time/day.ts';
import type { DisclosureItem } from './disclosure-item.ts';
import type { PackRule, RulePack } from './rule-pack.ts';

const START = dayOf(2010, 1, 1);

/** What a record says of a loan; of its borrower it says where, and neither income nor debts. */
const RECORDED_DISCLOSURE: readonly DisclosureItem[] = [
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
  {
    name: 'rate_cap',
    value: { kind: 'fixed', annualRatePpm: 1_000_000 },
    effectiveFrom: START,
    clause: 'house_price',
  },
  // Four unpaid months, of which the fifth is the last before a charge-off.
  { name: 'default_days', value: { days: 120 }, effectiveFrom: START, clause: 'house_life' },
  {
    name: 'minimum_disclosure',
    value: { natural_person: RECORDED_DISCLOSURE, organisation: RECORDED_DISCLOSURE },
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
    name: 'risk_questionnaire',
    value: { required: true, validityDays: 365 },
    effectiveFrom: START,
    clause: 'house_suitability',
  },
  { name: 'risk_reserve', value: { allowed: false }, effectiveFrom: START, clause: 'house_life' },
  {
    name: 'splitting',
    value: { allowed: false },
    effectiveFrom: START,
    clause: 'house_intermediary',
  },
];

export const REPLAY: RulePack = {
  id: 'replay',
  names: { 'zh-CN': '历史借款回放', en: 'Replay of past loans' },
  notice: {
    'zh-CN': '本规则包不对应任何法域的法律，仅用于回放已结束的真实借款；不得用于运营。',
    en: 'This pack is the law of no jurisdiction. It serves for living real loans of the past through again, and for nothing else.',
  },
  isForReplay: true,
  rules: RULES,
  referenceRates: [],
};
