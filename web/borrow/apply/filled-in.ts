// What a borrower has typed into an application, as text, and how it becomes a draft or an application of the wire.
import type { FactValueOnWire } from '@mutua/contract/loan/application.ts';
import type { LoanDraftOnWire, SaveLoanDraftBody } from '@mutua/contract/loan/draft.ts';
import type { DraftStep } from '@mutua/contract/loan/draft-steps.ts';
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import { FACT_SHAPES, type FactName } from '@mutua/core/credit/fact.ts';
import { exponentOf, currency as knownCurrency } from '@mutua/core/money/currency.ts';
import {
  formatMajor,
  formatMinorUnits,
  minorUnits,
  parseMajor,
} from '@mutua/core/money/minor-units.ts';
import { moneyTyped } from '../../ui/kit/money-input.tsx';

export interface FilledIn {
  readonly amount: string;
  readonly termMonths: string;
  readonly repaymentMethod: string;
  readonly purpose: string;
  readonly security: string;
  readonly facts: Readonly<Partial<Record<FactName, string>>>;
  readonly documents: SaveLoanDraftBody['documents'];
}

/** The fields of the application that hold something that is no number. */
export type Unreadable = ReadonlySet<string>;

/** From the draft; else from what was calculated before, which came in the address. */
export function filledFrom(
  draft: LoanDraftOnWire | undefined,
  asked: URLSearchParams,
  { securities, currency }: ProductTermsOnWire,
): FilledIn {
  const [onlySecurity, ...others] = securities;
  return {
    amount:
      draft?.loanAmount === undefined
        ? (asked.get('amount') ?? '')
        : majorText(draft.loanAmount.minorUnits, currency),
    termMonths: String(draft?.termMonths ?? asked.get('term') ?? ''),
    repaymentMethod: draft?.repaymentMethod ?? asked.get('method') ?? '',
    purpose: draft?.purpose ?? asked.get('purpose') ?? '',
    security: draft?.security ?? (others.length === 0 ? (onlySecurity ?? '') : ''),
    facts: Object.fromEntries(
      Object.entries(draft?.facts ?? {}).map(([name, value]) => [name, factText(value, currency)]),
    ),
    documents: draft?.documents ?? [],
  };
}

function factText(value: FactValueOnWire | undefined, currency: string): string {
  if (value === undefined) return '';
  return typeof value === 'object' ? majorText(value.minorUnits, currency) : String(value);
}

/** Whole units without decimals where there are none. */
function majorText(digits: string, currency: string): string {
  const text = formatMajor(minorUnits(BigInt(digits)), exponentOf(knownCurrency(currency)));
  return text.replace(/\.0+$/, '');
}

/** Empty fields are left out; what cannot be read is named. */
export function draftOf(
  filled: FilledIn,
  step: DraftStep,
  currency: string,
): { readonly body: SaveLoanDraftBody; readonly unreadable: Unreadable } {
  const unreadable = new Set<string>();
  const facts: Record<string, FactValueOnWire> = {};
  for (const [key, text] of Object.entries(filled.facts)) {
    if (text.trim() === '') continue;
    const value = factOf(key as FactName, text, currency);
    if (value === undefined) unreadable.add(`facts.${key}`);
    else facts[key] = value;
  }
  const loanAmount = moneyTyped(filled.amount, currency);
  if (loanAmount === undefined && filled.amount.trim() !== '') unreadable.add('loanAmount');
  const termMonths = countTyped(filled.termMonths);
  if (termMonths === undefined && filled.termMonths.trim() !== '') unreadable.add('termMonths');
  const { repaymentMethod, purpose, security, documents } = filled;
  const chosen = Object.fromEntries(
    Object.entries({ repaymentMethod, purpose, security }).filter(([, value]) => value !== ''),
  );
  const sizes = {
    ...(loanAmount === undefined ? {} : { loanAmount }),
    ...(termMonths === undefined ? {} : { termMonths }),
  };
  // The server checks each choice against its list; here they are as the lists of the form gave them.
  const body = { step, ...sizes, ...chosen, facts, documents } as SaveLoanDraftBody;
  return { body, unreadable };
}

function factOf(name: FactName, text: string, currency: string): FactValueOnWire | undefined {
  const { kind } = FACT_SHAPES[name];
  if (kind === 'count') return countTyped(text);
  if (kind !== 'money') return text.trim();
  const plain = text.replace(/[,，\s]/g, '');
  const read = parseMajor(plain, exponentOf(knownCurrency(currency)), 'amount');
  if (!read.ok || read.value < 0n) return undefined;
  return { minorUnits: formatMinorUnits(read.value), currency };
}

/** A whole number, no money. */
function countTyped(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim();
  return /^[0-9]{1,6}$/.test(plain) ? Number(plain) : undefined;
}
