// A break 对账差异 that was found: what one book has and another has not, until people have explained and mended it.
import type { Id } from '../kit/id.ts';
import type { Break } from '../ledger/reconciliation.ts';
import type { Day } from '../time/day.ts';

/** With which the ledger is compared. */
export type BreakRail = 'custodian' | 'payment_provider';

/** A kind of the comparison, or a movement that nothing explains. */
export type BreakKind = Break['kind'] | 'movement_unexplained';

export interface RecordedBreak {
  readonly id: Id;
  readonly rail: BreakRail;
  readonly day: Day;
  readonly kind: BreakKind;
  /** The line, the account with its part, or the total that differs. */
  readonly reference: string;
  /** What either book says, as a text; left out where it has nothing. */
  readonly ours?: string;
  readonly theirs?: string;
  readonly state: 'found' | 'explained' | 'mended';
  readonly explanation?: string;
  readonly explainedBy?: Id;
  readonly mendedBy?: Id;
}

export interface FoundBreak {
  readonly reference: string;
  readonly ours?: string;
  readonly theirs?: string;
}
