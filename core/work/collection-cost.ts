// A collection cost 催收费用: what a court, a bailiff or a law firm asks for, written down by whoever collects and paid
// by another person out of the operator's own money.
import type { Id } from '../kit/id.ts';
import type { TransferId } from '../ledger/transfer.ts';
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';

/**
 * - `recorded`: written down; nobody has released its payment, or the custodian has refused it.
 * - `under_way`: the custodian is asked to pay it.
 * - `paid`, `declined`: for ever.
 */
export type CollectionCostState = (typeof COLLECTION_COST_STATES)[number];

export const COLLECTION_COST_STATES = ['recorded', 'under_way', 'paid', 'declined'] as const;

export interface CollectionCost {
  readonly id: Id;
  readonly caseId: Id;
  readonly loanId: Id;
  readonly amount: MinorUnits;
  readonly currency: Currency;
  readonly purpose: string;
  /** The invoice or receipt. */
  readonly reference: string;
  /** The institution that gets it, and its account at its own bank. */
  readonly payeeName: string;
  readonly payeeAccount: string;
  readonly recordedBy: Id;
  readonly recordedOn: Day;
  readonly state: CollectionCostState;
  /** Who released or declined it. */
  readonly checkerId?: Id;
  /** Of the payment that was asked for last. */
  readonly instructionId?: Id;
  readonly holdId?: TransferId;
  /** When it was paid or declined. */
  readonly endedOn?: Day;
  /** Why it was declined, or in the custodian's word, why it was not paid. */
  readonly reason?: string;
}
