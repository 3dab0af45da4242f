// The steps in which an application is filled in, and in which of them each fact is asked; without schemas, for pages.
import type { FactName } from '@mutua/core/credit/fact.ts';

/** In their order. The consents are given at the last, and are no part of a draft. */
export const DRAFT_STEPS = ['loan', 'person', 'work', 'debts', 'documents', 'check'] as const;
export type DraftStep = (typeof DRAFT_STEPS)[number];

const STEP_OF_FACT: Readonly<Record<FactName, DraftStep>> = {
  home: 'person',
  employees: 'person',
  months_in_business: 'person',
  industry: 'work',
  occupation: 'work',
  employment_months: 'work',
  monthly_income: 'work',
  monthly_costs: 'work',
  repayment_source: 'work',
  monthly_debt_payments: 'debts',
  debt_elsewhere: 'debts',
  overdue_past_6_months: 'debts',
  loans_repaid_here: 'debts',
  worst_days_overdue_here: 'debts',
  recorded_sub_grade: 'debts',
  recorded_rate: 'debts',
};

/** The step that asks the borrower for a fact. */
export function stepOfFact(name: FactName): DraftStep {
  return STEP_OF_FACT[name];
}
