// What a refusal's data says in the reader's language: money, lengths, clauses, and codes that have a label.
// Days, rates and whatever else has one spelling stay as they are.
import { clauseOfCode } from '@mutua/core/law/clause.ts';
import { CASE_KIND_LABELS } from './case-words.ts';
import type { Language } from './language.ts';
import {
  CHECK_LABELS,
  CONDITION_LABELS,
  CONSENT_LABELS,
  DISCLOSURE_ITEM_LABELS,
  DOCUMENT_LABELS,
  END_OF_DAY_STEP_LABELS,
  EVIDENCE_LABELS,
  FACT_LABELS,
  FEE_KIND_LABELS,
  type Label,
  PARTY_LABELS,
  PAYER_LABELS,
  PRICE_PART_LABELS,
  PURPOSE_LABELS,
  STEP_LABELS,
} from './value-lists.ts';

const ITEMS: Readonly<Record<string, Label>> = {
  ...DISCLOSURE_ITEM_LABELS,
  ...DOCUMENT_LABELS,
  ...FACT_LABELS,
  ...EVIDENCE_LABELS,
};

/** The placeholders whose data is a code or a list of codes. */
const CODE_LABELS: Readonly<Record<string, Readonly<Record<string, Label>>>> = {
  items: ITEMS,
  check: CHECK_LABELS,
  clauses: FEE_KIND_LABELS,
  conditions: CONDITION_LABELS,
  party: PARTY_LABELS,
  document: CONSENT_LABELS,
  step: STEP_LABELS,
  steps: END_OF_DAY_STEP_LABELS,
  fact: FACT_LABELS,
  part: PRICE_PART_LABELS,
  next: PAYER_LABELS,
  purpose: PURPOSE_LABELS,
  cases: CASE_KIND_LABELS,
};

/** Placeholders that repeat what the sender wrote: nothing in them is a figure or a code of ours. */
const AS_SENT: ReadonlySet<string> = new Set(['field', 'name', 'value', 'values', 'words']);

/**
 * One value of a refusal's data for a reader of that language.
 *
 * @param name the placeholder that it fills.
 */
export function refusalValue(name: string, value: string, language: Language): string {
  if (AS_SENT.has(name)) return value;
  if (name === 'clause') return clauseOfCode(value)?.words[language] ?? value;
  const labels = Object.hasOwn(CODE_LABELS, name) ? CODE_LABELS[name] : undefined;
  if (labels) return listOf(value.split(', '), labels, language);
  const money = /^([A-Z]{3}) (-?\d+)(\.\d+)?$/.exec(value);
  if (money)
    return moneyIn(money[1] ?? '', `${grouped(money[2] ?? '')}${money[3] ?? ''}`, language);
  const months = /^P(\d+)M$/.exec(value)?.[1];
  return months === undefined ? value : monthsIn(months, language);
}

function listOf(
  codes: readonly string[],
  labels: Readonly<Record<string, Label>>,
  language: Language,
): string {
  const texts = codes.map((code) => {
    const known = Object.hasOwn(labels, code) ? labels[code] : undefined;
    return known?.[language] ?? code;
  });
  return texts.join(language === 'en' ? ', ' : '、');
}

function moneyIn(currency: string, amount: string, language: Language): string {
  return language === 'zh-CN' && currency === 'CNY' ? `${amount}元` : `${currency} ${amount}`;
}

/** Separators every three digits, as both of our languages write them. */
function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

function monthsIn(count: string, language: Language): string {
  if (language === 'zh-CN') return `${count}个月`;
  return count === '1' ? '1 month' : `${count} months`;
}
