// What stands in the draft of an application: that each part may stay there, and what is still missing.
import { DRAFT_STEPS, type DraftStep, stepOfFact } from '@mutua/contract/loan/draft-steps.ts';
import { checkFact, type FiledFacts } from '@mutua/core/credit/credit-file.ts';
import type { FactName } from '@mutua/core/credit/fact.ts';
import { invalid, type Refused, refuse } from '@mutua/core/kit/result.ts';
import type { Purpose } from '@mutua/core/law/rule-pack.ts';
import type { QuotedMethod } from '@mutua/core/loan/quote.ts';
import { exponentOf } from '@mutua/core/money/currency.ts';
import { moneyText, monthsText } from '@mutua/core/money/figure-text.ts';
import { formatMajor, isMultipleOf, type MinorUnits } from '@mutua/core/money/minor-units.ts';
import type {
  DocumentKind,
  ProductTerms,
  RequiredFile,
  Security,
} from '@mutua/core/product/product.ts';

/** As far as it is filled in. */
export interface DraftTerms {
  readonly loanAmount?: MinorUnits;
  readonly termMonths?: number;
  readonly repaymentMethod?: QuotedMethod;
  readonly purpose?: Purpose;
  readonly security?: Security;
  readonly facts: FiledFacts;
  readonly documents: readonly DocumentKind[];
}

/** The first part that the product does not offer or ask for, or that has not its form; what is missing may be. */
export function refusedInDraft(
  product: ProductTerms,
  file: RequiredFile,
  draft: DraftTerms,
): Refused | undefined {
  return (
    refusedForSize(product, draft) ??
    refusedForChoice(product, draft) ??
    refusedForFile(file, draft)
  );
}

function refusedForSize(
  { amount, termMonths: term, currency }: ProductTerms,
  { loanAmount, termMonths }: DraftTerms,
): Refused | undefined {
  if (loanAmount !== undefined && (loanAmount < amount.minimum || loanAmount > amount.maximum)) {
    return refuse('amount_out_of_range', {
      minimum: moneyText(amount.minimum, currency),
      maximum: moneyText(amount.maximum, currency),
    });
  }
  if (loanAmount !== undefined && !isMultipleOf(loanAmount, amount.step)) {
    const step = formatMajor(amount.step, exponentOf(currency));
    return invalid('loanAmount', `It must be a multiple of ${step}.`);
  }
  if (termMonths !== undefined && (termMonths < term.minimum || termMonths > term.maximum)) {
    return refuse('term_out_of_range', {
      minimum: monthsText(term.minimum),
      maximum: monthsText(term.maximum),
    });
  }
  return undefined;
}

function refusedForChoice(
  { repaymentMethods, purposes, securities }: ProductTerms,
  { repaymentMethod, purpose, security }: DraftTerms,
): Refused | undefined {
  if (repaymentMethod !== undefined && !repaymentMethods.some((one) => one === repaymentMethod)) {
    return invalid('repaymentMethod', 'The product does not offer it.');
  }
  if (purpose !== undefined && !purposes.includes(purpose)) {
    return refuse('purpose_forbidden', { purpose });
  }
  return security === undefined || securities.includes(security)
    ? undefined
    : invalid('security', 'The product does not offer it.');
}

function refusedForFile(
  { facts: asked, documents: required }: RequiredFile,
  { facts, documents }: DraftTerms,
): Refused | undefined {
  for (const [key, value] of Object.entries(facts)) {
    const field = `facts.${key}`;
    const isAsked = asked.some(({ name, askedOf }) => name === key && askedOf === 'borrower');
    if (!isAsked) return invalid(field, 'The product does not ask for it.');
    const formed = checkFact(key as FactName, value, field);
    if (!formed.ok) return formed;
  }
  const extra = documents.find((kind) => !required.includes(kind));
  if (extra === undefined) return undefined;
  return invalid(`documents[${documents.indexOf(extra)}]`, 'The product does not ask for it.');
}

/** Every step of the way, with the fields of the application that it still asks for. */
export function missingByStep(
  { facts: asked, documents: required }: RequiredFile,
  draft: DraftTerms,
): { step: DraftStep; missing: string[] }[] {
  const ofLoan = TERMS.filter((name) => draft[name] === undefined);
  const ofFacts = asked.filter(
    ({ name, askedOf }) => askedOf === 'borrower' && draft.facts[name] === undefined,
  );
  const ofDocuments = required.filter((kind) => !draft.documents.includes(kind));
  return DRAFT_STEPS.map((step) => ({
    step,
    missing: [
      ...(step === 'loan' ? ofLoan : []),
      ...ofFacts.filter(({ name }) => stepOfFact(name) === step).map(({ name }) => `facts.${name}`),
      ...(step === 'documents' ? ofDocuments.map((kind) => `documents.${kind}`) : []),
    ],
  }));
}

const TERMS = ['loanAmount', 'termMonths', 'repaymentMethod', 'purpose', 'security'] as const;
