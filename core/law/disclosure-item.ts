// The items 披露项 that a listing discloses, so that a pack can say which of them it demands.

/** One thing that a listing says (glossary 4.1, disclosure item). */
export type DisclosureItem = (typeof DISCLOSURE_ITEMS)[number];

export const DISCLOSURE_ITEMS = [
  'listing_name',
  'listing_summary',
  'loan_amount',
  'term',
  'annual_rate',
  'purpose',
  'repayment_method',
  'value_day',
  'repayment_source',
  'funding_deadline',
  'all_in_rate',
  'expected_return',
  'expected_loss',
  'interest_spread',
  'borrower_kind',
  'borrower_region',
  'borrower_industry',
  'borrower_income',
  'borrower_debts',
  'overdue_past_6_months',
  'debts_on_other_platforms',
  'grade',
  'risk_class',
  'risk_notice',
  'safeguard',
  'security',
] as const;
