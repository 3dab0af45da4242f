// How much one borrower may owe, here and on all platforms together.
import { ok, type Result, refuse } from '../kit/result.ts';
import type { Currency } from '../money/currency.ts';
import { moneyText } from '../money/figure-text.ts';
import { greatest, least, type MinorUnits, minus, plus, ZERO } from '../money/minor-units.ts';
import type { ClientKind } from '../people/client.ts';
import type { Day } from '../time/day.ts';
import type { ClauseCode } from './clause.ts';
import { type DebtCap, type RulePack, ruleInForce } from './rule-pack.ts';

/** A cap on debt, in the currency in which the law speaks. */
export interface BorrowerCap extends DebtCap {
  readonly currency: Currency;
  readonly clause: ClauseCode;
}

/** What a borrower owes before the loan that is asked for; principal, all in one currency, 0 or more. */
export interface BorrowerDebt {
  readonly kind: ClientKind;
  readonly currency: Currency;
  readonly owedHere: MinorUnits;
  readonly owedElsewhere: MinorUnits;
}

/**
 * The cap on what a borrower of that kind may owe; undefined where the pack has none.
 *
 * @example borrowerCap(CN, 'natural_person', dayOf(2026, 11, 22))?.onePlatform // minorUnits(20000000n)
 */
export function borrowerCap(pack: RulePack, kind: ClientKind, day: Day): BorrowerCap | undefined {
  const rule = ruleInForce(pack, 'borrower_cap', day);
  if (!rule) return undefined;
  return { ...rule.value[kind], currency: rule.value.currency, clause: rule.clause };
}

/**
 * How much more a borrower may borrow here; undefined where the pack has no cap.
 *
 * @returns `currencies_mixed` where the cap is in another currency than the debt.
 * @example
 * roomUnderCap(CN, {
 *   kind: 'natural_person', currency: currency('CNY'), owedHere: minorUnits(15000000n), owedElsewhere: ZERO,
 * }, dayOf(2026, 11, 22))
 * // ok(minorUnits(5000000n))
 */
export function roomUnderCap(
  pack: RulePack,
  debt: BorrowerDebt,
  day: Day,
): Result<MinorUnits | undefined> {
  const cap = borrowerCap(pack, debt.kind, day);
  if (!cap) return ok(undefined);
  if (cap.currency !== debt.currency) return refuse('currencies_mixed');
  const { owedHere, owedElsewhere } = debt;
  const onePlatform = minus(cap.onePlatform, owedHere);
  const allPlatforms = minus(cap.allPlatforms, plus(owedHere, owedElsewhere));
  return ok(greatest(ZERO, least(onePlatform, allPlatforms)));
}

/**
 * Whether a borrower may borrow so much more.
 *
 * @param asked greater than 0.
 * @returns the debt here with it, or `borrower_cap_exceeded` (with the room that is left here), or
 * `total_debt_cap_exceeded`, each with its cap and clause.
 * @example
 * checkBorrowerDebt(CN, {
 *   kind: 'natural_person', currency: currency('CNY'), owedHere: minorUnits(15000000n), owedElsewhere: ZERO,
 * }, minorUnits(5000001n), dayOf(2026, 11, 22))
 * // refuse('borrower_cap_exceeded', { cap: 'CNY 200000.00', room: 'CNY 50000.00', clause: 'cn_measures_17' })
 */
export function checkBorrowerDebt(
  pack: RulePack,
  debt: BorrowerDebt,
  asked: MinorUnits,
  day: Day,
): Result<MinorUnits> {
  const { owedHere, owedElsewhere } = debt;
  const after = plus(owedHere, asked);
  const cap = borrowerCap(pack, debt.kind, day);
  if (!cap) return ok(after);
  const { currency, clause, onePlatform, allPlatforms } = cap;
  if (currency !== debt.currency) return refuse('currencies_mixed');
  if (after > onePlatform) {
    const room = greatest(ZERO, minus(onePlatform, owedHere));
    return refuse('borrower_cap_exceeded', {
      cap: moneyText(onePlatform, currency),
      room: moneyText(room, currency),
      clause,
    });
  }
  if (plus(after, owedElsewhere) > allPlatforms) {
    const capText = moneyText(allPlatforms, currency);
    return refuse('total_debt_cap_exceeded', { cap: capText, clause });
  }
  return ok(after);
}
