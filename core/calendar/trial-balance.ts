// The trial balance 试算平衡表: what stands on the accounts of each kind, whose debits equal their credits.
//
// It is carried from day to day: yesterday's, and what today changed. So it costs what the day costs, however
// long the book is.
import { type AccountKind, CHART, type NormalSide, type Side } from '../ledger/chart.ts';
import type { Currency } from '../money/currency.ts';
import { type MinorUnits, minus, plus, sum, ZERO } from '../money/minor-units.ts';

/** All accounts of one kind in one currency. */
export interface TrialBalanceRow {
  readonly kind: AccountKind;
  readonly currency: Currency;
  /** Towards the normal side of the kind. */
  readonly balance: MinorUnits;
}

/** What a day did to the accounts of one kind in one currency, told by both. */
export interface KindChange {
  readonly kind: AccountKind;
  readonly currency: Currency;
  /** What the day's transfers booked on either side. */
  readonly debit: MinorUnits;
  readonly credit: MinorUnits;
  /** By how much the balances of the accounts differ from those at the end of the day before. */
  readonly balanceChange: MinorUnits;
}

/** A law of the book that a trial balance shows to be broken. */
export interface BrokenBalance {
  readonly law: 'debits_equal_credits' | 'balances_equal_lines';
  readonly currency: Currency;
  readonly side: Side;
  /** Never zero. */
  readonly difference: MinorUnits;
}

/**
 * The trial balance after a day that brought these changes, by kind and currency; kinds without an account
 * have no row.
 *
 * @example carryForward([], [{ kind: 'custody', currency: currency('CNY'), debit: minorUnits(5n), credit: ZERO, balanceChange: minorUnits(5n) }])
 * // [{ kind: 'custody', currency: 'CNY', balance: minorUnits(5n) }]
 */
export function carryForward(
  before: readonly TrialBalanceRow[],
  changes: readonly KindChange[],
): readonly TrialBalanceRow[] {
  const rows = new Map(before.map((row) => [`${row.kind} ${row.currency}`, row]));
  for (const { kind, currency, balanceChange } of changes) {
    const place = `${kind} ${currency}`;
    const balance = plus(rows.get(place)?.balance ?? ZERO, balanceChange);
    rows.set(place, { kind, currency, balance });
  }
  return [...rows.values()].toSorted(
    (left, right) =>
      CHART[left.kind].number - CHART[right.kind].number ||
      (left.currency < right.currency ? -1 : 1),
  );
}

/**
 * What does not hold: the debits of each side and currency equal its credits, which on the money side is law 1
 * of the chart, since custody and clearing alone stand on its debit side; and the balances changed by what the
 * transfers say.
 *
 * @example brokenBalances([{ kind: 'custody', currency: currency('CNY'), balance: minorUnits(5n) }], [])
 * // [{ law: 'debits_equal_credits', currency: 'CNY', side: 'money', difference: minorUnits(5n) }]
 */
export function brokenBalances(
  rows: readonly TrialBalanceRow[],
  changes: readonly KindChange[],
): readonly BrokenBalance[] {
  const broken: BrokenBalance[] = [];
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  for (const currency of currencies) {
    const inCurrency = rows.filter((row) => row.currency === currency);
    for (const side of ['money', 'debt'] as const) {
      const own = inCurrency.filter(({ kind }) => CHART[kind].side === side);
      const difference = minus(totalOf(own, 'debit'), totalOf(own, 'credit'));
      if (difference !== ZERO) {
        broken.push({ law: 'debits_equal_credits', currency, side, difference });
      }
    }
  }
  for (const { kind, currency, debit, credit, balanceChange } of changes) {
    const { side, normal } = CHART[kind];
    const booked = normal === 'debit' ? minus(debit, credit) : minus(credit, debit);
    const difference = minus(balanceChange, booked);
    if (difference === ZERO) continue;
    broken.push({ law: 'balances_equal_lines', currency, side, difference });
  }
  return broken;
}

/**
 * All that stands on accounts of that normal side, in the rows given.
 *
 * @example totalOf([{ kind: 'custody', currency: currency('CNY'), balance: minorUnits(5n) }], 'credit') // ZERO
 */
export function totalOf(rows: readonly TrialBalanceRow[], normal: NormalSide): MinorUnits {
  return sum(rows.flatMap(({ kind, balance }) => (CHART[kind].normal === normal ? [balance] : [])));
}
