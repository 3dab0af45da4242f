// What the cumulative engine asks of a method: principal and interest of one period after the other.
import type { MinorUnits } from '../../../money/minor-units.ts';
import type { LentPart } from './disbursements.ts';
import type { PeerPeriod } from './due-days.ts';

/** One period, with what is owed in it. */
export interface CumulativePeriod extends PeerPeriod {
  /** From 0. */
  readonly index: number;
  readonly isLast: boolean;
  /** Principal owed when the period starts. */
  readonly opening: MinorUnits;
  /** To be repaid by instalments: all that was lent up to the period's due day. */
  readonly financedSoFar: MinorUnits;
  /** Lent later in the period, up to its due day. */
  readonly lentWithin: readonly LentPart[];
  /** Interest of earlier rows that is due later. */
  readonly deferred: MinorUnits;
  /** Interest in the rows so far. */
  readonly interestSoFar: MinorUnits;
}

/** What a method says of a period; the principal may come out as more than what is owed, or as less than nothing. */
export interface CumulativeDue {
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly deferred: MinorUnits;
}

export type CumulativeMethod = (period: CumulativePeriod) => CumulativeDue;
