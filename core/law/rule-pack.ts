// A rule pack 规则包: the dated rules of one jurisdiction, each citing its clause. Rules are data; what they
// mean for a loan is asked of the functions beside this file, and nothing else in the house knows a country.
import { assert } from '../kit/assert.ts';
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { ClientKind } from '../people/client.ts';
import type { RateConvention } from '../rate/all-in/rate-convention.ts';
import type { Day } from '../time/day.ts';
import type { ClauseCode, InBothLanguages } from './clause.ts';
import type { DisclosureItem } from './disclosure-item.ts';

/** What a loan is for (glossary 4.1). */
export type Purpose = (typeof PURPOSES)[number];

export const PURPOSES = [
  'working_capital',
  'consumption',
  'education',
  'medical',
  'renovation',
  'trade',
  'agriculture',
  'securities',
  'derivatives',
  'property_down_payment',
  'relending',
] as const;

/** The most that one borrower may owe: here, and on all platforms together. */
export interface DebtCap {
  readonly onePlatform: MinorUnits;
  readonly allPlatforms: MinorUnits;
}

/** A yearly rate that others are a multiple of, such as the one-year LPR. */
export type ReferenceRateName = 'cn_lpr_1y';

export type RateCapRule =
  | { readonly kind: 'fixed'; readonly annualRatePpm: number }
  | { readonly kind: 'multiple'; readonly times: number; readonly of: ReferenceRateName };

/** What each rule of a pack says. A pack without a rule of a name restricts nothing there. */
export interface RuleValues {
  readonly adult_age: { readonly years: number };
  /** The convention in which the all-in rate is shown to borrowers. */
  readonly all_in_rate: { readonly convention: RateConvention };
  readonly borrower_cap: { readonly currency: Currency } & Readonly<Record<ClientKind, DebtCap>>;
  /** Whether the borrower may take a loan back from `listed` on. */
  readonly borrower_withdrawal: { readonly fromListed: boolean };
  /** Minutes after midnight, between which a borrower who is behind may be contacted. */
  readonly contact_hours: { readonly fromMinutes: number; readonly toMinutes: number };
  /** How often at most, on a day and in seven days. */
  readonly contact_limits: { readonly contactsPerDay: number; readonly contactsPerWeek: number };
  /** Whether others than the borrower may be contacted about the debt. */
  readonly contact_third_parties: { readonly thirdParties: boolean };
  /** From how many days overdue, exceeded, a loan is in default. */
  readonly default_days: { readonly days: number };
  /** The earliest moment at which the borrower may owe interest or a fee. */
  readonly first_charge: { readonly earliest: 'disbursement' | 'first_due_day' };
  readonly forbidden_purposes: { readonly purposes: readonly Purpose[] };
  /** Phrases that no public text may have; `permitted` are longer phrases in which they say the opposite. */
  readonly forbidden_words: {
    readonly words: readonly string[];
    readonly permitted: readonly string[];
  };
  /** The longest funding period, in working days. */
  readonly funding_period: { readonly workingDaysMax: number };
  /** Whether the operator may keep a part of the interest that the borrower pays. */
  readonly interest_spread: { readonly allowed: boolean };
  readonly minimum_disclosure: Readonly<Record<ClientKind, readonly DisclosureItem[]>>;
  /** The cap on what a loan costs a year: interest, penalty and fees together. */
  readonly rate_cap: RateCapRule;
  /** How long after a bid the lender may cancel it; 0 is not at all. */
  readonly reflection_period: { readonly hours: number };
  readonly related_party_borrower: { readonly allowed: boolean };
  readonly related_party_guarantor: { readonly allowed: boolean };
  readonly risk_questionnaire: { readonly required: boolean; readonly validityDays: number };
  readonly risk_reserve: { readonly allowed: boolean };
  /** Whether one debt may be shown as listings of shorter term or smaller amount. */
  readonly splitting: { readonly allowed: boolean };
}

export type RuleName = keyof RuleValues;

/** A rule in force from `effectiveFrom` until the day before `effectiveTo`, or until further notice. */
export interface RuleNamed<Name extends RuleName> {
  readonly name: Name;
  readonly value: RuleValues[Name];
  readonly effectiveFrom: Day;
  readonly effectiveTo?: Day;
  readonly clause: ClauseCode;
}

export type PackRule = { readonly [Name in RuleName]: RuleNamed<Name> }[RuleName];

/** A published rate, in force from the day of its publication until the next one. */
export interface ReferenceRate {
  readonly name: ReferenceRateName;
  readonly publishedOn: Day;
  readonly annualRatePpm: number;
}

export interface RulePack {
  readonly id: string;
  readonly names: InBothLanguages;
  /** What an operator has to know before using it. */
  readonly notice: InBothLanguages;
  /** It serves for living past loans through again: nobody operates by it, and no other platform has a product of it. */
  readonly isForReplay?: true;
  readonly rules: readonly PackRule[];
  /** In the order of their days. */
  readonly referenceRates: readonly ReferenceRate[];
}

/**
 * The rule of that name on that day; undefined where the pack has none.
 *
 * @example ruleInForce(CN, 'adult_age', dayOf(2026, 11, 22))?.value.years // 18
 */
export function ruleInForce<Name extends RuleName>(
  pack: RulePack,
  name: Name,
  day: Day,
): RuleNamed<Name> | undefined {
  for (const rule of pack.rules) {
    if (isNamed(rule, name) && isInForce(rule, day)) return rule;
  }
  return undefined;
}

function isNamed<Name extends RuleName>(
  rule: PackRule,
  name: Name,
): rule is PackRule & RuleNamed<Name> {
  return rule.name === name;
}

/**
 * Whether something with an effective period counts on a day: from its first day until before its last.
 *
 * @example isInForce({ effectiveFrom: dayOf(2026, 1, 1), effectiveTo: dayOf(2026, 2, 1) }, dayOf(2026, 2, 1)) // false
 */
export function isInForce(
  period: { readonly effectiveFrom: Day; readonly effectiveTo?: Day },
  day: Day,
): boolean {
  return (
    period.effectiveFrom <= day && (period.effectiveTo === undefined || day < period.effectiveTo)
  );
}

/**
 * The same pack with reference rates that were published since; the packs know those of their day only.
 *
 * @example
 * withReferenceRates(CN, [{ name: 'cn_lpr_1y', publishedOn: dayOf(2027, 1, 20), annualRatePpm: 29000 }])
 *   .referenceRates.at(-1)?.annualRatePpm
 * // 29000
 * @throws BrokenInvariant when a rate is not published after those that are known.
 */
export function withReferenceRates(pack: RulePack, rates: readonly ReferenceRate[]): RulePack {
  const referenceRates = [...pack.referenceRates, ...rates];
  for (const [index, rate] of referenceRates.entries()) {
    const next = referenceRates.slice(index + 1).find(({ name }) => name === rate.name);
    assert(
      next === undefined || rate.publishedOn < next.publishedOn,
      'Reference rates stand in the order of their days.',
    );
  }
  return { ...pack, referenceRates };
}
