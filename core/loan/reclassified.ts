// The asset class of a loan as its days overdue and what two persons have found make it.
import type { Day } from '../time/day.ts';
import { type AssetClassChanged, assetClassOf, worseClass } from './asset-class.ts';
import type { Loan } from './loan.ts';
import type { Servicing } from './servicing.ts';

/**
 * The change of class that the passing of days has brought about: never to a better one than was chosen.
 *
 * @param daysOverdue beyond the grace days.
 * @example reclassified({ id: 'l' }, {}, { daysOverdue: 91, today: dayOf(2026, 3, 2) })[0].to // 'substandard'
 */
export function reclassified(
  { id: loanId, assetClass: from = 'normal' }: Pick<Loan, 'id' | 'assetClass'>,
  { writtenOff, chosenClass = 'normal' }: Pick<Servicing, 'writtenOff' | 'chosenClass'>,
  { daysOverdue, today: day }: { readonly daysOverdue: number; readonly today: Day },
): readonly AssetClassChanged[] {
  const to = worseClass(assetClassOf(daysOverdue), chosenClass);
  if (to === from || writtenOff !== undefined) return [];
  return [{ kind: 'AssetClassChanged', loanId, day, from, to, cause: 'days_overdue' }];
}
