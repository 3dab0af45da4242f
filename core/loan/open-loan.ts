// The one loan that a borrower may have under way before its disbursement.
import type { Id } from '../kit/id.ts';
import type { WorldDraft } from '../world.ts';

/**
 * The borrower has none any more, and may apply for another.
 *
 * @example endOpenLoan({ get: () => undefined }, 'a') // undefined
 */
export function endOpenLoan(world: WorldDraft, borrowerId: Id): void {
  const borrower = world.get('borrower', borrowerId);
  if (borrower?.openLoanId === undefined) return;
  const { openLoanId: _, ...others } = borrower;
  world.put('borrower', others);
}
