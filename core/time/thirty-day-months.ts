// The family of day counts in which every month has thirty days.
import { never } from '../kit/assert.ts';
import { civilOf, type Day, daysInMonth } from './day.ts';

/** The rules of the family; they differ only in what becomes of a 31st and of the end of February. */
export type ThirtyDayMonths =
  | 'thirty_360_bond_basis'
  | 'thirty_360_us'
  | 'thirty_360_psa'
  | 'thirty_360_italian'
  | 'thirty_e_360'
  | 'thirty_e_360_isda'
  | 'thirty_e_plus_360'
  | 'thirty_e_365';

/**
 * Days between two days if every month had thirty:
 * 360 (Y2 − Y1) + 30 (M2 − M1) + (D2 − D1), after the rule has changed D1 and D2.
 *
 * - `thirty_360_bond_basis`: D1 31 → 30; D2 31 → 30 if D1 is then 30. ISDA 2006, 4.16 (f). The NASD's
 *   rule (a D2 of 31 with D1 before the 30th becomes the 1st of the next month) counts the same.
 * - `thirty_360_us`: as above, and before that, D1 at the end of February → 30, and D2 at the end of
 *   February → 30 too if D1 was so. Standard Securities Calculation Methods (SIFMA), end-of-month rule.
 * - `thirty_360_psa`: as the bond basis, with D1 at the end of February → 30. Public Securities Association.
 * - `thirty_360_italian`: 31 → 30, and in February 28 and 29 → 30.
 * - `thirty_e_360` and `thirty_e_365`: 31 → 30. ISDA 2006, 4.16 (g); ICMA rule 251.
 * - `thirty_e_360_isda`: 31 and the end of February → 30, but D2 not if it is the end of February and
 *   the termination day. ISDA 2006, 4.16 (h). Without a termination day it is the German rule.
 * - `thirty_e_plus_360`: D1 31 → 30; D2 31 → 1st of the next month.
 *
 * @param start not after `end`.
 * @example countThirtyDayMonths('thirty_e_360', dayOf(2007, 2, 28), dayOf(2007, 8, 31)) // 182
 */
export function countThirtyDayMonths(
  rule: ThirtyDayMonths,
  start: Day,
  end: Day,
  terminationDay?: Day,
): number {
  const from = civilOf(start);
  const to = civilOf(end);
  const first = Math.min(from.dayOfMonth, 30);
  const last = to.dayOfMonth;
  const thirties = 30 * ((to.year - from.year) * 12 + to.month - from.month);
  const startsAtFebruaryEnd = isFebruaryEnd(from.year, from.month, from.dayOfMonth);
  const endsAtFebruaryEnd = isFebruaryEnd(to.year, to.month, to.dayOfMonth);
  switch (rule) {
    case 'thirty_360_bond_basis':
      return thirties + afterThirtieth(first, last) - first;
    case 'thirty_360_us': {
      const changed = startsAtFebruaryEnd ? 30 : first;
      const bothAtFebruaryEnd = startsAtFebruaryEnd && endsAtFebruaryEnd;
      return thirties + (bothAtFebruaryEnd ? 30 : afterThirtieth(changed, last)) - changed;
    }
    case 'thirty_360_psa': {
      const changed = startsAtFebruaryEnd ? 30 : first;
      return thirties + afterThirtieth(changed, last) - changed;
    }
    case 'thirty_360_italian':
      return thirties + italian(to.month, last) - italian(from.month, first);
    case 'thirty_e_360':
    case 'thirty_e_365':
      return thirties + Math.min(last, 30) - first;
    case 'thirty_e_360_isda': {
      const stretched = endsAtFebruaryEnd && end !== terminationDay;
      return thirties + (stretched ? 30 : Math.min(last, 30)) - (startsAtFebruaryEnd ? 30 : first);
    }
    case 'thirty_e_plus_360':
      // The 1st of the next month is 30 + 1 days after the month's beginning, which is what 31 says.
      return thirties + last - first;
    default:
      return never(rule);
  }
}

/** D2 of 31 becomes 30 where D1 stands at the 30th already. */
function afterThirtieth(first: number, last: number): number {
  return last === 31 && first === 30 ? 30 : last;
}

function italian(month: number, dayOfMonth: number): number {
  return month === 2 && dayOfMonth > 27 ? 30 : Math.min(dayOfMonth, 30);
}

function isFebruaryEnd(year: number, month: number, dayOfMonth: number): boolean {
  return month === 2 && dayOfMonth === daysInMonth(year, 2);
}
