// A loan that is taken back before its disbursement.
import type { Id } from '../kit/id.ts';

/** Why (glossary 4.1). */
export type WithdrawReason =
  | 'by_borrower'
  | 'approval_expired'
  | 'not_signed'
  | 'condition_not_met'
  | 'pulled';

export interface LoanWithdrawn {
  readonly kind: 'LoanWithdrawn';
  readonly loanId: Id;
  readonly reason: WithdrawReason;
  /** In the words of whoever did it. */
  readonly note?: string;
}
