// What a pack says of one thing on one day: allowed, or refused with the clause.
import { ok, type Result, refuse } from '../kit/result.ts';
import type { ClientKind } from '../people/client.ts';
import type { Day } from '../time/day.ts';
import { fullYears } from '../time/full-years.ts';
import type { DisclosureItem } from './disclosure-item.ts';
import { type Purpose, type RulePack, ruleInForce } from './rule-pack.ts';

/**
 * Whether a person is of age.
 *
 * @returns the age in full years, or `age_not_met` with the age that is asked for and the clause.
 * @example
 * checkAge(CN, dayOf(2008, 11, 23), dayOf(2026, 11, 22))
 * // refuse('age_not_met', { age: '18', clause: 'cn_civil_code_17' })
 */
export function checkAge(pack: RulePack, birthDay: Day, today: Day): Result<number> {
  const age = fullYears(birthDay, today);
  const rule = ruleInForce(pack, 'adult_age', today);
  if (!rule || age >= rule.value.years) return ok(age);
  return refuse('age_not_met', { age: String(rule.value.years), clause: rule.clause });
}

/**
 * Whether the pack lets a borrower owe interest or a fee on that day.
 *
 * @param dueDay when it falls due, or is taken.
 * @param firstDueDay the due day of the loan's first instalment.
 * @param contractDay the day of the contract, whose rules hold for its whole life.
 * @returns the due day, or `fee_in_advance` with the clause.
 * @example
 * checkFirstCharge(CN, dayOf(2026, 12, 21), dayOf(2026, 12, 22), dayOf(2026, 11, 22))
 * // refuse('fee_in_advance', { clause: 'cn_circular_141' })
 */
export function checkFirstCharge(
  pack: RulePack,
  dueDay: Day,
  firstDueDay: Day,
  contractDay: Day,
): Result<Day> {
  const rule = ruleInForce(pack, 'first_charge', contractDay);
  const inAdvance = rule?.value.earliest === 'first_due_day' && dueDay < firstDueDay;
  return inAdvance ? refuse('fee_in_advance', { clause: rule.clause }) : ok(dueDay);
}

/**
 * Whether a loan may be for that purpose.
 *
 * @returns the purpose, or `purpose_forbidden` with the purpose and the clause.
 * @example
 * checkPurpose(CN, 'securities', dayOf(2026, 11, 22))
 * // refuse('purpose_forbidden', { purpose: 'securities', clause: 'cn_measures_10_11' })
 */
export function checkPurpose(pack: RulePack, purpose: Purpose, day: Day): Result<Purpose> {
  const rule = ruleInForce(pack, 'forbidden_purposes', day);
  if (!rule?.value.purposes.includes(purpose)) return ok(purpose);
  return refuse('purpose_forbidden', { purpose, clause: rule.clause });
}

/** The rules that simply allow a thing or do not. */
export type Permission =
  | 'interest_spread'
  | 'related_party_borrower'
  | 'related_party_guarantor'
  | 'risk_reserve'
  | 'splitting';

/**
 * Whether the pack allows a thing; where it has no rule, it does.
 *
 * @returns true, or `forbidden_by_rule` with the clause.
 * @example checkAllowed(CN, 'risk_reserve', dayOf(2026, 11, 22)) // refuse('forbidden_by_rule', { clause: 'cn_circular_57' })
 */
export function checkAllowed(pack: RulePack, thing: Permission, day: Day): Result<true> {
  const rule = ruleInForce(pack, thing, day);
  return !rule || rule.value.allowed
    ? ok(true)
    : refuse('forbidden_by_rule', { clause: rule.clause });
}

/**
 * Whether the borrower may take a loan back that is already public.
 *
 * @returns true, or `forbidden_by_rule` with the clause.
 * @example checkWithdrawalFromListed(CN, dayOf(2026, 11, 22)) // ok(true)
 */
export function checkWithdrawalFromListed(pack: RulePack, day: Day): Result<true> {
  const rule = ruleInForce(pack, 'borrower_withdrawal', day);
  if (!rule || rule.value.fromListed) return ok(true);
  return refuse('forbidden_by_rule', { clause: rule.clause });
}

/**
 * What a listing of such a borrower has to disclose.
 *
 * @example requiredDisclosure(CN, 'natural_person', dayOf(2026, 11, 22)).includes('overdue_past_6_months') // true
 */
export function requiredDisclosure(
  pack: RulePack,
  kind: ClientKind,
  day: Day,
): readonly DisclosureItem[] {
  return ruleInForce(pack, 'minimum_disclosure', day)?.value[kind] ?? [];
}

/**
 * For how many hours after a bid the lender may cancel it; 0 where the pack gives no reflection period.
 *
 * @example reflectionHours(CN, dayOf(2026, 11, 22)) // 0
 */
export function reflectionHours(pack: RulePack, day: Day): number {
  return ruleInForce(pack, 'reflection_period', day)?.value.hours ?? 0;
}
