// What people apply for: sizes and terms of the demo's products, with the facts that go with a better or a worse
// standing. What the rules make of it, the rules say.
import type { FiledFacts } from '@mutua/core/credit/credit-file.ts';
import type { FactName, FactValue } from '@mutua/core/credit/fact.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { Purpose } from '@mutua/core/law/rule-pack.ts';
import type { ApplyForLoan } from '@mutua/core/loan/apply/apply-for-loan.ts';
import type { VerifyFact } from '@mutua/core/loan/apply/record-fact.ts';
import { divideBy, type MinorUnits, minorUnits, times } from '@mutua/core/money/minor-units.ts';
import type { Chance } from './chance.ts';
import { anOccupation } from './lived-names.ts';

/** How somebody stands. */
export type Standing = 'good' | 'fair' | 'weak' | 'poor';

export interface LoanWanted {
  readonly product: 'small_credit_loan' | 'guaranteed_loan' | 'secured_loan';
  readonly standing: Standing;
  readonly isOrganisation: boolean;
  readonly yuan: number;
  readonly termMonths: number;
  readonly method: ApplyForLoan['repaymentMethod'];
  readonly purpose: Purpose;
  /** So many instalments were overdue elsewhere; left out: by chance. */
  readonly overdueElsewhere?: number;
}

interface Means {
  /** All instalments of a month as a share of the income, in per cent. */
  readonly burden: readonly [number, number];
  /** Debts as a share of a year's income, in per cent. */
  readonly debt: readonly [number, number];
  readonly months: readonly [number, number];
  readonly homes: readonly [string, ...string[]];
  /** In how many of a thousand cases something was overdue elsewhere. */
  readonly overduePermille: number;
}

const MEANS: Readonly<Record<Standing, Means>> = {
  good: {
    ...{ burden: [10, 19], debt: [0, 24], months: [61, 190], overduePermille: 0 },
    homes: ['owned', 'owned', 'mortgaged'],
  },
  fair: {
    ...{ burden: [18, 34], debt: [15, 80], months: [37, 130], overduePermille: 30 },
    homes: ['mortgaged', 'family', 'owned', 'rented'],
  },
  weak: {
    ...{ burden: [34, 49], debt: [60, 160], months: [12, 60], overduePermille: 120 },
    homes: ['rented', 'family', 'mortgaged'],
  },
  poor: {
    ...{ burden: [44, 57], debt: [150, 240], months: [6, 24], overduePermille: 400 },
    homes: ['rented', 'other', 'other', 'family'],
  },
};

const ORGANISATIONS_PERMILLE = 130;
const TERMS = [3, 6, 6, 12, 12, 12, 12, 18, 24, 24, 36] as const;
const PERSONS_PURPOSES = ['consumption', 'renovation', 'education', 'medical'] as const;
const DOCUMENTS = {
  person: ['identity_document', 'income_proof', 'credit_report'],
  organisation: ['business_licence', 'bank_statement', 'credit_report'],
} as const;
/** What staff bear out; the last comes from the credit bureau alone. */
export const BORNE_OUT: readonly FactName[] = [
  ...(['monthly_income', 'monthly_costs', 'debt_elsewhere', 'months_in_business'] as const),
  'overdue_past_6_months',
];

/** @param isOrganisation left out: by chance. */
export function aLoanWanted(
  chance: Chance,
  isOrganisation = chance.isIn(ORGANISATIONS_PERMILLE),
): LoanWanted {
  const standing =
    (['good', 'fair', 'weak', 'poor'] as const)[chance.place([17, 28, 34, 21])] ?? 'fair';
  const product = productFor(standing, chance);
  const termMonths = chance.among(...TERMS);
  const isShort = termMonths <= 6;
  return {
    ...{ product, standing, isOrganisation, termMonths, yuan: yuanOf(standing, product, chance) },
    method: isShort
      ? chance.among('equal_instalments', 'equal_instalments', 'interest_first', 'bullet')
      : chance.among('equal_instalments', 'equal_instalments', 'equal_principal', 'interest_first'),
    purpose: isOrganisation
      ? chance.among('working_capital', 'trade')
      : chance.among(...PERSONS_PURPOSES, 'working_capital'),
  };
}

/** The application, and what staff find when they bear it out. */
export function applicationOf(
  wanted: LoanWanted,
  chance: Chance,
): { readonly command: ApplyForLoan; readonly verified: ReadonlyMap<FactName, FactValue> } {
  const { product, isOrganisation, yuan, termMonths, method, purpose } = wanted;
  const facts = factsOf(wanted, chance);
  const { overduePermille } = MEANS[wanted.standing];
  const overdue =
    wanted.overdueElsewhere ?? (chance.isIn(overduePermille) ? chance.among(1, 1, 2, 3) : 0);
  const found: FiledFacts = { ...facts, overdue_past_6_months: count(overdue) };
  const verified = new Map(
    BORNE_OUT.flatMap((name) => {
      const value = found[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  const command: ApplyForLoan = {
    ...{ kind: 'ApplyForLoan', productCode: product, loanAmount: yuanAmount(yuan), termMonths },
    ...{ repaymentMethod: method, purpose, channel: 'online', facts },
    security: product === 'secured_loan' ? 'mortgage' : 'unsecured',
    documents: DOCUMENTS[isOrganisation ? 'organisation' : 'person'],
    consents: [
      { document: 'credit_inquiry', version: '1' },
      { document: 'loan_application', version: '1' },
    ],
  };
  return { command, verified };
}

export function verificationsOf(
  loanId: Id,
  verified: ReadonlyMap<FactName, FactValue>,
): readonly VerifyFact[] {
  return [...verified].map(([name, value]) => ({
    ...{ kind: 'VerifyFact', loanId, name, value },
    source:
      name === 'monthly_income' || name === 'monthly_costs' ? 'bank_statement' : 'credit_bureau',
  }));
}

function productFor(standing: Standing, chance: Chance): LoanWanted['product'] {
  if (standing === 'poor') return chance.isIn(850) ? 'secured_loan' : 'small_credit_loan';
  return chance.isIn(150) ? 'guaranteed_loan' : 'small_credit_loan';
}

function yuanOf(standing: Standing, product: LoanWanted['product'], chance: Chance): number {
  if (product === 'secured_loan') return chance.between(20, 90) * 1_000;
  const most = { good: 150, fair: 90, weak: 60, poor: 40 }[standing];
  // Small ones are more frequent than large ones.
  const thousands = Math.min(chance.between(10, most), chance.between(10, most));
  return thousands * 1_000;
}

function factsOf(wanted: LoanWanted, chance: Chance): FiledFacts {
  const { yuan, termMonths, isOrganisation, standing } = wanted;
  const means = MEANS[standing];
  // What a month costs at the highest rate of the product, on the average of the term.
  const monthly = Math.ceil((yuan / termMonths) * (1 + 0.01 * ((termMonths + 1) / 2)));
  const debts = chance.between(0, 8) * 100;
  const income = Math.ceil(((monthly + debts) * 100) / chance.between(...means.burden) / 100) * 100;
  const owed = Math.min(Math.floor((income * 12 * chance.between(...means.debt)) / 100), 700_000);
  const shared: FiledFacts = {
    monthly_debt_payments: money(debts),
    debt_elsewhere: money(owed - (owed % 100)),
    industry: choice(chance.among('services', 'trade', 'manufacturing', 'construction', 'public')),
  };
  if (isOrganisation) {
    const costs = Math.ceil((income * chance.between(12, 40)) / 10 / 100) * 100;
    return {
      ...shared,
      monthly_income: money(income + costs),
      monthly_costs: money(costs),
      months_in_business: count(chance.between(...means.months)),
      employees: count(chance.between(1, 24)),
      repayment_source: text('销售回款'),
    };
  }
  return {
    ...shared,
    monthly_income: money(income),
    employment_months: count(chance.between(...means.months)),
    home: choice(chance.among(...means.homes)),
    occupation: text(anOccupation(chance)),
    repayment_source: text(chance.among('工资收入', '经营收入')),
  };
}

export function yuanAmount(yuan: number): MinorUnits {
  return minorUnits(BigInt(yuan) * 100n);
}

/** In steps of a hundred yuan, rounded down. */
export function inSteps(amount: MinorUnits): MinorUnits {
  return times(divideBy(amount, 10_000n, 'down'), 10_000n);
}

function money(yuan: number): FactValue {
  return { kind: 'money', amount: yuanAmount(yuan) };
}

function count(value: number): FactValue {
  return { kind: 'count', count: value };
}

function choice(code: string): FactValue {
  return { kind: 'choice', choice: code };
}

function text(words: string): FactValue {
  return { kind: 'text', text: words };
}
