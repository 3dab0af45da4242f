// The facts of a credit file: what is known of a borrower, from whom, and whether it was borne out.
import type { MinorUnits } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';

/** The name of one fact (glossary 4.1, fact). */
export type FactName = keyof typeof FACT_SHAPES;

/** What form a fact has: money in minor units, a whole number, one of a list, or words. */
export type FactShape =
  | { readonly kind: 'money' }
  | { readonly kind: 'count' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'text' };

/** The steps of each grade in records of past loans: A1 is the safest. */
export const SUB_GRADES = [
  ...(['A1', 'A2', 'A3', 'A4', 'A5', 'B1', 'B2', 'B3', 'B4', 'B5'] as const),
  ...(['C1', 'C2', 'C3', 'C4', 'C5', 'D1', 'D2', 'D3', 'D4', 'D5'] as const),
  ...(['E1', 'E2', 'E3', 'E4', 'E5', 'F1', 'F2', 'F3', 'F4', 'F5'] as const),
  ...(['G1', 'G2', 'G3', 'G4', 'G5'] as const),
] as const;

/** Every fact that a product may ask for, and its form. Money a month or a sum in the loan's currency. */
export const FACT_SHAPES = {
  // What comes in and what goes out, each month.
  monthly_income: { kind: 'money' },
  monthly_debt_payments: { kind: 'money' },
  monthly_costs: { kind: 'money' },
  /** Outstanding principal on other platforms. */
  debt_elsewhere: { kind: 'money' },
  // How steady it is.
  employment_months: { kind: 'count' },
  months_in_business: { kind: 'count' },
  employees: { kind: 'count' },
  home: { kind: 'choice', choices: ['owned', 'mortgaged', 'family', 'rented', 'other'] },
  industry: {
    kind: 'choice',
    choices: [
      'trade',
      'manufacturing',
      'services',
      'agriculture',
      'construction',
      'public',
      'other',
    ],
  },
  // How it was paid so far.
  overdue_past_6_months: { kind: 'count' },
  loans_repaid_here: { kind: 'count' },
  worst_days_overdue_here: { kind: 'count' },
  // In words.
  occupation: { kind: 'text' },
  repayment_source: { kind: 'text' },
  // What the record of a past loan says of it.
  recorded_sub_grade: { kind: 'choice', choices: SUB_GRADES },
  /** A year, in parts per million. */
  recorded_rate: { kind: 'count' },
} as const satisfies Readonly<Record<string, FactShape>>;

export type FactValue =
  | { readonly kind: 'money'; readonly amount: MinorUnits }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'choice'; readonly choice: string }
  | { readonly kind: 'text'; readonly text: string };

/** One fact with its origin. */
export interface Fact {
  readonly value: FactValue;
  /** Who says so: `borrower`, or the source that bore it out (`credit_bureau`, `bank_statement`, …). */
  readonly source: string;
  readonly asOf: Day;
  readonly verified: boolean;
  /** What the borrower wrote, where somebody else has said what holds since. */
  readonly said?: FactValue;
}

/** The facts of one borrower, each at most once. */
export type CreditFile = Readonly<Partial<Record<FactName, Fact>>>;
